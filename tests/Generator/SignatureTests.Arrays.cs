namespace KoffiGen.Tests.Generator;

internal sealed partial class SignatureTests
{
    private static readonly SignatureRow[] Arrays =
    [
        new(
            "int f(_Out_ int a[2], _Inout_ double b[3])",
            "int F(Span<int> a, Span<double> b)",
            "[Cdecl]<void*, void*, int>",
            "minimum or none a, minimum or none b, pin a, pin b, call"
        ),
        new(
            "int f(_Out_ int a[2], const int b[2])",
            "int F(int[] a, int[]? b)",
            "[Cdecl]<void*, void*, int>",
            "minimum or none a, minimum or none b, pin a, pin b, call"
        ),
        new("int f(_Out_ int a[2])", "int F(KoffiMemory<int> a)", "[Cdecl]<nint, int>", "minimum or none a, call, keep a"),
        new("int f(_Out_ int a[2])", "unsafe int F(int* a)", "[Cdecl]<void*, int>", "call"),
        new(
            "int f(_Out_ int a[4], _Inout_ int b[4], const int c[4], int d[4])",
            "int F(out Row a, ref Row b, in Row c, ref Row d)",
            "[Cdecl]<void*, void*, void*, void*, int>",
            "pin a, pin b, pin c, pin d, call"
        ),
        new("int f(_Out_ int a[2][2])", "int F(out Row a)", "[Cdecl]<void*, int>", "pin a, call"),
        new(
            "int f(struct Vec2 a[2], const struct Vec2 b[2], _Out_ struct Vec2 c[2])",
            "int F(ref UserVec4 a, in UserVec4 b, out UserVec4 c)",
            "[Cdecl]<void*, void*, void*, int>",
            "pin a, pin b, pin c, call"
        ),
        new(
            "int f(_Out_ pair a, const pair b, pair c)",
            "int F(out UserVec2 a, in UserVec2 b, Span<double> c)",
            "[Cdecl]<void*, void*, void*, int>",
            "minimum or none c, pin a, pin b, pin c, call"
        ),
        new("int f(_Out_ pair a)", "int F(out Vec2 a)", "[Cdecl]<void*, int>", "pin a, call"),
        new(
            "int f(_Out_ int a[1], const int b[1], _Out_writes_(1) int *c)",
            "int F(out int a, in int b, out int c)",
            "[Cdecl]<void*, void*, void*, int>",
            "pin a, pin b, pin c, call"
        ),
        new(
            "int f(_Out_ char *a[2], _Out_ FILE *b[2], _Out_ const char *c[2])",
            "int F(Span<Utf8Pointer> a, Span<FILE> b, Span<nint> c)",
            "[Cdecl]<void*, void*, void*, int>",
            "minimum or none a, minimum or none b, minimum or none c, pin a, pin b, pin c, call"
        ),
        new("int f(const char *a[2])", "int F(ReadOnlySpan<string?> a)", "[Cdecl]<nint, int>", "minimum a, strings a, call, release a"),
        new(
            "int f(const char a[16], _In_ char b[16], const char16_t c[4], const wchar_t d[4])",
            "int F(string a, string? b, string c, string? d)",
            "[Cdecl]<nint, nint, nint, nint, int>",
            "buffer a, buffer b, buffer c, buffer d, call, release a, release b, release c, release d"
        ),
        new(
            "int f(const char a[16], const char16_t b[4])",
            "int F(ReadOnlySpan<byte> a, ReadOnlySpan<char> b)",
            "[Cdecl]<void*, void*, int>",
            "minimum or none a, minimum or none b, pin a, pin b, call"
        ),
        new(
            "int f(_In_reads_(32) const uint8_t *a, _In_reads_bytes_(8) const int *b, _In_reads_bytes_(8) const void *c)",
            "int F(ReadOnlySpan<byte> a, int[] b, ReadOnlySpan<Vec2> c)",
            "[Cdecl]<void*, void*, void*, int>",
            "minimum a, minimum b, minimum c, pin a, pin b, pin c, call"
        ),
        new(
            "int f(_Out_ struct Person a[2])",
            "int F(Span<Person.Managed> a)",
            "[Cdecl]<Person*, int>",
            "bind disposers, minimum or none a, call, to managed form a, copy back a, free members a, release scope"
        ),
        new(
            "int f(_Out_ int a[2])",
            "Task<int> F(Memory<int> a)",
            "[Cdecl]<void*, int>",
            "start, pin a, minimum or none a, call, release a"
        ),
        new(
            "int f(_In_reads_(16) const void *a, _Out_writes_bytes_(16) void *b)",
            "int F(in UserVec2 a, out Vec2 b)",
            "[Cdecl]<void*, void*, int>",
            "minimum a, minimum b, pin a, pin b, call"
        ),
        new(
            "int f(_Out_writes_bytes_(sizeof(long)) void *a, _In_reads_(sizeof(long)) const uint8_t *b)",
            "int F(out UserVec2 a, ReadOnlySpan<byte> b)",
            "[Cdecl]<void*, void*, int>",
            "minimum a, minimum b, pin a, pin b, call"
        ),
        new(
            "int f(_Out_writes_bytes_(16) void *a)",
            "int F<T>(out T a) where T : unmanaged",
            "[Cdecl]<void*, int>",
            "minimum a, pin a, call"
        ),
        new(
            "int f(_Out_writes_bytes_(16) struct Vec2 *a, _In_reads_bytes_(16) const struct Vec2 *b)",
            "int F(out Vec2 a, in UserVec2 b)",
            "[Cdecl]<void*, void*, int>",
            "minimum a, minimum b, pin a, pin b, call"
        ),
        new(
            "int f(const pair a, const matrix b)",
            "int F(ReadOnlySpan<double> a, ReadOnlySpan<float> b)",
            "[Cdecl]<void*, void*, int>",
            "minimum or none a, minimum or none b, pin a, pin b, call"
        ),
        new(
            "int f(const char *a, const char *b, const char16_t *c)",
            "int F(Span<byte> a, byte[]? b, char[] c)",
            "[Cdecl]<byte*, byte*, ushort*, int>",
            "utf8 a, utf8 b, utf16 c, call, release a, release b, release c"
        ),
        new("int f(_In_ void *a)", "int F(string a)", "[Cdecl]<byte*, int>", "utf8 a, call, release a"),
    ];
}
