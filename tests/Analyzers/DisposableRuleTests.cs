namespace KoffiGen.Tests.Analyzers;

/// <summary>
/// Tests of the rules of disposable types, each with its location. Uses of a wrong type are not reported again, and still compile.
/// </summary>
public sealed class DisposableRuleTests
{
    [TestCase("\"Owned\", \"str\", \"Free\"", TestName = "A disposer is found by its name")]
    [TestCase("\"Owned\", \"str\", nameof(Free)", TestName = "A disposer is found by nameof")]
    [TestCase("\"Owned\", \"str\", nameof(Imports.Free)", TestName = "A disposer is found by nameof with its class")]
    [TestCase("\"Owned\", \"str\", \"Imports.Free\"", TestName = "A disposer is found by its class and name")]
    [TestCase("\"Owned\", \"str\", \"Bindings.Imports.Free\"", TestName = "A disposer is found by its namespace, class and name")]
    [TestCase(
        "\"Owned\", \"str\", \"global::Bindings.Imports.@Free\"",
        TestName = "A disposer is found by its name with 'global::' and '@'"
    )]
    [TestCase("\"Owned\", \"str\", \"Nested.Free\"", TestName = "A disposer is found in a nested class")]
    [TestCase("\"Owned\", \"str\", \"Marshal.FreeCoTaskMem\"", TestName = "A disposer of .NET is found through a using directive")]
    [TestCase(
        "\"Owned\", \"str\", nameof(System.Runtime.InteropServices.Marshal.FreeHGlobal)",
        TestName = "A disposer of .NET is found by nameof"
    )]
    [TestCase("disposer: nameof(Free), type: \"str\", name: \"Owned\"", TestName = "Named arguments are read in any order")]
    [TestCase("\"Owned\", \"const char *\"", TestName = "The disposer may be omitted")]
    [TestCase("\"Owned\", \"str!\"", TestName = "A type may already be owned")]
    [TestCase("\"Owned\", \"str!(g_free)\"", TestName = "A type may name a C function as its disposer")]
    [TestCase("\"Owned\", \"text\", nameof(Free)", TestName = "A type may be declared by the class")]
    [TestCase("\"Owned\", \"Outer\"", TestName = "A type may be a disposable type of the assembly")]
    [TestCase("{|KOFFI307:\"\"|}, \"str\"", TestName = "KOFFI307 is reported at an empty name")]
    [TestCase("{|KOFFI307:\"Owned text\"|}, \"str\"", TestName = "KOFFI307 is reported at a name of two words")]
    [TestCase("{|KOFFI307:\"int\"|}, \"str\"", TestName = "KOFFI307 is reported at a keyword")]
    [TestCase("{|KOFFI307:nameof(Free) + \"!\"|}, \"str\"", TestName = "KOFFI307 is reported at a name that is not an identifier")]
    [TestCase("\"Owned\", \"{|KOFFI302:int|}\", nameof(Free)", TestName = "KOFFI302 is reported at a type that is not a pointer")]
    [TestCase("\"Owned\", \" {|KOFFI302:int[3]|}\", nameof(Free)", TestName = "KOFFI302 is reported at an array type")]
    [TestCase(
        "\"Owned\", \"int{|KOFFI301:!|}\", nameof(Free)",
        TestName = "KOFFI301 is reported at the ownership mark of a type that is not a pointer"
    )]
    [TestCase("\"Owned\", \"const {|KOFFI101:Nope|} *\", nameof(Free)", TestName = "KOFFI101 is reported at an unknown type")]
    [TestCase("\"Owned\", {|KOFFI023:\"\"|}, nameof(Free)", TestName = "KOFFI023 is reported at an empty type")]
    [TestCase("\"Owned\", {|KOFFI303:\"str!\"|}, nameof(Free)", TestName = "KOFFI303 is reported at a type that already has an owner")]
    [TestCase("\"Owned\", {|KOFFI303:\"Outer\"|}, nameof(Free)", TestName = "KOFFI303 is reported at a disposable type")]
    [TestCase("\"Owned\", \"str\", \"{|KOFFI304:Fre|}\"", TestName = "KOFFI304 is reported at a misspelled method")]
    [TestCase("\"Owned\", \"str\", \"Imports.{|KOFFI304:Fre|}\"", TestName = "KOFFI304 is reported at a misspelled method after its class")]
    [TestCase("\"Owned\", \"str\", {|KOFFI304:\"Nothing.Free\"|}", TestName = "KOFFI304 is reported at a method of an unknown class")]
    [TestCase("\"Owned\", \"str\", {|KOFFI304:\"\"|}", TestName = "KOFFI304 is reported at an empty method name")]
    [TestCase("\"Owned\", \"str\", {|KOFFI304:nameof(free)|}", TestName = "KOFFI304 is reported at a method that KoffiGen generates")]
    [TestCase("\"Owned\", \"str\", {|KOFFI305:nameof(Returns)|}", TestName = "KOFFI305 is reported at a method that returns a value")]
    [TestCase("\"Owned\", \"str\", {|KOFFI305:nameof(Text)|}", TestName = "KOFFI305 is reported at a method that takes a string")]
    [TestCase("\"Owned\", \"str\", {|KOFFI305:\"Generic\"|}", TestName = "KOFFI305 is reported at a generic method")]
    [TestCase("\"Owned\", \"str\", {|KOFFI305:nameof(Instance.Free)|}", TestName = "KOFFI305 is reported at an instance method")]
    [TestCase(
        "\"Owned\", \"{|KOFFI101:Nope|} *\", {|KOFFI305:nameof(Text)|}",
        TestName = "A wrong type and a wrong disposer are both reported"
    )]
    [TestCase("\"Owned\", \"str\", {|KOFFI306:nameof(Hidden.Free)|}", TestName = "KOFFI306 is reported at a method of a file-local class")]
    [TestCase("\"Owned\", \"Owned\"", "{|KOFFI101:Owned|}", TestName = "KOFFI101 is reported if the type is the declared name itself")]
    public Task A_disposable_type_of_a_class(string arguments, string? type = null) =>
        AnalyzerVerifier.VerifyAsync(
            $$"""
            using System.Runtime.InteropServices;
            using KoffiGen;

            [assembly: KoffiDisposable("Outer", "str")]

            namespace Bindings;

            [KoffiDefine("typedef char16_t *text;")]
            [KoffiDisposable({{(type is null ? arguments : arguments.Replace(", \"Owned\"", $", \"{type}\"", StringComparison.Ordinal))}})]
            [KoffiImport("void free(void *block)")]
            internal static partial class Imports
            {
                {{(
                type is null && !arguments.Contains("KOFFI307", StringComparison.Ordinal)
                    ? "[KoffiImport(\"Owned f(void)\")] public static partial string? F();"
                    : ""
            )}}

                private static void Free(nint address) => _ = address;

                private static bool Returns(nint address) => address != 0;

                private static void Text(string text) => _ = text;

                private static void Generic<T>(nint address) => _ = address;

                public static class Nested
                {
                    internal static void Free(nint address) => _ = address;
                }
            }

            internal sealed class Instance
            {
                public void Free(nint address) => _ = address;
            }

            file static class Hidden
            {
                internal static void Free(nint address) => _ = address;
            }
            """
        );

