namespace KoffiGen.Tests.Analyzers;

/// <summary>Tests of the rules of asynchronous calls, each with its location.</summary>
public sealed class AsynchronousRuleTests
{
    [TestCase("int F(int a, ...)", "Task<int> {|KOFFI504:F|}(int a)")]
    [TestCase(
        "int F(int a, ...)",
        "void {|KOFFI504:F|}(int a, params System.ReadOnlySpan<KoffiArgument> b, System.Action<System.Exception?, int> done)",
        "CS0231"
    )]
    [TestCase("int F(int *a, const int *b)", "Task<int> F({|KOFFI505:System.Span<int> a|}, {|KOFFI505:System.ReadOnlySpan<int> b|})")]
    [TestCase("int F(_Out_ int *a, _Inout_ int *b)", "Task<int> F(out {|KOFFI505:int a|}, ref {|KOFFI505:int b|})")]
    [TestCase("int F(int a, const int *b)", "void F(int a, in {|KOFFI505:int b|}, System.Action<System.Exception?, int> done)")]
    [TestCase("int F(int a)", "{|KOFFI203:Task<string>|} F(int a)")]
    [TestCase("void F(int a)", "{|KOFFI203:Task<int>|} F(int a)")]
    [TestCase("int F(_Out_ int *a)", "{|KOFFI203:Task<int>|} F()")]
    [TestCase("int F(_Out_ int *a)", "{|KOFFI203:Task<(int, int, int)>|} F()")]
    [TestCase("int F(_Out_ int *a)", "{|KOFFI203:void|} F(System.Action<System.Exception?, int> done)")]
    [TestCase("int F(_Inout_ int *a)", "{|KOFFI203:Task<(int, long)>|} F(int a)")]
    [TestCase("int F(_Out_ int *a)", "{|KOFFI202:Task<(int, string)>|} F()")]
    [TestCase("int F(int a)", "Task<int> F({|KOFFI202:string a|})")]
    [TestCase("int F(int *a)", "Task<int> F({|KOFFI202:System.Memory<long> a|})")]
    [TestCase("int F(_Out_ int *a)", "Task<int> F({|KOFFI207:System.ReadOnlyMemory<int> a|})")]
    [TestCase("int F(int a)", "Task<int> {|KOFFI201:F|}(int a, int b)")]
    [TestCase("int F(_Out_ int *a)", "Task<(int, int)> {|KOFFI201:F|}(int a, int b)")]
    [TestCase("int F(_In_reads_(n) const int *a, size_t n)", "Task<int> F({|KOFFI217:nint a|})")]
    public Task A_method_that_does_not_match_its_prototype_is_reported(string prototype, string method, params string[] compilerErrors) =>
        AnalyzerVerifier.VerifyAsync(
            $$"""
            using System.Threading.Tasks;
            using KoffiGen;

            internal static partial class Imports
            {
                [KoffiImport("{{prototype}}")]
                public static partial {{method}};
            }
            """,
            allowsUnsafe: true,
            compilerErrors
        );

    [Test]
    public Task Options_of_a_class_that_cannot_apply_are_reported() =>
        AnalyzerVerifier.VerifyAsync(
            """
            using System.Threading.Tasks;
            using KoffiGen;

            [KoffiImport("int f(int a)", Async = true, SuppressGCTransition = {|KOFFI506:true|})]
            [{|KOFFI504:KoffiImport|}("int g(int a, ...)", Async = true)]
            internal static partial class Imports
            {
                [KoffiImport("int h(int a)", Async = {|KOFFI509:true|})]
                public static partial int H(int a);

                [KoffiImport("int i(int a)", SuppressGCTransition = {|KOFFI506:true|})]
                public static partial Task<int> I(int a);
            }
            """
        );

    [Test]
    public Task Two_generated_methods_with_the_same_signature_are_reported() =>
        AnalyzerVerifier.VerifyAsync(
            """
            using KoffiGen;

            [KoffiImport("int f(int a)", Async = true)]
            [KoffiImport("int f(double a)", Async = true)]
            [KoffiImport("int f(int *a)", Async = true)]
            [KoffiImport("int f(float a, _Out_ int *b)")]
            [{|KOFFI210:KoffiImport|}("int f(double a, _Out_ int *b)", Async = true)]
            internal static partial class Imports;
            """
        );

