namespace KoffiGen.Tests.Generator;

internal sealed partial class SignatureTests
{
    private static readonly SignatureRow[] Memory =
    [
        new("int f(_Out_ int *a, _Inout_ double *b)", "int F(out int a, ref double b)", "[Cdecl]<void*, void*, int>", "pin a, pin b, call"),
        new(
            "int f(_Out_ int *a, _Inout_ double *b)",
            "int F(Span<int> a, double[]? b)",
            "[Cdecl]<void*, void*, int>",
            "pin a, pin b, call"
        ),
        new("int f(_Out_ int *a)", "int F(int[] a)", "[Cdecl]<void*, int>", "pin a, call"),
        new("int f(_Out_ int *a)", "unsafe int F(int* a)", "[Cdecl]<void*, int>", "call"),
        new("int f(_Out_opt_ int *a)", "int F(nint a = 0)", "[Cdecl]<nint, int>", "call"),
        new(
            "int f(_Out_ bool *a, _Inout_ char16_t *b)",
            "int F(out bool a, ref char b)",
            "[Cdecl]<byte*, void*, int>",
            "pin b, call, bool a, copy back a"
        ),
        new(
            "int f(_Out_ long *a, _Inout_ size_t *b)",
            "int F(out int a, ref long b)",
            "[Cdecl]<CLong*, nuint*, int>",
            "checked b, call, checked a, copy back a, copy back b"
        ),
        new("int f(_Out_ uint32_be_t *a)", "int F(out uint a)", "[Cdecl]<uint*, int>", "call, big endian a, copy back a"),
        new("int f(_Out_ enum Color *a)", "int F(out Color a)", "[Cdecl]<void*, int>", "pin a, call"),
        new(
            "int f(const int *a, double *b)",
            "int F(ReadOnlySpan<int> a, Span<double> b)",
            "[Cdecl]<void*, void*, int>",
            "pin a, pin b, call"
        ),
        new(
            "int f(const int *a, const int *b, const int *c)",
            "int F(in int a, ref readonly int b, int[]? c)",
            "[Cdecl]<void*, void*, void*, int>",
            "pin a, pin b, pin c, call"
        ),
        new("int f(int *a, int *b)", "int F(ref int a, Pointer<int> b)", "[Cdecl]<void*, nint, int>", "pin a, call"),
        new("int f(const int *a)", "int F(params ReadOnlySpan<int> a)", "[Cdecl]<void*, int>", "pin a, call"),
        new("int f(const int *a)", "int F(scoped ReadOnlySpan<int> a)", "[Cdecl]<void*, int>", "pin a, call"),
        new("int f(const Number *a)", "int F(ReadOnlySpan<Number> a)", "[Cdecl]<void*, int>", "pin a, call"),
        new("int f(void *a)", "int F(nint a)", "[Cdecl]<nint, int>", "call"),
        new("int f(void *a)", "int F<T>(Span<T> a) where T : unmanaged", "[Cdecl]<void*, int>", "pin a, call"),
        new("int f(const void *a)", "int F<T>(in T a) where T : unmanaged", "[Cdecl]<void*, int>", "pin a, call"),
        new("int f(void *a)", "int F(ref UserVec2 a)", "[Cdecl]<void*, int>", "pin a, call"),
        new("int f(_Out_ void *a)", "int F(out UserVec2 a)", "[Cdecl]<void*, int>", "pin a, call"),
        new("int f(void *a)", "int F(out Vec2 a)", "[Cdecl]<void*, int>", "pin a, call"),
        new("int f(const void *a)", "int F(string a)", "[Cdecl]<byte*, int>", "utf8 a, call, release a"),
        new("int f(void *a)", "int F(byte[] a)", "[Cdecl]<void*, int>", "pin a, call"),
        new("int f(void *a)", "int F(FILE a)", "[Cdecl]<nint, int>", "call"),
        new("int f(void *a)", "int F(dbHandle a)", "[Cdecl]<nint, int>", "hold a, call, release a"),
        new("int f(void *a)", "int F(Span<Vec2> a)", "[Cdecl]<void*, int>", "pin a, call"),
        new("int f(void *a)", "unsafe int F(void* a)", "[Cdecl]<void*, int>", "call"),
        new("int f(void (*a)(int))", "unsafe int F(delegate* unmanaged[Cdecl]<int, void> a)", "[Cdecl]<void*, int>", "call"),
        new("int f(void (*a)(int))", "int F(nint a)", "[Cdecl]<nint, int>", "call"),
        new("int f(void (*a)(int))", "int F(f_aPointer a)", "[Cdecl]<nint, int>", "call"),
        new(
            "int f(_Out_ void (**a)(int), _Inout_ void (**b)(int))",
            "int F(out f_aPointer a, ref f_aPointer b)",
            "[Cdecl]<nint*, nint*, int>",
            "call, copy back a, copy back b"
        ),
        new("int f(void (**a)(int), size_t n)", "int F(Span<f_aPointer> a, nuint n)", "[Cdecl]<void*, nuint, int>", "pin a, call"),
        new("void (*f(void (*a)(int)))(int)", "f_aPointer F(f_aPointer a)", "[Cdecl]<nint, nint>", "call"),
        new("void *f(void)", "unsafe void* F()", "[Cdecl]<void*>", "call"),
        new("int *f(void)", "Pointer<int> F()", "[Cdecl]<nint>", "call"),
        new("int *f(void)", "unsafe int* F()", "[Cdecl]<void*>", "call"),
        new("int *!f(void)", "int F()", "[Cdecl]<int*>", "call, copy result, free result"),
        new("struct Vec2 *f(void)", "Pointer<Vec2> F()", "[Cdecl]<nint>", "call"),
        new("int **f(void)", "Pointer<Pointer<int>> F()", "[Cdecl]<nint>", "call"),
        new("int *!f(void)", "int? F()", "[Cdecl]<int*>", "call, copy result, free result"),
        new(
            "struct Vec2 *!f(_Out_ int *!(g_free)*a)",
            "Vec2? F(out int? a)",
            "[Cdecl]<int**, Vec2*>",
            "call, copy a, copy back a, copy result, free a with g_free, free result"
        ),
        new(
            "struct Vec2 *f(_Out_ struct Vec2 **a)",
            "UserVec2? F(out Vec2? a)",
            "[Cdecl]<Vec2**, UserVec2*>",
            "call, copy a, copy back a, copy result"
        ),
        new(
            "struct Person *f(_Out_ struct Person *!*a, const char *b)",
            "Person.Managed? F(out Person.Managed? a, string b)",
            "[Cdecl]<Person**, byte*, Person*>",
            "bind disposers, utf8 b, call, to managed form a, copy back a, to managed form result, free members a, release b, free a"
        ),
        new("db *!f(_Out_ db *!*a)", "dbHandle? F(out dbHandle? a)", "[Cdecl]<nint*, nint>", "call, own a, own result"),
        new("char **f(void)", "Pointer<Utf8Pointer> F()", "[Cdecl]<nint>", "call"),
        new(
            "int f(_Out_ int **a, _Out_ struct Vec2 **b, _Out_ uint8_t **c)",
            "int F(out Pointer<int> a, out Pointer<Vec2> b, out Pointer<byte> c)",
            "[Cdecl]<nint*, nint*, nint*, int>",
            "call, copy back a, copy back b, copy back c"
        ),
        new(
            "int f(_Out_ int **a, _Out_ struct Vec2 **b)",
            "int F(out nint a, out Pointer<UserVec2> b)",
            "[Cdecl]<nint*, nint*, int>",
            "call, copy back a, copy back b"
        ),
        new(
            "int f(_Inout_ int **a, _Inout_ const char **b, _Inout_ void **c)",
            "int F(ref Pointer<int> a, ref Utf8Pointer b, ref nint c)",
            "[Cdecl]<nint*, nint*, nint*, int>",
            "call, copy back a, copy back b, copy back c"
        ),
        new(
            "int f(_Out_ int *!*a, _Out_ struct Vec2 *!(vec_free)*b)",
            "int F(out int a, out Vec2 b)",
            "[Cdecl]<int**, Vec2**, int>",
            "call, copy a, copy back a, copy b, copy back b, free a, free b with vec_free"
        ),
        new("int f(_Out_ struct Vec2 *!*b)", "int F(out UserVec2 b)", "[Cdecl]<UserVec2**, int>", "call, copy b, copy back b, free b"),
        new("int f(int **a)", "int F(Span<Pointer<int>> a)", "[Cdecl]<void*, int>", "pin a, call"),
        new("int f(int **a)", "unsafe int F(int** a)", "[Cdecl]<void*, int>", "call"),
        new(
            "int f(int a[2][3], double (*b)[4])",
            "int F(Span<int> a, double[] b)",
            "[Cdecl]<void*, void*, int>",
            "minimum or none a, minimum or none b, pin a, pin b, call"
        ),
        new(
            "int f(_In_reads_(n) const int (*a)[3], int n)",
            "int F(ReadOnlySpan<int> a)",
            "[Cdecl]<void*, int, int>",
            "rows a, checked a, pin a, call"
        ),
        new("int f(FILE **a)", "int F(Span<FILE> a)", "[Cdecl]<void*, int>", "pin a, call"),
    ];

