namespace KoffiGen.Tests.Generator;

/// <summary>Tests of delegates for C function types: their names, their locations and their signatures.</summary>
internal sealed class CallbackTests
{
    [OneTimeTearDown]
    public void EachExpectedFileHasItsTest() => Assert.That(Snapshots.FindOrphans(typeof(CallbackTests)), Is.Empty);

    [Test]
    public void AClosureIsToldByItsContext() =>
        Snapshots.Match(
            GeneratorHarness.Run(
                """
                [KoffiDefine("typedef int Visit(_Context_ void *user, const char *name); void each(Visit *visit, _Context_ void *user);")]
                static partial class Tree;
                """
            )
        );

    [Test]
    public void ATransientCallbackAndAHandleOfOneCall() =>
        Snapshots.Match(
            GeneratorHarness.Run(
                """
                [KoffiDefine("opaque scanner !(scanner_free); typedef int Progress(double part); int scanner_open(Progress *progress, _Out_ scanner *!*opened);")]
                static partial class Scan;
                """
            )
        );

    [Test]
    public void ACallbackHasSlots() =>
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
    public void APointerToAPointerGoesBothWays(string parameter, string written) =>
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
    public void APlaceGivesWayToAName(string declarations, string parameter)
    {
        string prototype = $"void f(int (*cb)(int){parameter})";
        GeneratorHarness.Run($$"""[KoffiDefine("{{declarations}} {{prototype}};")] static partial class InAFile;""");
        GeneratorHarness.Run($$"""[KoffiDefine("{{declarations}}")] [KoffiImport("{{prototype}}")] static partial class InAnAttribute;""");
    }

    [TestCase("[Obsolete]")]
    [TestCase("[Obsolete(\"Use another.\")]")]
    public void AnObsoleteDelegateIsToldWhereItIsUsed(string attribute) =>
        GeneratorHarness.Run($$"""{{attribute}} [KoffiCallback("int Take(int a)")] internal delegate int Take(int a);""");

    [Test]
    public void ACallbackWithAContextGetsOneThatHasItsOwn() =>
        GeneratorHarness.Run(
            """
            [KoffiDefine("void f(void (*cb)(_Context_ void *user, int (*inner)(_Context_ void *own, int a), _Context_(inner) void *own), _Context_ void *user);")]
            static partial class Nested;
            """,
            "static class Program { static void Run() => Nested.f(static (inner, own) => inner.Invoke(own, 5)); }"
        );

    [Test]
    public void WhatIsOnlyCalledHasNoDelegate()
    {
        GeneratorRun run = GeneratorHarness.Run(
            """
            [KoffiDefine("#pragma koffi slots(PFN*, 0)\ntypedef void PFNCLEAR(int mask); typedef int Cmp(int a); PFNCLEAR *find(const char *name); void use(PFNCLEAR *clear, Cmp *cmp);")]
            static partial class Gl;
            """,
            "static class Program { static void Run() { Gl.find(\"clear\").Invoke(5); Gl.use(default(Gl.PFNCLEARPointer), static a => a); } }"
        );
        Assert.That(
            run.Result.GeneratedSources.Any(static source =>
                source.SourceText.ToString().Contains("delegate void PFNCLEAR", StringComparison.Ordinal)
            ),
            Is.False
        );
    }

    [Test]
    public void ADelegateNamesFunctionsOfItsLibrary()
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
    [TestCase("namespace A.B;", "", "", "internal", TestName = "ADelegateInANamespace")]
    [TestCase("namespace A.@class;", "", "", "public", TestName = "APublicDelegateInANamespaceOfAKeyword")]
    [TestCase("", "static partial class Outer {", "}", "internal", TestName = "AnInternalDelegateInAClass")]
    [TestCase("", "public static partial class Outer {", "}", "public", TestName = "APublicDelegateInAClass")]
    [TestCase("", "public static partial class Outer {", "}", "private", TestName = "APrivateDelegateInAClass")]
    [TestCase("", "public partial class Outer {", "}", "protected", TestName = "AProtectedDelegateInAClass")]
    [TestCase("", "public partial class Outer {", "}", "protected internal", TestName = "AProtectedInternalDelegateInAClass")]
    [TestCase("", "public partial class Outer {", "}", "private protected", TestName = "APrivateProtectedDelegateInAClass")]
    [TestCase(
        "",
        "public partial struct Outer { public partial interface Inner { private protected partial record Third {",
        "}}}",
        "protected",
        TestName = "ADelegateInARecordInAnInterfaceInAStruct"
    )]
    [TestCase(
        "namespace A;",
        "partial class Outer { private partial class @class {",
        "}}",
        "public",
        TestName = "ADelegateInAClassOfAKeyword"
    )]
    public void ADelegateStandsAnywhere(string space, string before, string after, string accessibility) =>
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
    public void ADelegateMayHaveTypesThatOthersDoNotSee() =>
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
    public void APointerIsInvokedByWhoSeesWhatItTakes(string accessibility, string prototype, string signature, string expected)
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
    public void AGenericClassHasDelegatesInItsSignatures() =>
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
    public void TypesOfAnotherClassAreNamedAlone() =>
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
    public void AFilesFunctionTypesAreStrippedAndCased() =>
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
    public void InlineFunctionsOfPublicClassesShowInternalTypes() =>
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

