using System.Collections.Immutable;
using KoffiGen.C;
using KoffiGen.C.Layout;
using KoffiGen.Model;

namespace KoffiGen.Binding.Structs;

/// <summary>The C layout of a struct: the values of <c>sizeof</c>, <c>alignof</c> and <c>offsetof</c>.</summary>
internal sealed class LayoutBinder
{
    private readonly ImmutableArray<TargetAbi> _targets;
    private readonly StructNames _names;
    private readonly StructTable _structs;
    private readonly List<LayoutRow> _rows = [];

    private LayoutBinder(ImmutableArray<TargetAbi> targets, StructNames names, StructTable structs)
    {
        _targets = targets;
        _names = names;
        _structs = structs;
    }

    public static LayoutModel Bind(RecordType record, StructPlan plan, StructNames names, StructTable structs)
    {
        LayoutBinder binder = new(plan.Targets, names, structs);
        binder.AddRows(record, plan.Layouts, [.. plan.Targets.Select(static _ => 0L)]);
        return new LayoutModel(
            binder.Value(index => plan.Layouts[index].Size),
            binder.Value(index => plan.Layouts[index].Alignment),
            binder._rows.ToEquatableArray()
        )
        {
            ByValueObstacle = plan.ByValueObstacle,
            IsOverAligned = structs.FindOverAlignment(record) is not null,
        };
    }

    private void AddRows(RecordType record, ImmutableArray<RecordLayout> layouts, long[] start)
    {
        for (int member = 0; member < record.Members.Length; member++)
        {
            RecordMember declared = record.Members[member];
            MemberLayout[] places = [.. layouts.Select(layout => layout.Members[member])];
            if (declared.Name is null or "_")
            {
                if (declared is { Name: null, BitFieldWidth: null, Type.Type.Canonical: RecordType anonymous })
                {
                    AddRows(
                        anonymous,
                        [.. _targets.Select(target => LayoutOf(anonymous, target))],
                        [.. start.Select((offset, index) => offset + places[index].Offset)]
                    );
                }

                continue;
            }

            string declaration = CTypeWriter.WriteDeclaration(declared.Type, declared.Name);
            _rows.Add(
                declared.BitFieldWidth is { } width
                    ? new LayoutRow(
                        _names.Member(declared.Name),
                        Value(index => start[index] + places[index].Offset + (places[index].BitOffset / 8)),
                        Value(_ => width),
                        $"{declaration} : {width}"
                    )
                    {
                        IsBitField = true,
                    }
                    : new LayoutRow(
                        _names.Member(declared.Name),
                        Value(index => start[index] + places[index].Offset),
                        Value(index => places[index].StorageSize),
                        declaration
                    )
                    {
                        IsFlexible = declared.Type.Type.Canonical is ArrayType { Length: null },
                    }
            );
        }
    }

    private RecordLayout LayoutOf(RecordType record, TargetAbi target)
    {
        StructPlan plan = _structs.Plan(record);
        return plan.Layouts[plan.Targets.IndexOf(target)];
    }

    private PlatformValue Value(Func<int, long> value)
    {
        return new PlatformValue(On(TargetAbi.LinuxX64), On(TargetAbi.WindowsX64), On(TargetAbi.LinuxArm));

        // In a platform-specific build, the value of that target is used throughout.
        long On(TargetAbi target) => value(Math.Max(0, _targets.IndexOf(_structs.Target ?? target)));
    }
}
