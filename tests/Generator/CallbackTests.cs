namespace KoffiGen.Tests.Generator;

/// <summary>Tests of delegates for C function types: their names, their locations and their signatures.</summary>
internal sealed partial class CallbackTests
{
    [OneTimeTearDown]
    public void EachExpectedFileHasItsTest() => Assert.That(Snapshots.FindOrphans(typeof(CallbackTests)), Is.Empty);

    [Test]
    public void A_closure_is_found_by_its_context_pointer() =>
        Snapshots.Match(
            GeneratorHarness.Run(
                """
                [KoffiDefine("typedef int Visit(_Context_ void *user, const char *name); void each(Visit *visit, _Context_ void *user);")]
                static partial class Tree;
                """
            )
        );

    [Test]
    public void A_transient_callback_and_a_handle_of_one_call() =>
        Snapshots.Match(
            GeneratorHarness.Run(
                """
                [KoffiDefine("opaque scanner !(scanner_free); typedef int Progress(double part); int scanner_open(Progress *progress, _Out_ scanner *!*opened);")]
                static partial class Scan;
                """
            )
        );

    [Test]
    public void A_callback_has_slots() =>
        Snapshots.Match(
            GeneratorHarness.Run(
                """
                [KoffiCallback("const char *greet(const char *name, _Out_ int *length)", Slots = 2, OnException = KoffiCallbackPolicy.FailFast)]
                delegate string? Greet(string? name, out int length);
                """
            )
        );

    // Pointers to pointers, in every direction.
    [TestCase("_Inout_ int **a", "ref Pointer<int> a")]
    [TestCase("_Inout_ int **a", "ref nint a")]
    [TestCase("_Inout_ void **a", "ref nint a")]
    [TestCase("_Out_ void **a", "out nint a")]
    [TestCase("_Inout_ thing **a", "ref thing a")]
    [TestCase("_Out_ thing **a", "out thing a")]
    [TestCase("_Inout_ struct Pair **a", "ref Pointer<Pair> a")]
    [TestCase("_Out_ struct Pair **a", "out Pointer<Pair> a")]
    [TestCase("_Inout_ const char **a", "ref Utf8Pointer a")]
    [TestCase("_Out_ const char **a", "out string? a")]
    [TestCase("_Inout_ int (**a)(int)", "ref nint a")]
    [TestCase("int **a", "ref Pointer<int> a")]
    [TestCase("int *const *a", "in Pointer<int> a")]
    public void A_pointer_to_a_function_pointer_is_passed_and_returned(string parameter, string written) =>
        GeneratorHarness.Run(
            $$"""
            [assembly: KoffiDefine("opaque thing; struct Pair { int x, y; };")]
            [KoffiCallback("void Turn({{parameter}})")] internal delegate void Turn({{written}});
            """
        );

    // A type that is named after its parameter gives way to a type whose name is written in C.
    [TestCase("struct f_cb { int x; };", "")]
    [TestCase("opaque f_cbPointer;", "")]
    [TestCase("typedef int f_cb(double);", ", f_cb *other")]
    public void A_generated_name_is_changed_if_a_declaration_has_it(string declarations, string parameter)
    {
        string prototype = $"void f(int (*cb)(int){parameter})";
        GeneratorHarness.Run($$"""[KoffiDefine("{{declarations}} {{prototype}};")] static partial class InAFile;""");
        GeneratorHarness.Run($$"""[KoffiDefine("{{declarations}}")] [KoffiImport("{{prototype}}")] static partial class InAnAttribute;""");
    }

    [TestCase("[Obsolete]")]
    [TestCase("[Obsolete(\"Use another.\")]")]
    public void The_generated_code_of_an_obsolete_delegate_has_no_warning(string attribute) =>
        GeneratorHarness.Run($$"""{{attribute}} [KoffiCallback("int Take(int a)")] internal delegate int Take(int a);""");

    [Test]
    public void A_callback_with_a_context_receives_a_callback_with_its_own_context() =>
        GeneratorHarness.Run(
            """
            [KoffiDefine("void f(void (*cb)(_Context_ void *user, int (*inner)(_Context_ void *own, int a), _Context_(inner) void *own), _Context_ void *user);")]
            static partial class Nested;
            """,
            "static class Program { static void Run() => Nested.f(static (inner, own) => inner.Invoke(own, 5)); }"
        );

