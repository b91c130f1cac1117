using System.Collections.Immutable;
using KoffiGen.C;
using KoffiGen.C.Layout;

namespace KoffiGen.Binding.Structs;

// Plans with explicit offsets, which must be the same on every target.
internal sealed partial class StructLayoutPlanner
{
    /// <summary>The unsigned integers of each size, including those with the size of a pointer and of <c>long</c>.</summary>
    private static readonly BasicType[] AligningTypes =
    [
        BasicType.Get(BasicTypeKind.UInt8),
        BasicType.Get(BasicTypeKind.UInt16),
        BasicType.Get(BasicTypeKind.UInt32),
        BasicType.Get(BasicTypeKind.UInt64),
        BasicType.Get(BasicTypeKind.UIntPtr),
        BasicType.Get(BasicTypeKind.ULong),
    ];

    private StructPlan? PlaceExplicitly(StructPlan plan)
    {
        if (_slots.Any(static slot => slot.Offsets.Distinct().Count() > 1))
        {
            return null;
        }

        bool isSizeUniform = _layouts.Select(static layout => layout.Size).Distinct().Count() == 1;
        long?[] sizes = isSizeUniform ? [null, _layouts[0].Size] : [null];
        ImmutableArray<PlannedField> fields = [.. _slots.Select(static slot => slot.Field with { Offset = slot.Offsets[0] })];
        foreach (long? size in sizes)
        {
            foreach (int pack in Packs)
            {
                if (MeasureExplicit(pack, size, null) is { } managed)
                {
                    return plan with { IsExplicit = true, Pack = pack, Size = size, Fields = fields, ManagedLayouts = managed };
                }
            }
        }

        return Enumerable
            .Reverse(sizes)
            .Select(size => PlaceAligned(plan, fields, size))
            .FirstOrDefault(static aligned => aligned is not null);
    }

    /// <summary>
    /// Adds a hidden integer at offset 0 that aligns the struct if its members do not: a packed struct may have a larger alignment than
    /// its fields, and flexible arrays have no field.
    /// </summary>
    private StructPlan? PlaceAligned(StructPlan plan, ImmutableArray<PlannedField> fields, long? size)
    {
        foreach (BasicType type in AligningTypes)
        {
            TypeLayout[] layouts = [.. _targets.Select(target => MeasureAligning(type, target))];
            foreach (int pack in new[] { 0, layouts[0].Alignment })
            {
                if (MeasureExplicit(pack, size, layouts) is { } managed)
                {
                    return plan with
                    {
                        IsExplicit = true,
                        Pack = pack,
                        Size = size,
                        Fields = fields.Add(new PlannedField(PlannedFieldKind.Alignment) { AligningType = type }),
                        ManagedLayouts = managed,
                        ByValueObstacle = plan.ByValueObstacle ?? new ByValueRules(plan).FindPaddingObstacle(),
                    };
                }
            }
        }

        return null;
    }

    /// <summary>
    /// Returns the .NET layouts for the offsets, one for each target; <see langword="null"/> if they differ from the C layouts.
    /// </summary>
    /// <param name="aligning">The layouts of the hidden aligning field, one for each target; <see langword="null"/> without it.</param>
    private ImmutableArray<TypeLayout>? MeasureExplicit(int pack, long? size, TypeLayout[]? aligning)
    {
        ImmutableArray<TypeLayout>.Builder managed = ImmutableArray.CreateBuilder<TypeLayout>();
        for (int target = 0; target < _targets.Length; target++)
        {
            IEnumerable<(long, TypeLayout)> placed = _slots.Select(slot => (slot.Offsets[target], slot.Layouts[target]));
            TypeLayout layout = ManagedLayout.Explicit(aligning is null ? placed : placed.Append((0, aligning[target])), pack, size);
            if (
                layout.Size != _layouts[target].Size
                || layout.Alignment != Math.Min(_layouts[target].Alignment, ManagedLayout.MaximumAlignment)
            )
            {
                return null;
            }

            managed.Add(layout);
        }

        return managed.ToImmutable();
    }

    private static TypeLayout MeasureAligning(BasicType type, TargetAbi target)
    {
        long size = type.GetLayout(target).Size;
        return new TypeLayout(size, (int)size);
    }
}
