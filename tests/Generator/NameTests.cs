namespace KoffiGen.Tests.Generator;

/// <summary>Tests of conflicts between names of C and C#.</summary>
internal sealed class NameTests
{
    [Test]
    public void Classes_may_differ_only_in_case()
    {
        GeneratorRun run = GeneratorHarness.Run(
            """
            [KoffiDefine("struct a { int x; };")] [KoffiImport("int abs(int x)")] static partial class Libc;
            [KoffiDefine("struct a { int y; };")] [KoffiImport("int abs(int x)")] static partial class LIBC;
            """
        );
        Assert.That(
            run.Result.GeneratedSources.Select(static source => source.HintName),
            Is.EquivalentTo(["Libc.g.cs", "LIBC_2.g.cs", "Libc-Types.g.cs", "LIBC-Types_2.g.cs"])
        );
    }

    [Test]
    public void A_class_may_be_named_Types() =>
        GeneratorHarness.Run(
            """
            [KoffiDefine("struct a { int x; };")] static partial class Geometry;
            """,
            """
            namespace Geometry2
            {
                [KoffiImport("int abs(int x)")] static partial class Types;
            }
            """,
            """
            [assembly: KoffiDefine("struct b { int x; };")]
            """,
            """
            [assembly: KoffiDefine("struct c { struct b inner; };")]
            [KoffiDefine("struct d { struct c inner; };")] static partial class Assembly;
            """
        );

    [Test]
    public void Parts_of_a_class_may_each_define_types() =>
        GeneratorHarness.Run(
            """
            [KoffiDefine("struct a { int x; };")] static partial class Geometry;
            """,
            """
            [KoffiDefine("struct b { struct a inner; };")] static partial class Geometry
            {
                [KoffiImport("int measure(struct a first, struct b second)")] public static partial int Measure(a first, b second);
            }
            """
        );

    [Test]
    public void Classes_may_be_nested_and_generic() =>
        GeneratorHarness.Run(
            """
            namespace Outside.@event
            {
                public partial class Outer<@class> where @class : notnull
                {
                    internal partial record struct Middle
                    {
                        partial interface IInner
                        {
                            [KoffiImport("str! strdup(str)")] internal static partial string? Strdup(string? text);
                            [KoffiImport("struct thing *next(struct thing *current)")] internal static partial thing Next(thing current);
                            [KoffiImport("int copy(const void *from)")] internal static partial int Copy<@in>(ReadOnlySpan<@in> from) where @in : unmanaged;
                        }
                    }
                }
            }
            """
        );

    [Test]
    public void Types_may_be_defined_in_a_generic_class() =>
        GeneratorHarness.Run(
            """
            [KoffiDefine("struct point { int x, y; }; opaque db !(db_close);")]
            [KoffiImport("struct point move(struct point from, _Out_ struct point *to)")]
            [KoffiImport("db *!db_open(str)")]
            [KoffiImport("int db_close(db *d)")]
            partial class Generic<T>;
            """
        );

    [Test]
    public void Names_may_be_keywords()
    {
        GeneratorRun run = GeneratorHarness.Run(
            """
            [KoffiDefine("struct string { int int_; int ref; }; enum event { in, out }; opaque object; opaque lock !(unlock);")]
            [KoffiImport("struct string base(const char *this, _Out_ int *out, object *object, enum event event)")]
            [KoffiImport("int new(lock *lock, _Out_ lock *!*checked)")]
            [KoffiImport("int unlock(lock *record)")]
            static partial class @static
            {
                [KoffiImport("int delete(int)")] public static partial int @delete(int @params);
            }
            """
        );
        Assert.That(run.Text("static.g.cs"), Does.Contain(" @base(").And.Contain(" @new(").And.Contain("int @params"));
    }

    [Test]
    public void Functions_may_have_the_names_of_holder_members() =>
        GeneratorHarness.Run(
            """
            [KoffiImport("int Address(void)", MethodName = "A")]
            [KoffiImport("int Bind(void)", MethodName = "B")]
            [KoffiImport("int Symbol(void)", MethodName = "C")]
            [KoffiImport("int IsAvailable(void)", MethodName = "D")]
            [KoffiImport("int Library(void)", MethodName = "E")]
            [KoffiImport("int Equals(void)", MethodName = "F")]
            [KoffiImport("int NamesSymbols(void)", MethodName = "G")]
            [KoffiImport("str!(other:Library_2) Library_2(void)", MethodName = "H")]
            [KoffiImport("int class(void)", MethodName = "I")]
            static partial class Names;
            """
        );

