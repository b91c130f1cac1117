using System.Reflection;

namespace KoffiGen.Tests.Generator;

/// <summary>Tests that a <c>.koffi</c> file becomes a class and types, according to its directives and the project's settings.</summary>
internal sealed class KoffiFileTests
{
    [Test]
    public void A_file_is_a_class_of_functions_constants_and_variables_with_its_types_beside_it()
    {
        GeneratorRun run = GeneratorHarness.Run([
            new MemoryFile(
                "/project/shapes.koffi",
                """
                #pragma koffi library("shapes") class(Shapes)

                #define SHAPES_VERSION 7
                #define SHAPES_NAME "shapes"
                enum { SHAPES_MAXIMUM = 1 << 10, };

                struct point { double x, y; };
                enum kind { CIRCLE = 1, SQUARE };
                typedef struct _shape shape;

                extern int shapes_count;
                extern const char *const shapes_banner;
                extern double shapes_matrix[3][4];

                // The distance between two points.
                double shapes_distance(struct point a, struct point b);
                shape *shapes_create(enum kind kind, const char *name);
                void shapes_free(shape *s);
                """
            ),
        ]);
        Snapshots.Match(run);
    }

    [Test]
    public void Comments_become_documentation() =>
        Snapshots.Match(
            GeneratorHarness.Run([
                new MemoryFile(
                    "/project/zip.koffi",
                    """
                    /** The entries that one archive can have. */
                    #define ZIP_LIMIT 65535

                    /** What is known of an entry. */
                    struct entry {
                        int size; /**< In bytes. */
                    };

                    /** The version in use. */
                    extern int zip_version;

                    /**
                     * @brief Finds an entry by its name.
                     * @param name the name, with its folders
                     * @param[out] found what is known of it
                     * @return 0, or -1 if there is none
                     */
                    int zip_find(const char *name, _Out_ struct entry *found);
                    """
                ),
            ])
        );