    [Test]
    public void UsersStructsGoThroughCallbacks() =>
        GeneratorHarness.Run(
            """
            [KoffiType("struct flag")] public struct Flag { public bool IsOn; public char Letter; }

            [KoffiCallback("struct flag toggle(struct flag f, _Inout_ struct flag *g, bool b, char16_t c)")]
            public delegate Flag Toggle(Flag f, ref Flag g, bool b, char c);

            static partial class Flags
            {
                [KoffiImport("struct flag run(toggle *t, struct flag first)")] public static partial Flag Run(Toggle t, Flag first);
                [KoffiImport("struct flag run(struct flag (*t)(struct flag f, bool b), struct flag first)")] public static partial Flag Run(Func<Flag, bool, Flag> t, Flag first);
            }

            static class Program
            {
                public static Flag Run() => Flags.Run((Flag f, ref Flag g, bool b, char c) => { g = f; return b ? g : f; }, new Flag { Letter = 'x' });
            }
            """
        );

    [Test]
    public void StructsOfSeveralFilesGoThroughCallbacks() =>
        GeneratorHarness.Run(
            """
            [KoffiType("struct flag")] public struct Flag { public bool IsOn; public char Letter; }

            namespace First
            {
                [KoffiCallback("void first(struct flag f)")] delegate void Take(Flag f);
            }
            """,
            """
            namespace Second
            {
                [KoffiType("struct pair")] struct Pair { public Flag One, Other; }
                [KoffiCallback("struct pair second(struct flag f, _Out_ struct pair *p)")] delegate Pair Take(Flag f, out Pair p);
            }
            """,
            """
            [KoffiLibrary("c")]
            [KoffiDefine("typedef struct flag third(const struct flag *f);")]
            [KoffiImport("void all(first *a, second *b, third *c, void (*d)(struct flag f, struct pair p))")]
            static partial class Use
            {
                public static void Run() => all(f => { }, (f, out p) => p = new Second.Pair { One = f }, f => f.Value, (f, p) => { });
            }
            """
        );

    [Test]
    public void ParametersMayHaveNoNamesOrLikeOnes() =>
        GeneratorHarness.Run(
            """
            [KoffiLibrary("c")]
            [KoffiDefine("typedef int Plain(int, const char *, int argument1, int); typedef int Closure(_Context_ void *, int, int *); void run(Plain *, Closure *, int (*)(int, int), _Context_(argument2) void *);")]
            static partial class C
            {
                [KoffiCallback("int Own(int, const char *, int)")] public delegate int Own(int argument2, string? argument1, int argument1_);
            }
            """
        );

