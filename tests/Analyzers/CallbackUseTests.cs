using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace KoffiGen.Tests.Analyzers;

/// <summary>Tests that callbacks which are kept too long, or not long enough, are reported. Uncertain cases are not reported.</summary>
public sealed partial class CallbackUseTests
{
    // Dropped, or out of reach at once.
    [TestCase("{|KOFFI406:Native.StepPointer.Register|}(v => v);", TestName = "KOFFI406 is reported at a dropped registration")]
    [TestCase("_ = {|KOFFI406:Native.StepPointer.Register|}(v => v);", TestName = "KOFFI406 is reported at a discarded registration")]
    [TestCase(
        "Native.StepPointer p = {|KOFFI406:Native.StepPointer.Register|}(v => v); Use(p.Address);",
        TestName = "KOFFI406 is reported at a registration that is converted to a pointer"
    )]
    [TestCase(
        "Native.Step? p = {|KOFFI406:Native.StepPointer.Register|}(v => v); Native.run(p);",
        TestName = "KOFFI406 is reported at a registration of which only the delegate is used"
    )]
    [TestCase(
        "nint p = {|KOFFI406:Native.StepPointer.Register|}(v => v).Address; Use(p);",
        TestName = "KOFFI406 is reported at a registration of which only the address is used"
    )]
    [TestCase(
        "Native.Step p = {|KOFFI406:Native.StepPointer.Register|}(v => v).ToDelegate(); Native.run(p);",
        TestName = "KOFFI406 is reported at a registration of which only the delegate is kept"
    )]
    [TestCase(
        "Native.run({|KOFFI406:Native.StepPointer.Register|}(v => v));",
        TestName = "KOFFI406 is reported at a registration that is only passed to C"
    )]
    [TestCase(
        "Action a = () => {|KOFFI406:Native.StepPointer.Register|}(v => v); a();",
        TestName = "KOFFI406 is reported at a registration that a lambda drops"
    )]
    [TestCase(
        "kept = (nint){|KOFFI406:Native.EachPointer.Register|}(v => v).Context;",
        TestName = "KOFFI406 is reported at a registration of which only the context is kept"
    )]
    // Kept in a local variable.
    [TestCase("var cb = {|KOFFI406:Native.StepPointer.Register|}(v => v);", TestName = "KOFFI406 is reported at a local that is not used")]
    [TestCase(
        "var cb = {|KOFFI406:Native.StepPointer.Register|}(v => v); Native.run(cb); Native.run(cb);",
        TestName = "KOFFI406 is reported at a local that is only passed to C"
    )]
    [TestCase(
        "Registered<Native.Step>? cb; cb = {|KOFFI406:Native.StepPointer.Register|}(v => v); Native.run(cb);",
        TestName = "KOFFI406 is reported at a local that is assigned later"
    )]
    [TestCase(
        "IDisposable cb = {|KOFFI406:Native.StepPointer.Register|}(v => v); Console.WriteLine(cb == null); GC.KeepAlive(cb);",
        TestName = "KOFFI406 is reported at a local of another type"
    )]
    [TestCase(
        "var cb = {|KOFFI406:Native.StepPointer.Register|}(v => v); Use(cb.Address); Native.StepPointer p = cb; Use(p.Address); cb.ToString();",
        TestName = "KOFFI406 is reported at a local of which only the address is used"
    )]
    [TestCase(
        "void F() { var cb = {|KOFFI406:Native.StepPointer.Register|}(v => v); Native.run(cb); } F();",
        TestName = "KOFFI406 is reported at a local of a local function"
    )]
    [TestCase(
        "Action a = () => { var cb = {|KOFFI406:Native.StepPointer.Register|}(v => v); Native.run(cb); }; a();",
        TestName = "KOFFI406 is reported at a local of a lambda"
    )]
    [TestCase(
        "if (kept > 0) { Registered<Native.Step> a = {|KOFFI406:Native.StepPointer.Register|}(v => v), b = Native.StepPointer.Register(v => v); b.Dispose(); }",
        TestName = "KOFFI406 is reported at the one of two locals that is not disposed"
    )]
    [TestCase(
        "var cb = {|KOFFI406:Native.EachPointer.Register|}(v => v); Native.set_closure(cb);",
        TestName = "KOFFI406 is reported at a local of a closure type that is only passed to C"
    )]
    [TestCase(
        "var cb = {|KOFFI406:Native.StepPointer.Register|}(v => v); if (cb is not null) { Native.run(cb); }",
        TestName = "KOFFI406 is reported at a local that is only compared with null"
    )]
    // Disposed of, or possibly disposed of.
    [TestCase(
        "using var cb = Native.StepPointer.Register(v => v); Native.run(cb);",
        TestName = "KOFFI406 is not reported for a using declaration"
    )]
    [TestCase(
        "using (var cb = Native.StepPointer.Register(v => v)) Native.run(cb);",
        TestName = "KOFFI406 is not reported for a using statement"
    )]
    [TestCase(
        "using (Native.StepPointer.Register(v => v)) { }",
        TestName = "KOFFI406 is not reported if a using statement has no variable"
    )]
    [TestCase(
        "var cb = Native.StepPointer.Register(v => v); using (cb) { }",
        TestName = "KOFFI406 is not reported if a later using statement names the local"
    )]
    [TestCase(
        "var cb = Native.StepPointer.Register(v => v); try { Native.run(cb); } finally { cb.Dispose(); }",
        TestName = "KOFFI406 is not reported if Dispose is called"
    )]
    [TestCase(
        "Registered<Native.Step>? cb = null; try { cb = Native.StepPointer.Register(v => v); } finally { cb?.Dispose(); }",
        TestName = "KOFFI406 is not reported if Dispose is called conditionally"
    )]
    [TestCase(
        "IDisposable cb = Native.StepPointer.Register(v => v); cb.Dispose();",
        TestName = "KOFFI406 is not reported if Dispose is called through IDisposable"
    )]
    [TestCase(
        "var cb = Native.StepPointer.Register(v => v); ((IDisposable)cb).Dispose();",
        TestName = "KOFFI406 is not reported if Dispose is called on a cast"
    )]
    [TestCase(
        "var cb = Native.StepPointer.Register(v => v); Keep(cb);",
        TestName = "KOFFI406 is not reported if a C# method receives the local"
    )]
    [TestCase("Keep(Native.StepPointer.Register(v => v));", TestName = "KOFFI406 is not reported if a C# method receives the registration")]
    [TestCase(
        "var list = new List<Registered<Native.Step>>(); var cb = Native.StepPointer.Register(v => v); list.Add(cb);",
        TestName = "KOFFI406 is not reported if a collection receives the local"
    )]
    [TestCase(
        "var list = new List<Registered<Native.Step>> { Native.StepPointer.Register(v => v) }; Registered<Native.Step>[] more = [Native.StepPointer.Register(v => v)]; Keep(list, more);",
        TestName = "KOFFI406 is not reported in a collection initializer"
    )]
    [TestCase(
        "var cb = Native.StepPointer.Register(v => v); Action a = () => cb.Dispose(); a();",
        TestName = "KOFFI406 is not reported if a lambda captures the local"
    )]
    [TestCase(
        "var cb = Native.StepPointer.Register(v => v); field = cb;",
        TestName = "KOFFI406 is not reported if a field holds the local"
    )]
    [TestCase(
        "field = Native.StepPointer.Register(v => v); Property = Native.StepPointer.Register(v => v);",
        TestName = "KOFFI406 is not reported if a field or a property receives the registration"
    )]
    [TestCase(
        "var cb = Native.StepPointer.Register(v => v); var other = cb; other.Dispose();",
        TestName = "KOFFI406 is not reported if a second local receives the local"
    )]
    [TestCase(
        "Func<Registered<Native.Step>> f = () => Native.StepPointer.Register(v => v); f().Dispose();",
        TestName = "KOFFI406 is not reported if a lambda returns the registration"
    )]
    [TestCase(
        "var cb = kept > 0 ? Native.StepPointer.Register(v => v) : null; cb?.Dispose();",
        TestName = "KOFFI406 is not reported in a conditional expression"
    )]
    [TestCase(
        "field ??= Native.StepPointer.Register(v => v); ref var place = ref field; place = Native.StepPointer.Register(v => v);",
        TestName = "KOFFI406 is not reported if a reference to a field receives the registration"
    )]
    [TestCase("Native.StepPointer.Register(v => v).Dispose();", TestName = "KOFFI406 is not reported for an immediate Dispose")]
    [TestCase("Native.EachPointer.RegisterOnce(v => v);", TestName = "KOFFI406 is not reported for a registration of one call")]
    [TestCase(
        "var cb = Native.StepPointer.Register(v => v); if (cb is IDisposable other) { other.Dispose(); }",
        TestName = "KOFFI406 is not reported if a type pattern names the local"
    )]
    [TestCase(
        "var cb = Native.StepPointer.Register(v => v); if (cb is { } other) { other.Dispose(); }",
        TestName = "KOFFI406 is not reported if an empty property pattern names the local"
    )]
    [TestCase(
        "var cb = Native.StepPointer.Register(v => v); Owner owner = cb; owner.Dispose();",
        TestName = "KOFFI406 is not reported if a user-defined conversion receives the local"
    )]
    [TestCase(
        "Owner owner = Native.StepPointer.Register(v => v); owner.Dispose();",
        TestName = "KOFFI406 is not reported if a user-defined conversion receives the registration"
    )]
    [TestCase(
        "Action dispose = Native.StepPointer.Register(v => v).Dispose; dispose();",
        TestName = "KOFFI406 is not reported if a delegate of Dispose is kept"
    )]
    [TestCase(
        "foreach (var n in new[] { 1 }) { var cb = Native.StepPointer.Register(v => v + n); Keep((cb, n)); }",
        TestName = "KOFFI406 is not reported if a tuple receives the registration"
    )]
    [TestCase("var own = Other.Register(); Use(own.Address);", TestName = "KOFFI406 is not reported for a registration type of the user")]
    [TestCase(
        "Shared.Register(); Use(Shared.Register().Address);",
        TestName = "KOFFI406 is not reported for a registration that a user's struct keeps"
    )]
    public Task A_registration_that_is_not_disposed_is_reported(string statements) => VerifyAsync(statements);

