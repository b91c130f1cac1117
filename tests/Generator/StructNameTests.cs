namespace KoffiGen.Tests.Generator;

/// <summary>Tests of structs whose names, locations and shapes conflict in C#: the generated code compiles without a warning.</summary>
internal sealed class StructNameTests
{
    private const string Members =
        "struct point { int point, @class, Equals, Layout, Managed, ToManaged, Allocate, FreeOwned, Offset, Length, Size; "
        + "char text[8]; char textString; int *values __counted_by(Length); int valuesSpan; bool _bits0; uint8_t bits : 3; "
        + "int _; int _[2]; struct { int x; } text_t, @event[2]; int text_array; struct { int inner; "
        + "struct { char text[4]; } deep; } value; bool value_t; const char *@string; char *! @operator; };";

    private static string CText => Members.Replace("@", "", StringComparison.Ordinal);

    [Test]
    public void Members_may_have_the_names_of_generated_members() =>
        Check(
            $$""""
            [assembly: KoffiDefine("""
                {{CText}}
                """)]
            """"
        );

    [Test]
    public void Members_may_have_the_name_of_their_struct_and_of_renamed_members() =>
        Check(
            """"
            [assembly: KoffiDefine("""
                struct Layouts { int Layouts, Layouts_, Equals, Equals_, Offset, Offset_; char *ToNative, *ToManaged_; int ToManaged; char *deep[2][2]; };
                struct link_t { struct { int y; } link; int link_t; struct { int link_t, x_t; struct { int deep; } x; } other; };
                struct tail { size_t count; int Offset[] __counted_by(count); };
                enum kind { value__, value___, ToString, kind };
                """)]
            internal static class Use
            {
                public static int Sum(Layouts a, link_t b) => a.Layouts__ + a.Layouts_ + a.Equals__ + a.Equals_ + a.Offset + b.link_t_ + b.other.link_t + Layouts.Layout.Offset.Offset__ + (int)kind.value____ + (int)kind.value___;
            }
            """"
        );

    [Test]
    public void Structs_may_be_public_nested_or_in_a_generic_class() =>
        Check(
            $$""""
            public static partial class Outer
            {
                [KoffiDefine("""
                    {{CText}}
                    struct tail { size_t n; struct point points[] __counted_by(n); };
                    """)]
                public static partial class Public;

                [KoffiDefine("""
                    {{CText}}
                    struct tail { size_t n; struct point points[] __counted_by(n); };
                    """)]
                private static partial class Private;
            }

            [KoffiDefine("""
                {{CText}}
                struct tail { size_t n; struct point points[]; };
                """)]
            internal partial class Generic<T>;
            """"
        );

    [Test]
    public void Nested_types_are_named_in_signatures() =>
        Check(
            """"
            [KoffiDefine("""
                struct first { struct { int x; } u; enum { A, B } kind; struct { int y; } *link; };
                struct second { union { int i; float f; } u; struct { union { int deep; } u; } v; };
                """)]
            internal static partial class Shapes
            {
                [KoffiImport("int measure(_Inout_ void *value)")] public static partial int Measure(ref first.u_t value);
                [KoffiImport("int measure(_Inout_ void *value)")] public static partial int Measure(ref second.u_t value);
                [KoffiImport("int measure(_Inout_ void *value)")] public static partial int Measure(ref second.v_t.u_t value);

                public static int Use(first one, second two) => one.u.x + (int)one.kind + one.link.Value.y + two.u.i + two.v.u.deep + (one.kind == first.kind_t.B ? 1 : 0);
            }
            """"
        );

    [Test]
    public void Pointers_reach_nested_members() =>
        Check(
            """"
            [assembly: KoffiDefine("""
                opaque handle;
                struct node { struct node *next, **slots, *table[4], **deep[2]; handle *owner; handle *owners[3]; void *data; void **more; int **numbers; const char **names;
                    int (*compare)(const void *, const void *); int (*all[2])(int); uint32_be_t *wire; bool *flags; wchar_t *wide; char16_t *text; char32_t *runes; long *longs; int (*rows)[3]; };
                struct list { struct list *head; struct { struct list *prev; struct node *node; } links[2]; };
                struct left { struct right *right; }; struct right { struct left *lefts[2]; struct left left; };
                """)]
            """"
        );