    [TestCase("\"Owned\", \"str\", \"Native.Free\"", TestName = "An assembly attribute names a disposer by its class and name")]
    [TestCase("\"Owned\", \"str\", nameof(Native.Free)", TestName = "An assembly attribute names a disposer by nameof")]
    [TestCase(
        "\"Owned\", \"str\", {|KOFFI304:\"Free\"|}",
        TestName = "KOFFI304 is reported at a disposer without its class on the assembly"
    )]
    public Task A_disposable_type_of_the_assembly(string arguments) =>
        AnalyzerVerifier.VerifyAsync(
            $$"""
            using KoffiGen;

            [assembly: KoffiDisposable({{arguments}})]

            internal static class Native
            {
                internal static void Free(nint address) => _ = address;
            }

            internal static partial class Imports
            {
                [KoffiImport("Owned f(void)")] public static partial string? F();
            }
            """
        );

    [TestCase("KOFFI302")]
    [TestCase("KOFFI303")]
    [TestCase("KOFFI304")]
    [TestCase("KOFFI305")]
    [TestCase("KOFFI306")]
    [TestCase("KOFFI307")]
    public async Task The_wrong_example_of_a_page_is_reported_and_the_right_one_is_not(string id)
    {
        DiagnosticPage page = DiagnosticPage.Read(id);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(await FindAsync(page.Wrong), Is.EqualTo(new[] { id }));
            Assert.That(await FindAsync(page.Right), Is.Empty);
        }

