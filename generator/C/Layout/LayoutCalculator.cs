namespace KoffiGen.C.Layout;

/// <summary>
/// Computes sizes, alignments and offsets by the rules of a target's C compilers. The results are <see langword="null"/> for types
/// without a layout: incomplete types, functions, C# types of unknown layout, structs that contain themselves, and types that are
/// too large.
/// </summary>
internal sealed class LayoutCalculator
{
    /// <summary>The largest size for which bit positions and sums of two sizes do not overflow.</summary>
    internal const long MaximumSize = long.MaxValue / 64;

    private readonly TargetAbi _target;
    private readonly Func<ForeignType, TargetAbi, TypeLayout?>? _foreignTypes;

    /// <summary>The layouts that are known, and null for a struct that is being measured.</summary>
    private readonly Dictionary<RecordType, RecordLayout?> _records = [];

    /// <param name="foreignTypes">Returns the layouts of C# types.</param>
    public LayoutCalculator(TargetAbi target, Func<ForeignType, TargetAbi, TypeLayout?>? foreignTypes = null)
    {
        _target = target;
        _foreignTypes = foreignTypes;
    }

    /// <summary>Returns the layout of a type that contains no C# type.</summary>
    public static TypeLayout? GetLayout(QualifiedType type, TargetAbi target) => new LayoutCalculator(target).Measure(type.Type);

    /// <summary>Returns the layout of a type that contains no C# type.</summary>
    public static RecordLayout? GetRecordLayout(RecordType type, TargetAbi target) => new LayoutCalculator(target).MeasureRecord(type);

    public static long AlignUp(long value, long alignment) => (value + alignment - 1) / alignment * alignment;

    internal TypeLayout? Measure(CType type)
    {
        switch (type)
        {
            case TypedefType typedef when Measure(typedef.Canonical) is { } layout:
                return layout with { Alignment = typedef.EffectiveAlignment ?? layout.Alignment };

            case BasicType basic:
                return basic.GetLayout(_target);

            case PointerType:
                return new TypeLayout(_target.PointerSize, _target.PointerSize);

            case EnumType enumeration when enumeration.IsComplete || enumeration.FixedUnderlyingType is not null:
                return EnumFacts.GetCompatibleType(enumeration, _target).GetLayout(_target);

            // C23 6.7.3.2: a flexible array member adds no size, but its alignment counts.
            case ArrayType array when Measure(array.Element.Type) is { } element:
                long length = array.Length ?? 0;
                if (length < 0 || (element.Size > 0 && length > MaximumSize / element.Size))
                {
                    return null;
                }

                return element with
                {
                    Size = element.Size * length,
                };

            case RecordType record when MeasureRecord(record) is { } layout:
                return new TypeLayout(layout.Size, layout.Alignment);

            case ForeignType foreign:
                return _foreignTypes?.Invoke(foreign, _target);

            default:
                return null;
        }
    }

    private int? GetRequestedAlignment(RecordMember member)
    {
        int? alignment = member.RequestedAlignment;
        foreach (QualifiedType type in member.AlignedAs)
        {
            alignment = Math.Max(alignment ?? 1, Measure(type.Type)?.Alignment ?? 1);
        }

        return alignment;
    }

    internal RecordLayout? MeasureRecord(RecordType record)
    {
        if (!record.IsComplete)
        {
            return null;
        }

        if (record.Layouts.TryGet(_target, out RecordLayout? known) && (known is not null || _foreignTypes is null))
        {
            return known;
        }

        if (_records.TryGetValue(record, out known))
        {
            return known;
        }

        // If this entry is found while the struct is measured, the struct contains itself.
        _records[record] = null;
        known = _records[record] = Build(record);
        if (_foreignTypes is null)
        {
            record.Layouts.Add(_target, known);
        }

        return known;
    }

    private RecordLayout? Build(RecordType record)
    {
        RecordLayoutBuilder builder =
            _target.Rules == RecordLayoutRules.Windows
                ? new WindowsRecordLayoutBuilder(record)
                : new SystemVRecordLayoutBuilder(record, _target);
        foreach (RecordMember member in record.Members)
        {
            if (Measure(member.Type.Type) is not { } layout || !builder.TryAdd(member, layout, GetRequestedAlignment(member)))
            {
                return null;
            }
        }

        return builder.Complete();
    }
}
