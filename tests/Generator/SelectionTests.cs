using System.Reflection;
using KoffiGen.Analyzers;
using KoffiGen.Binding;
using KoffiGen.Binding.Units;
using KoffiGen.Declarations.Units;
using KoffiGen.Diagnostics;
using KoffiGen.Emit;
using KoffiGen.Model;
using KoffiGen.Model.Declarations;
using KoffiGen.Pipeline;
using KoffiGen.Tests.Proof;
using KoffiGen.Text;
using Microsoft.CodeAnalysis.CSharp;

namespace KoffiGen.Tests.Generator;

/// <summary>Tests that <c>include</c> and <c>exclude</c> select declarations, and that the types they need are included as well.</summary>
internal sealed partial class SelectionTests
{
    /// <summary>A header in which declarations depend on each other in every possible way.</summary>
    private const string Header = """
        #define PX_NAME_LENGTH 16
        #define PX_ROWS (PX_NAME_LENGTH / 4)
        #define PX_BROKEN (PX_MISSING + 1)
        #define PX_VERSION "1.2"

        enum px_kind { PX_POINT, PX_LINE, PX_BOX };
        typedef enum { PX_RGB = 1, PX_CMYK } px_space;
        enum { PX_FIRST = 1, PX_LAST = 9 };

        typedef struct _px_color { unsigned char r, g, b, a; px_space space; } px_color;
        typedef px_color px_paint;
        struct px_point { double x, y; };
        struct px_box { struct px_point from, to; enum px_kind kind; };
        union px_shape { struct px_point point; struct px_box box; long long raw[5]; };
        typedef struct px_style {
            px_paint fill;
            char name[PX_NAME_LENGTH];
            struct px_point grid[PX_ROWS][2];
            struct { int width : 4; enum px_kind cap : 4; } stroke;
            struct px_style *parent;
            const char *label;
        } px_style, *px_style_p;
        struct px_path { int count; struct px_point points[] __counted_by(count); };
        typedef struct { px_space space; } px_spaces[2], *px_space_p;
        struct px_palette_page { px_spaces spaces; px_space_p more; };
        struct px_wide { long double value; int scale; };
        struct px_holder { struct px_wide wide; };

        opaque px_surface !(px_surface_free);
        typedef struct px_font px_font;
        void px_surface_free(px_surface *surface);

        typedef void (*px_visit)(struct px_box box, px_surface *surface, void *context);
        typedef int px_compare(const struct px_point *a, const struct px_point *b);
        typedef px_compare *px_compare_p;
        struct px_callbacks { px_visit visit; px_compare_p compare; void (*done)(union px_shape shape); };

        extern int px_count;
        extern struct px_point px_origin;
        extern const px_style px_styles[3];
        extern long double px_epsilon;

        px_surface *!px_surface_new(px_font *font, const px_style *style);
        px_style_p px_style_parent(px_style *style);
        enum px_kind px_kind_of(union px_shape shape);
        struct px_box px_bounds(const struct px_path *path, _Out_ struct px_point *center);
        void px_each(px_surface *surface, px_visit visit, void *context);
        void px_sort(struct px_point *points, size_t count, px_compare *compare);
        int px_open(const char *name, _Out_ px_surface *!*opened, _Inout_ enum px_kind *kinds);
        void px_install(const struct px_callbacks *callbacks, int (*log)(px_space space, const char *text));
        int px_print(const char *format, ...);
        int px_vprint(const char *format, va_list arguments);
        long double px_sine(long double x);
        double px_measure(struct px_wide *wide, struct px_holder *holder);
        double px_take(struct px_holder holder);
        px_color *px_palette(int *count);
        """;

    private static readonly string[] HeaderNames =
    [
        "PX_NAME_LENGTH",
        "PX_ROWS",
        "PX_BROKEN",
        "PX_VERSION",
        "px_kind",
        "px_space",
        "PX_FIRST",
        "px_color",
        "px_paint",
        "px_point",
        "px_box",
        "px_shape",
        "px_style",
        "px_style_p",
        "px_path",
        "px_spaces",
        "px_palette_page",
        "px_wide",
        "px_holder",
        "px_surface",
        "px_font",
        "px_surface_free",
        "px_visit",
        "px_compare",
        "px_compare_p",
        "px_callbacks",
        "px_count",
        "px_origin",
        "px_styles",
        "px_epsilon",
        "px_surface_new",
        "px_style_parent",
        "px_kind_of",
        "px_bounds",
        "px_each",
        "px_sort",
        "px_open",
        "px_install",
        "px_print",
        "px_vprint",
        "px_sine",
        "px_measure",
        "px_take",
        "px_palette",
    ];