    [Test]
    public void Names_are_stripped_cased_and_renamed()
    {
        Assembly assembly = Load(
            new MemoryFile(
                "zip.koffi",
                """
                #pragma koffi strip("zip_", "ZIP_") case(pascal) class(Zip) namespace(Archives.Formats) access(public)
                #pragma koffi rename(zip_get_num_entries, Count) exclude(zip_internal_*)
                #define ZIP_CREATE 1
                #define ZIP_2 2
                enum zip_state { ZIP_STATE_OPEN, ZIP_STATE_CLOSED };
                struct zip_stat { int size; };
                opaque zip_file;
                zip_file *zip_open(const char *path, enum zip_state state);
                long long zip_get_num_entries(zip_file *file);
                int zip_internal_check(zip_file *file);
                """
            )
        );
        Type type = assembly.GetType("Archives.Formats.Zip", throwOnError: true)!;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(type.IsPublic);
            Assert.That(
                type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly).Select(static method => method.Name),
                Is.EquivalentTo((string[])["Open", "Count"])
            );
            Assert.That(type.GetField("Create")!.GetRawConstantValue(), Is.EqualTo(1));
            Assert.That(type.GetField("Zip2")!.GetRawConstantValue(), Is.EqualTo(2));
            Assert.That(Enum.GetNames(assembly.GetType("Archives.Formats.State")!), Is.EqualTo((string[])["StateOpen", "StateClosed"]));
            Assert.That(assembly.GetType("Archives.Formats.Stat"), Is.Not.Null);
            Assert.That(assembly.GetType("Archives.Formats.File"), Is.Not.Null);
        }
    }

    [Test]
    public void Project_settings_apply_like_directives()
    {
        Assembly assembly = Load(
            new MemoryFile(
                "zip.koffi",
                "int zip_open(const char *path); int zip_close(int file);",
                ("KoffiClass", "Zip"),
                ("KoffiNamespace", "Archives"),
                ("KoffiStrip", "zip_"),
                ("KoffiCase", "pascal"),
                ("KoffiRename", "zip_open=Load"),
                ("KoffiAccess", "public")
            )
        );
        Assert.That(
            assembly
                .GetType("Archives.Zip")!
                .GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly)
                .Select(static method => method.Name),
            Is.EquivalentTo((string[])["Load", "Close"])
        );
    }

    [Test]
    public void A_prototype_on_a_method_names_types_of_a_file()
    {
        GeneratorRun run = GeneratorHarness.Run(
            [new MemoryFile("geometry.koffi", "struct point { double x, y; }; #pragma koffi class(Geometry)\n#define UNUSED 1\n")],
            """
            namespace Root;

            static partial class Program
            {
                [KoffiImport("double length(struct point p)")]
                public static partial double Length(point p);

                [KoffiImport("void move(_Inout_ struct point *p)")]
                public static partial void Move(ref point p);
            }
            """
        );
        Assert.That(run.Output.GetTypeByMetadataName("Root.point"), Is.Not.Null);
    }

    [Test]
    public void The_part_of_a_files_class_that_the_user_writes_has_the_files_library_and_types()
    {
        GeneratorRun run = GeneratorHarness.Run(
            [new MemoryFile("zip.koffi", "#pragma koffi class(Zip) library(\"archive\")\nopaque zip;\nint zip_close(zip *file);")],
            """
            namespace Root;

            static partial class Zip
            {
                [KoffiImport("zip *zip_open(const char *path)")]
                public static partial zip Open(string path);
            }
            """
        );
        Assert.That(
            run.Result.GeneratedSources.Single(static source => source.HintName == "Root.Zip.g.cs").SourceText.ToString(),
            Does.Contain("\"archive\"")
        );
    }

    [Test]
    public void A_type_may_have_the_name_of_a_file_that_declares_only_types() =>
        Assert.That(
            Load(new MemoryFile("point.koffi", "struct point { int x; };")).GetType("Root.point"),
            Is.Not.Null.And.Property(nameof(Type.IsValueType)).True
        );

    [Test]
    public void A_handle_of_a_file_is_closed_by_using() =>
        GeneratorHarness.Run(
            [
                new MemoryFile(
                    "zip.koffi",
                    """
                    #pragma koffi library("zip") class(Zip) strip("zip_", "ZIP_") case(pascal) rename(zip, Archive)

                    #define ZIP_RDONLY 16

                    opaque zip !(zip_discard);
                    void zip_discard(zip *archive);

                    /** Opens an archive. */
                    zip *! zip_open(const char *path, int flags, _Out_opt_ int *error);
                    long long zip_get_num_entries(zip *archive, unsigned flags);
                    """
                ),
            ],
            """
            namespace Root;

            static class Program
            {
                static long Count()
                {
                    using var archive = Zip.Open("a.zip", Zip.Rdonly);
                    return Zip.GetNumEntries(archive, 0);
                }
            }
            """
        );

    [TestCase("wei rd$.koffi", "wei_rd_.koffi.g.cs")]
    [TestCase("a:b*?<>|\"%&;=#.koffi", "a_b___________.koffi.g.cs")]
    [TestCase("one\ntwo.koffi", "one_two.koffi.g.cs")]
    [TestCase("\U0001F600.koffi", "__.koffi.g.cs")]
    [TestCase("größe.koffi", "größe.koffi.g.cs")]
    [TestCase(".koffi", ".koffi.g.cs")]
    public void A_file_of_any_name_is_compiled(string name, string hint)
    {
        GeneratorRun run = GeneratorHarness.Run([new MemoryFile("/project/" + name, "int sound(void);")]);
        Assert.That(run.Result.GeneratedSources.Select(static source => source.HintName), Is.EqualTo((string[])[hint]));
    }

    [Test]
    public void Files_whose_names_differ_only_in_replaced_characters_are_distinct()
    {
        GeneratorRun run = GeneratorHarness.Run([
            new MemoryFile("a b.koffi", "#pragma koffi class(A)\nint sound(void);"),
            new MemoryFile("a_b.koffi", "#pragma koffi class(B)\nint sound(void);"),
        ]);
        Assert.That(
            run.Result.GeneratedSources.Select(static source => source.HintName),
            Is.EquivalentTo((string[])["a_b.koffi.g.cs", "a_b.koffi_2.g.cs"])
        );
    }

    [TestCase(true)]
    [TestCase(false)]
    public void The_order_of_files_does_not_matter(bool reversed)
    {
        MemoryFile[] files =
        [
            new("a.koffi", "struct outer { struct inner member; int sizes[SIZE]; }; int use(struct outer o);"),
            new("b.koffi", "#define SIZE 4\nstruct inner { int x; };"),
        ];
        if (reversed)
        {
            files = [new("b.koffi", files[0].GetText().ToString()), new("a.koffi", files[1].GetText().ToString())];
        }

        Assert.That(System.Runtime.InteropServices.Marshal.SizeOf(Load(files).GetType("Root.outer", throwOnError: true)!), Is.EqualTo(20));
    }

    [Test]
    public void An_included_file_decides_which_of_two_types_is_meant()
    {
        Assembly assembly = Load(
            new MemoryFile("/p/gif.koffi", "#pragma koffi namespace(Gif)\nstruct image { int frames; };"),
            new MemoryFile("/p/png.koffi", "#pragma koffi namespace(Png)\nstruct image { long long depth; };"),
            new MemoryFile("/p/app/show.koffi", "#include \"../png.koffi\"\nstruct window { struct image image; };")
        );
        Assert.That(
            assembly.GetType("Root.window")!.GetFields(BindingFlags.Public | BindingFlags.Instance).Single().FieldType.FullName,
            Is.EqualTo("Png.image")
        );
    }

    [Test]
    public void Declarations_on_a_class_generate_its_members()
    {
        GeneratorRun run = GeneratorHarness.Run(
            """
            [KoffiLibrary("c")]
            [KoffiDefine("int abs(int x); \n#define LIMIT 10\n extern int daylight; struct pair { int a, b; };")]
            static partial class Libc
            {
                static int Use() => Abs(-LIMIT) + daylight + new pair { a = 1 }.b;
                static int Abs(int x) => abs(x);
            }
            """
        );
        Assert.That(run.Result.GeneratedSources, Has.Exactly(1).Items);
    }

    private static Assembly Load(params MemoryFile[] files) => GeneratorHarness.Load(GeneratorHarness.Run(files));
}
