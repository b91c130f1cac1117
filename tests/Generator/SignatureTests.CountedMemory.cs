namespace KoffiGen.Tests.Generator;

internal sealed partial class SignatureTests
{
    private static readonly SignatureRow[] CountedBuffers =
    [
        new("int f(_In_reads_(n) const int *a, size_t n)", "int F(ReadOnlySpan<int> a)", "[Cdecl]<void*, nuint, int>", "pin a, call"),
        new(
            "int f(_In_reads_(n) const int *a, size_t n)",
            "int F(ReadOnlySpan<int> a, int n)",
            "[Cdecl]<void*, nuint, int>",
            "count n, minimum a of n, checked n, pin a, call"
        ),
        new("int f(_In_reads_(n) const int *a, size_t n)", "unsafe int F(int* a, nuint n)", "[Cdecl]<void*, nuint, int>", "call"),
        new("int f(_In_reads_(n) const int *a, size_t n)", "int F(int[]? a)", "[Cdecl]<void*, nuint, int>", "pin a, call"),
        new(
            "int f(_In_reads_(n) const int *a, size_t n)",
            "int F(params ReadOnlySpan<int> a)",
            "[Cdecl]<void*, nuint, int>",
            "pin a, call"
        ),
        new("int f(_In_reads_(n) const int *a, size_t n)", "int F(in int a)", "[Cdecl]<void*, nuint, int>", "pin a, call"),
        new("int f(int8_t n, _Out_writes_(n) double *a)", "int F(Span<double> a)", "[Cdecl]<sbyte, void*, int>", "checked a, pin a, call"),
        new("int f(uint64_t n, _Inout_updates_(n) double *a)", "int F(Span<double> a)", "[Cdecl]<ulong, void*, int>", "pin a, call"),
        new(
            "int f(unsigned long n, _Inout_updates_(n) double *a)",
            "int F(double[] a)",
            "[Cdecl]<CULong, void*, int>",
            "checked a, pin a, call"
        ),
        new(
            "int f(uint16_be_t n, _Inout_updates_(n) double *a)",
            "int F(double[] a)",
            "[Cdecl]<ushort, void*, int>",
            "checked a, big endian a, pin a, call"
        ),
        new(
            "int f(_In_reads_(n) const int *a, _Out_writes_(n) int *b, _Out_writes_opt_(n) int *c, int n)",
            "int F(ReadOnlySpan<int> a, Span<int> b, Span<int> c)",
            "[Cdecl]<void*, void*, void*, int, int>",
            "same length b a, same length or none c a, pin a, pin b, pin c, call"
        ),
        new(
            "int f(_Out_writes_opt_(n) int *b, _Out_writes_opt_(n) int *c, short n)",
            "int F(Span<int> b, Span<int> n)",
            "[Cdecl]<void*, void*, short, int>",
            "same length or none n b, longest b n, checked b, pin b, pin n, call"
        ),
        new(
            "int f(_In_reads_(n) const int *a, int n, _In_reads_(m) const int *b, int m)",
            "int F(ReadOnlySpan<int> a, ReadOnlySpan<int> b, int m)",
            "[Cdecl]<void*, int, void*, int, int>",
            "count m, minimum b of m, pin a, pin b, call"
        ),
        new(
            "int f(_In_reads_(n) const int *a, int n, _In_reads_(m) const int *b, int m)",
            "int F(ReadOnlySpan<int> x, ReadOnlySpan<int> y)",
            "[Cdecl]<void*, int, void*, int, int>",
            "pin x, pin y, call"
        ),
        new(
            "int f(_In_reads_bytes_(n) const void *a, uint32_t n)",
            "int F(ReadOnlySpan<Vec2> a)",
            "[Cdecl]<void*, uint, int>",
            "checked a, pin a, call"
        ),
        new(
            "int f(_In_reads_bytes_(n) const void *a, uint32_t n)",
            "int F(ReadOnlySpan<byte> a)",
            "[Cdecl]<void*, uint, int>",
            "pin a, call"
        ),
        new("int f(_In_reads_bytes_(n) const void *a, uint32_t n)", "int F(in UserVec2 a)", "[Cdecl]<void*, uint, int>", "pin a, call"),
        new(
            "int f(_Out_writes_bytes_(n) void *a, size_t n)",
            "int F<T>(out T a) where T : unmanaged",
            "[Cdecl]<void*, nuint, int>",
            "pin a, call"
        ),
        new(
            "int f(_Out_writes_bytes_to_(*n, *n) int *a, _Inout_ size_t *n)",
            "int F(Span<int> a, ref nuint n)",
            "[Cdecl]<void*, void*, int>",
            "count n, minimum a of n, pin a, pin n, call"
        ),
        new("int f(_Out_writes_to_(n, return) int *a, int n)", "int F(Span<int> a)", "[Cdecl]<void*, int, int>", "pin a, call"),
        new("int f(_In_reads_(n) const char *a, int n)", "int F(ReadOnlySpan<byte> a)", "[Cdecl]<void*, int, int>", "pin a, call"),
        new("int f(_Out_writes_z_(n) char *a, int n)", "int F(Span<byte> a)", "[Cdecl]<void*, int, int>", "pin a, call"),
        new("int f(_Out_writes_(n) char16_t *a, int n)", "int F(Span<char> a)", "[Cdecl]<void*, int, int>", "pin a, call"),
        new("int f(const int *__counted_by(n) a, int n)", "int F(ReadOnlySpan<int> a)", "[Cdecl]<void*, int, int>", "pin a, call"),
        new(
            "int f(const int a[] __attribute__((counted_by(n))), int n)",
            "int F(ReadOnlySpan<int> a)",
            "[Cdecl]<void*, int, int>",
            "pin a, call"
        ),
        new("int f(_In_reads_(n) FILE **a, int n)", "int F(ReadOnlySpan<FILE> a)", "[Cdecl]<void*, int, int>", "pin a, call"),
    ];

