using System.Runtime.CompilerServices;

namespace KoffiGen.NativeTests;

/// <summary>Memory with a declared length: the length is checked before the call, and C does not exceed it.</summary>
public static partial class StatedLengthCases
{
    /// <summary>An inline array with as many elements as the C array.</summary>
    [InlineArray(4)]
    internal struct Four
    {
        private int _first;
    }

    internal struct Vector
    {
        public double X;
        public double Y;
        public double Z;
    }

    [KoffiLibrary("koffigen_test")]
    [KoffiDefine("typedef double vec3[3];")]
    [KoffiImport("void Cross(const vec3 a, const vec3 b, _Out_ vec3 result)")]
    [KoffiImport("int SumOfFour(const int values[static 4])")]
    [KoffiImport("int SumOfFourOrNone(const int values[4])")]
    [KoffiImport("void FillFour(_Out_ int values[4])")]
    [KoffiImport("void FillMatrix(_Out_ float values[2][3])")]
    [KoffiImport("void FillRow(_Out_ float (*row)[3])")]
    [KoffiImport("int SumKey(_In_reads_(32) const void *key)")]
    [KoffiImport("void GetNames(_Out_ const char *names[2])")]
    [KoffiImport("int CountBytes(const char name[16])")]
    internal static partial class Native
    {
        [KoffiImport("void Cross(const vec3 a, const vec3 b, _Out_ vec3 result)")]
        public static partial void CrossOf(in Vector a, in Vector b, out Vector result);

        [KoffiImport("void FillFour(_Out_ int values[4])")]
        public static partial void Fill(out Four values);

        [KoffiImport("void FillFour(_Inout_ int values[4])")]
        public static partial void Refill(ref Four values);

        [KoffiImport("void FillFour(_Out_ int values[4])")]
        public static partial void FillArray(int[]? values);

        [KoffiImport("void FillFour(_Out_ int values[4])")]
        public static partial void FillMemory(KoffiMemory<int>? values);

        [KoffiImport("void FillFour(_Out_ int values[4])")]
        public static partial void FillAddress(nint values);

        [KoffiImport("void FillFour(_Out_ int values[4])")]
        public static partial Task FillLater(Memory<int> values);

        [KoffiImport("int SumOfFour(const int values[static 4])")]
        public static partial int SumOf(in Four values);

        [KoffiImport("int SumKey(_In_reads_bytes_(32) const uint32_t *key)")]
        public static partial int SumNumbers(ReadOnlySpan<uint> key);

        [KoffiImport("int SumKey(_In_reads_opt_(32) const uint8_t *key)")]
        public static partial int SumBytes(ReadOnlySpan<byte> key);

        [KoffiImport("int SumKey(_In_reads_bytes_(32) const void *key)")]
        public static partial int SumValue<T>(in T key)
            where T : unmanaged;

        [KoffiImport("int CountBytes(const char name[16])")]
        public static partial int CountText(string? name);

        [KoffiImport("int CountBytes(const char name[static 16])")]
        public static partial int CountTextAlways(string name);

        [KoffiImport("int CountUnits(const char16_t name[600])")]
        public static partial int CountText16(string name);

        [KoffiImport("int CountWideUnits(const wchar_t name[8])")]
        public static partial int CountTextWide(string name);

        [KoffiImport("void FillUtf16(char16_t *buffer, size_t count)")]
        public static partial void Fill16(Span<char> buffer, nuint count);

        [KoffiImport("void FillUtf32(char32_t *buffer, size_t count)")]
        public static partial void Fill32(Span<uint> buffer, nuint count);
    }

    [NativeCase]
    public static void An_array_is_checked_before_the_call()
    {
        Check.Equal(10, Native.SumOfFour(GuardedMemory.Get([1, 2, 3, 4])));
        Check.Equal(10, Native.SumOfFour([1, 2, 3, 4, 5]));
        Check.Equal(10, Native.SumOfFourOrNone([1, 2, 3, 4]));
        Check.Equal(-1, Native.SumOfFourOrNone(default));
        Check.Equal(-1, Native.SumOfFourOrNone([]));
        Refused(4, 3, "elements", static () => Native.SumOfFourOrNone([1, 2, 3]));
        Refused(4, 1, "elements", static () => Native.SumOfFourOrNone([1]));
        Refused(4, 3, "elements", static () => Native.SumOfFour([1, 2, 3]));
        Refused(4, 0, "elements", static () => Native.SumOfFour(default));
    }

    [NativeCase]
    public static void C_writes_the_entire_array_and_no_byte_after_it()
    {
        Span<int> four = GuardedMemory.Get<int>(4);
        Native.FillFour(four);
        Check.Sequence([1, 2, 3, 4], four);

        int[] array = [7, 7, 7, 7, 7];
        Native.FillArray(array);
        Check.Sequence<int>([1, 2, 3, 4, 7], array);
        Refused(4, 3, "elements", static () => Native.FillArray(new int[3]));

        using KoffiMemory<int> memory = Koffi.Alloc<int>(4);
        Native.FillMemory(memory);
        Check.Sequence([1, 2, 3, 4], memory.Span);
        memory.Span.Clear();
        Native.FillAddress(memory.Address);
        Check.Sequence([1, 2, 3, 4], memory.Span);
        using KoffiMemory<int> less = Koffi.Alloc<int>(3);
        Refused(4, 3, "elements", () => Native.FillMemory(less));

        int[] later = new int[4];
        Native.FillLater(later).GetAwaiter().GetResult();
        Check.Sequence<int>([1, 2, 3, 4], later);
        Refused(4, 2, "elements", static () => Native.FillLater(new int[2]).GetAwaiter().GetResult());
    }