    // Names that the generated callback code uses itself.
    [TestCase("Table")]
    [TestCase("Callbacks")]
    [TestCase("Targets")]
    [TestCase("Places")]
    [TestCase("Invoke")]
    [TestCase("Deliver")]
    [TestCase("Create")]
    [TestCase("Slot0")]
    [TestCase("Native")]
    [TestCase("Thunk")]
    [TestCase("Thunks")]
    [TestCase("Registration")]
    [TestCase("Function")]
    [TestCase("Call")]
    [TestCase("Callback")]
    [TestCase("registration")]
    [TestCase("table")]
    [TestCase("slot")]
    [TestCase("native")]
    [TestCase("address")]
    [TestCase("Address")]
    [TestCase("callback")]
    [TestCase("place")]
    [TestCase("result")]
    [TestCase("error")]
    [TestCase("exception")]
    [TestCase("managed")]
    [TestCase("synchronization")]
    [TestCase("__x")]
    [TestCase("__callback")]
    [TestCase("___place")]
    [TestCase("in")]
    [TestCase("params")]
    [TestCase("value")]
    [TestCase("field")]
    [TestCase("global")]
    [TestCase("Register")]
    [TestCase("Equals")]
    [TestCase("_")]
    [TestCase("base")]
    [TestCase("var")]
    public void AParameterMayHaveAnyName(string name) =>
        GeneratorHarness.Run(
            $$"""
            [KoffiLibrary("c")]
            [KoffiDefine("typedef const char *Plain(const char *{{name}}, _Out_ int *other); typedef int Closure(_Context_ void *{{name}}, _Inout_ int *number, const char *text);")]
            [KoffiDefine("int run(Plain *{{name}}, Closure *c, _Context_(c) void *user); int (*last(void))(int {{name}}); typedef void Give(str! {{name}}, int count, _In_reads_(count) const int *numbers);")]
            [KoffiDefine("typedef int Counted(int {{name}}, _In_reads_({{name}}) const int *numbers); typedef void Context(_Context_ void *user, int {{name}}, int {{name}}_);")]
            static partial class C
            {
                [KoffiCallback("int Own(int {{name}}, const char *text)")] public delegate int Own(int @{{name}}, string? text);
                [KoffiImport("int call(int (*f)(int {{name}}, const char *text), int n)")] public static partial int Call(Func<int, string?, int> @{{name}}, int n);
            }
            """,
            """
            static class Program
            {
                public static int Run() => C.run((text, out other) => { other = 1; return text; }, (ref number, text) => number++);
            }
            """
        );

    // C names that are keywords in C#.
    [TestCase("event")]
    [TestCase("delegate")]
    [TestCase("operator")]
    [TestCase("record")]
    [TestCase("Action")]
    [TestCase("Delegate")]
    [TestCase("Thunks")]
    [TestCase("Invoke")]
    [TestCase("Register")]
    [TestCase("System")]
    [TestCase("KoffiGen")]
    [TestCase("Registered")]
    public void AFunctionTypeMayHaveAnyName(string name)
    {
        string declarations =
            $"typedef int (*{name})(int value, struct {name}_data *data); struct {name}_data {{ {name} call; }}; void run({name} first, {name} second); int walk(int (*{name})(_Context_ void *user), _Context_ void *user);";
        const string Program = """
            static class Program
            {
                public static void Run()
                {
                    C.run((value, data) => value, null);
                    C.walk(() => 1);
                }
            }
            """;
        GeneratorHarness.Run($"[KoffiLibrary(\"c\")] [KoffiDefine(\"{declarations}\")] static partial class C;", Program);
        GeneratorHarness.Run(
            [new MemoryFile("/project/c.koffi", "#pragma koffi class(C) namespace(\"Names\")\n" + declarations)],
            "global using Names;",
            Program
        );
    }

    [Test]
    public void ATypedefAndAVariableOfOneName() =>
        GeneratorHarness.Run(
            [
                new MemoryFile(
                    "/project/c.koffi",
                    """
                    #pragma koffi class(C)
                    extern int (*hook)(int value);
                    typedef void handler(int code);
                    void handler_run(handler *handler, void (*hook)(void));
                    extern handler *handlers[3];
                    extern void (*c)(void);
                    struct table { int (*handler)(int value); handler *hook; };
                    """
                ),
            ],
            """
            static class Program
            {
                public static int Run()
                {
                    Root.C.handler_run(code => { }, () => { });
                    return Root.C.hook.Invoke(1) + default(Root.table).handler.Invoke(2);
                }
            }
            """
        );

    [Test]
    public void WhatCSharpCannotBeCalledByIsAPointer() =>
        GeneratorHarness.Run(
            """
            [KoffiLibrary("c")]
            [KoffiDefine("typedef int print(const char *format, ...); typedef long double wide(long double value); typedef int __fastcall quick(int value); typedef int __stdcall standard(int value);")]
            [KoffiDefine("#pragma koffi slots(standard, 4096)\nvoid take(print *p, wide *w, quick *q, standard *s);")]
            static partial class C
            {
                [KoffiImport("void take(print *p, wide *w, quick *q, standard *s)")] public static partial void Take(nint p, widePointer w, quickPointer q, standard? s);
            }
            """,
            """
            static class Program
            {
                public static void Run()
                {
                    C.take(default(C.printPointer), default(C.widePointer), (C.quickPointer)(nint)1, value => value);
                    C.Take(0, default, default, value => value);
                    using var kept = C.standardPointer.Register(value => value);
                }
            }
            """
        );