    private static readonly SignatureRow[] ComputedLengths =
    [
        new(
            "int f(_In_reads_(n * 2) const int *a, int n)",
            "int F(ReadOnlySpan<int> a, int n)",
            "[Cdecl]<void*, int, int>",
            "count n, minimum a of n * 2, pin a, call"
        ),
        new(
            "int f(_Out_writes_(mlen + 16) uint8_t *c, _In_reads_(mlen) const uint8_t *m, unsigned long long mlen)",
            "int F(Span<byte> c, byte[] m, ulong mlen)",
            "[Cdecl]<void*, void*, ulong, int>",
            "count mlen, minimum c of mlen + 16, minimum m of mlen, pin c, pin m, call"
        ),
        new(
            "int f(_In_reads_opt_(w * h * 4) const uint8_t *a, int w, unsigned long h)",
            "int F(KoffiMemory<byte>? a, int w, CULong h)",
            "[Cdecl]<nint, int, CULong, int>",
            "count w, count h, minimum or none a of w * h * 4, call, keep a"
        ),
        new(
            "int f(const int *__counted_by((n + 7) / 8 - m % 3) a, size_t n, enum Color m)",
            "int F(ReadOnlySpan<int> a, nuint n, Color m)",
            "[Cdecl]<void*, nuint, int, int>",
            "count n, count m, minimum a of (n + 7) / 8 - m % 3, pin a, call"
        ),
        new(
            "int f(_In_reads_((size_t)(n << 1)) const int *a, _In_reads_(+n >> 3) const int *b, int n)",
            "int F(ReadOnlySpan<int> a, ReadOnlySpan<int> b, int n)",
            "[Cdecl]<void*, void*, int, int>",
            "count n, minimum a of (size_t)(n * 2), minimum b of n / 8, pin a, pin b, call"
        ),
        new(
            "int f(_In_reads_bytes_(n * sizeof(int)) const int *a, _Out_writes_bytes_(n * 4) void *b, int n)",
            "int F<T>(ReadOnlySpan<int> a, Span<T> b, int n) where T : unmanaged",
            "[Cdecl]<void*, void*, int, int>",
            "count n, minimum a of n * 4, minimum b of n * 4, pin a, pin b, call"
        ),
        new(
            "int f(_In_reads_(n * sizeof(long)) const uint8_t *a, int n)",
            "int F(ReadOnlySpan<byte> a, int n)",
            "[Cdecl]<void*, int, int>",
            "count n, minimum a of n * 4, pin a, call"
        ),
        new(
            "int f(_Inout_updates_(*n + 1) int *a, _Inout_ int *n)",
            "int F(Span<int> a, ref int n)",
            "[Cdecl]<void*, void*, int>",
            "count n, minimum a of *n + 1, pin a, pin n, call"
        ),
        new(
            "int f(_Out_writes_(*n) int *a, _Inout_ int *n)",
            "int F(Span<int> a, Span<int> n)",
            "[Cdecl]<void*, void*, int>",
            "count n, minimum a of n, pin a, pin n, call"
        ),
        new(
            "int f(_Out_writes_to_(*n, *n) int *a, _Out_ int *n)",
            "int F(Span<int> a, out int n)",
            "[Cdecl]<void*, void*, int>",
            "pin a, pin n, call"
        ),
        new(
            "int f(_In_reads_(n) const char **a, _In_reads_bytes_(n * 8) const char **b, int n)",
            "int F(string[] a, ReadOnlySpan<string?> b, int n)",
            "[Cdecl]<nint, nint, int, int>",
            "count n, minimum a of n, minimum b of n * 8, strings a, strings b, call, release a, release b"
        ),
        new(
            "int f(_In_reads_(n + 1) const float (*a)[3], int n)",
            "int F(ReadOnlySpan<float> a, int n)",
            "[Cdecl]<void*, int, int>",
            "count n, minimum a of n + 1, pin a, call"
        ),
        new("int f(_In_reads_(n + 1) const int *a, int n)", "unsafe int F(int* a, int n)", "[Cdecl]<void*, int, int>", "call"),
        new(
            "int f(_Out_writes_(n + 1) char *a, int n)",
            "int F(out string a, int n)",
            "[Cdecl]<nint, int, int>",
            "count n, buffer a, call, read a, copy back a, release a"
        ),
        new(
            "int f(_Out_writes_(n + 1) int *a, int n)",
            "Task<int> F(Memory<int> a, int n)",
            "[Cdecl]<void*, int, int>",
            "start, pin a, count n, minimum a of n + 1, call, release a"
        ),
    ];