    private static readonly CSharpCompilation Empty = GeneratorHarness.CreateCompilation([]);

    // Types by value.
    [TestCase(
        "struct inner { int x; }; struct outer { struct inner member; }; int use(struct outer o); int other(void);",
        "use",
        "inner, outer, use",
        TestName = "A struct that a kept struct contains is kept"
    )]
    [TestCase(
        "typedef struct _inner { int x; } inner; typedef inner alias; struct outer { alias rows[2][3]; }; void use(struct outer *o);",
        "use",
        "inner, outer, use",
        TestName = "Structs behind typedefs, arrays and pointers are kept"
    )]
    [TestCase(
        "struct a { int x; }; union b { struct { struct a *p; } inside; }; extern union b state; extern int other;",
        "state",
        "a, b, state",
        TestName = "Structs that a variable and unnamed members use are kept"
    )]
    [TestCase(
        "enum kind { FIRST }; enum unused { SECOND }; enum kind use(enum kind *k);",
        "use",
        "kind, use",
        TestName = "An enum that a kept function uses is kept"
    )]
    [TestCase(
        "enum kind { FIRST }; struct flags { enum kind k : 2; }; void use(struct flags f);",
        "use",
        "flags, kind, use",
        TestName = "The enum of a bit-field is kept"
    )]
    [TestCase(
        "struct p { int x; }; typedef int compare(const struct p *a); typedef compare *compare_p; void use(compare_p c);",
        "use",
        "compare, comparePointer, p, use",
        TestName = "A callback type is kept with the types that it uses"
    )]
    [TestCase(
        "struct p { int x; }; struct table { void (*done)(struct p p); }; void use(struct table *t);",
        "use",
        "p, table, table_done, table_donePointer, use",
        TestName = "The types that an inline callback uses are kept"
    )]
    [TestCase(
        "opaque file !(file_close); void file_close(file *f); file *!file_open(void); int other(file *f);",
        "file_open",
        "file, fileHandle, file_close, file_open",
        TestName = "A handle is kept with its disposer"
    )]
    [TestCase(
        "struct p { int x; }; struct list { int n; struct p items[] __counted_by(n); }; void use(struct list *l);",
        "use",
        "list, p, use",
        TestName = "The element type of a flexible array is kept"
    )]
    [TestCase(
        "struct p { int x; }; struct s { struct p *!owned; }; void use(struct s *s);",
        "use",
        "p, s, use",
        TestName = "A struct that an owned member points to is kept"
    )]
    [TestCase("typedef struct p { int x; } p; typedef p point; int other(void);", "point", "p", TestName = "A typedef selects its type")]
    [TestCase(
        "enum kind { KIND_A, KIND_B }; enum { LONE_A, LONE_B };",
        "KIND_A, LONE_B",
        "LONE_B, kind",
        TestName = "An enumerator selects its enum, or itself in an unnamed enum"
    )]
    [TestCase(
        "struct s { int x; }; int s(struct s *p); long double f(struct s *p); struct t { int y; };",
        "f, t",
        "t",
        TestName = "A function that cannot be bound keeps no other declaration"
    )]
    public void Declarations_that_kept_declarations_need_are_kept(string text, string include, string expected) =>
        Assert.That(string.Join(", ", Generate($"#pragma koffi include({include})\n{text}")), Is.EqualTo(expected));

