using System.Collections.Immutable;

namespace KoffiGen.C.Layout;

/// <summary>Assigns offsets to the members of one struct or union, in order.</summary>
internal abstract class RecordLayoutBuilder(RecordType record)
{
    private readonly ImmutableArray<MemberLayout>.Builder _members = ImmutableArray.CreateBuilder<MemberLayout>(record.Members.Length);

    protected RecordType Record { get; } = record;

    /// <summary>Gets or sets the end of the members so far in bits; in a union, the end of the largest member.</summary>
    protected long BitSize { get; set; }

    protected int Alignment { get; set; } = 1;

    /// <summary>Gets the bit where the next member would start without alignment.</summary>
    protected long NextBit => Record.IsUnion ? 0 : BitSize;

    /// <returns>Whether the size is still below <see cref="LayoutCalculator.MaximumSize"/>.</returns>
    public bool TryAdd(RecordMember member, TypeLayout layout, int? requestedAlignment)
    {
        if (member.BitFieldWidth is { } width)
        {
            AddBitField(member, layout, requestedAlignment, width);
        }
        else
        {
            AddMember(member, layout, requestedAlignment);
        }

        return BitSize / 8 <= LayoutCalculator.MaximumSize;
    }

    public RecordLayout Complete()
    {
        int alignment = Math.Max(Alignment, Record.RequestedAlignment ?? 1);
        long size = LayoutCalculator.AlignUp(LayoutCalculator.AlignUp(BitSize, 8) / 8, alignment);
        for (int i = 0; i < _members.Count; i++)
        {
            // A packed struct may end inside the storage unit of a bit-field, and accesses must not reach past the end.
            MemberLayout member = _members[i];
            if (member.BitWidth is { } width && member.Offset + member.StorageSize > size)
            {
                long bit = (member.Offset * 8) + member.BitOffset;
                int offset = (int)(bit % 8);
                _members[i] = member with { Offset = bit / 8, BitOffset = offset, StorageSize = (offset + width + 7) / 8 };
            }
        }

        return new RecordLayout(size, alignment, _members.MoveToImmutable());
    }

    protected abstract int GetAlignment(RecordMember member, TypeLayout layout, int? requestedAlignment);

    protected abstract void AddBitField(RecordMember member, TypeLayout layout, int? requestedAlignment, int width);

    protected virtual void AddMember(RecordMember member, TypeLayout layout, int? requestedAlignment)
    {
        int alignment = GetAlignment(member, layout, requestedAlignment);
        long offset = LayoutCalculator.AlignUp(LayoutCalculator.AlignUp(NextBit, 8) / 8, alignment);
        Alignment = Math.Max(Alignment, alignment);
        BitSize = Math.Max(BitSize, (offset + layout.Size) * 8);
        _members.Add(new MemberLayout(member, offset, 0, null, layout.Size));
    }

    protected void Place(RecordMember member, long unitBit, long bit, int width, long storageSize) =>
        _members.Add(new MemberLayout(member, unitBit / 8, (int)(bit - unitBit), width, storageSize));
}

/// <summary>
/// The rules of the System V psABI (3.1.2, "Aggregates and Unions", "Bit-Fields"). If it has no rule, the rule of GCC applies.
/// </summary>
internal sealed class SystemVRecordLayoutBuilder(RecordType record, TargetAbi target) : RecordLayoutBuilder(record)
{
    protected override int GetAlignment(RecordMember member, TypeLayout layout, int? requestedAlignment)
    {
        bool isPacked = Record.IsPacked || member.IsPacked;
        int alignment = Math.Max(isPacked ? 1 : layout.Alignment, requestedAlignment ?? 1);

        // In GCC, #pragma pack also limits _Alignas.
        return Math.Min(alignment, Record.PackAlignment ?? alignment);
    }