    private static readonly SignatureRow[] VariableLengthArrays =
    [
        new("int f(int n, const int a[n])", "int F(ReadOnlySpan<int> a)", "[Cdecl]<int, void*, int>", "pin a, call"),
        new("int f(const int a[n], size_t n)", "int F(int[] a)", "[Cdecl]<void*, nuint, int>", "pin a, call"),
        new(
            "int f(int n, int a[n], int b[static n])",
            "int F(int n, Span<int> a, Span<int> b)",
            "[Cdecl]<int, void*, void*, int>",
            "count n, minimum or none a of n, minimum b of n, pin a, pin b, call"
        ),
        new(
            "int f(int n, int m, float a[n][m], float b[][m], float (*c)[m + 1])",
            "int F(int n, int m, Span<float> a, Span<float> b, Span<float> c)",
            "[Cdecl]<int, int, void*, void*, void*, int>",
            "count n, count m, minimum or none a of n * m, minimum or none b of m, minimum or none c of m + 1, pin a, pin b, pin c, call"
        ),
        new(
            "int f(int n, double a[n][3], double b[2][n])",
            "int F(int n, Span<double> a, Span<double> b)",
            "[Cdecl]<int, void*, void*, int>",
            "count n, minimum or none a of n, minimum or none b of 2 * n, pin a, pin b, call"
        ),
        new("int f(int n, const char *a[n])", "int F(ReadOnlySpan<string?> a)", "[Cdecl]<int, nint, int>", "strings a, call, release a"),
    ];