    [Test]
    public void FuncAndActionHaveGeneratedTypes() =>
        GeneratorHarness.Run(
            """
            using System.Collections.Generic;

            [KoffiLibrary("c")]
            [KoffiDefine("struct point { int x, y; }; opaque canvas !(canvas_free); typedef enum mode { Fill, Line } mode; typedef int measure(struct point p); union number { int i; double d; };")]
            static partial class C
            {
                [KoffiImport("void a(struct point (*f)(struct point p, canvas *c))")] public static partial void A(Func<point, canvas, point> f);
                [KoffiImport("void b(void (*f)(mode m, struct point *p, measure *q))")] public static partial void B(Action<mode, Pointer<point>, measurePointer> f);
                [KoffiImport("void c(mode (*f)(const char *s, size_t n, void *v))")] public static partial void D(Func<string?, nuint, nint, mode> f);
                [KoffiImport("void d(const char *(*f)(union number n, int *p))")] public static partial void E(Func<number, Pointer<int>, string?> f);
                [KoffiImport("void e(void (*f)(void))")] public static partial void F(Action? f);
                [KoffiImport("void f(int (*f)(_Context_ void *user, struct point p), _Context_ void *user)")] public static partial void G(Func<point, int> f);
            }
            """
        );

    [TestCase("enable")]
    [TestCase("disable")]
    [TestCase("enable annotations")]
    public void DelegatesMayBeNullOrNot(string context)
    {
        string mark = context == "disable" ? "" : "?";
        GeneratorHarness.Run(
            $$"""
            #nullable {{context}}
            [KoffiLibrary("c")]
            [KoffiDefine("typedef const char *Name(const char *text); void given(_In_ Name *name); void perhaps(_In_opt_ Name *name);")]
            static partial class C
            {
                [KoffiCallback("const char *own(const char *text)")] public delegate string{{mark}} Own(string{{mark}} text);

                [KoffiImport("void a(Name *name)")] public static partial void A(Name name);
                [KoffiImport("void b(Name *name)")] public static partial void B(Name{{mark}} name);
                [KoffiImport("void c(own *name)")] public static partial void D(Own name);
                [KoffiImport("void d(own *name)")] public static partial void E(Own{{mark}} name);
                [KoffiImport("void e(const char *(*name)(const char *text))")] public static partial void F(Func<string{{mark}}, string{{mark}}> name);
                [KoffiImport("void f(const char *(*name)(const char *text))")] public static partial void G(Func<string{{mark}}, string{{mark}}>{{mark}} name);
            }
            """,
            """
            static class Program
            {
                public static void Run()
                {
                    C.given(text => text);
                    C.perhaps(null);
                    C.A(text => text);
                    C.B(null);
                    C.D(text => text);
                    C.E(null);
                    C.F(text => text);
                    C.G(null);
                    using Registered<C.Name> name = C.NamePointer.Register(text => text);
                    C.B(name);
                    C.given(name!);
                }
            }
            """
        );
    }

    [Test]
    public void AContextTypeIsInvokedWithItsContext() =>
        GeneratorHarness.Run(
            """
            [KoffiLibrary("c")]
            [KoffiDefine("typedef int Visit(_Context_ void *user, int value); Visit *find(void); void each(Visit *visit, _Context_ void *user); struct pair { Visit *visit; void *user; };")]
            static partial class C
            {
                [KoffiImport("void each(Visit *visit, _Context_ void *user)")] public static partial void Each(VisitPointer visit, nint user);
            }
            """,
            """
            static class Program
            {
                public static int Run()
                {
                    using Registered<C.Visit> kept = C.VisitPointer.Register(value => value);
                    Registered<C.Visit> once = C.VisitPointer.RegisterOnce(value => value);
                    C.pair pair = new() { visit = kept, user = kept.Context };
                    C.each(kept);
                    C.each(once);
                    C.Each(kept, kept.Context);
                    return C.find().Invoke(pair.user, 1) + pair.visit.Invoke(pair.user, 2);
                }
            }
            """
        );
}
