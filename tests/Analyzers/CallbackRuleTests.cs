using System.Globalization;

namespace KoffiGen.Tests.Analyzers;

/// <summary>Tests of the rules of callback declarations, each with its location.</summary>
public sealed partial class CallbackRuleTests
{
    private const string Quotes = "\"\"\"";

    // A context pointer that no callback receives, in every kind of string literal.
    [TestCase("\"void f(void (*cb)(void *u), {|KOFFI401:_Context_|} void *u)\"", TestName = "KOFFI401 is reported in a regular literal")]
    [TestCase("\"\\u0020void f(void (*cb)(void *u),\\t{|KOFFI401:_Context_|} void *u)\"", TestName = "KOFFI401 is reported after escapes")]
    [TestCase("@\"void f(void (*cb)(void *u), {|KOFFI401:_Context_|} void *u)\"", TestName = "KOFFI401 is reported in a verbatim literal")]
    [TestCase(
        Quotes + "\n    void f(\n        void (*cb)(void *u),\n        {|KOFFI401:_Context_|} void *u)\n    " + Quotes,
        TestName = "KOFFI401 is reported in a raw literal"
    )]
    [TestCase(
        "\"void f(void (*cb)(void *u), {|KOFFI401:_Con\" + \"text_|} void *u)\"",
        TestName = "KOFFI401 is reported across a concatenation"
    )]
    [TestCase(
        "\"void f(void (*cb)(void *u), {|KOFFI401:_Context_(other)|} void *u)\"",
        TestName = "KOFFI401 is reported at a context that names an unknown callback"
    )]
    [TestCase("\"void f(int a, {|KOFFI401:_Context_|} void *u)\"", TestName = "KOFFI401 is reported at a context without a callback")]
    [TestCase(
        "\"void f(void (*a)(_Context_ void *u), void (*b)(_Context_ void *u), {|KOFFI401:_Context_|} void *u)\"",
        TestName = "KOFFI401 is reported at a context that two callbacks could use"
    )]
    [TestCase(
        "\"f\", \"void\", \"void (*cb)(void *u)\", \"{|KOFFI401:_Context_|} void *\"",
        TestName = "KOFFI401 is reported in the classic form"
    )]
    public Task A_context_without_a_callback_is_reported(string arguments) =>
        AnalyzerVerifier.VerifyAsync(
            $$"""
            using KoffiGen;

            [KoffiImport({{arguments}})]
            internal static partial class Imports;
            """
        );

    [TestCase(
        "int F(int (*cb)(int a))",
        "F({|KOFFI402:Func<string, int> cb|})",
        TestName = "KOFFI402 is reported at a delegate with another parameter type"
    )]
    [TestCase(
        "int F(int (*cb)(int a))",
        "F({|KOFFI402:Func<int, string> cb|})",
        TestName = "KOFFI402 is reported at a delegate with another result type"
    )]
    [TestCase(
        "int F(int (*cb)(int a))",
        "F({|KOFFI402:Action<int> cb|})",
        TestName = "KOFFI402 is reported at a delegate without a result"
    )]
    [TestCase(
        "int F(int (*cb)(int a))",
        "F({|KOFFI402:Func<int, int, int> cb|})",
        TestName = "KOFFI402 is reported at a delegate with more parameters"
    )]
    [TestCase(
        "int F(int (*cb)(int a), int n)",
        "F({|KOFFI402:Own? cb|}, int n)",
        TestName = "KOFFI402 is reported at a delegate type of the user"
    )]
    [TestCase(
        "int F(int (*cb)(int a, ...))",
        "F({|KOFFI402:Func<int, int> cb|})",
        TestName = "KOFFI402 is reported at a delegate for a variadic function type"
    )]
    [TestCase(
        "int F(int (__fastcall *cb)(int a))",
        "F({|KOFFI402:Func<int, int> cb|})",
        TestName = "KOFFI402 is reported at a delegate for an unsupported calling convention"
    )]
    [TestCase(
        "int F(int (__thiscall *cb)(int a))",
        "F({|KOFFI402:Own? cb|})",
        TestName = "KOFFI402 is reported at a user's delegate for an unsupported calling convention"
    )]
    [TestCase(
        "int F(int (*cb)(long double a))",
        "F({|KOFFI402:Func<double, int> cb|})",
        TestName = "KOFFI402 is reported at a delegate for a type that cannot be passed"
    )]
    [TestCase(
        "int F(int (*cb)(int a))",
        "F({|KOFFI402:Func<Func<int>, int> cb|})",
        TestName = "KOFFI402 is reported at a delegate that takes delegates"
    )]
    [TestCase(
        "int F(int (*cb)(int a))",
        "F(ref {|KOFFI202:Func<int, int> cb|})",
        TestName = "KOFFI202 is reported for a delegate that is passed by reference"
    )]
    [TestCase(
        "int F(int (*cb)(int a))",
        "F({|KOFFI202:Delegate cb|})",
        TestName = "KOFFI202 is reported at a type that is not a delegate type"
    )]
    [TestCase(
        "int F(int (*cb)(_Context_ void *u, int a))",
        "F({|KOFFI402:Func<int, int> cb|})",
        TestName = "KOFFI402 is reported at a delegate whose context pointer has no parameter"
    )]
    public Task A_delegate_that_does_not_match_is_reported(string prototype, string method) =>
        AnalyzerVerifier.VerifyAsync(
            $$"""
            using System;
            using KoffiGen;

            internal delegate int Own(double value);

            internal static partial class Imports
            {
                [KoffiImport("{{prototype}}")]
                public static partial int {{method}};
            }
            """
        );

