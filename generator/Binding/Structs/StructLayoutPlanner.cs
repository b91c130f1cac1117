using System.Collections.Immutable;
using KoffiGen.C;
using KoffiGen.C.Layout;

namespace KoffiGen.Binding.Structs;

/// <summary>
/// Plans a C# struct with the C layout on every target: sequential fields if .NET then places them as C does; otherwise fields with
/// offsets if these are the same everywhere; otherwise sequential fields with padding.
/// </summary>
internal sealed partial class StructLayoutPlanner
{
    private static readonly int[] Packs = [0, 1, 2, 4];

    private readonly RecordType _record;
    private readonly ImmutableArray<TargetAbi> _targets;
    private readonly ImmutableArray<RecordLayout> _layouts;
    private readonly List<StorageSlot> _slots = [];
    private readonly List<PlannedBitField> _bitFields = [];

    private StructLayoutPlanner(RecordType record, ImmutableArray<TargetAbi> targets, ImmutableArray<RecordLayout> layouts)
    {
        _record = record;
        _targets = targets;
        _layouts = layouts;
    }

    /// <param name="storage">The C# storage types of members.</param>
    public static StructPlan Plan(RecordType record, ImmutableArray<TargetAbi> targets, StorageTypes storage)
    {
        RecordLayout?[] layouts = [.. targets.Select(target => storage.GetRecordLayout(record, target))];
        StructPlan plan = new(record) { Targets = targets, HasFloating = storage.HasFloating(record) };
        if (record.IsUnbound)
        {
            return plan with { Problem = new StructProblem(StructProblemKind.Unbound) };
        }

        if (!record.HasNamedMember)
        {
            return plan with { Problem = StructProblem.Reported };
        }

        if (layouts.Any(static layout => layout is null))
        {
            return plan with { Problem = storage.FindUnsupported(record) ?? StructProblem.Reported };
        }

        StructLayoutPlanner planner = new(record, targets, [.. layouts.Select(static layout => layout!)]);
        plan = plan with { Layouts = planner._layouts };
        if (planner.AddSlots(storage) is { } problem)
        {
            return plan with { Problem = problem };
        }

        if (layouts.Any(static layout => layout!.Size > StorageTypes.MaximumSize))
        {
            return plan with { Problem = new StructProblem(StructProblemKind.TooLarge, Detail: StorageTypes.DescribeMaximumSize) };
        }

        return planner.Place(plan with { ByValueObstacle = new ByValueRules(plan).FindObstacle() ?? storage.FindObstacle(record) })
            ?? plan with
            {
                Problem = planner.DescribeDifference(planner.FindDifference()),
            };
    }

    private StructProblem? AddSlots(StorageTypes storage)
    {
        BitFieldAllocator bitFields = new(_record, _layouts, _slots, _bitFields);
        for (int index = 0; index < _record.Members.Length; index++)
        {
            RecordMember member = _record.Members[index];
            if (member.BitFieldWidth is not null)
            {
                int end = index + 1;
                while (end < _record.Members.Length && _record.Members[end].BitFieldWidth is not null)
                {
                    end++;
                }

                if (bitFields.Add(index, end) is { } different)
                {
                    return DescribeDifference(different);
                }

                index = end - 1;
                continue;
            }

            if (member.Type.Type.Canonical is ArrayType { Length: null })
            {
                continue;
            }

            if (storage.FindUnsupported(_record, member, _targets) is { } problem)
            {
                return problem;
            }

            TypeLayout[] managed = [.. _targets.Select(target => storage.Measure(member.Type.Type, target, _targets)!.Value)];
            string name = member.Name ?? "the anonymous member";
            if (_targets.Where((_, target) => managed[target].Size != _layouts[target].Members[index].StorageSize).Any())
            {
                return DescribeSizes(name, index);
            }

            _slots.Add(
                new StorageSlot(
                    new PlannedField(PlannedFieldKind.Member, member),
                    [.. _layouts.Select(layout => layout.Members[index].Offset)],
                    managed
                )
                {
                    MemberName = name,
                }
            );
        }

        return null;
    }

    private StructPlan? Place(StructPlan plan)
    {
        plan = plan with { BitFields = [.. _bitFields] };
        StructPlan? placed = _record.IsUnion
            ? null
            : Packs.Select(pack => PlaceSequentially(plan, pack)).FirstOrDefault(static found => found is not null);
        return placed ?? PlaceExplicitly(plan) ?? (_record.IsUnion ? null : PlaceWithPadding(plan));
    }

    private StructPlan? PlaceSequentially(StructPlan plan, int pack)
    {
        ImmutableArray<TypeLayout>.Builder managed = ImmutableArray.CreateBuilder<TypeLayout>();
        for (int target = 0; target < _targets.Length; target++)
        {
            List<long> offsets = [];
            TypeLayout layout = ManagedLayout.Sequential(_slots.Select(slot => slot.Layouts[target]), pack, offsets);
            if (
                !offsets.SequenceEqual(_slots.Select(slot => slot.Offsets[target]))
                || layout.Size != _layouts[target].Size
                || layout.Alignment != _layouts[target].Alignment
            )
            {
                return null;
            }

            managed.Add(layout);
        }

        return plan with
        {
            Pack = pack,
            Fields = [.. _slots.Select(static slot => slot.Field)],
            ManagedLayouts = managed.ToImmutable(),
        };
    }

