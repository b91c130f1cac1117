using System.Runtime.CompilerServices;

namespace KoffiGen.NativeTests;

/// <summary>Structs by value with an unusual size or unusual members.</summary>
public static partial class ByValueCases
{
    [InlineArray(8)]
    public struct Name
    {
        private char _first;
    }

    /// <summary>
    /// A hand-written version of the C record, with an inline array and fixed buffers of types that the runtime would convert.
    /// </summary>
    [KoffiType("struct UserRecord")]
    public unsafe struct UserRecord
    {
        public int Id;
        public Name Name;
        public fixed bool Flags[3];
        public fixed double Values[2];
    }

    [KoffiLibrary("koffigen_test")]
    [KoffiDefine(
        "struct Block32 { uint8_t bytes[32768]; }; struct Block63 { uint8_t bytes[65520]; }; struct Record { int id; char16_t name[8]; bool flags[3]; double values[2]; };"
    )]
    [KoffiImport("uint32_t SumBlock32(struct Block32 block, int factor)")]
    [KoffiImport("struct Block63 MakeBlock63(uint8_t first, uint8_t last)")]
    [KoffiImport("struct Record ReverseRecord(struct Record record)")]
    internal static partial class Native
    {
        [KoffiImport("struct Record ReverseRecord(struct Record record)")]
        public static partial UserRecord ReverseOwn(UserRecord record);

        [KoffiImport("void ReverseRecords(_Inout_updates_(n) struct Record *records, int n)")]
        public static partial void ReverseAll(Span<UserRecord> records);
    }

    [NativeCase]
    public static void A_large_struct_is_passed_and_returned_by_value()
    {
        Native.Block32 block = default;
        Span<byte> bytes = block.bytes;
        bytes[0] = 1;
        bytes[^1] = 2;
        Check.Equal(30u, Native.SumBlock32(block, 10));
        Native.Block63 made = Native.MakeBlock63(3, 4);
        ReadOnlySpan<byte> read = made.bytes;
        Check.Equal((3, 4, 65520), (read[0], read[^1], read.Length));
    }

    [NativeCase]
    public static void Structs_with_arrays_are_passed_by_value()
    {
        Native.Record record = new() { id = 5, nameString = "abc" };
        Span<double> values = record.values;
        values[1] = 2.5;
        Native.Record reversed = Native.ReverseRecord(record);
        Check.Equal((-5, "cba"), (reversed.id, reversed.nameString));
        Check.Equal(2.5, ((ReadOnlySpan<double>)reversed.values)[0]);
    }

    [NativeCase]
    public static unsafe void A_users_inline_arrays_and_fixed_buffers_have_the_layout_of_C()
    {
        UserRecord record = new() { Id = 7 };
        "xyz".CopyTo(record.Name);
        record.Flags[1] = true;
        record.Values[0] = 1.5;
        UserRecord reversed = Native.ReverseOwn(record);
        Check.Equal(-7, reversed.Id);
        Check.Sequence("zyx\0", ((ReadOnlySpan<char>)reversed.Name)[..4]);
        Check.Equal((true, false, true), (reversed.Flags[0], reversed.Flags[1], reversed.Flags[2]));
        Check.Equal((0.0, 1.5), (reversed.Values[0], reversed.Values[1]));

        UserRecord[] all = [record, reversed];
        Native.ReverseAll(all);
        Check.Equal((-7, 7), (all[0].Id, all[1].Id));
        Check.Equal(1.5, all[1].Values[0]);
    }
}
