using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace KoffiGen.NativeTests;

/// <summary>Types that C aligns to more than 8 bytes, passed in every way and from every alignment that .NET may give them.</summary>
public static partial class AlignmentCases
{
    private const int Depths = 16;

    [KoffiLibrary("koffigen_test")]
    [KoffiDefine(
        """
            typedef struct Vec16 { _Alignas(16) int32_t v[4]; } Vec16;
            typedef struct Vec32 { _Alignas(32) int32_t v[4]; } Vec32;
            typedef struct __attribute__((aligned(64))) Vec64 { int32_t v[4]; } Vec64;
            typedef struct Vec128 { _Alignas(128) int32_t v[4]; } Vec128;
            typedef union Number { _Alignas(64) int32_t integer; float real; } Number;
            typedef struct Scene { int32_t id; Vec32 eye, path[3], grid[2][2]; Number numbers[2]; } Scene;
            typedef struct Path { int32_t count; Vec64 points[] __counted_by(count); } Path;
            typedef int32_t Pair16[2] __attribute__((aligned(16)));
            typedef bool Flag64 __attribute__((aligned(64)));
            typedef struct Label { _Alignas(64) int64_t id; const char *text; } Label;
            typedef struct Lanes { _Alignas(32) float v[8]; } Lanes;
            typedef int Scaler32(_Inout_ Vec32 *vec, int32_t factor);
            """
    )]
    [KoffiImport("int TakeMisaligned(void)")]
    [KoffiImport("int IsAlignedTo(const void *pointer, int alignment)")]
    [KoffiImport("int32_t Sum32(_In_reads_(count) const Vec32 *vecs, int count)", Async = true)]
    [KoffiImport("int Scale32(_Inout_ Vec32 *vec, int32_t factor)", Async = true)]
    [KoffiImport("int Fill32(_Out_ Vec32 *vec, int32_t first)", Async = true)]
    [KoffiImport("float ScaleLanes(_Inout_updates_(count) Lanes *lanes, int count, float factor)")]
    [KoffiImport("int SumPair16(const Pair16 pair)")]
    internal static partial class Native
    {
        [KoffiImport("int Scale16(Vec16 *vec, int32_t factor)")]
        public static partial int Scale(ref Vec16 vec, int factor);

        [KoffiImport("int Scale32(Vec32 *vec, int32_t factor)")]
        public static partial int Scale(ref Vec32 vec, int factor);

        [KoffiImport("int Scale64(Vec64 *vec, int32_t factor)")]
        public static partial int Scale(ref Vec64 vec, int factor);

        [KoffiImport("int Scale128(Vec128 *vec, int32_t factor)")]
        public static partial int Scale(ref Vec128 vec, int factor);

        [KoffiImport("int Fill16(_Out_ Vec16 *vec, int32_t first)")]
        public static partial int Fill(out Vec16 vec, int first);

        [KoffiImport("int Fill32(_Out_ Vec32 *vec, int32_t first)")]
        public static partial int Fill(out Vec32 vec, int first);

        [KoffiImport("int Fill64(_Out_ Vec64 *vec, int32_t first)")]
        public static partial int Fill(out Vec64 vec, int first);

        [KoffiImport("int Fill128(_Out_ Vec128 *vec, int32_t first)")]
        public static partial int Fill(out Vec128 vec, int first);

        [KoffiImport("int32_t Sum16(const Vec16 *vecs, int count)")]
        public static partial int Sum(in Vec16 vec, int count);

        [KoffiImport("int32_t Sum32(const Vec32 *vecs, int count)")]
        public static partial int Sum(in Vec32 vec, int count);

        [KoffiImport("int32_t Sum64(const Vec64 *vecs, int count)")]
        public static partial int Sum(in Vec64 vec, int count);

        [KoffiImport("int32_t Sum128(const Vec128 *vecs, int count)")]
        public static partial int Sum(in Vec128 vec, int count);

        [KoffiImport("int32_t Sum64(_In_reads_(count) const Vec64 *vecs, int count)")]
        public static partial int Sum(ReadOnlySpan<Vec64> vecs);

        [KoffiImport("int32_t Sum128(_In_reads_(count) const Vec128 *vecs, int count)")]
        public static partial int SumMemory(KoffiMemory<Vec128>? vecs);

        [KoffiImport("int Scale32(Vec32 *vec, int32_t factor)")]
        public static partial int ScaleOwn(ref OwnVec vec, int factor);

        [KoffiImport("int32_t Sum32(_In_reads_(count) const Vec32 *vecs, int count)")]
        public static partial int SumOwn(ReadOnlySpan<OwnVec> vecs);