    private StructPlan? PlaceWithPadding(StructPlan plan)
    {
        List<PlannedField> fields = [];
        List<int> indexes = [];
        long[] ends = new long[_targets.Length];
        int[] alignments = [.. Enumerable.Repeat(1, _targets.Length)];
        foreach (StorageSlot slot in _slots)
        {
            if (!Pad(slot.Offsets, target => slot.Layouts[target].Alignment))
            {
                return null;
            }

            indexes.Add(fields.Count);
            fields.Add(slot.Field);
            for (int target = 0; target < _targets.Length; target++)
            {
                ends[target] = slot.Offsets[target] + slot.Layouts[target].Size;
                alignments[target] = Math.Max(alignments[target], slot.Layouts[target].Alignment);
            }
        }

        if (
            !Pad([.. _layouts.Select(static layout => layout.Size)], target => alignments[target])
            || !alignments.SequenceEqual(_layouts.Select(static layout => layout.Alignment))
        )
        {
            return null;
        }

        return plan with
        {
            Fields = [.. fields],
            BitFields =
            [
                .. _bitFields.Select(bitField =>
                    bitField with
                    {
                        Pieces = [.. bitField.Pieces.Select(piece => piece with { Field = indexes[piece.Field] })],
                    }
                ),
            ],
            ManagedLayouts = [.. _layouts.Select(static layout => new TypeLayout(layout.Size, layout.Alignment))],
            ByValueObstacle = plan.ByValueObstacle ?? new ByValueRules(plan).FindPaddingObstacle(),
        };

        // Adds the number of padding bytes that produces the C offset on every target.
        bool Pad(long[] offsets, Func<int, int> alignment)
        {
            long bytes = Enumerable
                .Range(0, _targets.Length)
                .Select(target =>
                    LayoutCalculator.AlignUp(ends[target], alignment(target)) == offsets[target] ? 0 : offsets[target] - ends[target]
                )
                .Max();
            if (bytes < 0 || bytes > StorageTypes.MaximumSize)
            {
                return false;
            }

            if (bytes > 0)
            {
                fields.Add(new PlannedField(PlannedFieldKind.Padding, Size: (int)bytes));
            }

            return Enumerable
                .Range(0, _targets.Length)
                .All(target => LayoutCalculator.AlignUp(ends[target] + bytes, alignment(target)) == offsets[target]);
        }
    }

    /// <summary>Returns the first member whose C offset differs from that of .NET.</summary>
    private string FindDifference()
    {
        for (int index = 0; index < _slots.Count; index++)
        {
            for (int target = 0; target < _targets.Length; target++)
            {
                List<long> offsets = [];
                ManagedLayout.Sequential(_slots.Take(index + 1).Select(slot => slot.Layouts[target]), 0, offsets);
                if (offsets[index] != _slots[index].Offsets[target])
                {
                    return _slots[index].MemberName;
                }
            }
        }

        return "";
    }

    /// <summary>
    /// Describes how the layouts differ between targets: for this member, otherwise for the first member that differs, otherwise for the
    /// struct as a whole.
    /// </summary>
    private StructProblem DescribeDifference(string member)
    {
        int[] named =
        [
            .. Enumerable
                .Range(0, _record.Members.Length)
                .Where(index => _record.Members[index].Name is not null)
                .OrderBy(index => _record.Members[index].Name != member),
        ];
        foreach (int index in named)
        {
            if (Describe(target => DescribePlace(_layouts[target].Members[index])) is [_, _, ..] places)
            {
                return Differs(_record.Members[index].Name!, places);
            }
        }

        return Differs("", Describe(target => $"it takes {_layouts[target].Size} bytes aligned to {_layouts[target].Alignment}"));
    }

    private static string DescribePlace(MemberLayout member) =>
        member.BitWidth is null
            ? $"'{member.Member.Name}' begins at byte {member.Offset}"
            : $"'{member.Member.Name}' begins at bit {(member.Offset * 8) + member.BitOffset}";

    private StructProblem DescribeSizes(string member, int index) =>
        Differs(member, Describe(target => $"'{member}' takes {_layouts[target].Members[index].StorageSize} bytes"));

    private static StructProblem Differs(string member, string[] groups) =>
        new(StructProblemKind.DiffersBetweenTargets, member, string.Join("; ", groups));

    /// <summary>Describes each target, and combines targets with the same description.</summary>
    private string[] Describe(Func<int, string> describe) =>
        [
            .. Enumerable
                .Range(0, _targets.Length)
                .GroupBy(describe)
                .Select(group => $"{group.Key} on {string.Join(", ", group.Select(target => _targets[target].Name))}"),
        ];
}