    [Test]
    public Task Registrations_that_last_as_long_as_the_program_are_not_reported() =>
        AnalyzerVerifier.VerifyAsync(
            """
            using KoffiGen;

            [KoffiDefine("typedef int Step(int value);")]
            internal static partial class Native
            {
                private static readonly Registered<Step> Kept = StepPointer.Register(static value => value);
                private static readonly StepPointer Pointer = StepPointer.Register(static value => value);
                private static StepPointer Later { get; } = StepPointer.Register(static value => value);
                private static readonly nint Address;

                static Native() => Address = StepPointer.Register(static value => value).Address;

                public static nint Sum() => Kept.Address + Pointer.Address + Later.Address + Address;
            }

            internal sealed class Owner
            {
                private readonly Native.StepPointer _pointer = {|KOFFI406:Native.StepPointer.Register|}(static value => value);
                private readonly Registered<Native.Step> _kept = Native.StepPointer.Register(static value => value);

                public nint Sum() => _pointer.Address + _kept.Address;
            }
            """
        );

    // Naming styles of C functions.
    [TestCase("set_handler", true)]
    [TestCase("lib_set_step", true)]
    [TestCase("glfwSetKeyStep", true)]
    [TestCase("XSetErrorStep", true)]
    [TestCase("SetStep", true)]
    [TestCase("register_step", true)]
    [TestCase("lib2_register", true)]
    [TestCase("RegisterFunctions", true)]
    [TestCase("on_exit", true)]
    [TestCase("onExit", true)]
    [TestCase("db_update_hook", true)]
    [TestCase("png_error_handler", true)]
    [TestCase("gif_read_callback", true)]
    [TestCase("lib2_register_2", true)]
    [TestCase("lib_on_close", true)]
    [TestCase("uvOnRead", true)]
    [TestCase("atexit", true)]
    [TestCase("signal", true)]
    [TestCase("pthread_key_create", true)]
    [TestCase("my_signal", false)]
    [TestCase("lib_do_on_close", false)]
    [TestCase("run_on_main", false)]
    [TestCase("function_of_one", false)]
    [TestCase("sqlite3_create_function", false)]
    [TestCase("settle", false)]
    [TestCase("offset_each", false)]
    [TestCase("set", false)]
    [TestCase("reset_all", false)]
    [TestCase("turn_on", false)]
    [TestCase("once_step", false)]
    [TestCase("hash_set_foreach", false)]
    [TestCase("set_sort", false)]
    [TestCase("char_set", false)]
    [TestCase("call_handler", false)]
    [TestCase("remove_hook", false)]
    [TestCase("callback", false)]
    [TestCase("callback_test", false)]
    [TestCase("TransferToJS", false)]
    [TestCase("_hook", false)]
    public Task The_name_of_a_function_decides_whether_C_keeps_the_callback(string function, bool isKeeping)
    {
        string argument = isKeeping ? "{|KOFFI407:value => value|}" : "value => value";
        return AnalyzerVerifier.VerifyAsync(
            $$"""
            using KoffiGen;

            [KoffiDefine("typedef int Step(int value);")]
            [KoffiImport("void {{function}}(Step *step)")]
            internal static partial class Native
            {
                [KoffiImport("{{function}}", "void", "Step *")]
                public static partial void Own(Step? step);

                public static void Run()
                {
                    {{function}}({{argument}});
                    Own({{argument}});
                }
            }
            """
        );
    }