        static async Task<string[]> FindAsync(string example)
        {
            string text = "using KoffiGen;\n" + example;
            string source = text.Contains("class Native", StringComparison.Ordinal)
                ? text
                : text + "static partial class Native { internal static void MyFree(nint address) => Koffi.Free(address); }";
            Microsoft.CodeAnalysis.Compilation compilation = AnalyzerVerifier.Generate(allowsUnsafe: true, source);
            Assert.That(
                compilation
                    .GetDiagnostics()
                    .Where(static diagnostic => diagnostic.Severity == Microsoft.CodeAnalysis.DiagnosticSeverity.Error),
                Is.Empty
            );
            return [.. (await AnalyzerVerifier.AnalyzeAsync(compilation)).Select(static diagnostic => diagnostic.Id)];
        }
    }

    [Test]
    public Task A_private_disposer_is_called_only_in_its_class() =>
        AnalyzerVerifier.VerifyAsync(
            """
            using KoffiGen;

            [KoffiDisposable("Owned", "str", nameof(Free))]
            [KoffiDefine("struct inner { Owned name; };")]
            [KoffiImport("Owned f(void)")]
            internal static partial class Memory
            {
                private static void Free(nint address) => _ = address;

                [KoffiImport("int g(_Out_ Owned *text)")]
                internal static partial class Nested;
            }

            [KoffiDefine("struct {|KOFFI306:outer|} { struct { Owned name; } part; int number; }; struct plain { str name; };")]
            [KoffiImport("Owned {|KOFFI306:f|}(void)")]
            [KoffiImport("int g(_Out_ {|KOFFI306:Owned|} *text, int size)")]
            [KoffiImport("h", "{|KOFFI306:Owned|}")]
            [KoffiImport("i", "int", "int", "_Out_ {|KOFFI306:Owned|} *")]
            [KoffiImport("int sound(int value)")]
            internal static partial class Others
            {
                // A caller that takes the address must free it.
                [KoffiImport("Owned j(void)")]
                public static partial nint J();

                public static void Use(outer value) => _ = (value.ToManaged(), sound(1));
            }
            """
        );

    [Test]
    public Task A_disposer_of_a_private_class_is_called_where_the_class_is_accessible() =>
        AnalyzerVerifier.VerifyAsync(
            """
            using KoffiGen;

            internal static partial class Outer
            {
                private static class Memory
                {
                    internal static void Free(nint address) => _ = address;
                }

                [KoffiImport("Owned f(void)")]
                [KoffiDisposable("Owned", "str", "Memory.Free")]
                internal static partial class First;

                [KoffiImport("Owned f(void)")]
                internal static partial class Second;
            }

            [KoffiImport("Owned {|KOFFI306:f|}(void)")]
            internal static partial class Others;
            """
        );

    [Test]
    public Task A_disposer_in_a_generic_class_is_called_only_inside_the_class() =>
        AnalyzerVerifier.VerifyAsync(
            """
            using KoffiGen;

            [KoffiDisposable("Owned", "str", nameof(Free))]
            [KoffiDefine("struct holder { Owned name; };")]
            [KoffiImport("Owned f(void)")]
            internal static partial class Memory<T>
            {
                internal static void Free(nint address) => _ = (address, typeof(T));

                [KoffiImport("int g(_Out_ Owned *text)")]
                internal static partial class Nested;
            }

            [KoffiImport("Owned {|KOFFI306:f|}(void)")]
            internal static partial class Others;
            """
        );

    [Test]
    public Task A_disposer_of_a_base_class_or_an_outer_one() =>
        AnalyzerVerifier.VerifyAsync(
            """
            using KoffiGen;

            internal abstract class Base
            {
                protected internal static void Free(nint address) => _ = address;
            }

            [KoffiDisposable("Owned", "str", nameof(Free))]
            [KoffiImport("Owned f(void)")]
            internal abstract partial class Derived : Base
            {
                private static void Close(nint address) => _ = address;

                [KoffiDisposable("Closed", "str", nameof(Close))]
                [KoffiImport("Closed g(void)")]
                internal static partial class Nested;
            }
            """
        );

    [Test]
    public Task Names_that_are_declared_twice_are_reported() =>
        AnalyzerVerifier.VerifyAsync(
            """
            using KoffiGen;

            [assembly: KoffiDisposable("A", "str")]
            [assembly: KoffiDisposable("A", "const char *!")]
            [assembly: KoffiDisposable({|KOFFI115:"A"|}, "str", "Imports.Free")]

            [KoffiDefine("typedef int B; typedef const char *!{|KOFFI115:C|}; typedef const char *!(g_free) D; typedef str E;")]
            [KoffiDisposable({|KOFFI115:"B"|}, "str", nameof(Free))]
            [KoffiDisposable("C", "str", nameof(Free))]
            [KoffiDisposable("D", "str!(g_free)")]
            [KoffiDisposable("E", "{|KOFFI101:Nope|}")]
            [KoffiImport("C f(_Out_ D *d, _Out_ A *a)")]
            internal static partial class Imports
            {
                internal static void Free(nint address) => _ = address;
            }

            [KoffiDisposable("A", "str16", "Imports.Free")]
            [KoffiImport("A f(void)")]
            internal static partial class OfItsOwn;
            """.Replace(
                "typedef int B; typedef const char *!{|KOFFI115:C|}",
                "typedef int {|KOFFI115:B|}; typedef const char *!{|KOFFI115:C|}",
                StringComparison.Ordinal
            ).Replace("{|KOFFI115:\"B\"|}", "\"B\"", StringComparison.Ordinal)
        );

    [Test]
    public Task Declarations_and_disposable_types_see_each_other_in_any_order() =>
        AnalyzerVerifier.VerifyAsync(
            """
            using KoffiGen;

            [assembly: KoffiDisposable("Points", "struct point *", "Imports.Free")]

            [KoffiDisposable("Name", "text", nameof(Free))]
            [KoffiDefine("typedef char16_t *text; struct {|KOFFI311:person|} { Name name; Handle handle; }; struct point { int x, y; };")]
            [KoffiDisposable("Handle", "struct unknown *", nameof(Free))]
            internal static partial class Imports
            {
                internal static void Free(nint address) => _ = address;

                [KoffiImport("Points points(_Out_ Points *more)")]
                public static partial point Points(out point more);

                [KoffiImport("struct person *first(void)")]
                public static partial Pointer<person> First();

                [KoffiImport("Handle handle(_Out_ Name *name)")]
                public static partial unknown Handle(out string? name);
            }

            [KoffiImport("Name f(void)")]
            internal static partial class Imports;
            """
        );

    [Test]
    public Task A_name_that_two_classes_have_is_ambiguous_elsewhere() =>
        AnalyzerVerifier.VerifyAsync(
            """
            using KoffiGen;

            [KoffiDisposable("Owned", "str")]
            internal static class First;

            [KoffiDisposable("Owned", "str16")]
            internal static class Second;

            [KoffiImport("{|KOFFI050:Owned|} f(void)")]
            internal static partial class Imports;
            """
        );

    [Test]
    public Task A_class_that_generates_a_handle_must_be_partial() =>
        AnalyzerVerifier.VerifyAsync(
            """
            using KoffiGen;

            [{|KOFFI603:KoffiDisposable|}("Owned", "struct unknown *")]
            internal static class First;

            [KoffiDisposable("Text", "str")]
            internal static class Second;
            """
        );

    [Test]
    public Task A_wrong_disposer_is_not_reported_if_unsafe_code_is_not_allowed() =>
        AnalyzerVerifier.VerifyAsync(
            """
            using KoffiGen;

            [KoffiDisposable("Owned", "Nope", "Free")]
            [{|KOFFI601:KoffiImport|}("Owned f(void)")]
            internal static partial class Imports;
            """,
            allowsUnsafe: false
        );

    [Test]
    public Task Constants_that_the_compiler_rejects_are_not_reported_again() =>
        AnalyzerVerifier.VerifyAsync(
            """
            using KoffiGen;

            [KoffiDisposable("Owned", "str", Unknown)]
            internal static partial class Imports
            {
                [KoffiImport("Owned f(void)")]
                public static partial string? F();
            }
            """,
            allowsUnsafe: true,
            "CS0103"
        );
}
