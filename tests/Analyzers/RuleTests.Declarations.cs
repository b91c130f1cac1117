namespace KoffiGen.Tests.Analyzers;

public sealed partial class RuleTests
{
    [TestCase("struct {|KOFFI134:S|} { wchar_t a; };")]
    [TestCase("struct {|KOFFI134:S|} { char a; int b : 4; };")]
    [TestCase("struct {|KOFFI134:S|} { void *a; _Alignas(8) int b; void *c; };")]
    [TestCase("struct {|KOFFI134:S|} { struct { wchar_t a[3]; } b; };")]
    [TestCase("struct {|KOFFI134:S|} { enum { WIDE = 0x100000000 } a; };")]
    [TestCase("typedef struct {|KOFFI135:S|} { long double a; } S;")]
    [TestCase("struct {|KOFFI135:S|} { struct { int a; union { double _Complex b; int c; }; } d; };")]
    [TestCase("struct {|KOFFI136:S|} { int a[64][1048576]; };")]
    [TestCase("enum E : {|KOFFI137:float|} { A };")]
    [TestCase("struct S { {|KOFFI101:Nope|} a; };")]
    [TestCase("struct {|KOFFI049:Layout|} { int Layout; };")]
    [TestCase("struct {|KOFFI049:Managed|} { char *Managed; };")]
    [TestCase("enum S { SA, SB, {|KOFFI115:SA|}, SC };")]
    [TestCase("enum S { SA = 1, {|KOFFI115:SA|} = 1, {|KOFFI115:SA|} = 2 };")]
    [TestCase("enum S { SA }; enum V { SB, {|KOFFI115:SA|} = 1 };")]
    [TestCase("struct A { int a; }; struct {|KOFFI119:S|} { };")]
    [TestCase("struct {|KOFFI119:S|} { int : 0; };")]
    [TestCase("struct S { _Alignas({|KOFFI123:2|}) int a; };")]
    [TestCase("struct S { _Alignas({|KOFFI123:2|}) _Alignas(1) int *a; _Alignas(2) _Alignas(8) double b; };")]
    [TestCase("struct S { _Alignas({|KOFFI123:short|}) int a[2]; };")]
    [TestCase("struct S { _Alignas({|KOFFI123:4|}) struct { double a; }; };")]
    [TestCase("typedef int T16 __attribute__((aligned(16))); struct S { _Alignas({|KOFFI123:8|}) T16 a; };")]
    [TestCase("struct S { _Alignas({|KOFFI123:3|}) int a; };")]
    [TestCase("struct S { _Alignas(0) int a; _Alignas(int) _Alignas(1) float b; _Alignas(long) int c; };")]
    public Task A_wrong_struct_or_enum_is_reported(string text) =>
        AnalyzerVerifier.VerifyAsync(
            $$"""
            using KoffiGen;

            [assembly: KoffiDefine("{{text}}")]

            namespace Somewhere
            {
                [KoffiDefine("struct Good { int a; };")]
                [KoffiDefine("{{text.Replace("S", "T", StringComparison.Ordinal)}}")]
                internal static partial class Types;
            }
            """
        );

    [Test]
    public Task A_wrong_struct_is_not_reported_again_where_signatures_use_its_managed_form() =>
        AnalyzerVerifier.VerifyAsync(
            """"
            using System;
            using KoffiGen;

            [KoffiDefine("""
                struct {|KOFFI134:wide|} { wchar_t a; };
                struct {|KOFFI134:differs|} { char *!(kt_free) text[2]; wchar_t a; };
                struct outer { char *!(kt_free) text; struct wide inner; };
                struct {|KOFFI135:unsupported|} { const char *text; long double number; };
                """)]
            internal static partial class Imports
            {
                [KoffiImport("void f(_Inout_ struct differs *value)")] public static partial void F(ref differs.Managed value);
                [KoffiImport("struct outer *! g(struct differs value)")] public static partial outer.Managed G(differs.Managed value);
                [KoffiImport("void h(_Out_ struct outer *value, const struct outer *first)")] public static partial void H(out outer.Managed value, in outer.Managed first);
                [KoffiImport("int i(_In_reads_(n) const struct unsupported *values, int n)")] public static partial int I(ReadOnlySpan<unsupported.Managed> values);

                public static void Use(differs value, outer other)
                {
                    differs.Managed managed = value.ToManaged();
                    F(ref managed);
                    other.FreeOwned();
                }
            }
            """"
        );