    // Characters that may lack a NUL, with and without an annotation.
    [TestCase("void f(int (*cb)({|KOFFI410:const char|} *text, int len))")]
    [TestCase("void f(int (*cb)(void *user, {|KOFFI410:const char16_t|} *text, size_t text_len))")]
    [TestCase("void f(int (*cb)(_In_reads_(len) const char *text, int len))")]
    [TestCase("void f(int (*cb)(str text, int len))")]
    [TestCase("void f(int (*cb)(const char *text, int age))")]
    [TestCase("void f(int (*cb)(char *text, int len))")]
    public Task Text_that_is_followed_by_a_count_is_reported(string prototype) =>
        AnalyzerVerifier.VerifyAsync(
            $$"""
            using KoffiGen;

            [KoffiImport("{{prototype}}")]
            internal static partial class Imports;
            """
        );

    [Test]
    public Task Text_that_is_followed_by_a_count_is_reported_in_named_types() =>
        AnalyzerVerifier.VerifyAsync(
            $$"""
            using KoffiGen;

            [KoffiDefine("typedef void line({|KOFFI410:const char|} *text, int len); typedef void (*title)(str text, int len);")]
            [KoffiImport("g", "void", "void (*cb)({|KOFFI410:const char|} *text, int len)")]
            internal static partial class Imports;
            """
        );

    [TestCase("char *data, int n", "{|KOFFI411:string data|}, int n")]
    [TestCase("const char *data, int n", "{|KOFFI411:string? data|}, int n")]
    [TestCase("const char *data, int age", "string? data, int age")]
    [TestCase("_In_ char *data, int n", "string data, int n")]
    [TestCase("char *data, int n", "Pointer<byte> data, int n")]
    [TestCase("_Context_ void *user, char *data, int n", "{|KOFFI411:string data|}, int n")]
    public Task A_delegate_that_reads_past_the_counted_text_is_reported(string parameters, string written) =>
        AnalyzerVerifier.VerifyAsync(
            $$"""
            using KoffiGen;

            [KoffiCallback("void Read({{parameters}})")]
            internal delegate void Read({{written}});
            """
        );

    // 'Own' declares 'int (int)', so it is accepted only for parameters of the same C function type.
    [TestCase("Own *cb", "Own? cb")]
    [TestCase("int (*cb)(int value)", "Own? cb")]
    [TestCase("int (*cb)(unsigned value)", "{|KOFFI402:Own? cb|}")]
    [TestCase("double (*cb)(double value)", "{|KOFFI402:Own? cb|}")]
    public Task A_delegate_is_for_the_C_type_that_it_has(string parameter, string written) =>
        AnalyzerVerifier.VerifyAsync(
            $$"""
            using KoffiGen;

            [KoffiCallback("int Own(int value)")]
            internal delegate int Own(int value);

            internal static partial class Imports
            {
                [KoffiImport("void f({{parameter}})")]
                public static partial void F({{written}});
            }
            """
        );