    [TestCase("Native.set_step({|KOFFI407:delegate (int v) { return v; }|});", TestName = "KOFFI407 is reported at an anonymous method")]
    [TestCase("Native.set_step({|KOFFI407:Id|});", TestName = "KOFFI407 is reported at a method group")]
    [TestCase("Native.set_step({|KOFFI407:static v => v|});", TestName = "KOFFI407 is reported at a static lambda")]
    [TestCase("Native.set_step({|KOFFI407:new Native.Step(v => v)|});", TestName = "KOFFI407 is reported at a new delegate")]
    [TestCase("Native.set_step(step: {|KOFFI407:v => v|});", TestName = "KOFFI407 is reported at a named argument")]
    [TestCase("Native.set_two(1, {|KOFFI407:v => v|}, null, {|KOFFI407:v => v + 1|});", TestName = "KOFFI407 is reported at each argument")]
    [TestCase("Native.set_closure({|KOFFI407:v => v|});", TestName = "KOFFI407 is reported at a callback with a context pointer")]
    [TestCase("Native.Renamed({|KOFFI407:v => v|});", TestName = "KOFFI407 is reported for the C name of a renamed function")]
    [TestCase("Native.SetByMethod({|KOFFI407:v => v|});", TestName = "KOFFI407 is reported in a call of an annotated method")]
    [TestCase("Native.SetByMethod(0);", TestName = "KOFFI407 is not reported for an address")]
    [TestCase("Native.set_step(null); Native.set_step(default);", TestName = "KOFFI407 is not reported for NULL")]
    [TestCase(
        "Native.Step own = v => v; Native.set_step(own); Native.set_step(new Native.Step(own));",
        TestName = "KOFFI407 is not reported for a variable"
    )]
    [TestCase(
        "using var cb = Native.StepPointer.Register(v => v); Native.set_step(cb); Native.set_step(cb.ToDelegate());",
        TestName = "KOFFI407 is not reported for a registration"
    )]
    [TestCase("Native.run(v => v);", TestName = "KOFFI407 is not reported for a function that calls back during the call")]
    [TestCase("Native.SetNothing(v => v);", TestName = "KOFFI407 is not reported if only the C# name suggests that C keeps the callback")]
    [TestCase(
        "Native.set_wrapper(v => v); set_local(v => v); static void set_local(Native.Step step) => Native.run(step);",
        TestName = "KOFFI407 is not reported for a method without an import"
    )]
    public Task A_transient_callback_that_C_keeps_is_reported(string statements) => VerifyAsync(statements);

