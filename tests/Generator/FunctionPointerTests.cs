namespace KoffiGen.Tests.Generator;

/// <summary>Tests of function pointers as C# values: their names and their uses.</summary>
internal sealed class FunctionPointerTests
{
    [OneTimeTearDown]
    public void EachExpectedFileHasItsTest() => Assert.That(Snapshots.FindOrphans(typeof(FunctionPointerTests)), Is.Empty);

    [Test]
    public void A_function_pointer_is_invoked_with_the_types_of_an_import() =>
        Snapshots.Match(
            GeneratorHarness.Run(
                """
                [KoffiLibrary("plugins")]
                [KoffiDefine("typedef str! Greeting(const char *name); Greeting *find_greeting(int index); void set_greeting(Greeting *greeting);")]
                [KoffiDefine("#pragma koffi async(Greeting)")]
                static partial class Plugins;
                """
            )
        );

    [Test]
    public void A_typedef_names_the_function_or_the_pointer() =>
        Compile(
            """
            typedef int Comparison(const void *left, const void *right);
            typedef void (*Action)(void);
            typedef Comparison *ComparisonAlias;
            typedef Action ActionAlias;
            void sort(Comparison *a, ComparisonAlias b, Action c, ActionAlias d);
            """,
            "C.sort(default(C.ComparisonPointer), default(C.ComparisonPointer), default(C.ActionPointer), default(C.ActionPointer))"
        );

    [Test]
    public void An_inline_function_type_is_named_after_its_position() =>
        Compile(
            """
            void visit(int (*each)(void (*stop)(int code), int item), void (*)(void));
            void (*find(const char *name))(double value);
            void (*signal_like(int number, void (*handler)(int number)))(int number);
            struct Table { void (*open)(void); struct { int (*read)(int count); } stream; int (*operations[3])(int value); };
            extern void (*hook)(void);
            """,
            """
            C.visit(default(C.visit_eachPointer), default(C.visit_argument2Pointer));
            default(C.visit_eachPointer).Invoke(default(C.visit_each_stopPointer), 1);
            C.find_resultPointer found = C.find("x");
            C.signal_like_handlerPointer handler = C.signal_like(1, default(C.signal_like_handlerPointer));
            C.Table table = default;
            table.open = default(C.Table_openPointer);
            table.stream.read = default(C.Table_stream_readPointer);
            table.operations[2] = default(C.Table_operationsPointer);
            C.hook = default(C.hookPointer)
            """
        );

    [Test]
    public void The_function_types_of_a_file_are_stripped_and_cased() =>
        GeneratorHarness.Run(
            [
                new MemoryFile(
                    "/project/db.koffi",
                    """
                    #pragma koffi class(Db) strip("db_") case(pascal) access(public)
                    typedef void (*db_finish)(void *data);
                    int db_exec(const char *text, int (*row_callback)(void *data, int columns), db_finish finish);
                    int db_exec(const char *text, int (*row_callback)(void *data, int columns), db_finish finish);
                    """
                ),
            ],
            """
            static class Program
            {
                public static int Run() => Root.Db.Exec("x", default(Root.ExecRowCallbackPointer), default(Root.FinishPointer));
            }
            """
        );

    [Test]
    public void Prototypes_share_equal_inline_function_types() =>
        GeneratorHarness.Run(
            """
            [KoffiImport("void each(void *items, int (*visit)(void *item))", MethodName = "EachAddress")]
            static partial class C
            {
                [KoffiImport("void each(void *items, int (*visit)(void *item))")] public static partial void Each(Span<int> items, each_visitPointer visit);
                [KoffiImport("void each(void *items, int (*visit)(void *item))")] public static partial void Each(Span<long> items, each_visitPointer visit);
                [KoffiImport("void each(void *items, int (*visit)(struct node *item))")] public static partial void Each(Span<byte> items, nint visit);
                [KoffiImport("void some(void *items, int (*visit)(void *item))")] public static partial void Some(Span<int> items, each_visitPointer visit);
            }
            """,
            """
            static class Program
            {
                public static void Run() => C.EachAddress(0, default(C.each_visitPointer));
            }
            """
        );

    [Test]
    public void A_function_type_that_cannot_be_invoked_is_still_a_pointer() =>
        Compile(
            """
            typedef long double Wide(long double value);
            void take(Wide *wide);
            """,
            "C.take(default(C.WidePointer))"
        );

    [Test]
    public void A_variadic_function_pointer_is_invoked_with_run_time_arguments() =>
        Compile(
            """
            typedef int Print(const char *format, ...);
            void take(Print *print);
            """,
            "C.take((C.PrintPointer)(nint)1); ((C.PrintPointer)(nint)1).Invoke(\"%d %s\", 1, \"two\")"
        );

    [Test]
    public void Types_of_the_user_are_passed_by_value_through_function_pointers() =>
        GeneratorHarness.Run(
            """
            [assembly: KoffiDefine("typedef struct Flag Toggle(struct Flag flag, enum Mode mode);")]
            [KoffiType("struct Flag")] public struct Flag { public bool IsOn; public char Letter; }
            [KoffiType("enum Mode")] public enum Mode : byte { Off, On }
            """,
            """
            static class Program
            {
                public static Flag Run(TogglePointer toggle) => toggle.Invoke(new Flag { IsOn = true }, Mode.On);
            }
            """
        );

    /// <summary>The mistake is reported at the delegate. Uses of the delegate have no errors about code that was not generated.</summary>
    [Test]
    public void Code_that_uses_a_wrong_callback_compiles() =>
        GeneratorHarness.Run(
            """
            [KoffiCallback("int Wrong(struct unknown value)")] public delegate int Wrong(int value);
            [KoffiLibrary("c")]
            static partial class C
            {
                [KoffiImport("int each(Wrong *callback)")] public static partial int Each(Wrong callback);
            }
            """,
            """
            static class Program
            {
                public static void Run()
                {
                    using Registered<Wrong> registered = WrongPointer.Register(static value => value);
                    C.Each(registered);
                }
            }
            """
        );

    private static void Compile(string declarations, string statements) =>
        GeneratorHarness.Run(
            $$""""
            [KoffiLibrary("c")]
            [KoffiDefine("""
            {{declarations}}
            """)]
            public static partial class C;
            """",
            $$"""
            static class Program
            {
                public static void Run()
                {
                    {{statements}};
                }
            }
            """
        );
}