        [KoffiImport("int32_t Sum32(_In_reads_(count) const Vec32 *vecs, int count)")]
        public static partial int SumOwn(KoffiMemory<OwnVec> vecs);

        [KoffiImport("Vec32 *Add32(Vec32 *sum, const Vec32 *left, Vec32 *right)")]
        public static partial Pointer<Vec32> Add(ref Vec32 sum, in Vec32 left, ref Vec32 right);

        [KoffiImport("int32_t *At32(Vec32 *vec, int index)")]
        public static unsafe partial int* At(ref Vec32 vec, int index);

        [KoffiImport("int Fail32(_Inout_ Vec32 *vec)", ThrowOn = KoffiThrowOn.Negative)]
        public static partial int Fail(ref Vec32 vec);

        [KoffiImport("int Visit32(_Inout_ Vec32 *vec, int (*visit)(int32_t first))")]
        public static partial int Visit(ref Vec32 vec, Func<int, int> visit);

        [KoffiImport("int IsAlignedTo(const void *pointer, int alignment)")]
        public static partial int IsAlignedTo(in Vec128 vec, int alignment);

        [KoffiImport("int Toggle64(_Inout_ Flag64 *flag)")]
        public static partial int Toggle(ref bool flag);

        [KoffiImport("int CountLabels(_In_reads_(count) const Label *labels, int count)")]
        public static partial int Count(ReadOnlySpan<Label.Managed> labels);

        [KoffiImport("int CountLabels(const Label *labels, int count)")]
        public static partial int Count(in Label.Managed label, int count);

        [KoffiImport("int NextLabel(_Inout_ Label *label)")]
        public static partial int Next(ref Label.Managed label);

        [KoffiImport("int FirstLabel(_Out_ Label *label)")]
        public static partial int First(out Label.Managed label);

        [KoffiImport("int32_t Sum32(_In_reads_(count) const Vec32 *vecs, int count)")]
        public static partial Task<int> SumOwnedAsync(KoffiMemory<Vec32> vecs);

        [KoffiImport("int Scale32(Vec32 *vec, ...)")]
        public static partial int ScaleVariadic(ref Vec32 vec, int factor);
    }

    /// <summary>A hand-written version of the C type Vec32. Only the declarations of the calls know its alignment.</summary>
    [StructLayout(LayoutKind.Sequential, Size = 32)]
    internal struct OwnVec
    {
        public int A,
            B,
            C,
            D;
    }

    [NativeCase]
    public static void Memory_has_the_alignment_of_its_type()
    {
        for (int round = 0; round < 50; round++)
        {
            CheckMemory<Native.Vec16>(Native.Vec16.Layout.Alignment, 16);
            CheckMemory<Native.Vec32>(Native.Vec32.Layout.Alignment, 32);
            CheckMemory<Native.Vec64>(Native.Vec64.Layout.Alignment, 64);
            CheckMemory<Native.Vec128>(Native.Vec128.Layout.Alignment, 128);
            CheckMemory<Native.Number>(Native.Number.Layout.Alignment, 64);
            CheckMemory<Native.Scene>(Native.Scene.Layout.Alignment, 64);
            CheckMemory<Native.Scene.path_array>(32, 32);
            CheckMemory<Native.Scene.grid_array>(32, 32);
            CheckMemory<Native.Scene.grid_array.Element>(32, 32);
            CheckMemory<Native.Scene.numbers_array>(64, 64);
            using KoffiMemory<Native.Path> path = Native.Path.Allocate(round);
            Check.Equal(0, path.Address % 64);
            Check.Equal(round, path.points.Length);
        }
    }

    [NativeCase]
    public static void Memory_has_the_alignment_that_is_asked_for()
    {
        foreach (int alignment in (ReadOnlySpan<int>)[1, 2, 8, 16, 32, 64, 128, 4096, 1 << 16])
        {
            using KoffiMemory<byte> bytes = Koffi.Alloc<byte>(3, alignment),
                more = Koffi.Alloc<byte>(alignment + 1, alignment);
            Check.Equal(0, bytes.Address % alignment);
            Check.Equal(0, more.Address % alignment);
            Check.True(!more.Span.ContainsAnyExcept((byte)0));
            using KoffiMemory<Native.Vec64> vecs = Koffi.Alloc<Native.Vec64>(2, alignment);
            Check.Equal(0, vecs.Address % int.Max(alignment, 64));
        }
    }

