using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace KoffiGen.Tests.Analyzers;

public sealed partial class CallbackUseTests
{
    [Test]
    public Task Functions_of_a_library_that_keeps_registrations_are_not_reported() =>
        AnalyzerVerifier.VerifyAsync(
            """"
            using System;
            using KoffiGen;

            int answer = Native.TransferToJS("Niels", 27, (str, age) => { Console.WriteLine(str); return 42; });
            using var cb1 = Native.GetCallbackPointer.Register(name => $"Hello {name}!");
            using var cb2 = Native.PrintCallbackPointer.Register(Console.WriteLine);
            Native.RegisterFunctions(cb1, cb2);
            Native.SayIt("Kyoto");
            return answer;

            [KoffiLibrary("callbacks")]
            [KoffiDefine("""
                typedef int TransferCallback(const char *str, int age);
                typedef const char *GetCallback(const char *name);
                typedef void PrintCallback(const char *str);
                """)]
            [KoffiImport("int TransferToJS(const char *name, int age, TransferCallback *cb)")]
            [KoffiImport("void RegisterFunctions(GetCallback *cb1, PrintCallback *cb2)")]
            [KoffiImport("void SayIt(const char *name)")]
            static partial class Native;
            """"
        );

    [TestCase("", "StepPointer.Register", TestName = "KOFFI408 is not reported if no policy is set")]
    [TestCase(
        ", OnException = KoffiCallbackPolicy.Rethrow",
        "{|KOFFI408:StepPointer.Register|}",
        TestName = "KOFFI408 is reported at the registration"
    )]
    [TestCase(
        ", Slots = 4, OnException = 0",
        "{|KOFFI408:StepPointer.Register|}",
        TestName = "KOFFI408 is reported if the policy is a number"
    )]
    [TestCase(
        ", OnException = KoffiCallbackPolicy.Default",
        "StepPointer.Register",
        TestName = "KOFFI408 is not reported for the default policy"
    )]
    [TestCase(
        ", OnException = KoffiCallbackPolicy.FailFast",
        "StepPointer.Register",
        TestName = "KOFFI408 is not reported for the policy that ends the process"
    )]
    public Task A_registration_that_rethrows_exceptions_is_reported(string policy, string register) =>
        AnalyzerVerifier.VerifyAsync(
            $$"""
            using KoffiGen;

            [KoffiCallback("int Step(int value)"{{policy}})]
            internal delegate int Step(int value);

            [KoffiImport("int run(Step *step)")]
            internal static partial class Native
            {
                public static int Use()
                {
                    using var step = {{register}}(value => value);
                    return run(step) + run(value => value);
                }
            }
            """
        );

    [TestCase("onexception(rethrow, db_step)", true, TestName = "KOFFI408 is reported if a directive sets the policy")]
    [TestCase(
        "onexception(failfast, db_step) onexception(rethrow, db_other, db_step)",
        true,
        TestName = "KOFFI408 is reported if the last directive sets the policy"
    )]
    [TestCase(
        "onexception(rethrow, db_step) onexception(default, db_step)",
        false,
        TestName = "KOFFI408 is not reported if a later directive replaces the policy"
    )]
    [TestCase("onexception(rethrow, db_st*)", true, TestName = "KOFFI408 is reported if the pattern of a directive matches")]
    [TestCase("onexception(rethrow, db_other)", false, TestName = "KOFFI408 is not reported for the policy of another callback type")]
    [TestCase("slots(db_step, 2)", false, TestName = "KOFFI408 is not reported if the file sets no policy")]
    public async Task A_registration_of_a_file_that_rethrows_exceptions_is_reported(string directives, bool isTold)
    {
        Microsoft.CodeAnalysis.Diagnostics.AnalyzerOptions options = new(
            [
                new Generator.MemoryFile(
                    "/project/db.koffi",
                    $$"""
                    #pragma koffi class(Db) strip("db_") case(pascal) {{directives}}
                    typedef int db_step(int value);
                    typedef int (*db_other)(int value, int more);
                    int db_run(db_step *step);
                    """
                ),
            ],
            new Generator.MemoryOptions("Root")
        );
        string register = isTold ? "{|KOFFI408:Root.StepPointer.Register|}" : "Root.StepPointer.Register";
        (string source, List<(string Id, Microsoft.CodeAnalysis.Text.TextSpan Span)> expected) = AnalyzerVerifier.Parse(
            $$"""class Program { static void Main() { using var step = {{register}}(v => v); } }"""
        );
        Microsoft.CodeAnalysis.Compilation compilation = AnalyzerVerifier.Generate(options, source);
        ImmutableArray<Diagnostic> diagnostics = await AnalyzerVerifier.AnalyzeAsync(compilation, options);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(compilation.GetDiagnostics(), Is.Empty);
            Assert.That(diagnostics.Select(static diagnostic => (diagnostic.Id, diagnostic.Location.SourceSpan)), Is.EqualTo(expected));
        }
    }

    [Test]
    public Task A_registration_of_a_class_that_rethrows_exceptions_is_reported() =>
        AnalyzerVerifier.VerifyAsync(
            """
            using KoffiGen;

            namespace Outer.@event
            {
                [KoffiDefine("#pragma koffi onexception(rethrow, operator)\ntypedef int operator(int value); typedef int step(int value, int more);")]
                internal static partial class @class
                {
                    public static void Use()
                    {
                        using var first = {|KOFFI408:operatorPointer.Register|}(value => value);
                        using var second = stepPointer.Register((value, more) => value);
                    }
                }
            }
            """
        );
}
