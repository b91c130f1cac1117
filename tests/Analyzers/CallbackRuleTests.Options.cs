using System.Globalization;

namespace KoffiGen.Tests.Analyzers;

public sealed partial class CallbackRuleTests
{
    [Test]
    public Task Slots_are_reported_for_callbacks_with_a_context_pointer() =>
        AnalyzerVerifier.VerifyAsync(
            """
            using KoffiGen;

            [KoffiCallback("int Visit(_Context_ void *user, int item)", Slots = {|KOFFI409:64|})]
            internal delegate int Visit(int item);
            """
        );

    [TestCase("Slots = {|KOFFI405:0|}", TestName = "KOFFI405 is reported at zero slots")]
    [TestCase("Slots = {|KOFFI405:-1|}", TestName = "KOFFI405 is reported at a negative number of slots")]
    [TestCase("Slots = {|KOFFI405:4096 + 1|}", TestName = "KOFFI405 is reported at too many slots")]
    [TestCase("OnException = {|KOFFI405:(KoffiCallbackPolicy)3|}", TestName = "KOFFI405 is reported at a policy that does not exist")]
    [TestCase(
        "OnException = {|KOFFI405:(KoffiCallbackPolicy)(-1)|}, Slots = {|KOFFI405:5000|}",
        TestName = "KOFFI405 is reported at each wrong value"
    )]
    [TestCase(
        "Slots = {|KOFFI405:0|}, OnException = KoffiCallbackPolicy.Rethrow",
        TestName = "KOFFI405 is reported at zero slots next to a valid policy"
    )]
    [TestCase(
        "Slots = 4096, OnException = KoffiCallbackPolicy.FailFast",
        TestName = "KOFFI405 is not reported for the maximum number of slots"
    )]
    [TestCase("Slots = 1, OnException = KoffiCallbackPolicy.Default", TestName = "KOFFI405 is not reported for one slot")]
    public Task A_wrong_option_is_reported(string options) =>
        AnalyzerVerifier.VerifyAsync(
            $$"""
            using KoffiGen;

            [KoffiCallback("int Step(int value)", {{options}})]
            internal delegate int Step(int value);
            """
        );

    [TestCase(
        "[KoffiImport(\"int f(int (*cb)(int))\", {|KOFFI403:SuppressGCTransition = true|})] internal static partial class Imports;",
        TestName = "KOFFI403 is reported at the option of an import on a class"
    )]
    [TestCase(
        "internal static partial class Imports { [KoffiImport(\"int F(int (*cb)(int))\", {|KOFFI403:SuppressGCTransition = true|})] public static partial int F(nint cb); }",
        TestName = "KOFFI403 is reported at the option of an import on a method"
    )]
    [TestCase(
        "[KoffiImport(\"int f(int (*cb)(int))\", SuppressGCTransition = false)] internal static partial class Imports;",
        TestName = "KOFFI403 is not reported if the option is off"
    )]
    public Task Suppressing_the_transition_of_a_function_that_calls_back_is_reported(string source) =>
        AnalyzerVerifier.VerifyAsync(
            ("using KoffiGen; " + source).Replace(
                "{|KOFFI403:SuppressGCTransition = true|}",
                "SuppressGCTransition = {|KOFFI403:true|}",
                StringComparison.Ordinal
            )
        );

    [TestCase(
        "void f(void (*cb)(void *u), {|KOFFI401:_Context_|} void *u);\nint sound(void);",
        TestName = "KOFFI401 is reported in a file"
    )]
    [TestCase(
        "void f(int a, {|KOFFI401:_Context_|} void *u);\nint sound(void);",
        TestName = "KOFFI401 is reported in a file without a callback"
    )]
    [TestCase(
        "typedef void run(void (*cb)(void *u), {|KOFFI401:_Context_|} void *u);\nrun first, second;\nint sound(void);",
        TestName = "KOFFI401 is reported once in a file for functions of one typedef"
    )]
    [TestCase(
        "#pragma koffi slots(step, {|KOFFI044:-1|})\ntypedef int step(int a);\nint sound(step *s);",
        TestName = "KOFFI044 is reported at a negative number of slots"
    )]
    [TestCase(
        "#pragma koffi slots(st*, 0)\ntypedef int step(int a);\nint sound(step *s);",
        TestName = "A callback type without slots is not reported"
    )]
    [TestCase(
        "#pragma koffi slots({|KOFFI046:stepp*|}, 0)\ntypedef int step(int a);\nint sound(step *s);",
        TestName = "KOFFI046 is reported at slots for a pattern that matches nothing"
    )]
    [TestCase(
        "#pragma koffi slots({|KOFFI409:step|}, 8)\ntypedef int step(_Context_ void *u, int a);\nint sound(step *s, _Context_ void *u);",
        TestName = "KOFFI409 is reported at slots for a callback type with a context pointer"
    )]
    [TestCase(
        "#pragma koffi slots(step, {|KOFFI044:4097|})\ntypedef int step(int a);\nint sound(step *s);",
        TestName = "KOFFI044 is reported at too many slots"
    )]
    [TestCase(
        "#pragma koffi slots({|KOFFI046:stepp|}, 4)\ntypedef int step(int a);\nint sound(step *s);",
        TestName = "KOFFI046 is reported at slots for a name that is not declared"
    )]
    [TestCase(
        "#pragma koffi onexception({|KOFFI044:explode|}, step)\ntypedef int step(int a);\nint sound(step *s);",
        TestName = "KOFFI044 is reported at an unknown policy"
    )]
    [TestCase(
        "#pragma koffi onexception(failfast, step, {|KOFFI046:sound|})\ntypedef int step(int a);\nint sound(step *s);",
        TestName = "KOFFI046 is reported at a policy for a function that is not a callback type"
    )]
    [TestCase(
        "#pragma koffi slots(step, 4096) onexception(default, step)\ntypedef int step(int a);\nint sound(step *s);",
        TestName = "Valid options of a file are not reported"
    )]
    [TestCase(
        "typedef long double wide(long double a);\ntypedef int print(const char *f, ...);\ntypedef int __fastcall quick(int a);\nint sound(wide *w, print *p, quick *q);",
        TestName = "Function types that C# cannot implement are not reported in a file"
    )]
    public Task Wrong_callbacks_of_a_file_are_reported_at_the_token(string marked) => AnalyzerVerifier.VerifyFileAsync(marked);