    // Behind pointers, an address is sufficient.
    [TestCase(
        "struct p { int x; }; int use(struct p *p, _Out_ struct p **q); struct p *make(void); struct s { struct p *p; };",
        "p",
        "make, s, use",
        TestName = "A pointer to an excluded struct becomes an address"
    )]
    [TestCase(
        "opaque p !(p_free); void p_free(p *x); int use(p *x, _Out_ p *!*y); p *!make(void); struct s { p *x; };",
        "p",
        "make, p_free, s, use",
        TestName = "A pointer to an excluded handle type becomes an address"
    )]
    [TestCase(
        "typedef void visit(int x); void each(visit *v); struct s { visit *v; visit *rows[2]; };",
        "visit",
        "each, s",
        TestName = "An excluded callback type becomes an address"
    )]
    [TestCase(
        "enum kind : unsigned char { A }; void use(enum kind *k, const enum kind *l); struct s { enum kind *k; };",
        "kind",
        "s, use",
        TestName = "A pointer to an excluded enum becomes a pointer to its integer"
    )]
    [TestCase(
        "typedef struct _p { int x; } p; typedef struct _q { int x; } q;",
        "_*",
        "p, q",
        TestName = "A pattern matches the name that a type has in C#"
    )]
    [TestCase(
        "typedef struct _p { int x; } p; typedef struct _q { int x; } q;",
        "_p",
        "q",
        TestName = "An exact tag also excludes its type"
    )]
    [TestCase(
        "opaque p !(p_free); void p_free(p *x); p *!make(void);",
        "p_free",
        "make, p, pHandle",
        TestName = "A handle is closed by a function that is excluded"
    )]
    public void Excluded_declarations_are_omitted(string text, string exclude, string expected) =>
        Assert.That(string.Join(", ", Generate($"#pragma koffi exclude({exclude})\n{text}")), Is.EqualTo(expected));

    [Test]
    public void A_struct_that_only_its_arrays_or_pointers_name_is_nested_in_its_container() =>
        Assert.That(
            Generate(
                "typedef struct { int x; } rows[3]; struct s { rows r; }; typedef struct { int y; } *pointer; "
                    + "struct t { pointer p; }; int use(pointer p, struct s s);"
            ),
            Is.EqualTo((string[])["s", "t", "use"])
        );

    [Test]
    public void An_excluded_enum_behind_a_pointer_has_its_own_width()
    {
        GeneratorRun run = GeneratorHarness.Run([
            new MemoryFile("px.koffi", "#pragma koffi exclude(kind)\nenum kind : unsigned char { A }; void use(enum kind *k);"),
        ]);
        Assert.That(run.Text("px.koffi.g.cs"), Does.Contain("void use(global::System.Span<byte> k)"));
    }

    /// <summary>Binds the header, asserts that emitting it does not throw, and returns its diagnostics.</summary>
    private static TextDiagnostic[] Bind(string directive)
    {
        TypeEnvironment environment = TypeEnvironment.Create(
            new EnvironmentInput(new ProjectSettings("Root", null))
            {
                Files = new EquatableArray<ParsedKoffiFile>([new ParsedKoffiFile(new KoffiFile("px.koffi", directive + Header))]),
            }
        );
        DeclarationUnit unit = environment.Units.Single();
        BoundUnit bound = UnitBinder.Bind(
            unit,
            environment,
            FunctionTypeUses.Find(environment, [], new Guard()),
            allowsUnsafe: true,
            new Guard()
        )!;
        Assert.That(() => UnitEmitter.Emit(bound.Model), Throws.Nothing, directive);
        return [.. UnitDiagnostics.Of(unit, bound, environment.Selection)];
    }

    private static void Compile(string directive)
    {
        GeneratorRun run = GeneratorHarness.RunOnce(
            Empty,
            GeneratorHarness.CreateDriver([new MemoryFile("/project/px.koffi", directive + Header)], new MemoryOptions("Root"))
        );
        Assert.That(run.Result.Diagnostics, Is.Empty, directive);
        Assert.That(run.Warnings.Select(static warning => warning.ToString()), Is.Empty, directive);
    }

    private static string[] Generate(string text) => Names(GeneratorHarness.Load(GeneratorHarness.Run([new MemoryFile("px.koffi", text)])));

    /// <summary>Returns the names of the generated types and of the members of the files' classes.</summary>
    private static string[] Names(Assembly assembly)
    {
        Type[] types = [.. assembly.GetTypes().Where(static type => type is { Namespace: "Root", IsNested: false })];
        IEnumerable<string> members = types
            .Where(static type => type is { IsAbstract: true, IsSealed: true } && type.Name is "px" or "shapes" or "app")
            .SelectMany(static type =>
                type.GetMembers(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
            )
            .Where(static member =>
                member is PropertyInfo or FieldInfo or MethodInfo { IsSpecialName: false } && !member.Name.StartsWith('<')
            )
            .Select(static member => member.Name);
        return
        [
            .. types
                .Where(static type => !(type is { IsAbstract: true, IsSealed: true }))
                .Select(static type => type.Name)
                .Concat(members)
                .Distinct()
                .Order(StringComparer.Ordinal),
        ];
    }
}