    [Test]
    public void Overloads_of_one_function_share_its_holder()
    {
        GeneratorRun run = GeneratorHarness.Run(
            """
            static partial class Libc
            {
                [KoffiImport("int memcmp(const void *, const void *, size_t)", Optional = true)] public static partial int Compare(nint left, nint right, nuint count);
                [KoffiImport("int memcmp(const void *, const void *, size_t)", Optional = true)] public static partial int Compare(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right, nuint count);
            }
            """
        );
        string text = run.Text("Libc.g.cs");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(text.Split("internal static class memcmp").Length, Is.EqualTo(2));
            Assert.That(text.Split("bool IsCompareAvailable").Length, Is.EqualTo(2));
        }
    }

    [TestCase("getTotal", "IsGetTotalAvailable")]
    [TestCase("sqlite3_close_v2", "IsSqlite3CloseV2Available")]
    [TestCase("MessageBoxA", "IsMessageBoxAAvailable")]
    [TestCase("_exit", "IsExitAvailable")]
    [TestCase("event", "IsEventAvailable")]
    public void The_property_of_an_optional_function_has_a_CSharp_name(string function, string property) =>
        Assert.That(
            GeneratorHarness
                .Run($$"""[KoffiImport("int {{function}}(void)", Optional = true)] static partial class Libc;""")
                .Text("Libc.g.cs"),
            Does.Contain($"bool {property} ")
        );

    [Test]
    public void The_property_of_an_optional_symbol_is_renamed_if_a_member_has_its_name()
    {
        string text = GeneratorHarness
            .Run(
                """
                [KoffiImport("int get_total(void)", Optional = true)]
                [KoffiImport("int IsGetTotalAvailable(void)")]
                [KoffiImport("int get_count(void)", Optional = true)]
                static unsafe partial class Libc
                {
                    [KoffiSymbol("int GetCount", Optional = true)] public static partial ref int GetCount { get; }
                }
                """
            )
            .Text("Libc.g.cs");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(text, Does.Contain("bool Isget_totalAvailable ").And.Not.Contain("bool IsGetTotalAvailable "));
            Assert.That(text.Split("bool IsGetCountAvailable ").Length, Is.EqualTo(2));
        }
    }

    [Test]
    public void Optional_functions_of_the_same_words_have_a_property_each()
    {
        string text = GeneratorHarness
            .Run(
                """
                [KoffiImport("int get_total(void)", Optional = true)]
                [KoffiImport("int getTotal(void)", Optional = true)]
                [KoffiImport("int get__total(void)", Optional = true)]
                static partial class Libc;
                """
            )
            .Text("Libc.g.cs");
        Assert.That(
            text,
            Does.Contain("bool IsGetTotalAvailable ").And.Contain("bool IsgetTotalAvailable ").And.Contain("bool Isget__totalAvailable ")
        );
    }

    [Test]
    public void An_overload_without_the_last_output_is_omitted_if_a_method_has_its_signature() =>
        GeneratorHarness.Run(
            """
            [KoffiImport("int f(int x)")]
            [KoffiImport("f2", "int", "int", "_Out_opt_ int *", MethodName = "f")]
            static partial class Overloads;
            """
        );

    [Test]
    public void A_method_does_not_have_the_name_of_a_type_of_its_class()
    {
        GeneratorRun run = GeneratorHarness.Run(
            """
            [KoffiDefine("struct stat { int size; };")]
            [KoffiImport("int stat(const char *path, _Out_ struct stat *buffer)")]
            [KoffiImport("int stat(const char *path, _Out_ struct stat *buffer)", MethodName = "Stat")]
            [KoffiImport("struct unseen *unseen(void)")]
            [KoffiImport("int Posix(void)")]
            static partial class Posix
            {
                [KoffiImport("int stat(const char *path, _Out_ struct stat *buffer)")] public static partial int Status(string path, out stat buffer);
            }
            """
        );
        Assert.That(run.Text("Posix.g.cs"), Does.Contain(" Stat(").And.Contain(" Status(").And.Not.Contain("unsafe int stat("));
    }

    [Test]
    public void A_public_method_shows_only_public_types() =>
        GeneratorHarness.Run(
            """
            [assembly: KoffiDefine("opaque FILE; struct hidden { int x; }; enum color { red };")]
            [KoffiImport("FILE *tmpfile(void)")]
            [KoffiImport("int fclose(FILE *file)")]
            [KoffiImport("void paint(enum color c, _Out_ struct hidden *h)")]
            public static partial class Libc;
            """,
            """
            [KoffiType("struct user")] struct User { public int X { get; set; } }
            [KoffiImport("int take(struct user u)")]
            public static partial class Library;
            """
        );

    [Test]
    public void A_struct_member_may_have_the_name_of_its_struct() =>
        GeneratorHarness.Run(
            """
            [KoffiDefine("struct value { int value; bool bool_; bool on; int _on; };")]
            static partial class Values;
            """
        );

    [Test]
    public void Sources_without_nullable_annotations_compile() =>
        GeneratorHarness.Run(
            """
            #nullable disable
            static partial class Libc
            {
                [KoffiImport("str! strdup(str)")] public static partial string Strdup(string text);
                [KoffiImport("int sum(const int *values, int n)")] public static partial int Sum(int[] values, int n);
            }
            """
        );

    [Test]
    public void Text_inside_comments_and_documentation_is_escaped() =>
        GeneratorHarness.Run(
            """
            /// <summary>Declarations with comments.</summary>
            [KoffiDefine("/** a < b && c > d */ struct point { int x; /**< 1 < 2 */ int y; /* ]]> */ }; // trailing <tag>")]
            [KoffiImport("int f(const int * /* < & > */ values, void (*cb)(int))")]
            [KoffiImport("int g(\n    int a, // first\n    int b)")]
            public static partial class Documented;
            """
        );

    [Test]
    public void Two_libraries_may_each_have_an_image()
    {
        GeneratorRun run = GeneratorHarness.Run(
            """
            namespace Graphics
            {
                [KoffiDefine("struct Image { int width; }; opaque Codec !(codec_free); typedef void Progress(int percent);")]
                public static partial class Png
                {
                    [KoffiImport("struct Image load(Codec *codec, Progress *progress)")] public static partial Image Load(Codec codec, ProgressPointer progress);
                    [KoffiImport("Codec *!open(void)")] public static partial CodecHandle Open();
                }

                [KoffiDefine("struct Image { double scale; const char *name; }; opaque Codec !(jpeg_free); typedef void Progress(double share);")]
                public static partial class Jpeg
                {
                    [KoffiImport("struct Image load(Codec *codec, Progress *progress)")] public static partial Image Load(Jpeg.CodecHandle codec, Graphics.Jpeg.ProgressPointer progress);
                    [KoffiImport("void save(struct Image image, Codec *codec)")] public static partial void Save(Image.Managed image, Codec.Argument codec);
                    [KoffiImport("void show(void *image)")] public static partial void Show(in Png.Image image);
                }
            }
            """,
            """
            using Graphics;
            static class Program
            {
                public static Png.Image First(Png.Codec codec) => Png.Load(codec, default(Png.ProgressPointer));
                public static Jpeg.Image Second(Jpeg.CodecHandle codec) => Jpeg.Load(codec, default(Jpeg.ProgressPointer));
            }
            """
        );
        Assert.That(
            run.Text("Graphics.Jpeg.g.cs"),
            Does.Contain("in global::Graphics.Png.Image image")
                .And.Contain(
                    "global::Graphics.Jpeg.Image Load(global::Graphics.Jpeg.CodecHandle codec, "
                        + "global::Graphics.Jpeg.ProgressPointer progress)"
                )
        );
    }

    [TestCase("struct Image load(void)", "Png.Image Load()")]
    [TestCase("void load(struct Image image)", "void Load(Png.Image image)")]
    [TestCase("void load(const struct Image *image)", "void Load(in global::Png.Image image)")]
    [TestCase("void load(const struct Image *image)", "void Load(ReadOnlySpan<Png.Image> image)")]
    [TestCase("void load(struct Image image)", "void Load(Png.Image.Managed image)")]
    [TestCase("Codec *load(void)", "Png.Codec Load()")]
    [TestCase("Codec *!load(void)", "Png.CodecHandle Load()")]
    [TestCase("void load(_Out_ Codec *!*codec)", "void Load(out Png.CodecHandle codec)")]
    [TestCase("void load(Codec *codec)", "void Load(Png.Codec.Argument codec)")]
    [TestCase("void load(Progress *progress)", "void Load(Png.ProgressPointer progress)")]
    public void A_type_of_another_library_is_another_type(string prototype, string signature)
    {
        GeneratorRun run = GeneratorHarness.RunOnce(
            GeneratorHarness.CreateCompilation([
                $$"""
                [KoffiDefine("struct Image { int width; const char *name; }; opaque Codec !(codec_free); typedef void Progress(int percent);")]
                public static partial class Png;

                [KoffiDefine("struct Image { double scale; const char *name; }; opaque Codec !(jpeg_free); typedef void Progress(double share);")]
                public static partial class Jpeg
                {
                    [KoffiImport("{{prototype}}")] public static partial {{signature}};
                }
                """,
            ])
        );
        Assert.That(run.Text("Jpeg.g.cs"), Does.Contain("errors, which the build reports"));
    }

    [Test]
    public void The_declaration_decides_which_of_two_types_of_one_name_is_meant() =>
        GeneratorHarness.Run(
            [
                new MemoryFile("a.koffi", "#pragma koffi class(First) namespace(A) strip(\"a_\")\nstruct a_image { double scale; };\n"),
                new MemoryFile("b.koffi", "#pragma koffi class(Second) namespace(B) strip(\"b_\")\nstruct b_image { int width; };\n"),
            ],
            """
            using B;

            static partial class Program
            {
                [KoffiImport("int measure(struct b_image *image)")] private static partial int Measure(in image image);
                [KoffiImport("int measure(struct b_image *image)")] private static partial int Measure(Span<image> image);
            }
            """
        );

    [Test]
    public void Functions_may_have_the_names_of_the_methods_of_object() =>
        GeneratorHarness.Run(
            [
                new MemoryFile(
                    "g.koffi",
                    "#pragma koffi class(G) strip(\"g_\") case(pascal)\n"
                        + "int g_get_type(void); int g_to_string(void); int g_get_hash_code(void); void g_finalize(void); "
                        + "int g_memberwise_clone(void); int g_equals(void *a, void *b);\n"
                ),
            ],
            """
            static class Program
            {
                public static int Run() => Root.G.GetType() + Root.G.ToString() + Root.G.GetHashCode();
            }
            """
        );
}