    private static readonly SignatureRow[] ReturnedMemory =
    [
        new(
            "int *!__counted_by(*n) f(_Out_ size_t *n)",
            "int[]? F(out nuint n)",
            "[Cdecl]<void*, void*>",
            "pin n, call, count n, to array result, free result"
        ),
        new(
            "int *!(g_free)__counted_by(*n) f(_Out_ long *n)",
            "int[] F(out int n)",
            "[Cdecl]<CLong*, void*>",
            "call, checked n, copy back n, count n, to array result, free result with g_free"
        ),
        new(
            "int *!__counted_by(*n) f(_Inout_ long *n)",
            "int[] F(ref CLong n)",
            "[Cdecl]<void*, void*>",
            "pin n, call, count n, to array result, free result"
        ),
        new(
            "int *!__counted_by(*n) f(unsigned char *n)",
            "unsafe int[]? F(byte* n)",
            "[Cdecl]<void*, void*>",
            "call, count n, to array result, free result"
        ),
        new("int *!__counted_by(*n) f(uint16_be_t *n)", "nint F(nint n)", "[Cdecl]<nint, nint>", "call"),
        new(
            "int *! __attribute__((counted_by(n))) f(int n)",
            "Number[]? F(int n)",
            "[Cdecl]<int, void*>",
            "call, count n, to array result, free result"
        ),
        new(
            "struct Vec2 *!__counted_by(n) f(_In_reads_opt_(n) const int *a, int n, _In_reads_opt_(n) const int *b)",
            "Vec2[]? F(ReadOnlySpan<int> a, ReadOnlySpan<int> b)",
            "[Cdecl]<void*, int, void*, void*>",
            "same length or none b a, pin a, pin b, longest a b, call, count a, to array result, free result"
        ),
        new(
            "struct Vec2 *!__counted_by((size_t)*n * 2 - m / 3) f(_Out_ enum Color *n, long m)",
            "UserVec2[]? F(out Color n, CLong m)",
            "[Cdecl]<void*, CLong, void*>",
            "pin n, call, count n, count m, to array result, free result"
        ),
        new("struct Vec2 *!__counted_by(Green + 3) f(void)", "UserVec2[]? F()", "[Cdecl]<void*>", "call, to array result, free result"),
        new("int *!__counted_by(sizeof(int) * 2) f(void)", "int[]? F()", "[Cdecl]<void*>", "call, to array result, free result"),
        new(
            "int f(_Out_ int *!__counted_by(*n) *out, _Out_ size_t *n)",
            "int F(out int[]? result, out int n)",
            "[Cdecl]<void**, nuint*, int>",
            "call, checked n, copy back n, count n, to array result, copy back result, free result"
        ),
        new(
            "int f(_Out_ int *!__counted_by(return) *out)",
            "int F(out int[]? result)",
            "[Cdecl]<void**, int>",
            "call, count result, to array result, copy back result, free result"
        ),
        new(
            "unsigned long f(_Out_ int *!__counted_by(return) *out)",
            "CULong F(out int[]? result)",
            "[Cdecl]<void**, CULong>",
            "call, count result, to array result, copy back result, free result"
        ),
        new(
            "int f(_Out_ char **!__counted_by(*n) *out, _Out_ size_t *n)",
            "int F(out string?[]? texts, out nuint n)",
            "[Cdecl]<void**, void*, int>",
            "pin n, call, count n, to strings texts, copy back texts, free texts"
        ),
        new(
            "str16 *!__counted_by(*n) f(_Out_ size_t *n)",
            "string?[]? F(out nuint n)",
            "[Cdecl]<void*, void*>",
            "pin n, call, count n, to strings result, free result"
        ),
        new(
            "wchar_t *!__counted_by(*n) f(_Out_ size_t *n)",
            "string? F(out nuint n)",
            "[Cdecl]<void*, void*>",
            "pin n, call, count n, to string result, free result"
        ),
        new("str!__counted_by(n) f(int n)", "byte[]? F(int n)", "[Cdecl]<int, void*>", "call, count n, to array result, free result"),
        new("str!__counted_by(n) f(int n)", "string? F(int n)", "[Cdecl]<int, void*>", "call, count n, to string result, free result"),
        new(
            "FILE **!__counted_by(*n) f(_Out_ size_t *n)",
            "FILE[]? F(out nuint n)",
            "[Cdecl]<void*, void*>",
            "pin n, call, count n, to array result, free result"
        ),
        new(
            "void *!__counted_by(*n) f(_Out_ size_t *n)",
            "byte[]? F(out nuint n)",
            "[Cdecl]<void*, void*>",
            "pin n, call, count n, to array result, free result"
        ),
        new(
            "bool *!__counted_by(*n) f(_Out_ size_t *n)",
            "bool[]? F(out nuint n)",
            "[Cdecl]<void*, void*>",
            "pin n, call, count n, to array result, free result"
        ),
        new("int *!__counted_by(*n) f(_Out_ size_t *n)", "nint F(out nuint n)", "[Cdecl]<void*, nint>", "pin n, call"),
        new("int *!__counted_by(*n) f(_Out_ size_t *n)", "void F(out nuint n)", "[Cdecl]<void*, nint>", "pin n, call, free result"),
        new("int *__counted_by(*n) f(_Out_ size_t *n)", "Pointer<int> F(out nuint n)", "[Cdecl]<void*, nint>", "pin n, call"),
        new(
            "int *__counted_by(*n) f(_Out_ size_t *n)",
            "Span<int> F(out nuint n)",
            "[Cdecl]<void*, void*>",
            "pin n, call, count n, to span result"
        ),
        new(
            "const int *__counted_by(*n) f(_Out_ size_t *n)",
            "ReadOnlySpan<Number> F(out nuint n)",
            "[Cdecl]<void*, void*>",
            "pin n, call, count n, to span result"
        ),
        new(
            "const int *__counted_by(*n) f(_Out_ size_t *n)",
            "int[]? F(out nuint n)",
            "[Cdecl]<void*, void*>",
            "pin n, call, count n, to array result"
        ),
        new(
            "const char *const *__counted_by(n) f(int n)",
            "string?[]? F(int n)",
            "[Cdecl]<int, void*>",
            "call, count n, to strings result"
        ),
        new(
            "int f(_Out_ const int *__counted_by(*n) *out, _Out_ size_t *n)",
            "int F(out ReadOnlySpan<int> values, out nuint n)",
            "[Cdecl]<void**, void*, int>",
            "pin n, call, count n, to span values, copy back values"
        ),
    ];
}
