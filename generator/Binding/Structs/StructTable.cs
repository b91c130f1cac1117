using KoffiGen.C;
using KoffiGen.C.Layout;
using KoffiGen.CSharp;
using KoffiGen.Model;

namespace KoffiGen.Binding.Structs;

/// <summary>The plans of all structs of a compilation, each created on first use. Thread-safe.</summary>
/// <param name="findForeign">Returns the C# type that a C name refers to.</param>
/// <param name="target">The target of a platform-specific build; <see langword="null"/> if the assembly must run on all targets.</param>
internal sealed class StructTable(Func<ForeignType, CSharpType?> findForeign, TargetAbi? target)
{
    private readonly Dictionary<RecordType, StructPlan> _plans = [];
    private readonly Dictionary<CType, PlatformValue?> _overAlignments = [];

    public TargetAbi? Target => target;

    /// <summary>Returns the C layout of a type; <see langword="null"/> if it has none.</summary>
    /// <param name="portable">The target to use unless the build is platform-specific.</param>
    public TypeLayout? Measure(CType type, TargetAbi portable) =>
        LayoutCalculator.GetLayout(type, target ?? portable, new StorageTypes(findForeign, Find).MeasureForeign);

    /// <summary>Returns the alignment in C; <see langword="null"/> if it does not exceed that of .NET on any target.</summary>
    public PlatformValue? FindOverAlignment(CType type)
    {
        // This early return avoids a cache entry for each of the many pointer types.
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

        // A struct that contains itself is already reported and has no layout; this entry ends the recursion.
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
