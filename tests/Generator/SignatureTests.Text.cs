namespace KoffiGen.Tests.Generator;

internal sealed partial class SignatureTests
{
    private static readonly SignatureRow[] Text =
    [
        new("const char *f(const char *a)", "string? F(string? a)", "[Cdecl]<byte*, byte*>", "utf8 a, call, to string result, release a"),
        new("const char *f(const char *a)", "string F(string a)", "[Cdecl]<byte*, byte*>", "utf8 a, call, to string result, release a"),
        new("const char *f(const char *a)", "nint F(ReadOnlySpan<byte> a)", "[Cdecl]<byte*, nint>", "utf8 a, call, release a"),
        new("const char *f(const char *a)", "Utf8Pointer F(Utf8Pointer a)", "[Cdecl]<nint, nint>", "call"),
        new("const char *f(const char *a)", "unsafe byte* F(byte* a)", "[Cdecl]<void*, void*>", "call"),
        new("str! f(str a)", "string? F(nint a)", "[Cdecl]<nint, byte*>", "call, to string result, free result"),
        new("str! f(void)", "nint F()", "[Cdecl]<nint>", "call"),
        new("str16 f(str16 a)", "string? F(string? a)", "[Cdecl]<ushort*, ushort*>", "utf16 a, call, to string result"),
        new(
            "const char16_t *f(const char16_t *a)",
            "string? F(ReadOnlySpan<char> a)",
            "[Cdecl]<ushort*, ushort*>",
            "utf16 a, call, to string result, release a"
        ),
        new("str32 f(str32 a)", "string? F(string? a)", "[Cdecl]<uint*, uint*>", "utf32 a, call, to string result, release a"),
        new(
            "const wchar_t *f(const wchar_t *a)",
            "string? F(string? a)",
            "[Cdecl]<void*, void*>",
            "wide a, call, to string result, release a"
        ),
        new("const wchar_t *!f(const wchar_t *a)", "string? F(nint a)", "[Cdecl]<nint, void*>", "call, to string result, free result"),
        new("char *f(char *a, int n)", "string? F(Span<byte> a, int n)", "[Cdecl]<void*, int, byte*>", "pin a, call, to string result"),
        new("int f(_Out_ char *a, int n)", "int F(Span<byte> a, int n)", "[Cdecl]<void*, int, int>", "pin a, call"),
        new("int f(_Inout_ char16_t *a)", "int F(Span<char> a)", "[Cdecl]<void*, int>", "pin a, call"),
        new("int f(_Out_ char **a)", "int F(out string? a)", "[Cdecl]<byte**, int>", "call, to string a, copy back a"),
        new("int f(_Out_ str! *a)", "int F(out string? a)", "[Cdecl]<byte**, int>", "call, to string a, copy back a, free a"),
        new("int f(_Out_ const char **a)", "int F(out Utf8Pointer a)", "[Cdecl]<nint*, int>", "call, copy back a"),
        new("int f(_Out_ const char **a)", "int F(out nint a)", "[Cdecl]<nint*, int>", "call, copy back a"),
        new(
            "int f(str a, str16 b, const wchar_t *c, str32 d)",
            "int F(string a, string b, string c, string d)",
            "[Cdecl]<byte*, ushort*, void*, uint*, int>",
            "utf8 a, wide c, utf32 d, utf16 b, call, release a, release c, release d"
        ),
        new("int f(const char **a)", "int F(ReadOnlySpan<string?> a)", "[Cdecl]<nint, int>", "strings a, call, release a"),
        new("int f(const char **a)", "int F(ReadOnlySpan<string> a)", "[Cdecl]<nint, int>", "strings a, call, release a"),
        new("int f(char *const a[])", "int F(string?[] a)", "[Cdecl]<nint, int>", "strings a, call, release a"),
        new("int f(const char *const *a)", "int F(params string[] a)", "[Cdecl]<nint, int>", "strings a, call, release a"),
        new("int f(_In_ char **a)", "int F(string?[]? a)", "[Cdecl]<nint, int>", "strings a, call, release a"),
        new(
            "int f(str *a, str16 *b, str32 *c, const wchar_t **d)",
            "int F(string[] a, string[] b, string[] c, Span<string> d)",
            "[Cdecl]<nint, nint, nint, nint, int>",
            "strings a, strings b, strings c, strings d, call, release a, release b, release c, release d"
        ),
        new("int f(const char **a)", "int F(ReadOnlySpan<Utf8Pointer> a)", "[Cdecl]<void*, int>", "pin a, call"),
        new("int f(const char **a)", "int F(nint a)", "[Cdecl]<nint, int>", "call"),
        new("int f(_In_reads_(n) const char **a, int n)", "int F(string[] a)", "[Cdecl]<nint, int, int>", "strings a, call, release a"),
        new(
            "int f(_In_reads_(n) const char **a, int n)",
            "int F(string[] a, int n)",
            "[Cdecl]<nint, int, int>",
            "count n, minimum a of n, strings a, call, release a"
        ),
        new(
            "int f(_In_reads_(n) const char **a, int n)",
            "int F(params ReadOnlySpan<string?> a)",
            "[Cdecl]<nint, int, int>",
            "strings a, call, release a"
        ),
    ];