    private static readonly SignatureRow[] AllocatedMemory =
    [
        new(
            "int f(const int *a, int *b, _Out_ int *c, _Inout_ int *d)",
            "int F(KoffiMemory<int> a, KoffiMemory<int>? b, KoffiMemory<int> c, KoffiMemory<int>? d)",
            "[Cdecl]<nint, nint, nint, nint, int>",
            "call, keep a, keep b, keep c, keep d"
        ),
        new(
            "int f(const void *a, void *b, _Out_ struct Vec2 *c)",
            "int F(KoffiMemory<UserVec2> a, KoffiMemory<Vec2>? b, KoffiMemory<Vec2> c)",
            "[Cdecl]<nint, nint, nint, int>",
            "call, keep a, keep b, keep c"
        ),
        new("int f(void *a)", "int F<T>(KoffiMemory<T>? a) where T : unmanaged", "[Cdecl]<nint, int>", "call, keep a"),
        new(
            "int f(const char *a, _Out_ char16_t *b)",
            "int F(KoffiMemory<byte> a, KoffiMemory<char> b)",
            "[Cdecl]<nint, nint, int>",
            "call, keep a, keep b"
        ),
        new(
            "int f(_In_reads_(n) const int *a, _Out_writes_bytes_opt_(m) double *b, int n, size_t m)",
            "int F(KoffiMemory<int>? a, KoffiMemory<double> b)",
            "[Cdecl]<nint, nint, int, nuint, int>",
            "checked b, call, keep a, keep b"
        ),
        new(
            "int f(_In_reads_(n) const int (*a)[3], int n)",
            "int F(KoffiMemory<int> a)",
            "[Cdecl]<nint, int, int>",
            "rows a, checked a, call, keep a"
        ),
        new(
            "const char *f(_In_reads_(n) const int *a, int n)",
            "string? F(KoffiMemory<int> a)",
            "[Cdecl]<nint, int, byte*>",
            "call, to string result, keep a"
        ),
        new("int f(_Out_ int **a)", "int F(KoffiMemory<Pointer<int>> a)", "[Cdecl]<nint, int>", "call, keep a"),
    ];
}