    [Test]
    public void Members_that_use_an_internal_type_are_internal()
    {
        MemoryFile[] files =
        [
            new(
                "/project/secret.koffi",
                "struct secret { int x; }; enum hidden { A, B }; typedef void notify(struct secret *s); opaque vault; "
                    + "struct plain { int y; };"
            ),
            new(
                "/project/open.koffi",
                """
                #pragma koffi access(public)
                struct by_value { struct secret s; };
                struct by_callback { notify *cb; };
                struct by_handle { vault *h; };
                struct by_enum { enum hidden e; };
                struct by_array { struct secret arr[2]; };
                struct by_pointer { struct secret *ptr; };
                struct by_grid { enum hidden *grid[2][2]; };
                struct by_other { int a; struct by_cycle *link; struct { union { struct by_value *v; int w; }; } deep; };
                struct by_cycle { struct by_other *back; const char *text; struct by_value items[]; };
                struct by_member { void (*call)(struct secret *s); };
                typedef int on_secret(struct by_cycle *s, int n);
                struct shown { int kind; const char *name; struct shown *next; union { const char *text; int number; }; struct { int x; } at; int more[] __counted_by(kind); };
                typedef int on_shown(struct shown *s, int n);
                struct shown_callback { on_shown *cb; void *data; };
                int take(struct by_other *o);
                int give(struct shown *o);
                int call(on_secret *f);
                int run(on_shown *f);
                extern struct by_cycle everything;
                """
            ),
        ];
        GeneratorRun run = GeneratorHarness.Run(
            files,
            "internal static class Use { public static int Length(Root.shown.Managed value) => value.name!.Length; }"
        );

        Assert.That(
            GeneratorHarness.Load(run).GetExportedTypes().Where(static type => !type.IsNested).Select(static type => type.FullName),
            Is.EquivalentTo([
                "Root.open",
                "Root.shown",
                "Root.shownExtensions",
                "Root.on_shown",
                "Root.on_shownPointer",
                "Root.shown_callback",
            ])
        );
        Assert.That(
            GeneratorHarness
                .Load(run)
                .GetType("Root.open")!
                .GetMethods()
                .Where(static method => method.DeclaringType != typeof(object))
                .Select(static method => method.Name)
                .Distinct(),
            Is.EquivalentTo(["give", "run"])
        );
        Assert.That(
            GeneratorHarness.Load(run).GetType("Root.shown+Managed")!.GetFields().Select(static field => field.Name),
            Is.EquivalentTo(["kind", "name", "next", "at"])
        );
    }

    [Test]
    public void Object_initialisers_reach_every_member() =>
        Check(
            """"
            [assembly: KoffiDefine("struct s { bool flag; uint8_t bits : 3; uint16_be_t wire; char name[8]; union { int number; struct { short low, high; bool set; }; }; };")]
            internal static class Use
            {
                public static s Make() => new() { flag = true, bits = 3, wire = 5, nameString = "x", number = 4, high = 2, set = true };
            }
            """"
        );

    /// <summary>Asserts that there are no placeholders, and that the runtime can load every type.</summary>
    private static void Check(params string[] sources)
    {
        GeneratorRun run = GeneratorHarness.Run(sources);
        Assert.That(
            run.Result.GeneratedSources.Select(static source => source.SourceText.ToString()),
            Has.None.Contains("The declaration is wrong")
        );
        foreach (
            Type type in GeneratorHarness
                .Load(run)
                .GetTypes()
                .Where(static type => type is { IsValueType: true, ContainsGenericParameters: false })
        )
        {
            Assert.That(System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(type), Is.Not.Null);
        }
    }
}
