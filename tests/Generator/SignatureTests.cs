namespace KoffiGen.Tests.Generator;

/// <summary>
/// Tests of the table of C types and C# types, row by row: the types that a hand-written signature may use, and those that it may not.
/// </summary>
[Parallelizable(ParallelScope.All)]
internal sealed class SignatureTests
{
    // Scalars.
    [TestCase("WithBool f(WithBool a)", "WithBool F(WithBool a)", "[Cdecl]<CTwin1, CTwin1>")]
    [TestCase(
        "int f(int8_t a, uint8_t b, int16_t c, uint16_t d)",
        "int F(sbyte a, byte b, short c, ushort d)",
        "[Cdecl]<sbyte, byte, short, ushort, int>"
    )]
    [TestCase(
        "int64_t f(int32_t a, uint32_t b, int64_t c, uint64_t d)",
        "long F(int a, uint b, long c, ulong d)",
        "[Cdecl]<int, uint, long, ulong, long>"
    )]
    [TestCase("double f(float a, double b)", "double F(float a, double b)", "[Cdecl]<float, double, double>")]
    [TestCase("int f(int a, unsigned b, uint8_t c)", "Number F(Number a, Number b, Small c)", "[Cdecl]<int, uint, byte, int>")]
    [TestCase("char f(char a)", "sbyte F(sbyte a)", "[Cdecl]<sbyte, sbyte>")]
    [TestCase("char f(char a)", "byte F(byte a)", "[Cdecl]<sbyte, sbyte>")]
    [TestCase("long f(unsigned long a)", "CLong F(CULong a)", "[Cdecl]<CULong, CLong>")]
    [TestCase("long f(unsigned long a)", "nint F(nuint a)", "[Cdecl]<CULong, CLong>")]
    [TestCase("long f(unsigned long a)", "int F(uint a)", "[Cdecl]<CULong, CLong>")]
    [TestCase("long f(unsigned long a)", "long F(int a)", "[Cdecl]<CULong, CLong>")]
    [TestCase("size_t f(size_t a, ptrdiff_t b)", "nuint F(nuint a, nint b)", "[Cdecl]<nuint, nint, nuint>")]
    [TestCase("size_t f(size_t a, ssize_t b)", "int F(int a, long b)", "[Cdecl]<nuint, nint, nuint>")]
    [TestCase("char16_t f(char16_t a)", "char F(char a)", "[Cdecl]<ushort, ushort>")]
    [TestCase("char16_t f(char16_t a)", "ushort F(ushort a)", "[Cdecl]<ushort, ushort>")]
    [TestCase("char32_t f(char32_t a)", "Rune F(Rune a)", "[Cdecl]<uint, uint>")]
    [TestCase("char32_t f(char32_t a)", "uint F(uint a)", "[Cdecl]<uint, uint>")]
    [TestCase("wchar_t f(wchar_t a)", "Rune F(Rune a)", "[Cdecl]<uint, uint>")]
    [TestCase("wchar_t f(wchar_t a)", "char F(char a)", "[Cdecl]<uint, uint>")]
    [TestCase("wchar_t f(wchar_t a)", "int F(int a)", "[Cdecl]<uint, uint>")]
    [TestCase("bool f(bool a)", "bool F(bool a)", "[Cdecl]<byte, byte>")]
    [TestCase("bool f(bool a)", "byte F(byte a)", "[Cdecl]<byte, byte>")]
    [TestCase("uint32_be_t f(uint16_be_t a, int64_le_t b)", "uint F(ushort a, long b)", "[Cdecl]<ushort, long, uint>")]
    [TestCase("int f(int a)", "int F(in int a)", "[Cdecl]<int, int>")]
    [TestCase("int f(void)", "void F()", "[Cdecl]<int>")]
    [TestCase("bool f(bool a)", "void F(bool a)", "[Cdecl]<byte, byte>")]
    [TestCase("wchar_t f(void)", "void F()", "[Cdecl]<uint>")]
    [TestCase("long f(void)", "void F()", "[Cdecl]<CLong>")]
    [TestCase("enum Color f(enum Color a)", "Color F(Color a)", "[Cdecl]<int, int>")]
    [TestCase("enum Color f(enum Color a)", "int F(int a)", "[Cdecl]<int, int>")]
    [TestCase("enum Color f(enum Color a)", "Number F(Number a)", "[Cdecl]<int, int>")]
    // Text.
    [TestCase("const char *f(const char *a)", "string? F(string? a)", "[Cdecl]<byte*, byte*>")]
    [TestCase("const char *f(const char *a)", "string F(string a)", "[Cdecl]<byte*, byte*>")]
    [TestCase("const char *f(const char *a)", "nint F(ReadOnlySpan<byte> a)", "[Cdecl]<byte*, nint>")]
    [TestCase("const char *f(const char *a)", "Utf8Pointer F(Utf8Pointer a)", "[Cdecl]<nint, nint>")]
    [TestCase("const char *f(const char *a)", "unsafe byte* F(byte* a)", "[Cdecl]<void*, void*>")]
    [TestCase("str! f(str a)", "string? F(nint a)", "[Cdecl]<nint, byte*>")]
    [TestCase("str! f(void)", "nint F()", "[Cdecl]<nint>")]
    [TestCase("str16 f(str16 a)", "string? F(string? a)", "[Cdecl]<ushort*, ushort*>")]
    [TestCase("const char16_t *f(const char16_t *a)", "string? F(ReadOnlySpan<char> a)", "[Cdecl]<ushort*, ushort*>")]
    [TestCase("str32 f(str32 a)", "string? F(string? a)", "[Cdecl]<uint*, uint*>")]
    [TestCase("const wchar_t *f(const wchar_t *a)", "string? F(string? a)", "[Cdecl]<void*, void*>")]
    [TestCase("const wchar_t *!f(const wchar_t *a)", "string? F(nint a)", "[Cdecl]<nint, void*>")]
    [TestCase("char *f(char *a, int n)", "string? F(Span<byte> a, int n)", "[Cdecl]<void*, int, byte*>")]
    [TestCase("int f(_Out_ char *a, int n)", "int F(Span<byte> a, int n)", "[Cdecl]<void*, int, int>")]
    [TestCase("int f(_Inout_ char16_t *a)", "int F(Span<char> a)", "[Cdecl]<void*, int>")]
    [TestCase("int f(_Out_ char **a)", "int F(out string? a)", "[Cdecl]<byte**, int>")]
    [TestCase("int f(_Out_ str! *a)", "int F(out string? a)", "[Cdecl]<byte**, int>")]
    [TestCase("int f(_Out_ const char **a)", "int F(out Utf8Pointer a)", "[Cdecl]<nint*, int>")]
    [TestCase("int f(_Out_ const char **a)", "int F(out nint a)", "[Cdecl]<nint*, int>")]
    [TestCase(
        "int f(str a, str16 b, const wchar_t *c, str32 d)",
        "int F(string a, string b, string c, string d)",
        "[Cdecl]<byte*, ushort*, void*, uint*, int>"
    )]
    [TestCase("int f(const char **a)", "int F(ReadOnlySpan<string?> a)", "[Cdecl]<nint, int>")]
    [TestCase("int f(const char **a)", "int F(ReadOnlySpan<string> a)", "[Cdecl]<nint, int>")]
    [TestCase("int f(char *const a[])", "int F(string?[] a)", "[Cdecl]<nint, int>")]
    [TestCase("int f(const char *const *a)", "int F(params string[] a)", "[Cdecl]<nint, int>")]
    [TestCase("int f(_In_ char **a)", "int F(string?[]? a)", "[Cdecl]<nint, int>")]
    [TestCase(
        "int f(str *a, str16 *b, str32 *c, const wchar_t **d)",
        "int F(string[] a, string[] b, string[] c, Span<string> d)",
        "[Cdecl]<nint, nint, nint, nint, int>"
    )]
    [TestCase("int f(const char **a)", "int F(ReadOnlySpan<Utf8Pointer> a)", "[Cdecl]<void*, int>")]
    [TestCase("int f(const char **a)", "int F(nint a)", "[Cdecl]<nint, int>")]
    [TestCase("int f(_In_reads_(n) const char **a, int n)", "int F(string[] a)", "[Cdecl]<nint, int, int>")]
    [TestCase("int f(_In_reads_(n) const char **a, int n)", "int F(string[] a, int n)", "[Cdecl]<nint, int, int>")]
    [TestCase("int f(_In_reads_(n) const char **a, int n)", "int F(params ReadOnlySpan<string?> a)", "[Cdecl]<nint, int, int>")]
    // Opaque types and their owners.
    [TestCase("FILE *f(FILE *a)", "FILE F(FILE a)", "[Cdecl]<nint, nint>")]
    [TestCase("FILE *f(FILE *a)", "nint F(nint a)", "[Cdecl]<nint, nint>")]
    [TestCase("db *f(db *a)", "db F(db a)", "[Cdecl]<nint, nint>")]
    [TestCase("db *!f(db *a)", "dbHandle F(dbHandle a)", "[Cdecl]<nint, nint>")]
    [TestCase("db *!f(db *a)", "db F(db.Argument a)", "[Cdecl]<nint, nint>")]
    [TestCase("int f(_Out_ db *!*a)", "int F(out dbHandle a)", "[Cdecl]<nint*, int>")]
    [TestCase("int f(_Out_ db **a)", "int F(out db a)", "[Cdecl]<nint*, int>")]
    [TestCase("int f(_Inout_ db **a)", "int F(ref db a)", "[Cdecl]<nint*, int>")]
    [TestCase("int f(_Out_ FILE **a)", "int F(out nint a)", "[Cdecl]<nint*, int>")]
    [TestCase("int db_close(db *a)", "int F(db.Argument a)", "[Cdecl]<nint, int>")]
    [TestCase("struct unknown *f(struct unknown *a)", "unknown F(unknown a)", "[Cdecl]<nint, nint>")]
    [TestCase("struct unknown *f(struct unknown *a)", "nint F(nint a)", "[Cdecl]<nint, nint>")]
    // Memory.
    [TestCase("int f(_Out_ int *a, _Inout_ double *b)", "int F(out int a, ref double b)", "[Cdecl]<void*, void*, int>")]
    [TestCase("int f(_Out_ int *a, _Inout_ double *b)", "int F(Span<int> a, double[]? b)", "[Cdecl]<void*, void*, int>")]
    [TestCase("int f(_Out_ int *a)", "int F(int[] a)", "[Cdecl]<void*, int>")]
    [TestCase("int f(_Out_ int *a)", "unsafe int F(int* a)", "[Cdecl]<void*, int>")]
    [TestCase("int f(_Out_opt_ int *a)", "int F(nint a = 0)", "[Cdecl]<nint, int>")]
    [TestCase("int f(_Out_ bool *a, _Inout_ char16_t *b)", "int F(out bool a, ref char b)", "[Cdecl]<byte*, void*, int>")]
    [TestCase("int f(_Out_ long *a, _Inout_ size_t *b)", "int F(out int a, ref long b)", "[Cdecl]<CLong*, nuint*, int>")]
    [TestCase("int f(_Out_ uint32_be_t *a)", "int F(out uint a)", "[Cdecl]<uint*, int>")]
    [TestCase("int f(_Out_ enum Color *a)", "int F(out Color a)", "[Cdecl]<void*, int>")]
    [TestCase("int f(const int *a, double *b)", "int F(ReadOnlySpan<int> a, Span<double> b)", "[Cdecl]<void*, void*, int>")]
    [TestCase(
        "int f(const int *a, const int *b, const int *c)",
        "int F(in int a, ref readonly int b, int[]? c)",
        "[Cdecl]<void*, void*, void*, int>"
    )]
    [TestCase("int f(int *a, int *b)", "int F(ref int a, Pointer<int> b)", "[Cdecl]<void*, nint, int>")]
    [TestCase("int f(const int *a)", "int F(params ReadOnlySpan<int> a)", "[Cdecl]<void*, int>")]
    [TestCase("int f(const int *a)", "int F(scoped ReadOnlySpan<int> a)", "[Cdecl]<void*, int>")]
    [TestCase("int f(const Number *a)", "int F(ReadOnlySpan<Number> a)", "[Cdecl]<void*, int>")]
    [TestCase("int f(void *a)", "int F(nint a)", "[Cdecl]<nint, int>")]
    [TestCase("int f(void *a)", "int F<T>(Span<T> a) where T : unmanaged", "[Cdecl]<void*, int>")]
    [TestCase("int f(const void *a)", "int F<T>(in T a) where T : unmanaged", "[Cdecl]<void*, int>")]
    [TestCase("int f(void *a)", "int F(ref UserVec2 a)", "[Cdecl]<void*, int>")]
    [TestCase("int f(_Out_ void *a)", "int F(out UserVec2 a)", "[Cdecl]<void*, int>")]
    [TestCase("int f(void *a)", "int F(out Vec2 a)", "[Cdecl]<void*, int>")]
    [TestCase("int f(const void *a)", "int F(string a)", "[Cdecl]<byte*, int>")]
    [TestCase("int f(void *a)", "int F(byte[] a)", "[Cdecl]<void*, int>")]
    [TestCase("int f(void *a)", "int F(FILE a)", "[Cdecl]<nint, int>")]
    [TestCase("int f(void *a)", "int F(dbHandle a)", "[Cdecl]<nint, int>")]
    [TestCase("int f(void *a)", "int F(Span<Vec2> a)", "[Cdecl]<void*, int>")]
    [TestCase("int f(void *a)", "unsafe int F(void* a)", "[Cdecl]<void*, int>")]
    [TestCase("int f(void (*a)(int))", "unsafe int F(delegate* unmanaged[Cdecl]<int, void> a)", "[Cdecl]<void*, int>")]
    [TestCase("int f(void (*a)(int))", "int F(nint a)", "[Cdecl]<nint, int>")]
    [TestCase("int f(void (*a)(int))", "int F(f_aPointer a)", "[Cdecl]<nint, int>")]
    [TestCase(
        "int f(_Out_ void (**a)(int), _Inout_ void (**b)(int))",
        "int F(out f_aPointer a, ref f_aPointer b)",
        "[Cdecl]<nint*, nint*, int>"
    )]
    [TestCase("int f(void (**a)(int), size_t n)", "int F(Span<f_aPointer> a, nuint n)", "[Cdecl]<void*, nuint, int>")]
    [TestCase("void (*f(void (*a)(int)))(int)", "f_aPointer F(f_aPointer a)", "[Cdecl]<nint, nint>")]
    [TestCase("void *f(void)", "unsafe void* F()", "[Cdecl]<void*>")]
    [TestCase("int *f(void)", "Pointer<int> F()", "[Cdecl]<nint>")]
    [TestCase("int *f(void)", "unsafe int* F()", "[Cdecl]<void*>")]
    [TestCase("int *!f(void)", "int F()", "[Cdecl]<int*>")]
    [TestCase("struct Vec2 *f(void)", "Pointer<Vec2> F()", "[Cdecl]<nint>")]
    [TestCase("int **f(void)", "Pointer<Pointer<int>> F()", "[Cdecl]<nint>")]
    [TestCase("int *!f(void)", "int? F()", "[Cdecl]<int*>")]
    [TestCase("struct Vec2 *!f(_Out_ int *!(g_free)*a)", "Vec2? F(out int? a)", "[Cdecl]<int**, Vec2*>")]
    [TestCase("struct Vec2 *f(_Out_ struct Vec2 **a)", "UserVec2? F(out Vec2? a)", "[Cdecl]<Vec2**, UserVec2*>")]
    [TestCase(
        "struct Person *f(_Out_ struct Person *!*a, const char *b)",
        "Person.Managed? F(out Person.Managed? a, string b)",
        "[Cdecl]<Person**, byte*, Person*>"
    )]
    [TestCase("db *!f(_Out_ db *!*a)", "dbHandle? F(out dbHandle? a)", "[Cdecl]<nint*, nint>")]
    [TestCase("char **f(void)", "Pointer<Utf8Pointer> F()", "[Cdecl]<nint>")]
    [TestCase(
        "int f(_Out_ int **a, _Out_ struct Vec2 **b, _Out_ uint8_t **c)",
        "int F(out Pointer<int> a, out Pointer<Vec2> b, out Pointer<byte> c)",
        "[Cdecl]<nint*, nint*, nint*, int>"
    )]
    [TestCase("int f(_Out_ int **a, _Out_ struct Vec2 **b)", "int F(out nint a, out Pointer<UserVec2> b)", "[Cdecl]<nint*, nint*, int>")]
    [TestCase(
        "int f(_Inout_ int **a, _Inout_ const char **b, _Inout_ void **c)",
        "int F(ref Pointer<int> a, ref Utf8Pointer b, ref nint c)",
        "[Cdecl]<nint*, nint*, nint*, int>"
    )]
    [TestCase("int f(_Out_ int *!*a, _Out_ struct Vec2 *!(vec_free)*b)", "int F(out int a, out Vec2 b)", "[Cdecl]<int**, Vec2**, int>")]
    [TestCase("int f(_Out_ struct Vec2 *!*b)", "int F(out UserVec2 b)", "[Cdecl]<UserVec2**, int>")]
    [TestCase("int f(int **a)", "int F(Span<Pointer<int>> a)", "[Cdecl]<void*, int>")]
    [TestCase("int f(int **a)", "unsafe int F(int** a)", "[Cdecl]<void*, int>")]
    [TestCase("int f(int a[2][3], double (*b)[4])", "int F(Span<int> a, double[] b)", "[Cdecl]<void*, void*, int>")]
    [TestCase("int f(_In_reads_(n) const int (*a)[3], int n)", "int F(ReadOnlySpan<int> a)", "[Cdecl]<void*, int, int>")]
    [TestCase("int f(FILE **a)", "int F(Span<FILE> a)", "[Cdecl]<void*, int>")]
    // Counted buffers.
    [TestCase("int f(_In_reads_(n) const int *a, size_t n)", "int F(ReadOnlySpan<int> a)", "[Cdecl]<void*, nuint, int>")]
    [TestCase("int f(_In_reads_(n) const int *a, size_t n)", "int F(ReadOnlySpan<int> a, int n)", "[Cdecl]<void*, nuint, int>")]
    [TestCase("int f(_In_reads_(n) const int *a, size_t n)", "unsafe int F(int* a, nuint n)", "[Cdecl]<void*, nuint, int>")]
    [TestCase("int f(_In_reads_(n) const int *a, size_t n)", "int F(int[]? a)", "[Cdecl]<void*, nuint, int>")]
    [TestCase("int f(_In_reads_(n) const int *a, size_t n)", "int F(params ReadOnlySpan<int> a)", "[Cdecl]<void*, nuint, int>")]
    [TestCase("int f(_In_reads_(n) const int *a, size_t n)", "int F(in int a)", "[Cdecl]<void*, nuint, int>")]
    [TestCase("int f(int8_t n, _Out_writes_(n) double *a)", "int F(Span<double> a)", "[Cdecl]<sbyte, void*, int>")]
    [TestCase("int f(uint64_t n, _Inout_updates_(n) double *a)", "int F(Span<double> a)", "[Cdecl]<ulong, void*, int>")]
    [TestCase("int f(unsigned long n, _Inout_updates_(n) double *a)", "int F(double[] a)", "[Cdecl]<CULong, void*, int>")]
    [TestCase("int f(uint16_be_t n, _Inout_updates_(n) double *a)", "int F(double[] a)", "[Cdecl]<ushort, void*, int>")]
    [TestCase(
        "int f(_In_reads_(n) const int *a, _Out_writes_(n) int *b, _Out_writes_opt_(n) int *c, int n)",
        "int F(ReadOnlySpan<int> a, Span<int> b, Span<int> c)",
        "[Cdecl]<void*, void*, void*, int, int>"
    )]
    [TestCase(
        "int f(_Out_writes_opt_(n) int *b, _Out_writes_opt_(n) int *c, short n)",
        "int F(Span<int> b, Span<int> n)",
        "[Cdecl]<void*, void*, short, int>"
    )]
    [TestCase(
        "int f(_In_reads_(n) const int *a, int n, _In_reads_(m) const int *b, int m)",
        "int F(ReadOnlySpan<int> a, ReadOnlySpan<int> b, int m)",
        "[Cdecl]<void*, int, void*, int, int>"
    )]
    [TestCase(
        "int f(_In_reads_(n) const int *a, int n, _In_reads_(m) const int *b, int m)",
        "int F(ReadOnlySpan<int> x, ReadOnlySpan<int> y)",
        "[Cdecl]<void*, int, void*, int, int>"
    )]
    [TestCase("int f(_In_reads_bytes_(n) const void *a, uint32_t n)", "int F(ReadOnlySpan<Vec2> a)", "[Cdecl]<void*, uint, int>")]
    [TestCase("int f(_In_reads_bytes_(n) const void *a, uint32_t n)", "int F(ReadOnlySpan<byte> a)", "[Cdecl]<void*, uint, int>")]
    [TestCase("int f(_In_reads_bytes_(n) const void *a, uint32_t n)", "int F(in UserVec2 a)", "[Cdecl]<void*, uint, int>")]
    [TestCase("int f(_Out_writes_bytes_(n) void *a, size_t n)", "int F<T>(out T a) where T : unmanaged", "[Cdecl]<void*, nuint, int>")]
    [TestCase(
        "int f(_Out_writes_bytes_to_(*n, *n) int *a, _Inout_ size_t *n)",
        "int F(Span<int> a, ref nuint n)",
        "[Cdecl]<void*, void*, int>"
    )]
    [TestCase("int f(_Out_writes_to_(n, return) int *a, int n)", "int F(Span<int> a)", "[Cdecl]<void*, int, int>")]
    [TestCase("int f(_In_reads_(n) const char *a, int n)", "int F(ReadOnlySpan<byte> a)", "[Cdecl]<void*, int, int>")]
    [TestCase("int f(_Out_writes_z_(n) char *a, int n)", "int F(Span<byte> a)", "[Cdecl]<void*, int, int>")]
    [TestCase("int f(_Out_writes_(n) char16_t *a, int n)", "int F(Span<char> a)", "[Cdecl]<void*, int, int>")]
    [TestCase("int f(const int *__counted_by(n) a, int n)", "int F(ReadOnlySpan<int> a)", "[Cdecl]<void*, int, int>")]
    [TestCase("int f(const int a[] __attribute__((counted_by(n))), int n)", "int F(ReadOnlySpan<int> a)", "[Cdecl]<void*, int, int>")]
    [TestCase("int f(_In_reads_(n * 2) const int *a, int n)", "int F(ReadOnlySpan<int> a, int n)", "[Cdecl]<void*, int, int>")]
    [TestCase("int f(_In_reads_(n) FILE **a, int n)", "int F(ReadOnlySpan<FILE> a)", "[Cdecl]<void*, int, int>")]
    // Counted memory that C returns.
    [TestCase("int *!__counted_by(*n) f(_Out_ size_t *n)", "int[]? F(out nuint n)", "[Cdecl]<void*, void*>")]
    [TestCase("int *!(g_free)__counted_by(*n) f(_Out_ long *n)", "int[] F(out int n)", "[Cdecl]<CLong*, void*>")]
    [TestCase("int *!__counted_by(*n) f(_Inout_ long *n)", "int[] F(ref CLong n)", "[Cdecl]<void*, void*>")]
    [TestCase("int *!__counted_by(*n) f(unsigned char *n)", "unsafe int[]? F(byte* n)", "[Cdecl]<void*, void*>")]
    [TestCase("int *!__counted_by(*n) f(uint16_be_t *n)", "nint F(nint n)", "[Cdecl]<nint, nint>")]
    [TestCase("int *! __attribute__((counted_by(n))) f(int n)", "Number[]? F(int n)", "[Cdecl]<int, void*>")]
    [TestCase(
        "struct Vec2 *!__counted_by(n) f(_In_reads_opt_(n) const int *a, int n, _In_reads_opt_(n) const int *b)",
        "Vec2[]? F(ReadOnlySpan<int> a, ReadOnlySpan<int> b)",
        "[Cdecl]<void*, int, void*, void*>"
    )]
    [TestCase(
        "struct Vec2 *!__counted_by((size_t)*n * 2 - m / 3) f(_Out_ enum Color *n, long m)",
        "UserVec2[]? F(out Color n, CLong m)",
        "[Cdecl]<void*, CLong, void*>"
    )]
    [TestCase("struct Vec2 *!__counted_by(Green + 3) f(void)", "UserVec2[]? F()", "[Cdecl]<void*>")]
    [TestCase("int *!__counted_by(sizeof(int) * 2) f(void)", "int[]? F()", "[Cdecl]<void*>")]
    [TestCase(
        "int f(_Out_ int *!__counted_by(*n) *out, _Out_ size_t *n)",
        "int F(out int[]? result, out int n)",
        "[Cdecl]<void**, nuint*, int>"
    )]
    [TestCase("int f(_Out_ int *!__counted_by(return) *out)", "int F(out int[]? result)", "[Cdecl]<void**, int>")]
    [TestCase("unsigned long f(_Out_ int *!__counted_by(return) *out)", "CULong F(out int[]? result)", "[Cdecl]<void**, CULong>")]
    [TestCase(
        "int f(_Out_ char **!__counted_by(*n) *out, _Out_ size_t *n)",
        "int F(out string?[]? texts, out nuint n)",
        "[Cdecl]<void**, void*, int>"
    )]
    [TestCase("str16 *!__counted_by(*n) f(_Out_ size_t *n)", "string?[]? F(out nuint n)", "[Cdecl]<void*, void*>")]
    [TestCase("wchar_t *!__counted_by(*n) f(_Out_ size_t *n)", "string? F(out nuint n)", "[Cdecl]<void*, void*>")]
    [TestCase("str!__counted_by(n) f(int n)", "byte[]? F(int n)", "[Cdecl]<int, void*>")]
    [TestCase("str!__counted_by(n) f(int n)", "string? F(int n)", "[Cdecl]<int, void*>")]
    [TestCase("FILE **!__counted_by(*n) f(_Out_ size_t *n)", "FILE[]? F(out nuint n)", "[Cdecl]<void*, void*>")]
    [TestCase("void *!__counted_by(*n) f(_Out_ size_t *n)", "byte[]? F(out nuint n)", "[Cdecl]<void*, void*>")]
    [TestCase("bool *!__counted_by(*n) f(_Out_ size_t *n)", "bool[]? F(out nuint n)", "[Cdecl]<void*, void*>")]
    [TestCase("int *!__counted_by(*n) f(_Out_ size_t *n)", "nint F(out nuint n)", "[Cdecl]<void*, nint>")]
    [TestCase("int *!__counted_by(*n) f(_Out_ size_t *n)", "void F(out nuint n)", "[Cdecl]<void*, nint>")]
    [TestCase("int *__counted_by(*n) f(_Out_ size_t *n)", "Pointer<int> F(out nuint n)", "[Cdecl]<void*, nint>")]
    [TestCase("int *__counted_by(*n) f(_Out_ size_t *n)", "Span<int> F(out nuint n)", "[Cdecl]<void*, void*>")]
    [TestCase("const int *__counted_by(*n) f(_Out_ size_t *n)", "ReadOnlySpan<Number> F(out nuint n)", "[Cdecl]<void*, void*>")]
    [TestCase("const int *__counted_by(*n) f(_Out_ size_t *n)", "int[]? F(out nuint n)", "[Cdecl]<void*, void*>")]
    [TestCase("const char *const *__counted_by(n) f(int n)", "string?[]? F(int n)", "[Cdecl]<int, void*>")]
    [TestCase(
        "int f(_Out_ const int *__counted_by(*n) *out, _Out_ size_t *n)",
        "int F(out ReadOnlySpan<int> values, out nuint n)",
        "[Cdecl]<void**, void*, int>"
    )]
    // Text that C writes.
    [TestCase("int f(_Out_writes_(n) char *a, int n)", "int F(out string a, int n)", "[Cdecl]<nint, int, int>")]
    [TestCase("int f(_Out_writes_(n) char16_t *a, unsigned long n)", "int F(out string? a, CULong n)", "[Cdecl]<nint, CULong, int>")]
    [TestCase("int f(_Out_writes_bytes_(n) wchar_t *a, size_t n)", "int F(out string a, int n)", "[Cdecl]<nint, nuint, int>")]
    [TestCase("int f(_Out_writes_(*n) char32_t *a, _Inout_ uint32_t *n)", "int F(out string a, ref uint n)", "[Cdecl]<nint, void*, int>")]
    [TestCase("int f(_Inout_updates_(*n) char *a, _Inout_ size_t *n)", "int F(ref string? a, ref nuint n)", "[Cdecl]<nint, void*, int>")]
    [TestCase(
        "int f(_Out_writes_(n) char *a, _In_reads_(n) const int *b, int n)",
        "int F(out string a, ReadOnlySpan<int> b, int n)",
        "[Cdecl]<nint, void*, int, int>"
    )]
    [TestCase(
        "int f(_Out_writes_(Green + 1) char *a, _Out_ char b[2 * 8], _Inout_ wchar_t c[16])",
        "int F(out string a, out string b, ref string c)",
        "[Cdecl]<nint, nint, nint, int>"
    )]
    [TestCase("int f(const char *path, _Out_ char a[256])", "int F(string path, out string @out)", "[Cdecl]<byte*, nint, int>")]
    [TestCase("int f(_Out_writes_(n * 2) char *a, int n)", "int F(out string a, int n)", "[Cdecl]<nint, int, int>")]
    // Memory from Koffi.Alloc.
    [TestCase(
        "int f(const int *a, int *b, _Out_ int *c, _Inout_ int *d)",
        "int F(KoffiMemory<int> a, KoffiMemory<int>? b, KoffiMemory<int> c, KoffiMemory<int>? d)",
        "[Cdecl]<nint, nint, nint, nint, int>"
    )]
    [TestCase(
        "int f(const void *a, void *b, _Out_ struct Vec2 *c)",
        "int F(KoffiMemory<UserVec2> a, KoffiMemory<Vec2>? b, KoffiMemory<Vec2> c)",
        "[Cdecl]<nint, nint, nint, int>"
    )]
    [TestCase("int f(void *a)", "int F<T>(KoffiMemory<T>? a) where T : unmanaged", "[Cdecl]<nint, int>")]
    [TestCase("int f(const char *a, _Out_ char16_t *b)", "int F(KoffiMemory<byte> a, KoffiMemory<char> b)", "[Cdecl]<nint, nint, int>")]
    [TestCase(
        "int f(_In_reads_(n) const int *a, _Out_writes_bytes_opt_(m) double *b, int n, size_t m)",
        "int F(KoffiMemory<int>? a, KoffiMemory<double> b)",
        "[Cdecl]<nint, nint, int, nuint, int>"
    )]
    [TestCase("int f(_In_reads_(n) const int (*a)[3], int n)", "int F(KoffiMemory<int> a)", "[Cdecl]<nint, int, int>")]
    [TestCase("const char *f(_In_reads_(n) const int *a, int n)", "string? F(KoffiMemory<int> a)", "[Cdecl]<nint, int, byte*>")]
    [TestCase("int f(_Out_ int **a)", "int F(KoffiMemory<Pointer<int>> a)", "[Cdecl]<nint, int>")]
    // Structs.
    [TestCase("struct Vec2 f(struct Vec2 a)", "Vec2 F(Vec2 a)", "[Cdecl]<Vec2, Vec2>")]
    [TestCase("struct Vec2 f(struct Vec2 a)", "UserVec2 F(UserVec2 a)", "[Cdecl]<UserVec2, UserVec2>")]
    [TestCase("UserVec2 f(UserVec2 a)", "UserVec2 F(UserVec2 a)", "[Cdecl]<UserVec2, UserVec2>")]
    [TestCase("int f(_Out_ struct Vec2 *a, const struct Vec2 *b)", "int F(out Vec2 a, in Vec2 b)", "[Cdecl]<void*, void*, int>")]
    [TestCase(
        "int f(_Out_ struct Vec2 *a, const struct Vec2 *b)",
        "int F(out UserVec2 a, ReadOnlySpan<UserVec2> b)",
        "[Cdecl]<void*, void*, int>"
    )]
    [TestCase("int f(struct Vec2 *a)", "int F(Span<Vec2> a)", "[Cdecl]<void*, int>")]
    [TestCase("struct Named f(struct Named a)", "WithArrays F(WithArrays a)", "[Cdecl]<CTwin1, CTwin1>")]
    [TestCase("int f(_In_reads_(n) struct Named *a, int n)", "int F(ReadOnlySpan<WithArrays> a)", "[Cdecl]<void*, int, int>")]
    [TestCase("int f(_In_reads_(n) const int (*a)[4], int n)", "int F(ReadOnlySpan<Row> a)", "[Cdecl]<void*, int, int>")]
    [TestCase("int f(const int (*a)[4], _Out_ int (*b)[4])", "int F(in Row a, out Row b)", "[Cdecl]<void*, void*, int>")]
    [TestCase("struct Held f(struct Held a)", "WithGenerated F(WithGenerated a)", "[Cdecl]<WithGenerated, WithGenerated>")]
    [TestCase("struct Large f(void)", "Large F()", "[Cdecl]<Large>")]
    [TestCase("int f(const struct Large *a, struct Aligned *b)", "int F(in Large a, ref Aligned b)", "[Cdecl]<void*, void*, int>")]
    // Arrays with a declared length.
    [TestCase("int f(_Out_ int a[2], _Inout_ double b[3])", "int F(Span<int> a, Span<double> b)", "[Cdecl]<void*, void*, int>")]
    [TestCase("int f(_Out_ int a[2], const int b[2])", "int F(int[] a, int[]? b)", "[Cdecl]<void*, void*, int>")]
    [TestCase("int f(_Out_ int a[2])", "int F(KoffiMemory<int> a)", "[Cdecl]<nint, int>")]
    [TestCase("int f(_Out_ int a[2])", "unsafe int F(int* a)", "[Cdecl]<void*, int>")]
    [TestCase(
        "int f(_Out_ int a[4], _Inout_ int b[4], const int c[4], int d[4])",
        "int F(out Row a, ref Row b, in Row c, ref Row d)",
        "[Cdecl]<void*, void*, void*, void*, int>"
    )]
    [TestCase("int f(_Out_ int a[2][2])", "int F(out Row a)", "[Cdecl]<void*, int>")]
    [TestCase(
        "int f(_Out_ pair a, const pair b, pair c)",
        "int F(out UserVec2 a, in UserVec2 b, Span<double> c)",
        "[Cdecl]<void*, void*, void*, int>"
    )]
    [TestCase("int f(_Out_ pair a)", "int F(out Vec2 a)", "[Cdecl]<void*, int>")]
    [TestCase(
        "int f(_Out_ int a[1], const int b[1], _Out_writes_(1) int *c)",
        "int F(out int a, in int b, out int c)",
        "[Cdecl]<void*, void*, void*, int>"
    )]
    [TestCase(
        "int f(_Out_ char *a[2], _Out_ FILE *b[2], _Out_ const char *c[2])",
        "int F(Span<Utf8Pointer> a, Span<FILE> b, Span<nint> c)",
        "[Cdecl]<void*, void*, void*, int>"
    )]
    [TestCase("int f(const char *a[2])", "int F(ReadOnlySpan<string?> a)", "[Cdecl]<nint, int>")]
    [TestCase(
        "int f(const char a[16], _In_ char b[16], const char16_t c[4], const wchar_t d[4])",
        "int F(string a, string? b, string c, string? d)",
        "[Cdecl]<nint, nint, nint, nint, int>"
    )]
    [TestCase(
        "int f(const char a[16], const char16_t b[4])",
        "int F(ReadOnlySpan<byte> a, ReadOnlySpan<char> b)",
        "[Cdecl]<void*, void*, int>"
    )]
    [TestCase(
        "int f(_In_reads_(32) const uint8_t *a, _In_reads_bytes_(8) const int *b, _In_reads_bytes_(8) const void *c)",
        "int F(ReadOnlySpan<byte> a, int[] b, ReadOnlySpan<Vec2> c)",
        "[Cdecl]<void*, void*, void*, int>"
    )]
    [TestCase("int f(_Out_ struct Person a[2])", "int F(Span<Person.Managed> a)", "[Cdecl]<Person*, int>")]
    [TestCase("int f(_Out_ int a[2])", "Task<int> F(Memory<int> a)", "[Cdecl]<void*, int>")]
    [TestCase(
        "int f(_In_reads_(16) const void *a, _Out_writes_bytes_(16) void *b)",
        "int F(in UserVec2 a, out Vec2 b)",
        "[Cdecl]<void*, void*, int>"
    )]
    [TestCase(
        "int f(_Out_writes_bytes_(sizeof(long)) void *a, _In_reads_(sizeof(long)) const uint8_t *b)",
        "int F(out UserVec2 a, ReadOnlySpan<byte> b)",
        "[Cdecl]<void*, void*, int>"
    )]
    [TestCase("int f(_Out_writes_bytes_(16) void *a)", "int F<T>(out T a) where T : unmanaged", "[Cdecl]<void*, int>")]
    [TestCase(
        "int f(_Out_writes_bytes_(16) struct Vec2 *a, _In_reads_bytes_(16) const struct Vec2 *b)",
        "int F(out Vec2 a, in UserVec2 b)",
        "[Cdecl]<void*, void*, int>"
    )]
    [TestCase("int f(const pair a, const matrix b)", "int F(ReadOnlySpan<double> a, ReadOnlySpan<float> b)", "[Cdecl]<void*, void*, int>")]
    [TestCase(
        "int f(const char *a, const char *b, const char16_t *c)",
        "int F(Span<byte> a, byte[]? b, char[] c)",
        "[Cdecl]<byte*, byte*, ushort*, int>"
    )]
    [TestCase("int f(_In_ void *a)", "int F(string a)", "[Cdecl]<byte*, int>")]
    // Integers as bool.
    [TestCase(
        "enum Color f(int a, unsigned char b, long c, size_t d)",
        "bool F(bool a, bool b, bool c, bool d)",
        "[Cdecl]<int, byte, CLong, nuint, int>"
    )]
    [TestCase(
        "uint16_be_t f(_Out_ int *a, _Inout_ enum Color *b, _Out_ unsigned long *c)",
        "bool F(out bool a, ref bool b, out bool c)",
        "[Cdecl]<int*, int*, CULong*, ushort>"
    )]
    [TestCase("int f(int (*a)(int))", "Task<bool> F(Func<bool, bool> a)", "[Cdecl]<nint, int>")]
    // Managed forms.
    [TestCase("struct Person f(struct Person a)", "Person.Managed F(Person.Managed a)", "[Cdecl]<Person, Person>")]
    [TestCase("struct Person f(struct Person a)", "C.Person.Managed F(in global::C.Person.Managed a)", "[Cdecl]<Person, Person>")]
    [TestCase(
        "int f(const struct Person *a, _Out_ struct Person *b, _Inout_ struct Person *c, struct Person *d)",
        "int F(in Person.Managed a, out Person.Managed b, ref Person.Managed c, ref Person.Managed d)",
        "[Cdecl]<Person*, Person*, Person*, Person*, int>"
    )]
    [TestCase(
        "struct Person *!f(_Out_ struct Person *!(person_free)*a)",
        "Person.Managed F(out Person.Managed a)",
        "[Cdecl]<Person**, Person*>"
    )]
    [TestCase("int f(_In_reads_(n) const struct Person *a, int n)", "int F(ReadOnlySpan<Person.Managed> a)", "[Cdecl]<Person*, int, int>")]
    [TestCase(
        "int f(_In_reads_(n) const struct Person *a, int n, _Out_writes_(m) struct Person *b, int m)",
        "int F(Person.Managed[]? a, Span<Person.Managed> b)",
        "[Cdecl]<Person*, int, Person*, int, int>"
    )]
    [TestCase(
        "int f(const struct Person *a, const char *b, FILE *c, const char **d)",
        "int F(in Person.Managed a, string b, FILE c, string?[] d)",
        "[Cdecl]<Person*, byte*, nint, nint, int>"
    )]
    // Names.
    [TestCase(
        "int f(const char *address, const char *result, const char *error, const char *handle)",
        "int F(string address, string result, string error, string handle)",
        "[Cdecl]<byte*, byte*, byte*, byte*, int>"
    )]
    [TestCase("int f(const char *a, const int *b)", "int F(string a, ReadOnlySpan<int> a_native)", "[Cdecl]<byte*, void*, int>")]
    [TestCase("int f(const char *a, const int *b)", "int F(string a, ReadOnlySpan<int> a_buffer)", "[Cdecl]<byte*, void*, int>")]
    [TestCase("str! f(const char *a, int b)", "string? F(string __result, int __address)", "[Cdecl]<byte*, int, byte*>")]
    [TestCase("int f(const char *in, _Out_ int *ref)", "int F(string @in, out int @ref)", "[Cdecl]<byte*, void*, int>")]
    [TestCase("int f(const char *in, _Out_ int *ref)", "int @class(string @event, out int @field)", "[Cdecl]<byte*, void*, int>")]
    [TestCase("int f(int value)", "int F(int value)", "[Cdecl]<int, int>")]
    // Asynchronous calls.
    [TestCase("int f(int a)", "Task<int> F(int a)", "[Cdecl]<int, int>")]
    [TestCase("int f(int a)", "ValueTask<int> F(int a, CancellationToken cancel = default)", "[Cdecl]<int, int>")]
    [TestCase("int f(int a)", "Task F(int a)", "[Cdecl]<int, int>")]
    [TestCase("void f(void)", "ValueTask F(CancellationToken token)", "[Cdecl]<void>")]
    [TestCase("int f(int a)", "void F(int a, Action<Exception?, int> done)", "[Cdecl]<int, int>")]
    [TestCase("int f(int a)", "void F(int a, Action<Exception, int> done, CancellationToken cancel = default)", "[Cdecl]<int, int>")]
    [TestCase("int f(int a)", "void F(int a, CancellationToken cancel, Action<Exception?, int> done)", "[Cdecl]<int, int>")]
    [TestCase("int f(int a)", "void F(int a, Action<Exception?> done)", "[Cdecl]<int, int>")]
    [TestCase(
        "str! f(str a, str16 b, const wchar_t *c, str32 d)",
        "Task<string?> F(string? a, string b, string? c, string d)",
        "[Cdecl]<byte*, ushort*, void*, uint*, byte*>"
    )]
    [TestCase("const char *f(const char *a)", "Task<string> F(ReadOnlyMemory<byte> a)", "[Cdecl]<byte*, byte*>")]
    [TestCase("const char *f(const char *a)", "ValueTask<Utf8Pointer> F(Utf8Pointer a)", "[Cdecl]<nint, nint>")]
    [TestCase(
        "int f(const int *a, double *b, _Out_ char *c)",
        "Task<int> F(ReadOnlyMemory<int> a, Memory<double> b, Memory<byte> c)",
        "[Cdecl]<void*, void*, void*, int>"
    )]
    [TestCase("int f(const int *a, double *b)", "Task<int> F(int[] a, KoffiMemory<double>? b)", "[Cdecl]<void*, void*, int>")]
    [TestCase("int f(const int *a, double *b)", "unsafe Task<int> F(int* a, nint b)", "[Cdecl]<void*, nint, int>")]
    [TestCase("int f(_In_reads_(n) const int *a, size_t n)", "Task<int> F(ReadOnlyMemory<int> a)", "[Cdecl]<void*, nuint, int>")]
    [TestCase("int f(_In_reads_(n) const int *a, size_t n)", "Task<int> F(KoffiMemory<int>? a)", "[Cdecl]<void*, nuint, int>")]
    [TestCase("int f(_Out_ int *a)", "Task<(int, int)> F()", "[Cdecl]<void*, int>")]
    [TestCase("int f(_Out_ int *a)", "Task<(int result, int @class)> F()", "[Cdecl]<void*, int>")]
    [TestCase("int f(_Out_ int *a)", "Task<int> F(Memory<int> a)", "[Cdecl]<void*, int>")]
    [TestCase("int f(_Out_ int *a)", "Task<int> F(Memory<int> other)", "[Cdecl]<void*, int>")]
    [TestCase("void f(_Out_ int *a, int b)", "Task<int> F(int b)", "[Cdecl]<void*, int, void>")]
    [TestCase("void f(_Out_ int *a, _Inout_ double *b)", "Task<(int a, double b)> F(double b)", "[Cdecl]<void*, void*, void>")]
    [TestCase(
        "long f(_Inout_ int *a, _Out_ int *!__counted_by(*n) *b, _Out_ size_t *n)",
        "Task<(int r, int a, int[]? b, int n)> F(int a)",
        "[Cdecl]<void*, void**, nuint*, CLong>"
    )]
    [TestCase(
        "int f(_Out_ const char **a, _Out_ db *!*b, _Out_ FILE **c)",
        "ValueTask<(int, string?, dbHandle, FILE)> F()",
        "[Cdecl]<byte**, nint*, nint*, int>"
    )]
    [TestCase("int f(_Out_writes_(n) char *a, int n)", "Task<(int, string)> F(int n)", "[Cdecl]<nint, int, int>")]
    [TestCase("int f(FILE *a, db *b, db *c)", "Task<int> F(FILE a, db.Argument b, dbHandle? c)", "[Cdecl]<nint, nint, nint, int>")]
    [TestCase("int f(db *a)", "Task<int> F(nint a)", "[Cdecl]<nint, int>")]
    [TestCase("db *!f(void)", "Task<dbHandle> F()", "[Cdecl]<nint>")]
    [TestCase(
        "struct Vec2 f(struct Vec2 a, const struct Vec2 *b, _Out_ struct Vec2 *c)",
        "Task<(Vec2, UserVec2)> F(UserVec2 a, ReadOnlyMemory<Vec2> b)",
        "[Cdecl]<UserVec2, void*, void*, Vec2>"
    )]
    [TestCase("WithBool f(WithBool a)", "Task<WithBool> F(WithBool a)", "[Cdecl]<CTwin1, CTwin1>")]
    [TestCase(
        "struct Person f(struct Person a, _Out_ struct Person *b)",
        "Task<(Person.Managed, Person.Managed b)> F(Person.Managed a)",
        "[Cdecl]<Person, Person*, Person>"
    )]
    [TestCase(
        "int f(_In_reads_(n) const struct Person *a, int n)",
        "Task<int> F(ReadOnlyMemory<Person.Managed> a)",
        "[Cdecl]<Person*, int, int>"
    )]
    [TestCase("int f(const char **a)", "Task<int> F(ReadOnlyMemory<string?> a)", "[Cdecl]<nint, int>")]
    [TestCase("int f(const char **a)", "Task<int> F(string?[] a)", "[Cdecl]<nint, int>")]
    [TestCase(
        "int f(void *a, const void *b)",
        "Task<int> F<T>(Memory<T> a, ReadOnlyMemory<int> b) where T : unmanaged",
        "[Cdecl]<void*, void*, int>"
    )]
    [TestCase("int f(int (*a)(int, const char *), int b)", "Task<int> F(Func<int, string?, int> a, int b)", "[Cdecl]<nint, int, int>")]
    [TestCase(
        "int f(int (*a)(_Context_ void *user, int), _Context_ void *user)",
        "Task<int> F(Func<int, int> a)",
        "[Cdecl]<nint, nint, int>"
    )]
    [TestCase(
        "int __fastcall f(double a, int b, int c)",
        "Task<int> F(double a, int b, int c)",
        "[Stdcall]<int, int, double, int> or [Cdecl]<double, int, int, int>"
    )]
    [TestCase(
        "int f(int Call, int __receiver, int Invoke, _Out_ int *cancel)",
        "Task<(int, int)> F(int Call, int __receiver, int Invoke, CancellationToken cancel)",
        "[Cdecl]<int, int, int, void*, int>"
    )]
    // Calling conventions.
    [TestCase("int __stdcall f(int a, double b)", "int F(int a, double b)", "[Stdcall]<int, double, int>")]
    [TestCase(
        "int __fastcall f(double a, int b, int c)",
        "int F(double a, int b, int c)",
        "[Stdcall]<int, int, double, int> or [Cdecl]<double, int, int, int>"
    )]
    [TestCase("int __thiscall f(void *self, str text)", "int F(nint self, string text)", "[Thiscall]<nint, byte*, int>")]
    public void Signatures_that_fit_call_C_with_its_own_types(string prototype, string signature, string native)
    {
        GeneratorRun run = GeneratorHarness.Run(Source(prototype, signature));
        string text = run.Text("C.g.cs");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(text, Does.Not.Contain("errors, which the build reports"));
            Assert.That(string.Join(" or ", NativeCalls.FindSignatures(text)), Is.EqualTo(native));
        }
    }

    [Test]
    public void A_variadic_method_may_say_how_it_is_compiled() =>
        GeneratorHarness.Run(
            """
            static partial class C
            {
                [KoffiImport("int f(int a, ...)")]
                public static partial int F(int a, double b);

                [KoffiImport("int f(int a, ...)")]
                [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
                public static partial int F(int a, int b);
            }
            """
        );

    [TestCase("int f(int a)", "Task<long> F(int a)")]
    [TestCase("int f(int a)", "Task<(int, int)> F(int a)")]
    [TestCase("int f(int a)", "void F(int a, Action<Exception, long> done)")]
    [TestCase("int f(int a)", "void F(int a, Action<Exception, int, int> done)")]
    [TestCase("int f(int a)", "void F(int a, CancellationToken cancel)")]
    [TestCase("int f(_Out_ int *a)", "Task<int> F()")]
    [TestCase("int f(_Out_ int *a)", "Task<(int, int)> F(out int a)")]
    [TestCase("int f(_Inout_ int *a)", "Task<int> F(int a)")]
    [TestCase("int f(_Inout_ int *a)", "Task<(int, long)> F(int a)")]
    [TestCase("int f(_Inout_ int *a)", "Task<(int, int)> F()")]
    [TestCase("int f(int *a)", "Task<int> F(Span<int> a)")]
    [TestCase("int f(int *a)", "Task<int> F(ReadOnlyMemory<int> a)")]
    [TestCase("int f(int a, ...)", "Task<int> F(int a)")]
    [TestCase("int f(int a)", "int F(long a)")]
    [TestCase("int f(int a)", "int F(uint a)")]
    [TestCase("int f(int a)", "int F(string a)")]
    [TestCase("int f(int a)", "int F(ref int a)")]
    [TestCase("int f(int a)", "int F()")]
    [TestCase("int f(int a)", "int F(int a, int b)")]
    [TestCase("int f(int a)", "float F(int a)")]
    [TestCase("void f(int a)", "int F(int a)")]
    [TestCase("bool f(int a)", "int F(int a)")]
    [TestCase("long f(void)", "float F()")]
    [TestCase("int f(_Out_ int *a)", "int F(ReadOnlySpan<int> a)")]
    [TestCase("int f(_Out_ int *a)", "int F(in int a)")]
    [TestCase("int f(const int *a)", "int F(ReadOnlySpan<long> a)")]
    [TestCase("int f(const int *a)", "int F(string a)")]
    [TestCase("int f(const int *a)", "int F(object a)")]
    [TestCase("int f(void *a)", "int F(string[] a)")]
    [TestCase("int f(void *a)", "int F<T>(Span<T> a)")]
    [TestCase("int f(void *a)", "int F(Vec2 a)")]
    [TestCase("int f(int *a)", "int F(ReadOnlySpan<int> a)")]
    [TestCase("int *!__counted_by(*n) f(_Out_ size_t *n)", "Span<int> F(out nuint n)")]
    [TestCase("int *!__counted_by(*n) f(_Out_ size_t *n)", "long[]? F(out nuint n)")]
    [TestCase("int *!__counted_by(*n) f(_Out_ size_t *n)", "int F(out nuint n)")]
    [TestCase("int *!__counted_by(*n) f(_Out_ size_t *n)", "int[]? F(nint n)")]
    [TestCase("const int *__counted_by(*n) f(_Out_ size_t *n)", "Span<int> F(out nuint n)")]
    [TestCase("int *! f(_Out_ size_t *n)", "int[]? F(out nuint n)")]
    [TestCase("char *!*!__counted_by(*n) f(_Out_ size_t *n)", "string?[]? F(out nuint n)")]
    [TestCase("int f(_Inout_ int *!__counted_by(*n) *out, _Out_ size_t *n)", "int F(ref int[]? a, out nuint n)")]
    [TestCase("int f(_Out_ char *a)", "int F(out string a)")]
    [TestCase("int f(_Out_writes_(n) char *a, int n)", "int F(ref string a, int n)")]
    [TestCase("int f(_Out_writes_(n) char *a, int n)", "int F(out string a)")]
    [TestCase("int f(_Out_writes_(*n) char *a, _Out_ size_t *n)", "int F(out string a, out nuint n)")]
    [TestCase("int f(_Out_writes_(return) char *a)", "int F(out string a)")]
    [TestCase("int f(_Out_writes_(n) uint8_t *a, int n)", "int F(out string a, int n)")]
    [TestCase("int f(char a[16])", "int F(out string a)")]
    [TestCase("int f(_Out_ int a[2])", "int F(out int a)")]
    [TestCase("int f(_Inout_ int a[2])", "int F(ref int a)")]
    [TestCase("int f(int a[2])", "int F(ref int a)")]
    [TestCase("int f(const int a[static 2])", "int F(in int a)")]
    [TestCase("int f(_Out_ pair a)", "int F(out double a)")]
    [TestCase("int f(_Out_ int a[3])", "int F(out Row a)")]
    [TestCase("int f(_Out_ char *a[2])", "int F(out string? a)")]
    [TestCase("int f(_Out_ FILE *a[2])", "int F(out FILE a)")]
    [TestCase("int f(_Out_ struct Person a[2])", "int F(out Person.Managed a)")]
    [TestCase("int f(_Out_writes_(4) int *a)", "int F(out int a)")]
    [TestCase("int f(_Out_ const int *a)", "int F(out int a)")]
    [TestCase("int f(_In_reads_(32) const void *a)", "int F(string a)")]
    [TestCase("int f(_Out_writes_(sizeof(long)) char *a)", "int F(out string a)")]
    [TestCase("int f(_Out_writes_bytes_(17) void *a)", "int F(out Vec2 a)")]
    [TestCase("int f(_Out_writes_bytes_(17) void *a)", "int F(out long a)")]
    [TestCase("int f(_Out_writes_bytes_(17) struct Vec2 *a)", "int F(out Vec2 a)")]
    [TestCase("int f(void *a)", "int F(ReadOnlySpan<byte> a)")]
    [TestCase("int f(const char *a)", "int F(in byte a)")]
    [TestCase("int f(int (*a)(_Out_ int v[2]))", "int F(Func<int[], int> a)")]
    [TestCase("int f(int (*a)(_Inout_updates_(n) char *v, int n))", "int F(Func<string, int> a)")]
    [TestCase("int f(int (*a)(_In_reads_bytes_(n) const char16_t *v, int n))", "int F(Func<string, int, int> a)")]
    [TestCase("int f(char a)", "int F(bool a)")]
    [TestCase("double f(void)", "bool F()")]
    [TestCase("int f(int *a)", "int F(Span<bool> a)")]
    [TestCase("struct Vec2 *!f(void)", "void F()")]
    [TestCase("int f(int *a)", "int F(KoffiMemory<long> a)")]
    [TestCase("int f(_Out_ int *a)", "int F(out KoffiMemory<int> a)")]
    [TestCase("int f(int *!a)", "int F(KoffiMemory<int> a)")]
    [TestCase("int f(FILE *a)", "int F(KoffiMemory<int> a)")]
    [TestCase("int *f(void)", "KoffiMemory<int> F()")]
    [TestCase("int f(char *a)", "int F(ReadOnlySpan<byte> a)")]
    [TestCase("int f(char *!a)", "int F(string a)")]
    [TestCase("int f(int *!a)", "int F(Span<int> a)")]
    [TestCase("int f(_Out_writes_(n) int *a, int n)", "int F(out int a, int n)")]
    [TestCase("int f(_In_reads_(n) const int *a, size_t n)", "int F(nint a)")]
    [TestCase("int f(_In_reads_(n) const int *a, size_t n)", "int F()")]
    [TestCase("int f(_In_reads_(n * 2) const int *a, int n)", "int F(ReadOnlySpan<int> a)")]
    [TestCase("int f(_Inout_updates_(*n) int *a, _Inout_ int *n)", "int F(Span<int> a)")]
    [TestCase("int f(_In_reads_(m) const int *a, int n)", "int F(ReadOnlySpan<int> a, int n)")]
    [TestCase("int f(int **a)", "int F(Span<Pointer<long>> a)")]
    [TestCase("int f(_Out_ int **a)", "int F(out Pointer<long> a)")]
    [TestCase("int f(_Out_ int (*a)[3])", "int F(out int a)")]
    [TestCase("int f(_Out_ struct Vec2 **a)", "int F(out Vec2 a)")]
    [TestCase("int f(char **a)", "int F(string[] a)")]
    [TestCase("int f(int **a)", "int F(string[] a)")]
    [TestCase("int f(_Out_writes_(n) char **a, int n)", "int F(string[] a)")]
    [TestCase("int f(struct Named a)", "int F(WithGenerated a)")]
    [TestCase("int f(struct Aligned a)", "int F(Aligned a)")]
    [TestCase("struct Aligned f(void)", "Aligned F()")]
    [TestCase("int f(_Out_ int (*a)[3])", "int F(out Row a)")]
    [TestCase("int f(void *a)", "int F(out dbHandle a)")]
    [TestCase("int f(struct Vec2 a)", "int F(Small a)")]
    [TestCase("int f(struct Vec2 a)", "int F(WithBool a)")]
    [TestCase("int f(_Out_ struct Person *a)", "int F(in Person.Managed a)")]
    [TestCase("int f(const struct Person *a)", "int F(Person.Managed a)")]
    [TestCase("int f(_Out_writes_(n) struct Person *a, int n)", "int F(out Person.Managed a, int n)")]
    [TestCase("int f(_Inout_updates_(n) struct Person *a, int n)", "int F(Span<Person.Managed> a)")]
    [TestCase("int f(_In_reads_bytes_(n) const struct Person *a, int n)", "int F(ReadOnlySpan<Person.Managed> a, int n)")]
    [TestCase("struct Person *f(void)", "Person.Managed F()")]
    [TestCase("int f(void *a)", "int F(in Person.Managed a)")]
    [TestCase("int f(struct Vec2 a)", "int F(Vec2? a)")]
    [TestCase("int f(int a)", "int F(int? a)")]
    [TestCase("struct Vec2 f(void)", "Vec2? F()")]
    [TestCase("FILE *f(void)", "FILE? F()")]
    [TestCase("void *f(void)", "int? F()")]
    [TestCase("int f(_Out_ db *!d)", "int F(out nint d)")]
    [TestCase("int f(Each *a)", "int F(OtherPointer a)")]
    [TestCase("Each *f(void)", "OtherPointer F()")]
    [TestCase("int f(_Out_ Each **a)", "int F(out OtherPointer a)")]
    [TestCase("int f(Each *a)", "int F(FILE a)")]
    [TestCase("FILE *f(void)", "db F()")]
    [TestCase("FILE *f(void)", "string F()")]
    [TestCase("db *f(void)", "dbHandle F()")]
    [TestCase("int f(FILE *a)", "int F(db a)")]
    [TestCase("int f(_Out_ db **a)", "int F(out dbHandle a)")]
    [TestCase("int f(const char *a)", "int F(char a)")]
    [TestCase("int f(const char *a)", "int F(ReadOnlySpan<char> a)")]
    [TestCase("const char *f(void)", "ReadOnlySpan<byte> F()")]
    [TestCase("int *f(void)", "ref int F()")]
    [TestCase("long double f(void)", "double F()")]
    [TestCase("int f(const char *format, ...)", "int F(string format, object more)")]
    [TestCase("int f(int a", "int F(int a)")]
    [TestCase("int f(nonsense a)", "int F(int a)")]
    [TestCase("int! f(void)", "int F()")]
    public void Signatures_that_do_not_fit_get_a_body_that_throws(string prototype, string signature)
    {
        GeneratorRun run = GeneratorHarness.Run(Source(prototype, signature));
        Assert.That(run.Text("C.g.cs"), Does.Contain("throw new global::System.InvalidOperationException(").And.Not.Contain("delegate*"));
    }

    [Test]
    public void The_table_also_compiles_with_overflow_checks()
    {
        string[] members =
        [
            Member("uint64_t f1(uint32_t a, wchar_t b)", "ulong F1(uint a, char b)", "ThrowOn = KoffiThrowOn.NonZero"),
            Member("unsigned f2(bool a)", "Number F2(bool a)"),
        ];
        GeneratorRun run = GeneratorHarness.RunOnce(
            GeneratorHarness.CreateCompilation([Source(string.Concat(members))], checkOverflow: true)
        );
        Assert.That(run.Warnings, Is.Empty);
    }

    [TestCase("int", "int", "Negative")]
    [TestCase("long", "CLong", "Negative")]
    [TestCase("long", "int", "Negative")]
    [TestCase("unsigned long", "CULong", "NonZero")]
    [TestCase("int", "void", "NonZero")]
    [TestCase("ssize_t", "nint", "Negative")]
    [TestCase("uint64_t", "ulong", "NonZero")]
    [TestCase("enum Color", "Color", "Negative")]
    [TestCase("bool", "bool", "NonZero")]
    [TestCase("str", "string?", "Null")]
    [TestCase("void *", "nint", "Null")]
    [TestCase("void *", "unsafe void*", "Null")]
    [TestCase("str!", "string?", "Null")]
    [TestCase("db *!", "dbHandle", "Null")]
    public void Failures_are_recognised_in_each_type_of_result(string returns, string managed, string condition)
    {
        string member = Member(
            $"{returns} f(_Out_ int *a)",
            $"{managed} F(out int a)",
            $"LastError = true, ThrowOn = KoffiThrowOn.{condition}"
        );
        GeneratorRun run = GeneratorHarness.Run(Source(member));
        Assert.That(run.Text("C.g.cs"), Does.Contain("NativeError.Create("));
    }

    // Like strchr, the function may return its argument.
    [TestCase("const char *f(const char *a)", "string? F(string? a)", "__a_argument.Dispose()")]
    [TestCase("const char *f(const char *a)", "string? F(KoffiMemory<byte> a)", "KeepAlive(a)")]
    [TestCase("void f(const char *a, _Out_ const char **b)", "void F(string? a, out string? b)", "__a_argument.Dispose()")]
    public void Arguments_stay_until_what_C_returns_is_copied(string prototype, string signature, string release)
    {
        string text = GeneratorHarness.Run(Source(prototype, signature)).Text("C.g.cs");
        int copy = text.IndexOf("NativeString.FromUtf8", StringComparison.Ordinal);
        int end = text.IndexOf(release, StringComparison.Ordinal);
        Assert.That(copy, Is.Positive);
        Assert.That(end, Is.GreaterThan(copy));
    }

    private static string Source(string prototype, string signature) => Source(Member(prototype, signature));

    private static string Source(string members) =>
        $$"""
            public enum Number : int { One = 1 }
            public enum Small : byte { One = 1 }
            public struct UserVec2 { public double X; public double Y; }
            public struct WithBool { public bool On; public int Count; }
            [System.Runtime.CompilerServices.InlineArray(4)] public struct Row { private int _first; }
            public unsafe struct WithArrays { public short Id; public fixed bool Flags[2]; public Row Row; public C.Color Color; }
            public struct WithGenerated { public C.Vec2 At; public C.FILE File; }

            [KoffiLibrary("c")]
            [KoffiDefine("struct Vec2 { double x, y; }; enum Color { Red, Green }; opaque FILE; opaque db !(db_close);")]
            [KoffiDefine("struct Named { short id; bool flags[2]; int row[4]; enum Color color; }; struct Held { struct Vec2 at; FILE *file; };")]
            [KoffiDefine("struct Large { char bytes[32769]; }; struct Aligned { _Alignas(16) int a[4]; };")]
            [KoffiDefine("struct Person { int id; const char *name; char *!(person_free) note; }; typedef int Each(int); typedef int Other(long); typedef double pair[2]; typedef float matrix[2][3];")]
            public static partial class C
            {
                {{members}}
            }
            """;

    private static string Member(string prototype, string signature, string settings = "")
    {
        bool isUnsafe = signature.StartsWith("unsafe ", StringComparison.Ordinal);
        string rest = isUnsafe ? signature["unsafe ".Length..] : signature;
        return $"[KoffiImport(\"{prototype}\"{(settings.Length > 0 ? ", " + settings : "")})] public static {(isUnsafe ? "unsafe " : "")}partial {rest};\n";
    }
}
