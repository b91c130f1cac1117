using System.Collections.Immutable;
using KoffiGen.C;
using KoffiGen.C.Layout;
using KoffiGen.CSharp;
using KoffiGen.Marshalling;

namespace KoffiGen.Binding.Structs;

/// <summary>The layouts of the blittable C# types of members, and the reasons why a member has no such type.</summary>
/// <param name="findForeign">Returns the C# type that a C name refers to.</param>
/// <param name="findPlan">Returns the plan of a nested struct.</param>
internal sealed class StorageTypes(Func<ForeignType, CSharpType?> findForeign, Func<RecordType, StructPlan> findPlan)
{
    /// <summary>
    /// The maximum size of a struct in bytes: a round number below the limit of CoreCLR and NativeAOT, which is 2^27 for arrays and
    /// offsets in structs.
    /// </summary>
    public const long MaximumSize = 127 * 1024 * 1024;

    public const string DescribeMaximumSize = "127 MiB";

    private readonly List<(TargetAbi Target, LayoutCalculator Calculator)> _calculators = [];

    public RecordLayout? GetRecordLayout(RecordType record, TargetAbi target) => CalculatorOf(target).MeasureRecord(record);

    /// <summary>Returns the C layout of a type; <see langword="null"/> if it has none.</summary>
    public TypeLayout? GetLayout(CType type, TargetAbi target) => CalculatorOf(target).Measure(type);

    private LayoutCalculator CalculatorOf(TargetAbi target)
    {
        foreach ((TargetAbi known, LayoutCalculator found) in _calculators)
        {
            if (ReferenceEquals(known, target))
            {
                return found;
            }
        }

        LayoutCalculator calculator = new(target, MeasureForeign);
        _calculators.Add((target, calculator));
        return calculator;
    }

    /// <summary>
    /// Returns the layout of the C# type on one of the targets of a plan; <see langword="null"/> if the C type has no C# type.
    /// </summary>
    public TypeLayout? Measure(CType type, TargetAbi target, ImmutableArray<TargetAbi> targets)
    {
        switch (type.Canonical)
        {
            case BasicType { Kind: BasicTypeKind.WChar } wide:
                // No C# type has the size of wchar_t on every target. Four bytes are wrong on Windows, where the difference is reported.
                return targets.Length == 1 ? wide.GetLayout(target) : new TypeLayout(4, 4);
            case BasicType basic when ScalarMarshalling.NativeType(basic.Kind) is not null:
                return basic.GetLayout(target);
            case PointerType:
                return new TypeLayout(target.PointerSize, target.PointerSize);
            case EnumType enumeration:
                // With only one target, the storage has the width of the enum on that target, and a property converts it.
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

    /// <summary>
    /// Returns the reason why C# has no struct for a record without a C layout; <see langword="null"/> if there is none.
    /// </summary>
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

        if (ContainedRecords.ElementOf(member.Type.Type) is RecordType ofOneTarget && targets.Except(findPlan(ofOneTarget).Targets).Any())
        {
            return new StructProblem(
                StructProblemKind.DiffersBetweenTargets,
                member.Name ?? "",
                $"the layout of '{ofOneTarget}' inside it differs"
            );
        }

        if (member.Type.Type.Canonical is ArrayType && targets.Max(target => GetLayout(member.Type.Type, target)?.Size) > MaximumSize)
        {
            return new StructProblem(StructProblemKind.TooLarge, member.Name ?? "", DescribeMaximumSize);
        }

        return targets.Any(target => Measure(member.Type.Type, target, targets) is null) ? StructProblem.Reported : null;
    }

    /// <summary>
    /// Returns the reason why a nested struct, and therefore the record, cannot be passed by value; <see langword="null"/> if it can.
    /// </summary>
    public string? FindObstacle(RecordType record) =>
        record
            .Members.Select(member =>
                ContainedRecords.ElementOf(member.Type.Type) is RecordType { IsComplete: true } nested
                    ? findPlan(nested).ByValueObstacle
                    : null
            )
            .FirstOrDefault(static obstacle => obstacle is not null);

    // An unnamed struct has no declaration of its own to report, so its problem is reported for the containing struct.
    private StructProblem? FindUnsupportedStruct(RecordMember member) =>
        ContainedRecords.ElementOf(member.Type.Type) is RecordType nested && findPlan(nested) is { Problem: { } problem }
            ? nested.Tag is null || !problem.IsLimit
                ? problem
                : new StructProblem(StructProblemKind.UnsupportedStruct, member.Name ?? "", $"'{nested}', which has no C# struct")
                {
                    Struct = nested,
                }
            : null;

    private StructProblem? FindUnsupported(RecordMember member)
    {
        string? reason = ContainedRecords.ElementOf(member.Type.Type) switch
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

    /// <summary>Whether a member, or a member of a nested struct, is a floating-point number.</summary>
    public bool HasFloating(RecordType record) =>
        record.IsComplete
        && record.Members.Any(member =>
            ContainedRecords.ElementOf(member.Type.Type) switch
            {
                BasicType basic => basic.IsFloating,
                RecordType { IsComplete: true } nested => findPlan(nested).HasFloating,
                ForeignType => true,
                _ => false,
            }
        );

    private TypeLayout? MeasureForeign(ForeignType type, TargetAbi target) =>
        findForeign(type) is { } managed ? new StructComparer(findGenerated: null).Measure(managed, target) : null;
}
