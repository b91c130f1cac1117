using KoffiGen.C;
using KoffiGen.C.Layout;
using KoffiGen.CSharp;
using KoffiGen.Model;

namespace KoffiGen.Binding.Structs;

/// <summary>The plans of all structs of a compilation, each made when it is first asked for. Any thread may ask.</summary>
/// <param name="findForeign">The C# type that a name of C stands for.</param>
/// <param name="target">The target that the project is built for; <see langword="null"/> where it is to run on all.</param>
internal sealed class StructTable(Func<ForeignType, CSharpType?> findForeign, TargetAbi? target)
{
    private readonly Dictionary<RecordType, StructPlan> _plans = [];
    private readonly Dictionary<CType, PlatformValue?> _overAlignments = [];

    public TargetAbi? Target => target;

    /// <summary>C's layout of any type; <see langword="null"/> for one that has none.</summary>
    /// <param name="portable">The target, unless the project is built for another.</param>
    public TypeLayout? Measure(CType type, TargetAbi portable) =>
        LayoutCalculator.GetLayout(type, target ?? portable, new StorageTypes(findForeign, Find).MeasureForeign);

    /// <summary>C's alignment of the type; <see langword="null"/> where .NET aligns to no less on any target.</summary>
    public PlatformValue? FindOverAlignment(CType type)
    {
        // Every parameter asks, and most are pointers to a few types.
        if (type is PointerType or VoidType or FunctionType)
        {
            return null;
        }

        lock (_overAlignments)
        {
            if (!_overAlignments.TryGetValue(type, out PlatformValue? known))
            {
                known = MeasureOverAlignment(type);
                _overAlignments.Add(type, known);
            }

            return known;
        }
    }

    private PlatformValue? MeasureOverAlignment(CType type)
    {
        PlatformValue alignment = new(On(TargetAbi.LinuxX64), On(TargetAbi.WindowsX64), On(TargetAbi.LinuxArm));
        return alignment.Largest > ManagedLayout.MaximumAlignment ? alignment : null;

        long On(TargetAbi portable) => Measure(type, portable)?.Alignment ?? 1;
    }

    public StructPlan Plan(RecordType record)
    {
        lock (_plans)
        {
            return Find(record);
        }
    }

    private StructPlan Find(RecordType record)
    {
        if (_plans.TryGetValue(record, out StructPlan? known))
        {
            return known;
        }

        // A struct that contains itself was reported, and has no layout.
        _plans[record] = new StructPlan(record) { Problem = StructProblem.Reported };
        StorageTypes storage = new(findForeign, Find);
        StructPlan plan = StructLayoutPlanner.Plan(
            record,
            target is null || TargetAbi.Portable.Contains(target) ? TargetAbi.Portable : [target],
            storage
        );
        if (plan.Problem is { Kind: StructProblemKind.DiffersBetweenTargets } && target is not null)
        {
            plan = StructLayoutPlanner.Plan(record, [target], storage);
        }

        return _plans[record] = plan;
    }
}
