using System.Text;

namespace KoffiGen.NativeTests;

public static partial class NumberCases
{
    [NativeCase]
    public static void Characters_of_every_width_are_passed_and_returned()
    {
        Check.Equal('é', Native.ThroughChar16('é'));
        Check.Equal('\uD83D', Native.ThroughChar16('\uD83D'));
        Check.Equal(new Rune(0x1F600), Native.ThroughChar32(new Rune(0x1F600)));
        Check.Equal(new Rune('ẹ'), Native.ThroughWchar(new Rune('ẹ')));
        if (Native.SizeOfWchar() == 4)
        {
            Check.Equal(new Rune(0x1F600), Native.ThroughWchar(new Rune(0x1F600)));
        }
    }

    [NativeCase]
    public static void Minus_one_is_minus_one_in_every_width()
    {
        Check.Equal((sbyte)-1, Native.GetMinusOne1());
        Check.Equal((short)-1, Native.GetMinusOne2());
        Check.Equal(-1, Native.GetMinusOne4());
        Check.Equal(-1L, Native.GetMinusOne8(0));
    }

    [NativeCase]
    public static void Twelve_digits_arrive_in_order()
    {
        Check.Equal(561239440687, Native.ConcatenateToInt1(5, 6, 1, 2, 3, 9, 4, 4, 0, 6, 8, 7));
        Check.Equal(561239440687, Native.ConcatenateToInt4(5, 6, 1, 2, 3, 9, 4, 4, 0, 6, 8, 7));
        Check.Equal(561239440687, Native.ConcatenateToInt8(5, 6, 1, 2, 3, 9, 4, 4, 0, 6, 8, 7));
    }

    [NativeCase]
    public static void Many_arguments_of_both_kinds_find_their_registers() =>
        Check.Equal(171.0, Native.SumOfMany(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18));

    [NativeCase]
    public static void Booleans_are_passed()
    {
        Check.Equal(1, Native.BoolToInt(true));
        Check.Equal(0, Native.BoolToInt(false));
        Check.Equal(0b100110100010u, Native.BoolToMask12(true, false, false, true, true, false, true, false, false, false, true, false));
        Check.Equal(0b011000010011u, Native.BoolToMask12(false, true, true, false, false, false, false, true, false, false, true, true));
        Check.Equal(42, Native.IfElseInt(true, 42, 24));
        Check.Equal(24, Native.IfElseInt(false, 42, 24));
        Check.Equal("foo", Native.IfElseStr("foo", "SECOND", true));
        Check.Equal("SECOND", Native.IfElseStr("foo", "SECOND", false));
    }

    [NativeCase]
    public static void A_boolean_that_is_not_0_or_1_in_CSharp_is_1_in_C()
    {
        byte two = 2;
        Check.Equal(1, Native.BoolToInt(System.Runtime.CompilerServices.Unsafe.As<byte, bool>(ref two)));
    }

    [NativeCase]
    public static void Only_the_low_byte_of_a_boolean_result_counts()
    {
        Check.Equal(false, Native.DirtyFalse());
        Check.Equal(true, Native.DirtyTrue());
        Check.Equal(true, Native.Not(false));
    }

    [NativeCase]
    public static void Only_the_low_bits_of_a_narrow_result_count()
    {
        Check.Equal((sbyte)-1, Native.DirtyMinusOne());
        Check.Equal((byte)255, Native.DirtyByte());
        Check.Equal('A', Native.DirtyLetter());
    }

    [NativeCase]
    public static void Calls_with_numbers_allocate_nothing() =>
        Check.DoesNotAllocate(static () =>
        {
            Native.AddInt32(1, 2);
            Native.AddDouble(1, 2);
            Native.Not(true);
            Native.ThroughLong(default);
            Native.ThroughChar32(new Rune('a'));
        });
}