    [NativeCase]
    public static unsafe void References_reach_C_aligned_from_any_address()
    {
        using KoffiMemory<byte> memory = Koffi.Alloc<byte>(1024, 128);
        for (nint offset = 64; offset < 256; offset += 8)
        {
            CheckScale(memory, offset, static (ref Native.Vec16 vec) => Native.Scale(ref vec, 3));
            CheckScale(memory, offset, static (ref Native.Vec32 vec) => Native.Scale(ref vec, 3));
            CheckScale(memory, offset, static (ref Native.Vec64 vec) => Native.Scale(ref vec, 3));
            CheckScale(memory, offset, static (ref Native.Vec128 vec) => Native.Scale(ref vec, 3));
            CheckScale(memory, offset, static (ref OwnVec vec) => Native.ScaleOwn(ref vec, 3));
            CheckScale(memory, offset, static (ref Native.Vec32 vec) => Native.ScaleVariadic(ref vec, 3));
            CheckFill(memory, offset, static (ref Native.Vec16 vec) => Native.Fill(out vec, 5));
            CheckFill(memory, offset, static (ref Native.Vec32 vec) => Native.Fill(out vec, 5));
            CheckFill(memory, offset, static (ref Native.Vec64 vec) => Native.Fill(out vec, 5));
            CheckFill(memory, offset, static (ref Native.Vec128 vec) => Native.Fill(out vec, 5));
            CheckSum(memory, offset, static (ref Native.Vec16 vec) => Native.Sum(in vec, 1));
            CheckSum(memory, offset, static (ref Native.Vec32 vec) => Native.Sum(in vec, 1));
            CheckSum(memory, offset, static (ref Native.Vec64 vec) => Native.Sum(in vec, 1));
            CheckSum(memory, offset, static (ref Native.Vec128 vec) => Native.Sum(in vec, 1));
            Check.Equal(1, Native.IsAlignedTo(in Place<Native.Vec128>(memory, offset), 128));
        }

        Check.Equal(0, Native.TakeMisaligned());
    }

    [NativeCase]
    public static void Two_references_to_one_variable_are_one_for_C()
    {
        using KoffiMemory<byte> memory = Koffi.Alloc<byte>(256, 128);
        foreach (nint offset in (ReadOnlySpan<nint>)[64, 72, 80])
        {
            ref Native.Vec32 vec = ref Place<Native.Vec32>(memory, offset);
            ref Native.Vec32 other = ref Place<Native.Vec32>(memory, offset + 64);
            Native.Fill(out vec, 1);
            Native.Fill(out other, 10);
            Native.Add(ref vec, in other, ref vec);
            Check.Sequence<int>([11, 13, 15, 17], vec.v.AsReadOnlySpan());
            Native.Add(ref vec, in vec, ref vec);
            Check.Sequence<int>([22, 26, 30, 34], vec.v.AsReadOnlySpan());
            Check.Sequence<int>([10, 11, 12, 13], other.v.AsReadOnlySpan());
        }
    }

    [NativeCase]
    public static unsafe void A_result_that_points_into_an_argument_points_to_the_variable()
    {
        using KoffiMemory<byte> memory = Koffi.Alloc<byte>(256, 128);
        foreach (nint offset in (ReadOnlySpan<nint>)[64, 72, 80])
        {
            ref Native.Vec32 vec = ref Place<Native.Vec32>(memory, offset);
            Native.Fill(out vec, 1);
            Native.Vec32 left = vec;
            Check.Equal(memory.Address + offset, Native.Add(ref vec, in left, ref left).Address);
            Check.Equal(memory.Address + offset + 8, (nint)Native.At(ref vec, 2));
            Check.Equal(6, *Native.At(ref vec, 2));
        }
    }

    [NativeCase]
    public static void Values_that_C_wrote_are_copied_back_if_the_call_fails()
    {
        using KoffiMemory<byte> memory = Koffi.Alloc<byte>(256, 128);
        foreach (nint offset in (ReadOnlySpan<nint>)[64, 72])
        {
            Place<Native.Vec32>(memory, offset) = default;
            Check.Equal(-1L, Check.Throws<KoffiErrorException>(() => Native.Fail(ref Place<Native.Vec32>(memory, offset))).Code);
            Check.Equal(77, Place<Native.Vec32>(memory, offset).v[0]);
            Check.Throws<TimeZoneNotFoundException>(() =>
                Native.Visit(ref Place<Native.Vec32>(memory, offset), static first => throw new TimeZoneNotFoundException())
            );
            Check.Equal(78, Place<Native.Vec32>(memory, offset).v[0]);
            Check.Equal(79, Native.Visit(ref Place<Native.Vec32>(memory, offset), static first => first));
        }
    }

