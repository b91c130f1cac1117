using System.Collections.Immutable;
using KoffiGen.C;
using KoffiGen.C.Layout;

namespace KoffiGen.Binding.Structs;

/// <summary>
/// Allocates integer storage for consecutive bit-fields. On every target, the storage must stay within the bytes that C reserves and
/// contain the bit-fields at the same positions.
/// </summary>
internal sealed class BitFieldAllocator
{
    private static readonly int[] IntegerSizes = [8, 4, 2, 1];

    private readonly RecordType _record;
    private readonly ImmutableArray<RecordLayout> _layouts;
    private readonly List<StorageSlot> _slots;
    private readonly List<PlannedBitField> _bitFields;

    public BitFieldAllocator(
        RecordType record,
        ImmutableArray<RecordLayout> layouts,
        List<StorageSlot> slots,
        List<PlannedBitField> bitFields
    )
    {
        _record = record;
        _layouts = layouts;
        _slots = slots;
        _bitFields = bitFields;
    }

    /// <summary>Adds storage for the bit-fields from <paramref name="first"/> up to <paramref name="end"/>.</summary>
    /// <returns>The first bit-field whose position differs between targets; <see langword="null"/> if there is none.</returns>
    public string? Add(int first, int end)
    {
        // Bit-fields whose storage units overlap on the first target share storage.
        for (int index = first; index < end; )
        {
            if (_record.Members[index].Name is null)
            {
                index++;
                continue;
            }

            int next = index + 1;
            long unitEnd = UnitEnd(0, index);
            for (; next < end && !_record.IsUnion && (_record.Members[next].Name is null || UnitStart(0, next) < unitEnd); next++)
            {
                unitEnd = _record.Members[next].Name is null ? unitEnd : Math.Max(unitEnd, UnitEnd(0, next));
            }

            if (AddGroup(index, next, first, end) is { } different)
            {
                return different;
            }

            index = next;
        }

        return null;
    }

    private string? AddGroup(int first, int end, int runStart, int runEnd)
    {
        // Positions are relative to the byte that contains the first bit. That byte may differ between targets, but the relative
        // positions may not.
        long[] anchors = [.. _layouts.Select(layout => FirstBit(layout.Members[first]) / 8)];
        long low = long.MinValue;
        long high = long.MaxValue;
        for (int target = 0; target < _layouts.Length; target++)
        {
            ImmutableArray<MemberLayout> members = _layouts[target].Members;
            long start = long.MaxValue;
            long stop = 0;
            for (int index = first; index < end; index++)
            {
                if (members[index].Member.Name is null)
                {
                    continue;
                }

                if (FirstBit(members[index]) - (anchors[target] * 8) != FirstBit(_layouts[0].Members[index]) - (anchors[0] * 8))
                {
                    return members[index].Member.Name;
                }

                start = Math.Min(start, UnitStart(target, index));
                stop = Math.Max(stop, UnitEnd(target, index));
            }

            // Bytes of neighboring members are not available as storage.
            if (!_record.IsUnion)
            {
                start = Math.Max(start, PreviousEnd(target, first, runStart));
                stop = Math.Min(stop, NextStart(target, end, runEnd));
            }

            low = Math.Max(low, start - anchors[target]);
            high = Math.Min(high, stop - anchors[target]);
        }

        List<(int Field, long Bit, int Size)> storage = AddStorage(first, anchors, low, high);
        for (int index = first; index < end; index++)
        {
            MemberLayout member = _layouts[0].Members[index];
            if (member.Member.Name is not null)
            {
                _bitFields.Add(
                    new PlannedBitField(member.Member, [.. Pieces(storage, FirstBit(member) - (anchors[0] * 8), member.BitWidth!.Value)])
                );
            }
        }

        return null;
    }

    /// <summary>Covers the bytes with integers that are as large as their alignment allows.</summary>
    private List<(int Field, long Bit, int Size)> AddStorage(int first, long[] anchors, long low, long high)
    {
        List<(int Field, long Bit, int Size)> storage = [];
        for (long at = low; at < high; )
        {
            int size = IntegerSizes.First(size => at + size <= high && anchors.All(anchor => (anchor + at) % size == 0));
            storage.Add((_slots.Count, at * 8, size));
            _slots.Add(
                new StorageSlot(
                    new PlannedField(PlannedFieldKind.BitFieldStorage, Size: size),
                    [.. anchors.Select(anchor => anchor + at)],
                    [.. anchors.Select(_ => new TypeLayout(size, size))]
                )
                {
                    MemberName = _record.Members[first].Name!,
                }
            );
            at += size;
        }

        return storage;
    }

    private static IEnumerable<BitPiece> Pieces(List<(int Field, long Bit, int Size)> storage, long bit, int width)
    {
        foreach ((int field, long start, int size) in storage)
        {
            long from = Math.Max(bit, start);
            long to = Math.Min(bit + width, start + (size * 8));
            if (from < to)
            {
                yield return new BitPiece(field, (int)(from - start), (int)(to - from));
            }
        }
    }

    private static long FirstBit(MemberLayout member) => (member.Offset * 8) + member.BitOffset;

    private long UnitStart(int target, int index) => _layouts[target].Members[index].Offset;

    // A storage unit may extend beyond the end of a packed struct.
    private long UnitEnd(int target, int index) =>
        Math.Min(_layouts[target].Members[index].Offset + _layouts[target].Members[index].StorageSize, _layouts[target].Size);

    private long PreviousEnd(int target, int first, int runStart)
    {
        ImmutableArray<MemberLayout> members = _layouts[target].Members;
        for (int index = first - 1; index >= 0; index--)
        {
            MemberLayout member = members[index];
            if (index < runStart)
            {
                return member.Offset + member.StorageSize;
            }

            if (member.Member.Name is not null)
            {
                return UnitEnd(target, index) is var unit && unit <= UnitStart(target, first)
                    ? unit
                    : (FirstBit(member) + member.BitWidth!.Value + 7) / 8;
            }
        }

        return 0;
    }

    private long NextStart(int target, int end, int runEnd)
    {
        ImmutableArray<MemberLayout> members = _layouts[target].Members;
        for (int index = end; index < members.Length; index++)
        {
            if (index >= runEnd)
            {
                return members[index].Offset;
            }

            if (members[index].Member.Name is not null)
            {
                return FirstBit(members[index]) / 8;
            }
        }

        return _layouts[target].Size;
    }
}