    [Test]
    public void A_callback_type_without_slots_has_no_delegate()
    {
        GeneratorRun run = GeneratorHarness.Run(
            """
            [KoffiDefine("#pragma koffi slots(PFN*, 0)\ntypedef void PFNCLEAR(int mask); typedef int Cmp(int a); PFNCLEAR *find(const char *name); void use(PFNCLEAR *clear, Cmp *cmp);")]
            static partial class Gl;
            """,
            "static class Program { static void Run() { Gl.find(\"clear\").Invoke(5); "
                + "Gl.use(default(Gl.PFNCLEARPointer), static a => a); } }"
        );
        Assert.That(
            run.Result.GeneratedSources.Any(static source =>
                source.SourceText.ToString().Contains("delegate void PFNCLEAR", StringComparison.Ordinal)
            ),
            Is.False
        );
    }

    [Test]
    public void A_delegate_names_functions_of_its_library()
    {
        GeneratorRun run = GeneratorHarness.Run(
            """
            [KoffiLibrary("glib")]
            static partial class Glib
            {
                [KoffiCallback("void Take(char *!(g_free) text)")] internal delegate void Take(string? text);
            }
            """
        );
        Assert.That(
            run.Result.GeneratedSources.Any(static source => source.SourceText.ToString().Contains("\"glib\"", StringComparison.Ordinal))
        );
    }

    // Locations of hand-written delegates.
    [TestCase("namespace A.B;", "", "", "internal", TestName = "A delegate in a namespace")]
    [TestCase("namespace A.@class;", "", "", "public", TestName = "A public delegate in a namespace named after a keyword")]
    [TestCase("", "static partial class Outer {", "}", "internal", TestName = "An internal delegate in a class")]
    [TestCase("", "public static partial class Outer {", "}", "public", TestName = "A public delegate in a class")]
    [TestCase("", "public static partial class Outer {", "}", "private", TestName = "A private delegate in a class")]
    [TestCase("", "public partial class Outer {", "}", "protected", TestName = "A protected delegate in a class")]
    [TestCase("", "public partial class Outer {", "}", "protected internal", TestName = "A protected internal delegate in a class")]
    [TestCase("", "public partial class Outer {", "}", "private protected", TestName = "A private protected delegate in a class")]
    [TestCase(
        "",
        "public partial struct Outer { public partial interface Inner { private protected partial record Third {",
        "}}}",
        "protected",
        TestName = "A delegate in a record in an interface in a struct"
    )]
    [TestCase(
        "namespace A;",
        "partial class Outer { private partial class @class {",
        "}}",
        "public",
        TestName = "A delegate in a class named after a keyword"
    )]
    public void A_delegate_may_be_declared_anywhere(string space, string before, string after, string accessibility) =>
        GeneratorHarness.Run(
            $$"""
            {{space}}
            {{before}}
                [KoffiCallback("int step(struct node *n, void (*done)(struct node *n), _Out_ int *value)", Slots = 2)]
                {{accessibility}} delegate int Step(nint node, nint done, out int value);

                {{(before.Length == 0 ? "static class Use {" : "")}}
                static int Run(Step step)
                {
                    using Registered<Step> registered = StepPointer.Register(step);
                    StepPointer pointer = registered;
                    Step? again = pointer;
                    return pointer.Invoke(default, default, out _) + (again is null ? 1 : 0);
                }
                {{(before.Length == 0 ? "}" : "")}}
            {{after}}
            """
        );

    [Test]
    public void A_delegate_may_use_inaccessible_types() =>
        GeneratorHarness.Run(
            """
            [assembly: KoffiDefine("opaque hidden; struct secret { int x; };")]

            [KoffiCallback("hidden *make(const struct secret *s)")]
            public delegate nint Make(nint secret);

            public static partial class Shown
            {
                [KoffiCallback("void take(hidden *h, void (*inner)(struct secret s))")]
                public delegate void Take(nint hidden, nint inner);
            }

            [KoffiLibrary("c")]
            [KoffiImport("void both(make *m, take *t)")]
            [KoffiImport("int filter(int (*keep)(struct secret s), _Context_ void *user)", MethodName = "Wrong")]
            [KoffiImport("int sift(int (*keep)(struct secret s), int (*count)(int n))")]
            public static partial class Library
            {
                [KoffiImport("void both(make *m, take *t)")] public static partial void Both(Make? make, Shown.Take take);
            }
            """
        );