    [Test]
    public Task Only_the_setting_is_reported_if_unsafe_code_is_not_allowed() =>
        AnalyzerVerifier.VerifyAsync(
            """
            using KoffiGen;

            [assembly: {|KOFFI601:KoffiDefine|}("struct S { int a; char *b; enum { A, B } c; }; opaque canvas !(canvas_free);")]

            [{|KOFFI601:KoffiImport|}("int g({|KOFFI101:Nope|} a)")]
            internal static partial class Imports
            {
                [{|KOFFI601:KoffiImport|}("struct S F(const struct S *value)")]
                public static partial S F(in S value);

                [{|KOFFI601:KoffiImport|}("canvas *! canvas_new(void)")]
                public static partial canvasHandle New();
            }
            """.Replace("{|KOFFI101:Nope|}", "Nope", StringComparison.Ordinal),
            allowsUnsafe: false
        );

    [Test]
    public Task A_method_that_is_not_partial_is_reported() =>
        AnalyzerVerifier.VerifyAsync(
            """
            using KoffiGen;

            internal static partial class Imports
            {
                [{|KOFFI602:KoffiImport|}("int F(void)")]
                public static int F() => 1;
            }
            """
        );

    [Test]
    public Task A_type_that_is_not_partial_is_reported() =>
        AnalyzerVerifier.VerifyAsync(
            """
            using KoffiGen;

            internal static class Outer
            {
                [{|KOFFI603:KoffiImport|}("int f(void)")]
                [KoffiImport("int g(void)")]
                internal static partial class Imports;
            }
            """
        );

    [Test]
    public Task Declarations_in_a_type_that_is_not_partial_are_reported() =>
        AnalyzerVerifier.VerifyAsync(
            """
            using KoffiGen;

            [{|KOFFI603:KoffiDefine|}("struct S { int a; };")]
            internal static class Types;
            """
        );

    [Test]
    public Task Two_imports_on_one_method_are_reported() =>
        AnalyzerVerifier.VerifyAsync(
            """
            using KoffiGen;

            internal static partial class Imports
            {
                [KoffiImport("int F(void)")]
                [{|KOFFI604:KoffiImport|}("int G(void)")]
                public static partial int F();
            }
            """
        );

    [Test]
    public Task A_method_that_is_not_static_is_reported() =>
        AnalyzerVerifier.VerifyAsync(
            """
            using KoffiGen;

            internal partial class Imports
            {
                [KoffiImport("int F(void)")]
                public partial int {|KOFFI605:F|}();
            }
            """
        );

    [Test]
    public Task An_instance_method_of_a_class_without_its_own_library_is_reported() =>
        AnalyzerVerifier.VerifyAsync(
            """
            using KoffiGen;

            [assembly: KoffiLibrary("c")]

            [KoffiLibrary("outer")]
            internal sealed partial class Plugin
            {
                [KoffiImport("int abs(int value)")]
                public partial int Abs(int value);

                [KoffiSymbol("int count")]
                public partial ref int Count { get; }

                internal sealed partial class Inner
                {
                    [KoffiImport("int abs(int value)")]
                    public partial int {|KOFFI605:Abs|}(int value);

                    [{|KOFFI606:KoffiSymbol|}("int count")]
                    public partial ref int Count { get; }
                }
            }
            """
        );

    [Test]
    public Task Owned_members_that_an_instance_library_cannot_free_are_reported() =>
        AnalyzerVerifier.VerifyAsync(
            """
            using KoffiGen;

            [KoffiLibrary("plugin")]
            [KoffiDefine("struct entry { char *!(entry_free)text; }; void entry_free(void *text);")]
            internal sealed partial class Plugin
            {
                [{|KOFFI607:KoffiImport|}("void entry_read(_Out_ struct entry *e)")]
                public partial void Read(out entry.Managed e);

                [KoffiImport("void entry_read(_Out_ struct entry *e)")]
                public static partial void ReadShared(out entry.Managed e);

                [KoffiImport("void entry_read(_Out_ struct entry *e)")]
                public partial void Read(out entry e);
            }
            """
        );

