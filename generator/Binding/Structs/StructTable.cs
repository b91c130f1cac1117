using KoffiGen.C;
using KoffiGen.C.Layout;
using KoffiGen.CSharp;
using KoffiGen.Model;

namespace KoffiGen.Binding.Structs;

/// <summary>The plans of all structs of a compilation, each created on first use. Thread-safe.</summary>
internal sealed class StructTable
{
    private readonly TargetAbi? _target;
    private readonly StorageTypes _storage;
    private readonly Dictionary<RecordType, StructPlan> _plans = [];
    private readonly Dictionary<CType, PlatformValue?> _overAlignments = [];

    /// <param name="findForeign">Returns the C# type that a C name refers to.</param>
    /// <param name="target">
    /// The target of a platform-specific build; <see langword="null"/> if the assembly must run on all targets.
    /// </param>
    public StructTable(Func<ForeignType, CSharpType?> findForeign, TargetAbi? target)
    {
        _target = target;
        _storage = new StorageTypes(findForeign, Find);
    }

    public TargetAbi? Target => _target;

    /// <summary>Returns the C layout of a type; <see langword="null"/> if it has none.</summary>
    /// <param name="portable">The target to use unless the build is platform-specific.</param>
    public TypeLayout? Measure(CType type, TargetAbi portable)
    {
        lock (_plans)
        {
            return _storage.GetLayout(type, _target ?? portable);
        }
    }

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
        if (!_plans.ContainsKey(record))
        {
            foreach (RecordType next in ContainedRecords.InOrder(record, _plans.ContainsKey, ContainedRecords.Of))
            {
                // A struct that contains itself is already reported and has no layout; this entry ends the recursion.
                _plans[next] = new StructPlan(next) { Problem = StructProblem.Reported };
                _plans[next] = Create(next);
            }
        }

        return _plans[record];
    }

    private StructPlan Create(RecordType record)
    {
        StructPlan plan = StructLayoutPlanner.Plan(
            record,
            _target is null || TargetAbi.Portable.Contains(_target) ? TargetAbi.Portable : [_target],
            _storage
        );
        return plan.Problem is { Kind: StructProblemKind.DiffersBetweenTargets } && _target is not null
            ? StructLayoutPlanner.Plan(record, [_target], _storage)
            : plan;
    }
}
