namespace KoffiGen.Tests.Generator;

internal sealed partial class CallbackTests
{
    [Test]
    public void Structs_of_the_user_are_passed_to_callbacks() =>
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
    public void Structs_of_several_files_are_passed_to_callbacks() =>
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
    public void Parameters_may_be_unnamed_or_have_similar_names() =>
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
    public void A_parameter_may_have_any_name(string name) =>
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
    public void A_function_type_may_have_any_name(string name)
    {
        string declarations =
            $"typedef int (*{name})(int value, struct {name}_data *data); struct {name}_data {{ {name} call; }}; "
            + $"void run({name} first, {name} second); int walk(int (*{name})(_Context_ void *user), _Context_ void *user);";
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
    public void A_typedef_and_a_variable_of_one_name() =>
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
    public void A_function_type_that_CSharp_cannot_implement_is_a_pointer() =>
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
    public void Func_and_action_have_generated_types() =>
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
    public void Delegates_may_be_null_or_not(string context)
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
    public void A_context_type_is_invoked_with_its_context() =>
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