    [Test]
    public Task Owned_handles_of_callbacks_and_function_pointers_are_reported_in_an_instance_library() =>
        AnalyzerVerifier.VerifyAsync(
            """
            using KoffiGen;

            [KoffiLibrary("plugin")]
            [KoffiDefine("opaque doc !(doc_free); typedef int Each(doc *!item); typedef doc *!Maker(void); typedef int Look(doc *item); typedef int Other(str!(c:free) text);")]
            [{|KOFFI607:KoffiImport|}("int each(Each *callback)")]
            [{|KOFFI607:KoffiImport|}("Maker *maker(void)")]
            [{|KOFFI607:KoffiImport|}("int makers(_Out_ Maker **maker)")]
            [KoffiImport("int look(Look *callback, Other *other)")]
            internal sealed partial class Plugin;
            """
        );

    [Test]
    public Task An_instance_library_that_is_not_loaded_or_unloaded_is_reported() =>
        AnalyzerVerifier.VerifyAsync(
            """
            using System;
            using KoffiGen;

            [KoffiLibrary("plugin")]
            [KoffiImport("int version(void)")]
            internal sealed partial class {|KOFFI608:Constructed|}
            {
                public Constructed() { }
            }

            [KoffiLibrary("plugin")]
            [KoffiImport("int version(void)")]
            internal sealed partial class {|KOFFI608:Primary|}(string path)
            {
                public string Path => path;
            }

            [KoffiLibrary("plugin")]
            [KoffiImport("int version(void)")]
            internal sealed partial class {|KOFFI608:Disposed|} : IDisposable
            {
                public void Dispose() { }
            }

            internal class Base : IDisposable
            {
                public virtual void Dispose() { }
            }

            [KoffiLibrary("plugin")]
            [KoffiImport("int version(void)")]
            internal sealed partial class {|KOFFI608:Derived|} : Base;

            [KoffiLibrary("plugin")]
            [KoffiImport("int version(void)")]
            internal sealed partial class Right : Base, IDisposable
            {
                public Right(string path) => this.Load(path);

                public override void Dispose()
                {
                    Unload();
                    base.Dispose();
                }
            }

            [KoffiLibrary("plugin")]
            [KoffiImport("int version(void)")]
            internal sealed partial class Explicit : IDisposable
            {
                public Explicit() => Init();

                private void Init() => Load("x");

                void IDisposable.Dispose() => Unload();
            }

            [KoffiLibrary("plugin")]
            [{|KOFFI210:KoffiImport|}("int Dispose(void)")]
            internal sealed partial class Taken;
            """
        );

    [Test]
    public Task Formats_and_tasks_of_an_instance_library_are_checked() =>
        AnalyzerVerifier.VerifyAsync(
            """
            using KoffiGen;

            [KoffiLibrary("plugin")]
            [KoffiImport("int version(void)", Async = true)]
            internal sealed partial class Plugin
            {
                [KoffiImport("int printf(const char *format, ...)")]
                public partial int Print(string format, double value);

                public void Run()
                {
                    Print("{|KOFFI510:%d|}", 1.5);
                    {|KOFFI507:versionAsync|}();
                    Plugin? other = this;
                    other?{|KOFFI507:.versionAsync|}();
                }
            }
            """
        );

    [Test]
    public Task A_global_alias_with_the_name_of_the_generated_alias_is_reported() =>
        AnalyzerVerifier.VerifyAsync(
            """
            global using {|KOFFI609:__runtime|} = System.Text;
            using KoffiGen;

            internal static partial class Imports
            {
                [KoffiImport("int count(void)")]
                public static partial int Count();
            }
            """,
            compilerErrors: ["CS1537", "CS0234"]
        );

    [TestCase("using __runtime = System.Text;")]
    [TestCase("global using runtime = System.Text;")]
    public Task Other_aliases_are_not_reported(string alias) =>
        AnalyzerVerifier.VerifyAsync(
            $$"""
            {{alias}}
            using KoffiGen;

            internal static partial class Imports
            {
                [KoffiImport("int count(void)")]
                public static partial int Count();
            }
            """
        );
}