    [NativeCase]
    public static void An_inline_array_is_passed_as_the_array()
    {
        (int Before, Four Values, int Behind) place = (-1, default, -1);
        Native.Fill(out place.Values);
        Check.Sequence([1, 2, 3, 4], (ReadOnlySpan<int>)place.Values);
        Check.Equal((-1, -1), (place.Before, place.Behind));
        place.Values[0] = 9;
        Check.Equal(18, Native.SumOf(in place.Values));
        Native.Refill(ref place.Values);
        Check.Equal(10, Native.SumOf(in place.Values));
    }

    [NativeCase]
    public static void A_typedef_of_an_array_is_an_array()
    {
        Span<double> result = GuardedMemory.Get<double>(3);
        Native.Cross(GuardedMemory.Get([1.0, 0, 0]), GuardedMemory.Get([0, 1.0, 0]), result);
        Check.Sequence([0, 0, 1.0], result);
        Refused(3, 2, "elements", static () => Native.Cross([1, 0], [0, 1, 0], new double[3]));
        Refused(3, 2, "elements", static () => Native.Cross([1, 0, 0], [0, 1, 0], new double[2]));

        Native.CrossOf(new Vector { X = 2 }, new Vector { Y = 3 }, out Vector cross);
        Check.Equal((0.0, 0.0, 6.0), (cross.X, cross.Y, cross.Z));
    }

    [NativeCase]
    public static void Rows_and_bytes_are_counted()
    {
        Span<float> matrix = GuardedMemory.Get<float>(6);
        Native.FillMatrix(matrix);
        Check.Sequence([0, 1, 2, 3, 4, 5], matrix);
        Refused(6, 5, "elements", static () => Native.FillMatrix(new float[5]));
        Refused(3, 2, "elements", static () => Native.FillRow(new float[2]));
        Native.FillRow(default);

        Check.Equal(32, Native.SumKey(GuardedMemory.Get<byte>([.. Enumerable.Repeat((byte)1, 32)])));
        Check.Equal(8, Native.SumKey(GuardedMemory.Get([1L, 2, 2, 3])));
        Refused(32, 24, "bytes", static () => Native.SumKey([1L, 2, 3]));
        Check.Equal(8, Native.SumNumbers([1, 1, 1, 1, 1, 1, 1, 1]));
        Refused(32, 28, "bytes", static () => Native.SumNumbers(new uint[7]));
        Check.Equal(4, Native.SumValue((1L, 1L, 1L, 1L)));
        Refused(32, 16, "bytes", static () => Native.SumValue((1L, 1L)));
        Refused(32, 31, "elements", static () => Native.SumBytes(new byte[31]));
    }

    [NativeCase]
    public static void Pointers_are_written_one_by_one()
    {
        Span<Utf8Pointer> names = GuardedMemory.Get<Utf8Pointer>(2);
        Native.GetNames(names);
        Check.Equal("first", names[0].ToString());
        Check.Equal("second", names[1].ToString());
        Refused(2, 1, "elements", static () => Native.GetNames(new Utf8Pointer[1]));
    }

    [NativeCase]
    public static void A_string_fills_the_array_that_C_reads()
    {
        Check.Equal(16, Native.CountBytes(GuardedMemory.Get("sixteen bytes it"u8)));
        Refused(16, 15, "elements", static () => Native.CountBytes("fifteen bytes i"u8));
        Check.Equal(0, Native.CountText(""));
        Check.Equal(15, Native.CountText("fifteen bytes i"));
        Check.Equal(6, Native.CountText("Grüß"));
        Check.Equal("name", Check.Throws<ArgumentException>(static () => Native.CountText("sixteen bytes it")).ParamName);
        Check.Throws<ArgumentNullException>(static () => Native.CountTextAlways(null!));
        Check.Equal(599, Native.CountText16(new string('x', 599)));
        Check.Equal(3, Native.CountText16("abc"));
        Check.Equal(7, Native.CountTextWide("seven c"));
    }

    [NativeCase]
    public static void Characters_of_each_width_are_written_to_the_last_one()
    {
        Span<char> narrow = GuardedMemory.Get<char>(3000);
        Native.Fill16(narrow, 3000);
        Check.True(narrow.IndexOfAnyExcept('x') < 0);
        Span<uint> wide = GuardedMemory.Get<uint>(3000);
        Native.Fill32(wide, 3000);
        Check.True(wide.IndexOfAnyExcept('x') < 0);
    }

    private static void Refused(long needed, long given, string unit, Action call)
    {
        ArgumentException thrown = Check.Throws<ArgumentException>(call);
        Check.True(
            thrown.Message.Contains(
                $"at least {needed} {unit} of memory for '{thrown.ParamName}', but there are {given}",
                StringComparison.Ordinal
            ),
            thrown.Message
        );
    }
}
