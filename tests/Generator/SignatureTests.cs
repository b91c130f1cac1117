namespace KoffiGen.Tests.Generator;

/// <summary>
/// Tests the types that a hand-written signature may use for the types of C, what the call then does, and the types that it may not
/// use.
/// </summary>
[Parallelizable(ParallelScope.All)]
internal sealed partial class SignatureTests
{
    /// <summary>The declarations that the prototypes use.</summary>
    public static readonly string[] Declarations =
    [
        "struct Vec2 { double x, y; }; enum Color { Red, Green }; opaque FILE; opaque db !(db_close);",
        "struct Named { short id; bool flags[2]; int row[4]; enum Color color; }; struct Held { struct Vec2 at; FILE *file; };",
        "struct Large { char bytes[32769]; }; struct Aligned { _Alignas(16) int a[4]; };",
        "struct Person { int id; const char *name; char *!(person_free) note; }; typedef int Each(int); typedef int Other(long); "
            + "typedef double pair[2]; typedef float matrix[2][3];",
    ];

    /// <summary>Gets the rows whose prototypes have a parameter or a result.</summary>
    public static IEnumerable<SignatureRow> Rows =>
        [
            .. Scalars,
            .. IntegersAsBool,
            .. Text,
            .. TextThatCWrites,
            .. Handles,
            .. Memory,
            .. AllocatedMemory,
            .. CountedBuffers,
            .. ReturnedMemory,
            .. Structs,
            .. ManagedForms,
            .. Arrays,
            .. Asynchronous,
            .. Names,
            .. CallingConventions,
        ];

    [TestCaseSource(nameof(Scalars))]
    [TestCaseSource(nameof(IntegersAsBool))]
    [TestCaseSource(nameof(Text))]
    [TestCaseSource(nameof(TextThatCWrites))]
    [TestCaseSource(nameof(Handles))]
    [TestCaseSource(nameof(Memory))]
    [TestCaseSource(nameof(AllocatedMemory))]
    [TestCaseSource(nameof(CountedBuffers))]
    [TestCaseSource(nameof(ComputedLengths))]
    [TestCaseSource(nameof(VariableLengthArrays))]
    [TestCaseSource(nameof(ReturnedMemory))]
    [TestCaseSource(nameof(Structs))]
    [TestCaseSource(nameof(ManagedForms))]
    [TestCaseSource(nameof(Arrays))]
    [TestCaseSource(nameof(Asynchronous))]
    [TestCaseSource(nameof(Names))]
    [TestCaseSource(nameof(CallingConventions))]
    public void Signatures_that_fit_call_C_with_its_own_types(SignatureRow row)
    {
        GeneratorRun run = GeneratorHarness.Run(Source(row.Prototype, row.Signature));
        string text = run.Text("C.g.cs");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(text, Does.Not.Contain("errors, which the build reports"));
            Assert.That(string.Join(" or ", NativeCalls.FindSignatures(text)), Is.EqualTo(row.Native));
            Assert.That(CallStages.Describe(text), Is.EqualTo(row.Stages));
        }
    }

    [Test]
    public void A_variadic_method_may_have_a_MethodImpl_attribute() =>
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
    public void Signatures_that_do_not_fit_have_a_body_that_throws(string prototype, string signature)
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
    public void Arguments_stay_valid_until_the_result_is_copied(string prototype, string signature, string release)
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
            public struct UserVec4 { public UserVec2 Left; public UserVec2 Right; }
            public struct WithBool { public bool On; public int Count; }
            [System.Runtime.CompilerServices.InlineArray(4)] public struct Row { private int _first; }
            public unsafe struct WithArrays { public short Id; public fixed bool Flags[2]; public Row Row; public C.Color Color; }
            public struct WithGenerated { public C.Vec2 At; public C.FILE File; }

            [KoffiLibrary("c")]
            {{string.Concat(Declarations.Select(static text => $"[KoffiDefine(\"{text}\")]\n"))}}
            public static partial class C
            {
                {{members}}
            }
            """;

    private static string Member(string prototype, string signature, string settings = "")
    {
        bool isUnsafe = signature.StartsWith("unsafe ", StringComparison.Ordinal);
        string rest = isUnsafe ? signature["unsafe ".Length..] : signature;
        return $"[KoffiImport(\"{prototype}\"{(settings.Length > 0 ? ", " + settings : "")})] public static "
            + $"{(isUnsafe ? "unsafe " : "")}partial {rest};\n";
    }
}