    private static readonly SignatureRow[] TextThatCWrites =
    [
        new(
            "int f(_Out_writes_(n) char *a, int n)",
            "int F(out string a, int n)",
            "[Cdecl]<nint, int, int>",
            "count n, buffer a, call, read a, copy back a, release a"
        ),
        new(
            "int f(_Out_writes_(n) char16_t *a, unsigned long n)",
            "int F(out string? a, CULong n)",
            "[Cdecl]<nint, CULong, int>",
            "count n, buffer a, call, read a, copy back a, release a"
        ),
        new(
            "int f(_Out_writes_bytes_(n) wchar_t *a, size_t n)",
            "int F(out string a, int n)",
            "[Cdecl]<nint, nuint, int>",
            "count n, checked n, buffer a, call, read a, copy back a, release a"
        ),
        new(
            "int f(_Out_writes_(*n) char32_t *a, _Inout_ uint32_t *n)",
            "int F(out string a, ref uint n)",
            "[Cdecl]<nint, void*, int>",
            "count n, buffer a, pin n, call, read a, copy back a, release a"
        ),
        new(
            "int f(_Inout_updates_(*n) char *a, _Inout_ size_t *n)",
            "int F(ref string? a, ref nuint n)",
            "[Cdecl]<nint, void*, int>",
            "count n, buffer a, pin n, call, read a, copy back a, release a"
        ),
        new(
            "int f(_Out_writes_(n) char *a, _In_reads_(n) const int *b, int n)",
            "int F(out string a, ReadOnlySpan<int> b, int n)",
            "[Cdecl]<nint, void*, int, int>",
            "count n, minimum b of n, buffer a, pin b, call, read a, copy back a, release a"
        ),
        new(
            "int f(_Out_writes_(Green + 1) char *a, _Out_ char b[2 * 8], _Inout_ wchar_t c[16])",
            "int F(out string a, out string b, ref string c)",
            "[Cdecl]<nint, nint, nint, int>",
            "buffer a, buffer b, buffer c, call, "
                + "read a, copy back a, read b, copy back b, read c, copy back c, release a, release b, release c"
        ),
        new(
            "int f(const char *path, _Out_ char a[256])",
            "int F(string path, out string @out)",
            "[Cdecl]<byte*, nint, int>",
            "utf8 path, buffer out, call, release path, read out, copy back out, release out"
        ),
        new(
            "int f(_Out_writes_(n * 2) char *a, int n)",
            "int F(out string a, int n)",
            "[Cdecl]<nint, int, int>",
            "count n, buffer a, call, read a, copy back a, release a"
        ),
    ];
}
