using System.Collections.Immutable;
using KoffiGen.C;
using KoffiGen.C.Layout;
using KoffiGen.CSharp;
using KoffiGen.Marshalling;

namespace KoffiGen.Binding.Structs;

/// <summary>What the blittable C# types of members take, and which members have none.</summary>
/// <param name="findForeign">The C# type that a name of C stands for.</param>
/// <param name="findPlan">The plan of a nested struct.</param>
internal sealed class StorageTypes(Func<ForeignType, CSharpType?> findForeign, Func<RecordType, StructPlan> findPlan)
{
    /// <summary>A round number below what CoreCLR and NativeAOT load: arrays and offsets in a struct below 2^27.</summary>
    public const long MaximumSize = 127 * 1024 * 1024;

    public const string DescribeMaximumSize = "127 MiB";

    public RecordLayout? GetRecordLayout(RecordType record, TargetAbi target) =>
        LayoutCalculator.GetRecordLayout(record, target, MeasureForeign);

    /// <summary>What the C# type takes on one of the targets that a plan is made for.</summary>
    public TypeLayout? Measure(CType type, TargetAbi target, ImmutableArray<TargetAbi> targets)
    {
        switch (type.Canonical)
        {
            case BasicType { Kind: BasicTypeKind.WChar } wide:
                // Portable code has no type of that size; 4 bytes are wrong on Windows, and reported there.
                return targets.Length == 1 ? wide.GetLayout(target) : new TypeLayout(4, 4);
            case BasicType basic when ScalarMarshalling.NativeType(basic.Kind) is not null:
                return basic.GetLayout(target);
            case PointerType:
                return new TypeLayout(target.PointerSize, target.PointerSize);
            case EnumType enumeration:
                // In the program of one target, the storage is that target's, and a property converts.
                return EnumFacts
                    .GetCompatibleType(enumeration, targets.Length == 1 ? target : TargetAbi.LinuxX64)
                    .GetLayout(targets.Length == 1 ? target : TargetAbi.LinuxX64);
            case ArrayType { Length: { } length } array when Measure(array.Element.Type, target, targets) is { } element:
                return element with { Size = element.Size * length };
            case RecordType record:
                return findPlan(record).ManagedLayout(target);
            case ForeignType foreign:
                return MeasureForeign(foreign, target);
            default:
                return null;
        }
    }

    /// <summary>Why C# has no struct for a record that C's rules alone can't measure.</summary>
    public StructProblem? FindUnsupported(RecordType record) =>
        record.IsComplete
            ? record
                .Members.Select(member => FindUnsupported(member) ?? FindUnsupportedStruct(member))
                .FirstOrDefault(static problem => problem is not null)
            : null;

    public StructProblem? FindUnsupported(RecordType record, RecordMember member, ImmutableArray<TargetAbi> targets)
    {
        if ((FindUnsupported(member) ?? FindUnsupportedStruct(member)) is { } problem)
        {
            return problem;
        }

        if (Element(member.Type.Type) is RecordType ofOneTarget && targets.Except(findPlan(ofOneTarget).Targets).Any())
        {
            return new StructProblem(
                StructProblemKind.DiffersBetweenTargets,
                member.Name ?? "",
                $"the layout of '{ofOneTarget}' inside it differs"
            );
        }

        if (
            member.Type.Type.Canonical is ArrayType
            && targets.Max(target => LayoutCalculator.GetLayout(member.Type, target, MeasureForeign)?.Size) > MaximumSize
        )
        {
            return new StructProblem(StructProblemKind.TooLarge, member.Name ?? "", DescribeMaximumSize);
        }

        return targets.Any(target => Measure(member.Type.Type, target, targets) is null) ? StructProblem.Reported : null;
    }

    /// <summary>Why a struct inside the record must not travel by value: then the record must not, either.</summary>
    public string? FindObstacle(RecordType record) =>
        record
            .Members.Select(member =>
                Element(member.Type.Type) is RecordType { IsComplete: true } nested ? findPlan(nested).ByValueObstacle : null
            )
            .FirstOrDefault(static obstacle => obstacle is not null);

    // A struct without a name has no declaration of its own that a message could be about.
    private StructProblem? FindUnsupportedStruct(RecordMember member) =>
        Element(member.Type.Type) is RecordType nested && findPlan(nested) is { Problem: { } problem }
            ? nested.Tag is null || !problem.IsLimit
                ? problem
                : new StructProblem(StructProblemKind.UnsupportedStruct, member.Name ?? "", $"'{nested}', which has no C# struct")
                {
                    Struct = nested,
                }
            : null;

    private StructProblem? FindUnsupported(RecordMember member)
    {
        string? reason = Element(member.Type.Type) switch
        {
            BasicType basic when ScalarMarshalling.NativeType(basic.Kind) is null => $"'{basic}'",
            ForeignType foreign
                when findForeign(foreign) is not { } managed
                    || new StructComparer(findGenerated: null).Measure(managed, TargetAbi.LinuxX64) is null =>
                $"'{foreign.Name}', whose C# layout differs from its C layout",
            ForeignType foreign when findForeign(foreign) is { NeedsBlittableStandIn: true } =>
                $"'{foreign.Name}', which contains a bool or char",
            _ => null,
        };
        return reason is null ? null : new StructProblem(StructProblemKind.UnsupportedMember, member.Name ?? "", reason);
    }

    private static CType Element(CType type)
    {
        type = type.Canonical;
        while (type is ArrayType array)
        {
            type = array.Element.Type.Canonical;
        }

        return type;
    }

    public TypeLayout? MeasureForeign(ForeignType type, TargetAbi target) =>
        findForeign(type) is { } managed ? new StructComparer(findGenerated: null).Measure(managed, target) : null;
}