    [TestCase("public", "int step(struct point p, const char *text)", "int Step(Shapes.point p, string? text)", "public")]
    [TestCase("public", "void step(hidden *h)", "void Step(nint h)", "internal")]
    [TestCase("internal", "int step(int value)", "int Step(int value)", "internal")]
    public void Invoke_is_as_accessible_as_the_parameter_types_of_the_pointer(
        string accessibility,
        string prototype,
        string signature,
        string expected
    )
    {
        GeneratorRun run = GeneratorHarness.Run(
            $$"""
            [assembly: KoffiDefine("opaque hidden;")]

            [KoffiCallback("{{prototype}}")]
            {{accessibility}} delegate {{signature}};

            [KoffiDefine("struct point { int x, y; };")]
            public static partial class Shapes;
            """
        );
        string text = run.Result.GeneratedSources.Single(static source => source.HintName == "Step-Callback.g.cs").SourceText.ToString();
        Assert.That(text, Does.Match($@"\n    {expected} unsafe \w+ Invoke\("));
    }

    [Test]
    public void A_generic_class_has_delegates_in_its_signatures() =>
        GeneratorHarness.Run(
            """
            [KoffiDefine("typedef int Step(int value);")]
            static partial class Plain;

            delegate int Own(int value);

            [KoffiLibrary("c")]
            static partial class Generic<T>
            {
                static partial class Inner
                {
                    [KoffiImport("int run(int (*step)(int value))")] public static partial int Run(Func<int, int> step);
                }

                [KoffiImport("int run(int (*step)(int value))")] public static partial int Run(Func<int, int> step);
                [KoffiImport("int run(int (*step)(int value))")] public static partial int Run(Own? step);
                [KoffiImport("int run(Step *step)")] public static partial int Run(Plain.Step step);
                [KoffiImport("int walk(int (*step)(_Context_ void *user, int value), _Context_ void *user)")] public static partial int Walk(Func<int, int> step);
            }
            """
        );

    [Test]
    public void Types_of_another_class_may_be_used_through_using_static() =>
        GeneratorHarness.Run(
            """
            using static Shapes;

            namespace Elsewhere
            {
                [KoffiCallback("void draw(struct point p, canvas *c, mode m, measure *f)")]
                delegate void Draw(point p, canvas c, mode m, measurePointer f);

                static partial class Use
                {
                    [KoffiImport("void each(void (*visit)(struct point p, canvas *c, mode m))")] public static partial void Each(Action<point, canvas, mode> visit);
                    [KoffiImport("void each(void (*visit)(struct point p, canvas *c, mode m))")] public static partial void Each(Visit visit);
                    [KoffiImport("void measure_all(measure *m)")] public static partial void MeasureAll(measure? m);
                    public delegate void Visit(point p, canvas c, mode m);
                }
            }
            """,
            """
            [KoffiDefine("struct point { int x, y; }; opaque canvas; typedef enum mode { Fill, Line } mode; typedef int measure(struct point p);")]
            static partial class Shapes;
            """
        );

    [Test]
    public void The_function_types_of_a_file_are_stripped_and_cased() =>
        GeneratorHarness.Run(
            [
                new MemoryFile(
                    "/project/db.koffi",
                    """
                    #pragma koffi class(Db) strip("db_") case(pascal) access(public) slots(db_finish, 3) onexception(failfast, db_finish)
                    typedef void (*db_finish)(void *data, struct db_row *row);
                    typedef int db_step(_Context_ void *user, const char *name);
                    struct db_row { int columns; db_finish finish; };
                    int db_exec(const char *text, int (*row_callback)(struct db_row *row, Hidden *hidden), db_finish finish);
                    int db_walk(db_step *step, _Context_ void *user);
                    extern db_finish db_default_finish;
                    """
                ),
            ],
            """
            [KoffiType("Hidden")] internal struct Hidden(int x) { public int X = x; }

            static class Program
            {
                public static int Run()
                {
                    using var finish = Root.FinishPointer.Register((data, row) => { });
                    Root.Db.DefaultFinish = finish;
                    return Root.Db.Exec("x", (row, hidden) => row.Value.columns, finish) + Root.Db.Walk(name => name!.Length);
                }
            }
            """
        );

    [Test]
    public void Inline_function_types_of_public_classes_use_internal_types() =>
        GeneratorHarness.Run(
            """
            [KoffiType("Hidden")] internal struct Hidden(int x) { public int X = x; }

            [KoffiLibrary("c")]
            [KoffiImport("void each(void (*visit)(Hidden hidden), void (*other)(int x))")]
            [KoffiImport("void plain(void (*other)(int x))")]
            public static partial class Shown;
            """,
            """
            static class Program
            {
                public static void Run()
                {
                    Shown.each(hidden => { }, x => { });
                    Shown.plain(x => { });
                }
            }
            """
        );
}