    // The task is dropped, so the caller never learns that the call has ended.
    [TestCase("{|KOFFI507:Native.fAsync|}(1);", TestName = "KOFFI507 is reported at a call statement")]
    [TestCase("{|KOFFI507:Native.F|}(1);", TestName = "KOFFI507 is reported at a call of an annotated method")]
    [TestCase("Action a = () => {|KOFFI507:Native.fAsync|}(1); a();", TestName = "KOFFI507 is reported in a lambda without a result")]
    [TestCase("void Local() => {|KOFFI507:Native.fAsync|}(1); Local();", TestName = "KOFFI507 is reported in a local function")]
    [TestCase("foreach (int n in new[] { 1 }) {|KOFFI507:Native.fAsync|}(n);", TestName = "KOFFI507 is reported in a loop")]
    [TestCase(
        "{|KOFFI507:Native.fAsync|}(1).AsTask();",
        TestName = "KOFFI507 is reported at a value task that is only converted to a task"
    )]
    [TestCase(
        "{|KOFFI507:Native.fAsync|}(1).ConfigureAwait(false); {|KOFFI507:Native.F|}(1).ConfigureAwait(false);",
        TestName = "KOFFI507 is reported at a task that is only configured"
    )]
    [TestCase("_ = Native.fAsync(1);", TestName = "KOFFI507 is not reported for a discard")]
    [TestCase("Native.fAsync(1).AsTask().Wait();", TestName = "KOFFI507 is not reported for a task whose Wait method is called")]
    [TestCase("Task t = Native.F(1); t.Wait();", TestName = "KOFFI507 is not reported for a task that is stored")]
    [TestCase("Func<Task> a = () => Native.F(1); a().Wait();", TestName = "KOFFI507 is not reported for a task that is returned")]
    [TestCase(
        "Func<Task> a = async () => await Native.F(1); a().Wait();",
        TestName = "KOFFI507 is not reported for a task that is awaited"
    )]
    [TestCase("Native.Done(1, (e, r) => { });", TestName = "KOFFI507 is not reported for a call with a completion delegate")]
    [TestCase("Task.Delay(1);", TestName = "KOFFI507 is not reported for a task of .NET")]
    public Task A_task_that_is_dropped_is_reported(string statements) =>
        AnalyzerVerifier.VerifyAsync(
            $$"""
            using System;
            using System.Threading.Tasks;
            using KoffiGen;

            [KoffiImport("int f(int a)", Async = true)]
            internal static partial class Native
            {
                [KoffiImport("int f(int a)")] public static partial Task<int> F(int a);
                [KoffiImport("int f(int a)")] public static partial void Done(int a, Action<Exception?, int> done);
            }

            internal static class Program
            {
                public static void Run()
                {
                    {{statements}}
                }
            }
            """
        );

    [Test]
    public Task A_dropped_task_of_a_function_of_a_file_is_reported() =>
        AnalyzerVerifier.VerifyAsync(
            """
            using KoffiGen;

            [KoffiDefine("#pragma koffi async(f)\nint f(int a); typedef int Cmp(int a);")]
            internal static partial class Native
            {
                public static void Run() => {|KOFFI507:fAsync|}(1);
            }
            """
        );

    [Test]
    public Task Wrong_dispatchers_are_reported() =>
        AnalyzerVerifier.VerifyAsync(
            """
            using System.Threading.Tasks;
            using KoffiGen;

            [assembly: KoffiAsync(KoffiDispatcher.Threads, {|KOFFI508:0|})]

            [KoffiLibrary("c", Dispatcher = {|KOFFI508:(KoffiDispatcher)7|})]
            [KoffiAsync(limit: {|KOFFI508:-1|}, dispatcher: KoffiDispatcher.ThreadPool)]
            [KoffiImport("int g(int a)", Async = true)]
            internal static partial class Native
            {
                [KoffiAsync({|KOFFI508:(KoffiDispatcher)3|}, 4)]
                [KoffiImport("int f(int a)")]
                public static partial Task<int> F(int a);

                [KoffiAsync(KoffiDispatcher.Dedicated)]
                [KoffiImport("int f(int a)")]
                public static partial Task<int> G(int a);
            }
            """
        );
}