    [Test]
    public Task An_import_is_reported_if_unsafe_code_is_not_allowed() =>
        AnalyzerVerifier.VerifyAsync(
            """
            using KoffiGen;

            [{|KOFFI601:KoffiCallback|}("int Step(int value)", Slots = 0)]
            internal delegate int Step(string value);

            [{|KOFFI601:KoffiDefine|}("typedef int Other(_Context_ void *user, const char *text);")]
            [{|KOFFI601:KoffiImport|}("int run(Step *step, Other *other, _Context_ void *user)")]
            internal static partial class Imports
            {
                internal static int Run()
                {
                    using var other = OtherPointer.Register(static text => 1);
                    using var once = OtherPointer.RegisterOnce(static text => 1);
                    using var step = StepPointer.Register(static text => 1);
                    return default(OtherPointer).Invoke(0, null);
                }
            }
            """,
            allowsUnsafe: false
        );

    [Test]
    public Task A_delegate_in_a_type_that_is_not_partial_is_reported() =>
        AnalyzerVerifier.VerifyAsync(
            """
            using KoffiGen;

            internal static class Outer
            {
                internal static partial class Inner
                {
                    [{|KOFFI603:KoffiCallback|}("int Step(int value)")]
                    internal delegate int Step(int value);
                }
            }
            """
        );

    [Test]
    public Task A_delegate_in_a_generic_type_is_reported() =>
        AnalyzerVerifier.VerifyAsync(
            """
            using KoffiGen;

            internal static partial class Outer<T>
            {
                [KoffiCallback("int Step(int value)")]
                internal delegate int {|KOFFI404:Step|}(int value);
            }
            """
        );

    [TestCase("KOFFI401")]
    [TestCase("KOFFI402")]
    [TestCase("KOFFI403")]
    [TestCase("KOFFI404")]
    [TestCase("KOFFI405")]
    [TestCase("KOFFI406")]
    [TestCase("KOFFI407")]
    [TestCase("KOFFI408")]
    public async Task The_wrong_example_of_a_page_is_reported_and_the_right_one_is_not(string id)
    {
        DiagnosticPage page = DiagnosticPage.Read(id);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(await Ids(page.Wrong), Is.EqualTo(new[] { id }), "wrong");
            Assert.That(await Ids(page.Right), Is.Empty, "right");
        }

        async Task<string[]> Ids(string code)
        {
            // The examples of a page use declarations that are added here.
            string source =
                page.Language == "csharp"
                    ? (
                        code.Contains(".Register(", StringComparison.Ordinal) || code.Contains("Native.", StringComparison.Ordinal)
                            ? Program(code)
                            : code
                    )
                    : $"[KoffiDefine(\"{code.Trim()}\")] static partial class Page;";
            Microsoft.CodeAnalysis.Compilation compilation = AnalyzerVerifier.Generate(
                true,
                "global using System; global using KoffiGen;",
                source,
                """
                [KoffiDefine("typedef void Finished(int code); typedef void Handler(int code);")]
                [KoffiImport("void run(Finished *finished)"), KoffiImport("void run(void)"), KoffiImport("void set_handler(Handler *handler)")]
                static partial class Native;
                """
            );
            Assert.That(
                compilation
                    .GetDiagnostics()
                    .Where(static diagnostic => diagnostic.Severity > Microsoft.CodeAnalysis.DiagnosticSeverity.Info),
                Is.Empty
            );
            return [.. (await AnalyzerVerifier.AnalyzeAsync(compilation)).Select(static diagnostic => diagnostic.Id)];
        }

        // Top-level statements must come before types.
        static string Program(string code)
        {
            int statements = Math.Max(0, code.LastIndexOf("\n\n", StringComparison.Ordinal));
            return code.Contains("KoffiCallback(", StringComparison.Ordinal)
                ? code[statements..] + code[..statements]
                : "using static Native;\n" + code;
        }
    }
}