    [Test]
    public async Task Functions_of_files_are_known_by_their_names_in_C()
    {
        Microsoft.CodeAnalysis.Diagnostics.AnalyzerOptions options = new(
            [
                new Generator.MemoryFile(
                    "/project/db.koffi",
                    """
                    #pragma koffi class(Db) strip("db_") case(pascal)
                    typedef int db_step(int value);
                    void db_set_step(db_step *step);
                    void db_run(db_step *step);
                    """
                ),
            ],
            new Generator.MemoryOptions("Root")
        );
        (string source, List<(string Id, Microsoft.CodeAnalysis.Text.TextSpan Span)> expected) = AnalyzerVerifier.Parse(
            "class Program { static void Main() { Root.Db.SetStep({|KOFFI407:v => v|}); Root.Db.Run(v => v); } }"
        );
        Microsoft.CodeAnalysis.Compilation compilation = AnalyzerVerifier.Generate(options, source);
        ImmutableArray<Diagnostic> diagnostics = await AnalyzerVerifier.AnalyzeAsync(compilation, options);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(compilation.GetDiagnostics(), Is.Empty);
            Assert.That(diagnostics.Select(static diagnostic => (diagnostic.Id, diagnostic.Location.SourceSpan)), Is.EqualTo(expected));
            Assert.That(
                diagnostics.Single().GetMessage(System.Globalization.CultureInfo.InvariantCulture),
                Does.StartWith("'db_set_step' may keep")
                    .And.EndsWith("Pass a registration from 'StepPointer.Register(…)' instead, and dispose it when C no longer uses it.")
            );
        }
    }

    private static Task VerifyAsync(string statements) =>
        AnalyzerVerifier.VerifyAsync(
            $$"""
            #pragma warning disable CS0169, CS0219, CS0649, CS8321
            using System;
            using System.Collections.Generic;
            using KoffiGen;

            [KoffiDefine("typedef int Step(int value); typedef int Each(_Context_ void *user, int value);")]
            [KoffiImport("void run(Step *step)")]
            [KoffiImport("void set_step(Step *step)")]
            [KoffiImport("void set_two(int number, Step *first, Step *second, Step *third)")]
            [KoffiImport("void set_closure(Each *each, _Context_ void *user)")]
            [KoffiImport("void set_renamed(Step *step)", MethodName = "Renamed")]
            [KoffiImport("void run_at_once(Step *step)", MethodName = "SetNothing")]
            internal static partial class Native
            {
                [KoffiImport("void lib_set_hook(int (*hook)(int value))")] public static partial void SetByMethod(Func<int, int> hook);
                [KoffiImport("void lib_set_hook(int (*hook)(int value))")] public static partial void SetByMethod(nint hook);

                public static void set_wrapper(Step step) => run(step);
            }

            internal static class Other
            {
                public static Registered<Native.Step> Register() => Program.Property!;
            }

            internal readonly struct Shared
            {
                public static Registered<Native.Step> Register() => Program.Property!;
            }

            internal sealed class Owner(Registered<Native.Step> registration) : IDisposable
            {
                public static implicit operator Owner(Registered<Native.Step> registration) => new(registration);

                public void Dispose() => registration.Dispose();
            }

            internal static class Program
            {
                private static Registered<Native.Step>? field;
                private static nint kept;
                internal static Registered<Native.Step>? Property { get; set; }

                private static void Run()
                {
                    {{statements}}
                }

                private static int Id(int value) => value;

                private static void Use(nint address) => kept = address;

                private static void Keep(params object[] values) => GC.KeepAlive(values);
            }
            """
        );
}
