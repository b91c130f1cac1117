namespace KoffiGen.Tests.Generator;

/// <summary>Tests that generated methods have the default signature, by calling them.</summary>
[Parallelizable(ParallelScope.All)]
internal sealed class GeneratedSignatureTests
{
    [TestCase("void f(int8_t a, uint16_t b, long c, size_t d, ssize_t e)", "C.f(1, 2, new CLong(3), (nuint)4, (nint)5)")]
    [TestCase("bool f(bool a, char16_t b, char32_t c, wchar_t d)", "bool r = C.f(true, 'b', new Rune('c'), new Rune('d'))")]
    [TestCase("uint32_be_t f(uint16_be_t a)", "uint r = C.f((ushort)1)")]
    [TestCase("const char *f(str a, str16 b, str32 c, const wchar_t *d)", "string? r = C.f(\"a\", null, \"c\", default)")]
    [TestCase("int f(_Out_ char *a, int n)", "C.f(new byte[3], 3); C.f(default, 0)")]
    [TestCase("int f(_Out_ char16_t *a)", "C.f(new char[3])")]
    [TestCase("int f(_Out_ int *a, _Inout_ double *b)", "double b = 0; C.f(out int a, ref b)")]
    [TestCase("int f(const int *a, double *b)", "C.f([1, 2], new double[2]); C.f(default, default); C.f(null, null)")]
    [TestCase("int f(int a, _Out_opt_ int *b)", "C.f(1); C.f(1, out int b)")]
    [TestCase("int f(void *a)", "C.f(0); C.f(new int[2]); C.f(default(nint))")]
    [TestCase("int f(const void *a, void *b)", "C.f(0, 0); C.f<int, byte>([1], default)")]
    [TestCase("int *f(void)", "Pointer<int> r = C.f()")]
    [TestCase("int f(void *T)", "C.f(0); C.f(new int[1])")]
    [TestCase("int f(void *T, const void *T1)", "C.f(0, 0); C.f(new int[1], new int[1])")]
    [TestCase(
        "int f(const int a[2][3], const char n[][16], const int (*b)[3])",
        "ReadOnlySpan<int> s = [1]; ReadOnlySpan<byte> t = \"a\"u8; C.f(s, t, s)"
    )]
    [TestCase("int f(const ints *a, constant *b)", "ReadOnlySpan<int> s = [1]; C.f(s, s)")]
    [TestCase("int *!f(void)", "int r = C.f()")]
    [TestCase("int *!__counted_by(*n) f(_Out_ size_t *n)", "int[]? r = C.f(out nuint n)")]
    [TestCase("int *!__counted_by(*n) f(_Out_opt_ size_t *n)", "int[]? r = C.f(out nuint n)")]
    [TestCase("int *!__counted_by(*n) f(size_t *n)", "int[]? r = C.f(new nuint[1])")]
    [TestCase("int f(_Out_ struct Vec2 *!__counted_by(*n) *a, _Out_ int *n)", "C.f(out C.Vec2[]? a, out int n)")]
    [TestCase(
        "uint8_t *!__counted_by(*w * *h * 4) f(const char *path, _Out_ int *w, _Out_ int *h)",
        "byte[]? r = C.f(null, out int w, out int h)"
    )]
    [TestCase("char **!__counted_by(*n) f(_Out_ int *n)", "string?[]? r = C.f(out int n)")]
    [TestCase("int *!__counted_by(n) f(_In_reads_(n) const int *a, int n)", "int[]? r = C.f([1])")]
    [TestCase("int *__counted_by(*n) f(_Out_ size_t *n)", "Pointer<int> r = C.f(out nuint n)")]
    [TestCase("void *f(void (*a)(int), int b)", "nint r = C.f(default, 1); C.f((C.f_aPointer)r, 1)")]
    [TestCase("FILE *f(FILE *a)", "C.FILE r = C.f(default)")]
    [TestCase("db *!f(db *a)", "C.dbHandle r = C.f(default(C.db)); C.f(r).Dispose(); C.f(default)")]
    [TestCase("int f(_Out_ db *!*a)", "C.f(out C.dbHandle a)")]
    [TestCase("int f(_Out_ FILE **a, _Out_ str *b, _Out_ void **c)", "C.f(out C.FILE a, out string? b, out nint c)")]
    [TestCase(
        "struct Vec2 f(struct Vec2 a, const struct Vec2 *b, _Out_ struct Vec2 *c)",
        "C.Vec2 r = C.f(default, [default], out C.Vec2 c)"
    )]
    [TestCase("enum Color f(enum Color a, _Out_ enum Color *b)", "C.Color r = C.f(C.Color.Red, out C.Color b)")]
    [TestCase("struct unknown *f(struct unknown **a, union other *b)", "C.unknown r = C.f(default, default(C.other))")]
    [TestCase("int f(int)", "C.f(argument1: 1)")]
    [TestCase("int f(int object, int string)", "C.f(@object: 1, @string: 2)")]
    [TestCase("int f(const char *const *a, const char **b)", "C.f([\"a\", null], default); C.f(null, new string[2])")]
    [TestCase("int f(_In_reads_(n) const char16_t **a, int n)", "C.f([\"a\", null]); C.f(null)")]
    [TestCase(
        "int f(int **a, char **b, void **c)",
        "C.f(default, default, 0); C.f([default], [default], 0); C.f(new Pointer<int>[2], new Utf8Pointer[2], default)"
    )]
    [TestCase(
        "int f(_Out_ int **a, _Out_ struct Vec2 **b, _Out_ uint8_t *!*c, _Inout_ char **d)",
        "Utf8Pointer d = default; C.f(out Pointer<int> a, out Pointer<C.Vec2> b, out byte c, ref d)"
    )]
    [TestCase("char **f(_Out_ double *(*a)[2])", "Pointer<Utf8Pointer> r = C.f(new Pointer<double>[2])")]
    [TestCase("int f(int a[], const double b[3], int c[2][3])", "C.f([1], [2.0, 3.0, 4.0], default)")]
    [TestCase("int f(_In_reads_(n) const int *a, size_t n)", "C.f([1, 2]); C.f(default); C.f(null); C.f(new int[2])")]
    [TestCase("int f(_In_reads_(n) const int *a, _Out_writes_(n) int *b, int n, double c)", "C.f([1, 2], new int[2], 3.0)")]
    [TestCase("int f(int n, const double a[n], double b[static n])", "C.f([1.0], new double[1])")]
    [TestCase("int f(int n, int m, const float a[n][m])", "C.f(1, 2, [1.0f, 2.0f])")]
    [TestCase("int f(_Out_writes_(n + 16) char *a, _In_reads_(n) const char *b, size_t n)", "C.f(new byte[17], \"a\"u8, 1)")]
    [TestCase(
        "int f(_In_reads_bytes_(n) const void *a, size_t n)",
        "C.f(new byte[2]); C.f([1, 2]); C.f(default); C.f(null); C.f(new int[2]); C.f<double>([1.5])"
    )]
    [TestCase(
        "int f(_Out_writes_bytes_(n) void *a, size_t n)",
        "C.f(new byte[2]); C.f(default); C.f(null); C.f(new int[2]); Span<int> s = [1]; C.f(s)"
    )]
    [TestCase(
        "int f(_Out_writes_bytes_(n) void *a, size_t n, _In_reads_bytes_(m) const void *b, int m)",
        "C.f(new byte[2], [1]); C.f(default, default); C.f(null, null); C.f(new int[2], new byte[2])"
    )]
    [TestCase("int f(_In_reads_bytes_(size * n) const void *a, size_t size, size_t n)", "C.f(0, 1, 1); C.f(new int[2], 4, 2)")]
    [TestCase("int f(_In_reads_(n) const char *a, int n)", "C.f(\"abc\"u8); C.f(default)")]
    [TestCase("int f(_Out_writes_z_(n) char *a, size_t n)", "C.f(new byte[3]); C.f(default); C.f(null)")]
    [TestCase("int f(_Out_writes_(*n) int *a, _Inout_ size_t *n)", "nuint n = 2; C.f(new int[2], ref n)")]
    [TestCase("int f(_Out_writes_opt_(n) int *a, int n)", "C.f(null); C.f(new int[2])")]
    [TestCase("int f(_In_reads_(n) const wchar_t *a, int n)", "C.f(\"a\", 1)")]
    [TestCase("int f(_In_reads_(n) struct Vec2 *a, int n)", "C.f([default])")]
    // Asynchronous calls.
    [TestCase("int f(_Out_ int *a, _Inout_ double *b)", "ValueTask<(int result, int a, double b, int lastError)> r = C.fAsync(1.5)")]
    [TestCase("void f(void)", "ValueTask<int> r = C.fAsync(); r = C.fAsync(CancellationToken.None)")]
    [TestCase(
        "const char *f(const char *a, const int *b, double *c)",
        "ValueTask<(string? result, int lastError)> r = C.fAsync(\"a\", new int[2], new double[2], default)"
    )]
    [TestCase(
        "int f(void *a)",
        "ValueTask<(int result, int lastError)> r = C.fAsync(0); r = C.fAsync<int>(new int[2]); r = C.fAsync(default(nint))"
    )]
    [TestCase(
        "int f(_In_reads_(n) const int *a, size_t n, _Out_opt_ int *b)",
        "ValueTask<(int result, int b, int lastError)> r = C.fAsync(new int[2])"
    )]
    [TestCase(
        "db *!f(db *a, _Out_ db *!*b)",
        "ValueTask<(C.dbHandle result, C.dbHandle b, int lastError)> r = C.fAsync(default(C.db)); C.dbHandle? h = null; r = C.fAsync(h)"
    )]
    [TestCase(
        "int f(int cancel, _Out_ int *result, _Out_ int *Rest, _Out_ int *Item7, _Out_ int *lastError)",
        "ValueTask<(int result, int result_, int Rest_, int Item7_, int lastError, int lastError_)> r = C.fAsync(1, cancel_: default)"
    )]
    [TestCase(
        "struct Vec2 f(struct Vec2 a, _Out_ struct Vec2 *b)",
        "ValueTask<(C.Vec2 result, C.Vec2 b, int lastError)> r = C.fAsync(default)"
    )]
    [TestCase("int f(int (*a)(int), void *user)", "ValueTask<(int result, int lastError)> r = C.fAsync(v => v, 0)")]
    public void Calls_compile(string prototype, string call)
    {
        GeneratorHarness.Run(
            $$"""
            [KoffiLibrary("c")]
            [KoffiDefine("struct Vec2 { double x, y; }; enum Color { Red, Green }; opaque FILE; opaque db !(db_close); typedef int ints; typedef const int constant;")]
            [KoffiImport("{{prototype}}", LastError = true, Optional = true, Async = true)]
            public static partial class C;
            """,
            $$"""
            static class Program
            {
                public static void Run()
                {
                    {{call}};
                }
            }
            """
        );
    }
}