    [NativeCase]
    public static unsafe void Spans_are_passed_in_place_or_throw_if_misaligned()
    {
        using KoffiMemory<Native.Vec64> memory = Koffi.Alloc<Native.Vec64>(3);
        memory[2].v[3] = 5;
        Check.Equal(5, Native.Sum(memory.Span));
        Check.Equal(5, Native.Sum(memory.Span[2..]));
        Check.Equal(0, Native.Sum(default(ReadOnlySpan<Native.Vec64>)));
        ArgumentException refused = Check.Throws<ArgumentException>(() =>
            Native.Sum(new ReadOnlySpan<Native.Vec64>((void*)(memory.Address + 8), 1))
        );
        Check.Equal("vecs", refused.ParamName);
        Check.True(
            refused.Message.Contains("64 bytes", StringComparison.Ordinal)
                && refused.Message.Contains("Koffi.Alloc<T>(length, 64)", StringComparison.Ordinal)
        );
        Check.Equal(0, Native.TakeMisaligned());
    }

    [NativeCase]
    public static unsafe void Structs_of_C_sharp_are_checked_as_well()
    {
        using KoffiMemory<OwnVec> memory = Koffi.Alloc<OwnVec>(2, 32);
        memory[1].D = 5;
        Check.Equal(5, Native.SumOwn(memory));
        Check.Equal(5, Native.SumOwn(memory.Span));
        Check.Equal(
            "vecs",
            Check.Throws<ArgumentException>(() => Native.SumOwn(new ReadOnlySpan<OwnVec>((void*)(memory.Address + 16), 1))).ParamName
        );
        for (int round = 0; round < 20; round++)
        {
            using KoffiMemory<OwnVec> unknown = Koffi.Alloc<OwnVec>();
            if (unknown.Address % 32 == 0)
            {
                Check.Equal(0, Native.SumOwn(unknown));
            }
            else
            {
                Check.Equal("vecs", Check.Throws<ArgumentException>(() => Native.SumOwn(unknown)).ParamName);
            }
        }

        Check.Equal(0, Native.TakeMisaligned());
    }

    private delegate int Call<T>(ref T vec);

    private static unsafe ref T Place<T>(KoffiMemory<byte> memory, nint offset)
        where T : unmanaged => ref *(T*)(memory.Address + offset);

    private static void CheckMemory<T>(int alignment, int expected)
        where T : unmanaged
    {
        Check.Equal(expected, alignment);
        using KoffiMemory<T> one = Koffi.Alloc<T>(),
            several = Koffi.Alloc<T>(3);
        Check.Equal(0, one.Address % expected);
        Check.Equal(0, several.Address % expected);
        Check.True(!MemoryMarshal.AsBytes(several.Span).ContainsAnyExcept((byte)0));
    }

    // The bytes before and after stay unchanged.
    private static void CheckScale<T>(KoffiMemory<byte> memory, nint offset, Call<T> scale)
        where T : unmanaged
    {
        Prepare(memory, offset);
        Check.Equal(1, scale(ref Place<T>(memory, offset)));
        CheckAround<T>(memory, offset, [3, 6, 9, 12]);
    }

    private static void CheckFill<T>(KoffiMemory<byte> memory, nint offset, Call<T> fill)
        where T : unmanaged
    {
        Prepare(memory, offset);
        Check.Equal(1, fill(ref Place<T>(memory, offset)));
        CheckAround<T>(memory, offset, [5, 6, 7, 8]);
    }

    private static void CheckSum<T>(KoffiMemory<byte> memory, nint offset, Call<T> sum)
        where T : unmanaged
    {
        Prepare(memory, offset);
        Check.Equal(10, sum(ref Place<T>(memory, offset)));
        CheckAround<T>(memory, offset, [1, 2, 3, 4]);
    }

    private static void Prepare(KoffiMemory<byte> memory, nint offset)
    {
        memory.Span.Fill(0xCD);
        Span<int> numbers = MemoryMarshal.Cast<byte, int>(memory.Span[(int)offset..]);
        (numbers[0], numbers[1], numbers[2], numbers[3]) = (1, 2, 3, 4);
    }

    private static void CheckAround<T>(KoffiMemory<byte> memory, nint offset, ReadOnlySpan<int> expected)
        where T : unmanaged
    {
        Check.Sequence(expected, MemoryMarshal.Cast<byte, int>(memory.Span.Slice((int)offset, 16)));
        Check.True(!memory.Span[..(int)offset].ContainsAnyExcept((byte)0xCD));
        Check.True(!memory.Span[((int)offset + Unsafe.SizeOf<T>())..].ContainsAnyExcept((byte)0xCD));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static unsafe void AtDepth(int depth, Action action)
    {
        byte* shift = stackalloc byte[1 + (depth * 8)];
        *shift = 1;
        action();
        Check.Equal(1, *shift);
    }
}