    protected override void AddBitField(RecordMember member, TypeLayout layout, int? requestedAlignment, int width)
    {
        bool isPacked = Record.IsPacked || member.IsPacked;
        long typeBits = layout.Alignment * 8L;
        long bit = NextBit;
        if (requestedAlignment is { } requested)
        {
            int alignment = Math.Min(requested, Record.PackAlignment ?? requested);
            bit = LayoutCalculator.AlignUp(bit, alignment * 8L);
            Alignment = Math.Max(Alignment, alignment);
        }

        if (width == 0)
        {
            // After a zero-width bit-field, the next member begins at a boundary of the type, even in a packed struct.
            bit = LayoutCalculator.AlignUp(bit, typeBits);
        }
        else if (!isPacked && Record.PackAlignment is null && (bit % typeBits) + width > layout.Size * 8)
        {
            // A bit-field must not cross more storage units of its type than an object of the type does.
            bit = LayoutCalculator.AlignUp(bit, typeBits);
        }

        if (member.Name is not null || target.UnnamedBitFieldsAlign)
        {
            // Packing does not affect zero-width bit-fields, and #pragma pack overrides the attribute.
            int alignment =
                width == 0 ? layout.Alignment
                : Record.PackAlignment is { } pack ? Math.Min(layout.Alignment, pack)
                : isPacked ? 1
                : layout.Alignment;
            Alignment = Math.Max(Alignment, alignment);
        }

        bool fitsUnit = (bit % typeBits) + width <= layout.Size * 8;
        long unit = fitsUnit ? bit / typeBits * typeBits : bit / 8 * 8;
        Place(member, unit, bit, width, fitsUnit ? layout.Size : (bit - unit + width + 7) / 8);
        BitSize = Math.Max(BitSize, bit + width);
    }
}

/// <summary>
/// Microsoft's rules: adjacent bit-fields share a storage unit only if their types have the same size, a bit-field never crosses its
/// unit, and a zero-width bit-field has an effect only after another bit-field ("C Bit Fields" and "Padding and Alignment of
/// Structure Members" in the C reference).
/// </summary>
internal sealed class WindowsRecordLayoutBuilder(RecordType record) : RecordLayoutBuilder(record)
{
    private long _unitBit;
    private long _unitSize;
    private long _usedBits;

    protected override int GetAlignment(RecordMember member, TypeLayout layout, int? requestedAlignment)
    {
        int natural = Record.IsPacked || member.IsPacked ? 1 : layout.Alignment;

        // __declspec(align) and alignas override #pragma pack.
        return Math.Max(Math.Min(natural, Record.PackAlignment ?? natural), requestedAlignment ?? 1);
    }

    protected override void AddMember(RecordMember member, TypeLayout layout, int? requestedAlignment)
    {
        _unitSize = 0;
        base.AddMember(member, layout, requestedAlignment);
    }

    protected override void AddBitField(RecordMember member, TypeLayout layout, int? requestedAlignment, int width)
    {
        int alignment = GetAlignment(member, layout, requestedAlignment);
        if (width == 0)
        {
            if (_unitSize > 0)
            {
                Alignment = Math.Max(Alignment, alignment);
                BitSize = Record.IsUnion ? BitSize : LayoutCalculator.AlignUp(BitSize, alignment * 8L);
            }

            _unitSize = 0;
            Place(member, NextBit, NextBit, 0, 0);
            return;
        }

        bool isShared = !Record.IsUnion && _unitSize == layout.Size && _usedBits + width <= _unitSize * 8;
        if (!isShared)
        {
            _unitBit = LayoutCalculator.AlignUp(NextBit, alignment * 8L);
            _unitSize = layout.Size;
            _usedBits = 0;
            Alignment = Math.Max(Alignment, alignment);
            BitSize = Math.Max(BitSize, _unitBit + (_unitSize * 8));
        }

        Place(member, _unitBit, _unitBit + _usedBits, width, layout.Size);
        _usedBits += width;
    }
}
