using System.Runtime.InteropServices;

namespace KoffiGen.NativeTests;

public static partial class PointerCases
{
    [NativeCase]
    public static unsafe void C_fills_a_range()
    {
        int[] range = new int[10];
        Native.FillRange(2, 7, range, 10);
        Check.Sequence<int>([2, 9, 16, 23, 30, 37, 44, 51, 58, 65], range);
        Native.FillArray(13, 3, range, 10);
        Check.Sequence<int>([13, 16, 19, 22, 25, 28, 31, 34, 37, 40], range);
        fixed (int* first = range)
        {
            Native.FillPointer(1, 1, first, 2);
        }

        Check.Sequence<int>([1, 2, 19], range.AsSpan(0, 3));
        Native.FillOne(77, 1, out int value, 1);
        Check.Equal(77, value);
        Native.FillArray(0, 0, null, 0);
    }

    [NativeCase]
    public static void C_multiplies_in_place()
    {
        int[] values = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
        Native.MultiplyIntegers(-1, values, 8);
        Check.Sequence<int>([-1, -2, -3, -4, -5, -6, -7, -8, 9, 10], values);
        Native.MultiplyIntegers(3, values, 7);
        Check.Sequence<int>([-3, -6, -9, -12, -15, -18, -21, -8, 9, 10], values);
        int one = 21;
        Native.MultiplyOne(2, ref one, 1);
        Check.Equal(42, one);
    }

    [NativeCase]
    public static unsafe void Memory_of_any_type_is_reversed()
    {
        byte[] bytes = [1, 2, 3, 4, 5];
        Native.ReverseBytes(bytes, 5);
        Check.Sequence<byte>([5, 4, 3, 2, 1], bytes);
        short[] shorts = [1, 2, 3, 4, 5];
        Native.ReverseShorts(shorts, 10);
        Check.Sequence<short>([1280, 1024, 768, 512, 256], shorts);
        fixed (short* first = shorts)
        {
            Native.ReverseAddress((nint)first, 10);
        }

        Check.Sequence<short>([1, 2, 3, 4, 5], shorts);
        uint number = 0x12345678;
        Native.ReverseNumber(ref number, 4);
        Check.Equal(0x78563412u, number);
    }

    [NativeCase]
    public static void Outputs_are_out_parameters()
    {
        Check.Equal(0, Native.Divide(17, 5, out int quotient, out int remainder));
        Check.Equal(3, quotient);
        Check.Equal(2, remainder);
        double left = 1.5,
            right = -2;
        Native.SwapDoubles(ref left, ref right);
        Check.Equal(-2.0, left);
        Check.Equal(1.5, right);
    }

    [NativeCase]
    public static void An_output_that_C_does_not_write_is_zero()
    {
        Check.Equal(-1, Native.Divide(17, 0, out int quotient, out int remainder));
        Check.Equal(0, quotient);
        Check.Equal(0, remainder);
    }

    [NativeCase]
    public static void A_trailing_optional_output_may_be_omitted()
    {
        Check.Equal(0, Native.Divide(17, 5, out int quotient));
        Check.Equal(3, quotient);
    }

    [NativeCase]
    public static void Outputs_are_converted()
    {
        Native.PutBool(out bool yes, 5);
        Check.Equal(true, yes);
        Native.FlipBool(ref yes);
        Check.Equal(false, yes);
        Native.PutLong(out CLong number, new CLong(-9));
        Check.Equal((nint)(-9), number.Value);
        Native.PutSize(out nuint size, 11);
        Check.Equal((nuint)11, size);
        Native.PutSizeAsInt(out int narrow, 12);
        Check.Equal(12, narrow);
        Native.PutChar16(out char letter, 'é');
        Check.Equal('é', letter);
        Native.PutText(out string? text, 0);
        Check.Equal("borrowed", text);
        Native.PutText(out text, 1);
        Check.Equal(null, text);
        Native.PutBigEndian(out uint swapped, 0x01020304);
        Check.Equal(0x01020304u, swapped);
    }

    [NativeCase]
    public static void An_output_that_does_not_fit_throws() =>
        Check.Throws<OverflowException>(static () => Native.PutSizeAsInt(out _, nuint.MaxValue));

    [NativeCase]
    public static unsafe void A_returned_pointer_is_a_view_of_native_memory()
    {
        Pointer<int> primes = Native.GetPrimes();
        Check.True(!primes.IsNull);
        Check.Equal(2, primes.Value);
        Check.Equal(7, primes[3]);
        Check.Sequence<int>([2, 3, 5, 7, 11], primes.Span(5));
        Check.Equal(primes.Address, Native.PrimesAddress());
        Check.Equal(5, Native.PrimesPointer()[2]);
        Check.True(Native.NullInts().IsNull);
        nint address = primes.Address;
        Check.Equal(-1, ReadNull());
        Check.Equal(2, Native.ReadPointer(ref address));

        static int ReadNull()
        {
            nint none = 0;
            return Native.ReadPointer(ref none);
        }
    }

    [NativeCase]
    public static void Calls_with_memory_allocate_nothing() =>
        Check.DoesNotAllocate(static () =>
        {
            Span<int> range = stackalloc int[4];
            Native.FillRange(1, 2, range, 4);
            Native.SumInts(range, 4);
            Native.Divide(7, 2, out _, out _);
            _ = Native.GetPrimes()[1];
        });
}
