namespace KoffiGen.Tests.Generator;

internal sealed partial class SignatureTests
{
    private static readonly SignatureRow[] Asynchronous =
    [
        new("int f(int a)", "Task<int> F(int a)", "[Cdecl]<int, int>", "start, call"),
        new("int f(int a)", "ValueTask<int> F(int a, CancellationToken cancel = default)", "[Cdecl]<int, int>", "start, call"),
        new("int f(int a)", "Task F(int a)", "[Cdecl]<int, int>", "start, call"),
        new("void f(void)", "ValueTask F(CancellationToken token)", "[Cdecl]<void>", "start, call"),
        new("int f(int a)", "void F(int a, Action<Exception?, int> done)", "[Cdecl]<int, int>", "start, call"),
        new(
            "int f(int a)",
            "void F(int a, Action<Exception, int> done, CancellationToken cancel = default)",
            "[Cdecl]<int, int>",
            "start, call"
        ),
        new("int f(int a)", "void F(int a, CancellationToken cancel, Action<Exception?, int> done)", "[Cdecl]<int, int>", "start, call"),
        new("int f(int a)", "void F(int a, Action<Exception?> done)", "[Cdecl]<int, int>", "start, call"),
        new(
            "str! f(str a, str16 b, const wchar_t *c, str32 d)",
            "Task<string?> F(string? a, string b, string? c, string d)",
            "[Cdecl]<byte*, ushort*, void*, uint*, byte*>",
            "start, utf8 a, wide c, utf32 d, utf16 b, call, release a, release c, release d, to string result, free result"
        ),
        new(
            "const char *f(const char *a)",
            "Task<string> F(ReadOnlyMemory<byte> a)",
            "[Cdecl]<byte*, byte*>",
            "start, pin a, utf8 a, call, to string result, release a"
        ),
        new("const char *f(const char *a)", "ValueTask<Utf8Pointer> F(Utf8Pointer a)", "[Cdecl]<nint, nint>", "start, call"),
        new(
            "int f(const int *a, double *b, _Out_ char *c)",
            "Task<int> F(ReadOnlyMemory<int> a, Memory<double> b, Memory<byte> c)",
            "[Cdecl]<void*, void*, void*, int>",
            "start, pin a, pin b, pin c, call, release a, release b, release c"
        ),
        new(
            "int f(const int *a, double *b)",
            "Task<int> F(int[] a, KoffiMemory<double>? b)",
            "[Cdecl]<void*, void*, int>",
            "start, hold b, pin a, pin b, call, release b"
        ),
        new("int f(const int *a, double *b)", "unsafe Task<int> F(int* a, nint b)", "[Cdecl]<void*, nint, int>", "start, call"),
        new(
            "int f(_In_reads_(n) const int *a, size_t n)",
            "Task<int> F(ReadOnlyMemory<int> a)",
            "[Cdecl]<void*, nuint, int>",
            "start, pin a, call, release a"
        ),
        new(
            "int f(_In_reads_(n) const int *a, size_t n)",
            "Task<int> F(KoffiMemory<int>? a)",
            "[Cdecl]<void*, nuint, int>",
            "start, hold a, pin a, call, release a"
        ),
        new("int f(_Out_ int *a)", "Task<(int, int)> F()", "[Cdecl]<void*, int>", "start, pin a, call"),
        new("int f(_Out_ int *a)", "Task<(int result, int @class)> F()", "[Cdecl]<void*, int>", "start, pin a, call"),
        new("int f(_Out_ int *a)", "Task<int> F(Memory<int> a)", "[Cdecl]<void*, int>", "start, pin a, call, release a"),
        new("int f(_Out_ int *a)", "Task<int> F(Memory<int> other)", "[Cdecl]<void*, int>", "start, pin other, call, release other"),
        new("void f(_Out_ int *a, int b)", "Task<int> F(int b)", "[Cdecl]<void*, int, void>", "start, pin a, call"),
        new(
            "void f(_Out_ int *a, _Inout_ double *b)",
            "Task<(int a, double b)> F(double b)",
            "[Cdecl]<void*, void*, void>",
            "start, pin a, pin b, call"
        ),
        new(
            "long f(_Inout_ int *a, _Out_ int *!__counted_by(*n) *b, _Out_ size_t *n)",
            "Task<(int r, int a, int[]? b, int n)> F(int a)",
            "[Cdecl]<void*, void**, nuint*, CLong>",
            "start, pin a, call, checked n, copy back n, count n, to array b, copy back b, checked result, free b"
        ),
        new(
            "int f(_Out_ const char **a, _Out_ db *!*b, _Out_ FILE **c)",
            "ValueTask<(int, string?, dbHandle, FILE)> F()",
            "[Cdecl]<byte**, nint*, nint*, int>",
            "start, call, own b, to string a, copy back a, copy back c"
        ),
        new(
            "int f(_Out_writes_(n) char *a, int n)",
            "Task<(int, string)> F(int n)",
            "[Cdecl]<nint, int, int>",
            "start, count n, buffer a, call, read a, copy back a, release a"
        ),
        new(
            "int f(FILE *a, db *b, db *c)",
            "Task<int> F(FILE a, db.Argument b, dbHandle? c)",
            "[Cdecl]<nint, nint, nint, int>",
            "start, hold b, hold c, call, release b, release c"
        ),
        new("int f(db *a)", "Task<int> F(nint a)", "[Cdecl]<nint, int>", "start, call"),
        new("db *!f(void)", "Task<dbHandle> F()", "[Cdecl]<nint>", "start, call, own result"),
        new(
            "struct Vec2 f(struct Vec2 a, const struct Vec2 *b, _Out_ struct Vec2 *c)",
            "Task<(Vec2, UserVec2)> F(UserVec2 a, ReadOnlyMemory<Vec2> b)",
            "[Cdecl]<UserVec2, void*, void*, Vec2>",
            "start, pin b, pin c, call, release b"
        ),
        new(
            "WithBool f(WithBool a)",
            "Task<WithBool> F(WithBool a)",
            "[Cdecl]<CStandIn1, CStandIn1>",
            "start, stand-in a, call, stand-in result"
        ),
        new(
            "struct Person f(struct Person a, _Out_ struct Person *b)",
            "Task<(Person.Managed, Person.Managed b)> F(Person.Managed a)",
            "[Cdecl]<Person, Person*, Person>",
            "start, bind disposers, managed form a, call, to managed form b, copy back b, to managed form result, "
                + "free members b, free members result, release scope"
        ),
        new(
            "int f(_In_reads_(n) const struct Person *a, int n)",
            "Task<int> F(ReadOnlyMemory<Person.Managed> a)",
            "[Cdecl]<Person*, int, int>",
            "start, managed form a, call, release scope"
        ),
        new("int f(const char **a)", "Task<int> F(ReadOnlyMemory<string?> a)", "[Cdecl]<nint, int>", "start, strings a, call, release a"),
        new("int f(const char **a)", "Task<int> F(string?[] a)", "[Cdecl]<nint, int>", "start, strings a, call, release a"),
        new(
            "int f(void *a, const void *b)",
            "Task<int> F<T>(Memory<T> a, ReadOnlyMemory<int> b) where T : unmanaged",
            "[Cdecl]<void*, void*, int>",
            "start, pin a, pin b, call, release a, release b"
        ),
        new(
            "int f(int (*a)(int, const char *), int b)",
            "Task<int> F(Func<int, string?, int> a, int b)",
            "[Cdecl]<nint, int, int>",
            "start, not null a, callback a, call, rethrow, release callbacks"
        ),
        new(
            "int f(int (*a)(_Context_ void *user, int), _Context_ void *user)",
            "Task<int> F(Func<int, int> a)",
            "[Cdecl]<nint, nint, int>",
            "start, not null a, callback a, call, rethrow, release callbacks"
        ),
        new(
            "int __fastcall f(double a, int b, int c)",
            "Task<int> F(double a, int b, int c)",
            "[Stdcall]<int, int, double, int> or [Cdecl]<double, int, int, int>",
            "start, call"
        ),
        new(
            "int f(int Call, int __receiver, int Invoke, _Out_ int *cancel)",
            "Task<(int, int)> F(int Call, int __receiver, int Invoke, CancellationToken cancel)",
            "[Cdecl]<int, int, int, void*, int>",
            "start, pin cancel_, call"
        ),
    ];
}
