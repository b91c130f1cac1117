using System.Runtime.InteropServices;

namespace KoffiGen.NativeTests;

/// <summary>Numbers behind pointers.</summary>
public static partial class PointerCases
{
    [KoffiLibrary("koffigen_test")]
    [KoffiImport("int64_t SumInts(const int *values, int count)")]
    [KoffiImport("void MultiplyIntegers(int multiplier, int *values, int len)")]
    [KoffiImport("int IsNullInts(const int *pointer)")]
    [KoffiImport("int IsNullDoubles(double *pointer)")]
    [KoffiImport("int IsNull(const void *pointer)")]
    [KoffiImport("Divide", "int", "int", "int", "_Out_ int *", "_Out_opt_ int *")]
    [KoffiImport("void SwapDoubles(_Inout_ double *left, _Inout_ double *right)")]
    [KoffiImport("void PutBool(_Out_ bool *out, int value)")]
    [KoffiImport("void FlipBool(_Inout_ bool *value)")]
    [KoffiImport("void PutLong(_Out_ long *out, long value)")]
    [KoffiImport("void PutSize(_Out_ size_t *out, size_t value)")]
    [KoffiImport("void PutText(_Out_ const char **out, int isNull)")]
    [KoffiImport("void PutBigEndian(_Out_ uint32_be_t *out, uint32_t value)")]
    [KoffiImport("int *GetPrimes(void)")]
    [KoffiImport("int *NullInts(void)")]
    internal static partial class Native
    {
        [KoffiImport("void FillRange(int init, int step, _Out_ int *out, int len)")]
        public static partial void FillRange(int init, int step, Span<int> @out, int len);

        [KoffiImport("void FillRange(int init, int step, _Out_ int *out, int len)")]
        public static partial void FillArray(int init, int step, int[]? values, int len);

        [KoffiImport("void FillRange(int init, int step, _Out_ int *out, int len)")]
        public static unsafe partial void FillPointer(int init, int step, int* values, int len);

        [KoffiImport("void FillRange(int init, int step, _Out_ int *out, int len)")]
        public static partial void FillOne(int init, int step, out int value, int len);

        [KoffiImport("void MultiplyIntegers(int multiplier, _Inout_ int *values, int len)")]
        public static partial void MultiplyOne(int multiplier, ref int value, int len);

        [KoffiImport("int64_t SumInts(const int *values, int count)")]
        public static partial long SumOne(in int value, int count);

        [KoffiImport("int64_t SumInts(const int *values, int count)")]
        public static partial long SumArray(int[]? values, int count);

        [KoffiImport("int64_t SumInts(const int values[], int count)")]
        public static partial long SumAddress(nint values, int count);

        [KoffiImport("void ReverseBytes(_Inout_ void *array, int)")]
        public static partial void ReverseBytes(Span<byte> array, int length);

        [KoffiImport("void ReverseBytes(_Inout_ void *array, int)")]
        public static partial void ReverseShorts(Span<short> array, int length);

        [KoffiImport("void ReverseBytes(_Inout_ void *array, int)")]
        public static partial void ReverseNumber(ref uint number, int length);

        [KoffiImport("void ReverseBytes(_Inout_ void *array, int)")]
        public static partial void ReverseAddress(nint array, int length);

        [KoffiImport("int *GetPrimes(void)")]
        public static unsafe partial int* PrimesPointer();

        [KoffiImport("int *GetPrimes(void)")]
        public static partial nint PrimesAddress();

        [KoffiImport("void PutSize(_Out_ size_t *out, size_t value)")]
        public static partial void PutSizeAsInt(out int size, nuint value);

        [KoffiImport("void PutChar16(_Out_ char16_t *out, char16_t value)")]
        public static partial void PutChar16(out char letter, char value);

        [KoffiImport("int ReadPointer(_Inout_ int **pointer)")]
        public static partial int ReadPointer(ref nint pointer);
    }

    [NativeCase]
    public static void C_reads_a_span()
    {
        Check.Equal(24L, Native.SumInts([5, 7, 8, 4], 4));
        Check.Equal(24L, Native.SumArray([5, 7, 8, 4], 4));
        Check.Equal(0L, Native.SumArray(null, 0));
        int nine = 9;
        Check.Equal(9L, Native.SumOne(in nine, 1));
        Check.Equal(0L, Native.SumAddress(0, 0));
    }

    [NativeCase]
    public static void An_empty_span_is_NULL()
    {
        Check.Equal(1, Native.IsNullInts([]));
        Check.Equal(0, Native.IsNullInts([1]));
        Check.Equal(1, Native.IsNullDoubles([]));
        Check.Equal(1, Native.IsNull(0));
    }
}