    [TestCase("int (*cb)(int a)", "delegate* unmanaged[Cdecl]<int, int>", null)]
    [TestCase("int (*cb)(int a)", "delegate* unmanaged[Cdecl]<System.DayOfWeek, int>", null)]
    [TestCase("int (*cb)(int a)", "delegate* <int, int>", "it is not 'unmanaged'")]
    [TestCase("int (*cb)(int a)", "delegate* unmanaged<int, int>", "the calling convention must be 'unmanaged[Cdecl]'")]
    [TestCase("int (*cb)(int a)", "delegate* unmanaged[Stdcall]<int, int>", "the calling convention must be 'unmanaged[Cdecl]'")]
    [TestCase("int (__stdcall *cb)(int a)", "delegate* unmanaged[Stdcall]<int, int>", null)]
    [TestCase("int (__stdcall *cb)(int a)", "delegate* unmanaged[Cdecl]<int, int>", "the calling convention must be 'unmanaged[Stdcall]'")]
    [TestCase("int (*cb)(int a)", "delegate* unmanaged[Cdecl]<long, int>", "expected a parameter that matches 'int a' but found 'long'")]
    [TestCase(
        "int (*cb)(int a)",
        "delegate* unmanaged[Cdecl]<ref int, int>",
        "expected a parameter that matches 'int a' but found 'ref int'"
    )]
    [TestCase("int (*cb)(int a)", "delegate* unmanaged[Cdecl]<int, int, int>", "expected 1 parameter but found 2")]
    [TestCase("int (*cb)(int a)", "delegate* unmanaged[Cdecl]<int, double>", "expected the return type 'int' but found 'double'")]
    [TestCase("int (*cb)(int a)", "delegate* unmanaged[Cdecl]<int, void>", "expected the return type 'int' but found 'void'")]
    [TestCase("void (*cb)(int *a, const char *b, void *c)", "delegate* unmanaged[Cdecl]<int*, byte*, nint, void>", null)]
    [TestCase(
        "void (*cb)(int *a)",
        "delegate* unmanaged[Cdecl]<ref int, void>",
        "expected a parameter that matches 'int *a' but found 'ref int'"
    )]
    [TestCase(
        "void (*cb)(int *a)",
        "delegate* unmanaged[Cdecl]<short*, void>",
        "expected a parameter that matches 'int *a' but found 'short*'"
    )]
    [TestCase("void (*cb)(bool a, char16_t b)", "delegate* unmanaged[Cdecl]<byte, ushort, void>", null)]
    [TestCase("void (*cb)(bool a)", "delegate* unmanaged[Cdecl]<bool, void>", "'bool' is not blittable; use 'byte' instead")]
    [TestCase("void (*cb)(char16_t a)", "delegate* unmanaged[Cdecl]<char, void>", "'char' is not blittable; use 'ushort' instead")]
    [TestCase("void (*cb)(struct Two a)", "delegate* unmanaged[Cdecl]<Two, void>", null)]
    [TestCase(
        "void (*cb)(struct Two a)",
        "delegate* unmanaged[Cdecl]<One, void>",
        "expected a parameter that matches 'struct Two a' but found 'One'"
    )]
    [TestCase("void (*cb)(int (*inner)(int))", "delegate* unmanaged[Cdecl]<delegate* unmanaged[Cdecl]<int, int>, void>", null)]
    [TestCase(
        "void (*cb)(int (*inner)(int))",
        "delegate* unmanaged[Cdecl]<delegate* <int, int>, void>",
        "expected a parameter that matches 'int (*inner)(int)' but found 'delegate*<int, int>'"
    )]
    [TestCase("void (*cb)(int)", "delegate* unmanaged[Cdecl]<System.Action, void>", "its own signature contains a delegate")]
    public async Task A_function_pointer_has_the_function_type_that_C_calls(string parameter, string type, string? difference)
    {
        string written = difference is null ? $"{type} cb" : $$"""{|KOFFI402:{{type}} cb|}""";
        (string source, List<(string Id, Microsoft.CodeAnalysis.Text.TextSpan Span)> expected) = AnalyzerVerifier.Parse(
            $$"""
            using KoffiGen;

            [KoffiType("struct Two")]
            internal struct Two { public double X, Y; }
            internal struct One { public float X; }

            internal static unsafe partial class Imports
            {
                [KoffiImport("void f({{parameter}})")]
                public static partial void F({{written}});
            }
            """
        );
        Microsoft.CodeAnalysis.Diagnostic[] diagnostics = [.. await AnalyzerVerifier.AnalyzeAsync(AnalyzerVerifier.Generate(true, source))];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(diagnostics.Select(static diagnostic => (diagnostic.Id, diagnostic.Location.SourceSpan)), Is.EqualTo(expected));
            Assert.That(
                diagnostics.Select(static diagnostic => diagnostic.GetMessage(CultureInfo.InvariantCulture)),
                Is.All.EndsWith($": {difference}")
            );
        }
    }

    [TestCase("delegate* unmanaged<int, int> f")]
    [TestCase("{|KOFFI202:delegate* <int, int> f|}")]
    public Task A_function_pointer_is_an_address(string parameter) =>
        AnalyzerVerifier.VerifyAsync(
            $$"""
            using KoffiGen;

            internal static unsafe partial class Imports
            {
                [KoffiImport("void f(void *f)")]
                public static partial void F({{parameter}});
            }
            """
        );

    [TestCase("int Step(int a)", "int Step({|KOFFI402:string a|})", TestName = "KOFFI402 is reported at the parameter of a delegate")]
    [TestCase(
        "int Step(int a, int *b)",
        "int Step(int a, out {|KOFFI402:int b|})",
        TestName = "KOFFI402 is reported at a parameter of another direction"
    )]
    [TestCase("int Step(int a)", "{|KOFFI402:string|} Step(int a)", TestName = "KOFFI402 is reported at the result of a delegate")]
    [TestCase(
        "void Step(int a)",
        "{|KOFFI402:int|} Step(int a)",
        TestName = "KOFFI402 is reported at a result that the C function type does not return"
    )]
    [TestCase("int Step(int a)", "{|KOFFI402:ref int|} Step(int a)", TestName = "KOFFI402 is reported at a result by reference")]
    [TestCase(
        "int Step(int a)",
        "int {|KOFFI402:Step|}(int a, int b)",
        TestName = "KOFFI402 is reported at the name of a delegate with more parameters"
    )]
    [TestCase(
        "int Step(_Context_ void *u, int a)",
        "int {|KOFFI402:Step|}(nint u, int a)",
        TestName = "KOFFI402 is reported at the name of a delegate that takes the context pointer"
    )]
    [TestCase(
        "int __fastcall Step(int a)",
        "int {|KOFFI404:Step|}(int a)",
        TestName = "KOFFI404 is reported at a calling convention that C# does not support"
    )]
    [TestCase("int Step(int a, ...)", "int {|KOFFI404:Step|}(int a)", TestName = "KOFFI404 is reported at a variadic function type")]
    [TestCase(
        "int Step(long double a)",
        "int {|KOFFI404:Step|}(double a)",
        TestName = "KOFFI404 is reported at a type that cannot be passed"
    )]
    [TestCase("int Step(int a)", "int {|KOFFI404:Step|}<T>(int a)", TestName = "KOFFI404 is reported at a generic delegate")]
    [TestCase(
        "int Step(int (*a)(int b))",
        "int {|KOFFI404:Step|}(Func<int, int> a)",
        TestName = "KOFFI404 is reported at a delegate that takes delegates"
    )]
    [TestCase("int Step({|KOFFI101:Nope|} a)", "int Step(int a)", TestName = "KOFFI101 is reported in the prototype of a delegate")]
    [TestCase("int Step(struct s *a, {|KOFFI007:)|}", "int Step(nint a)", TestName = "KOFFI007 is reported in the prototype of a delegate")]
    public Task A_prototype_that_does_not_fit_its_delegate_is_reported(string prototype, string signature) =>
        AnalyzerVerifier.VerifyAsync(
            $$"""
            using System;
            using KoffiGen;

            internal static partial class Outer
            {
                [KoffiCallback("{{prototype}}")]
                internal delegate {{signature}};
            }
            """
        );

    [TestCase("file delegate int {|KOFFI404:Own|}(int a);")]
    [TestCase(
        "file static partial class Outer { [KoffiCallback(\"int Inner(int a)\")] internal delegate int {|KOFFI404:Inner|}(int a); } internal delegate int Own(int a);"
    )]
    [TestCase(
        "internal static partial class Outer<T> { [KoffiCallback(\"int Inner(int a)\")] internal delegate int {|KOFFI404:Inner|}(int a); } internal delegate int Own(int a);"
    )]
    public Task A_delegate_that_generated_code_cannot_name_is_reported(string declaration)
    {
        string attribute = declaration.Contains("Outer", StringComparison.Ordinal) ? "" : "[KoffiCallback(\"int Own(int a)\")]";
        return AnalyzerVerifier.VerifyAsync(
            $$"""
            using KoffiGen;

            {{attribute}}
            {{declaration}}
            """
        );
    }
}
