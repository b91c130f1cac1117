using System.Runtime.CompilerServices;
using KoffiGen.Pipeline;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace KoffiGen.Tests.Generator;

/// <summary>Tests that an edit repeats only the steps that it affects.</summary>
internal sealed partial class CachingTests
{
    private const string First = """
        [KoffiLibrary("c")]
        [KoffiDefine("struct point { int x; int y; };")]
        static partial class First
        {
            [KoffiImport("int move(struct point p)")]
            public static partial int Move(point p);
        }
        """;

    private const string Second = """
        [KoffiLibrary("c")]
        [KoffiImport("int atoi(str)")]
        static partial class Second
        {
            [KoffiImport("int abs(int x)")]
            public static partial int Abs(int x);
        }
        """;

    private const string Other = "class Other { int Value() => 1; }";

    [Test]
    public void Editing_an_unrelated_file_generates_nothing()
    {
        (GeneratorRun before, GeneratorRun after) = Edit(Other, "class Other { int Value() => 2; int More; }");
        AssertWritten(before, after);
        AssertSteps(
            after,
            TrackingNames.Methods,
            TrackingNames.Classes,
            TrackingNames.Defines,
            TrackingNames.ImportClasses,
            TrackingNames.Environment,
            TrackingNames.BoundImports,
            TrackingNames.BoundUnits
        );
    }

    [Test]
    public void Adding_an_unrelated_type_generates_nothing()
    {
        (GeneratorRun before, GeneratorRun after) = Edit(Other, Other + " namespace Far { interface IAway; }");
        AssertWritten(before, after);
    }

    [Test]
    public void A_comment_in_the_declaring_file_generates_nothing()
    {
        (GeneratorRun before, GeneratorRun after) = Edit(
            First,
            "// A comment.\n\n" + First.Replace("public static", "/* here */ public static", StringComparison.Ordinal)
        );
        AssertWritten(before, after);
        AssertSteps(
            after,
            TrackingNames.Methods,
            TrackingNames.Defines,
            TrackingNames.ImportClasses,
            TrackingNames.BoundImports,
            TrackingNames.BoundUnits
        );
    }

    [Test]
    public void Editing_a_prototype_generates_only_its_class()
    {
        (GeneratorRun before, GeneratorRun after) = Edit(
            Second,
            Second.Replace("int abs(int x)", "int labs(int x)", StringComparison.Ordinal)
        );
        AssertWritten(before, after, "Second.g.cs");
    }

    [Test]
    public void A_new_import_does_not_generate_other_classes()
    {
        (GeneratorRun before, GeneratorRun after) = Edit(
            Second,
            Second.Replace(
                "[KoffiImport(\"int atoi(str)\")]",
                "[KoffiImport(\"int atoi(str)\"), KoffiImport(\"double atof(str)\")]",
                StringComparison.Ordinal
            )
        );
        AssertWritten(before, after, "Second.g.cs");
    }

    [Test]
    public void A_new_class_at_the_end_does_not_generate_other_classes()
    {
        (GeneratorRun before, GeneratorRun after) = Edit(
            Other,
            Other + " static partial class Third { [KoffiImport(\"int puts(str)\")] public static partial int Puts(string text); }"
        );
        AssertWritten(before, after, "Third.g.cs");
    }

    [Test]
    public void Editing_a_struct_generates_only_its_users()
    {
        // Calls contain the name of the struct, but do not depend on its members.
        (GeneratorRun before, GeneratorRun after) = Edit(First, First.Replace("int y;", "int y; int z;", StringComparison.Ordinal));
        AssertWritten(before, after, "First-Types.g.cs");
    }

    [Test]
    public void A_new_disposer_generates_the_users_of_the_handle()
    {
        const string Handles =
            "[KoffiDefine(\"opaque db !(db_free);\")] [KoffiImport(\"int db_free(db *d)\")] "
            + "[KoffiImport(\"int db_shut(db *d)\")] static partial class Db;";
        (GeneratorRun before, GeneratorRun after) = Edit(
            Other,
            Handles,
            Handles.Replace("!(db_free)", "!(db_shut)", StringComparison.Ordinal)
        );
        AssertWritten(before, after, "Db.g.cs", "Db-Types.g.cs");
    }

    private const string Disposables = """
        [assembly: KoffiDisposable("Outer", "str", nameof(Texts.Free))]
        [KoffiDisposable("Text", "str", nameof(Free))]
        [KoffiImport("Text make(void)")]
        static partial class Texts
        {
            internal static void Free(nint address) => Koffi.Free(address);
        }
        """;

    [Test]
    public void Editing_an_unrelated_file_does_not_read_disposable_types_again()
    {
        (GeneratorRun before, GeneratorRun after) = Edit(
            Other,
            Disposables + Other,
            Disposables + Other.Replace("1", "2", StringComparison.Ordinal) + " class Texts2 { void Free(nint address) { } }"
        );
        AssertWritten(before, after);
        AssertSteps(
            after,
            TrackingNames.Disposables,
            TrackingNames.Environment,
            TrackingNames.ImportClasses,
            TrackingNames.BoundImports,
            TrackingNames.BoundUnits
        );
    }

    [Test]
    public void Editing_the_body_of_a_disposer_generates_nothing()
    {
        (GeneratorRun before, GeneratorRun after) = Edit(
            Other,
            Disposables,
            Disposables.Replace("Koffi.Free(address)", "Koffi.Free(address + 0)", StringComparison.Ordinal)
        );
        AssertWritten(before, after);
        AssertSteps(after, TrackingNames.Disposables, TrackingNames.Environment, TrackingNames.BoundImports);
    }

    [Test]
    public void Removing_a_disposer_generates_its_users_again()
    {
        (GeneratorRun before, GeneratorRun after) = Edit(
            Other,
            Disposables,
            Disposables.Replace("\"str\", nameof(Free)", "\"str\"", StringComparison.Ordinal)
        );
        AssertWritten(before, after, "Texts.g.cs");
    }

    [Test]
    public void Disallowing_unsafe_code_generates_bodies_that_throw()
    {
        CSharpCompilation compilation = GeneratorHarness.CreateCompilation([First]);
        GeneratorRun before = GeneratorHarness.RunOnce(compilation);
        GeneratorRun after = GeneratorHarness.RunOnce(compilation.WithOptions(compilation.Options.WithAllowUnsafe(false)), before.Driver);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(before.Result.GeneratedSources, Is.Not.Empty);
            Assert.That(
                after.Result.GeneratedSources.Select(static source => source.SourceText.ToString()),
                Has.Some.Contains("throw new global::System.InvalidOperationException").And.None.Contains("unmanaged[")
            );
        }
    }

    [Test]
    public void Editing_CSharp_does_not_parse_files_again()
    {
        MemoryFile file = new("zip.koffi", "struct entry { int size; };\nint zip_close(struct entry *e);");
        CSharpCompilation compilation = GeneratorHarness.CreateCompilation([First, Other]);
        GeneratorRun before = GeneratorHarness.RunOnce(compilation, GeneratorHarness.CreateDriver([file], new MemoryOptions("Root")));
        SyntaxTree tree = compilation.SyntaxTrees.Single(static tree => tree.ToString() == Other);
        GeneratorRun after = GeneratorHarness.RunOnce(
            compilation.ReplaceSyntaxTree(
                tree,
                CSharpSyntaxTree.ParseText(Other + " class More;", GeneratorHarness.ParseOptions, tree.FilePath)
            ),
            before.Driver
        );
        Assert.That(before.Result.GeneratedSources, Is.Not.Empty);
        AssertWritten(before, after);
        AssertSteps(
            after,
            TrackingNames.Files,
            TrackingNames.ParsedFiles,
            TrackingNames.Environment,
            TrackingNames.BoundImports,
            TrackingNames.BoundUnits
        );
    }

    [Test]
    public void Editing_a_file_generates_only_its_output()
    {
        MemoryFile gif = new("gif.koffi", "struct gif { int frames; };\nint gif_close(struct gif *g);");
        MemoryFile png = new("png.koffi", "struct png { int depth; };\nint png_close(struct png *p);");
        (GeneratorRun before, GeneratorRun after) = Edit(
            [gif, png],
            png,
            new("png.koffi", "struct png { int depth; };\nint png_open(struct png *p);")
        );
        AssertWritten(before, after, "png.koffi.g.cs");
    }

    [Test]
    public void Editing_a_file_generates_the_users_of_its_types()
    {
        MemoryFile sizes = new("sizes.koffi", "#define COUNT 4");
        MemoryFile table = new("table.koffi", "struct table { int entries[COUNT]; };");
        (GeneratorRun before, GeneratorRun after) = Edit([sizes, table], sizes, new("sizes.koffi", "#define COUNT 8"));
        AssertWritten(before, after, "sizes.koffi.g.cs", "table.koffi.g.cs");
    }

    [Test]
    public void Saving_an_unchanged_file_generates_nothing()
    {
        MemoryFile file = new("zip.koffi", "int zip_close(int file);");
        (GeneratorRun before, GeneratorRun after) = Edit([file], file, new("zip.koffi", "int zip_close(int file);"));
        AssertWritten(before, after);
        AssertSteps(after, TrackingNames.Files, TrackingNames.ParsedFiles, TrackingNames.Environment, TrackingNames.BoundUnits);
    }

    [Test]
    public void Changing_the_project_settings_of_a_file_generates_its_output()
    {
        MemoryFile gif = new("gif.koffi", "int gif_close(int file);");
        MemoryFile png = new("png.koffi", "int png_close(int file);");
        (GeneratorRun before, GeneratorRun after) = Edit(
            [gif, png],
            png,
            new("png.koffi", "int png_close(int file);", ("KoffiStrip", "png_"))
        );
        AssertWritten(before, after, "png.koffi.g.cs");
        Assert.That(
            after.Result.GeneratedSources.Single(static source => source.HintName == "png.koffi.g.cs").SourceText.ToString(),
            Does.Contain(" close(")
        );
    }

    [Test]
    public void Old_compilations_are_collected()
    {
        (GeneratorDriver driver, WeakReference old) = RunTwice();
        for (int attempt = 0; attempt < 10 && old.IsAlive; attempt++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.That(old.IsAlive, Is.False);
        GC.KeepAlive(driver);

        [MethodImpl(MethodImplOptions.NoInlining)]
        static (GeneratorDriver Driver, WeakReference Old) RunTwice()
        {
            CSharpCompilation first = GeneratorHarness.CreateCompilation([First, Second]);
            GeneratorRun run = GeneratorHarness.RunOnce(first);
            CSharpCompilation second = GeneratorHarness.CreateCompilation([First + " ", Second + " "]);
            return (GeneratorHarness.RunOnce(second, run.Driver).Driver, new WeakReference(first));
        }
    }

    /// <summary>Runs the generator on the three files, replaces one of them, and runs it again.</summary>
    private static (GeneratorRun Before, GeneratorRun After) Edit(string file, string before, string after)
    {
        CSharpCompilation compilation = GeneratorHarness.CreateCompilation(
            new[] { First, Second, Other }.Select(source => source == file ? before : source)
        );
        SyntaxTree tree = compilation.SyntaxTrees.Single(tree => tree.ToString() == before);
        GeneratorRun run = GeneratorHarness.RunOnce(compilation);
        compilation = compilation.ReplaceSyntaxTree(tree, CSharpSyntaxTree.ParseText(after, GeneratorHarness.ParseOptions, tree.FilePath));
        return (run, GeneratorHarness.RunOnce(compilation, run.Driver));
    }

    /// <summary>Runs the generator on the files, replaces one of them and the project's options, and runs it again.</summary>
    private static (GeneratorRun Before, GeneratorRun After) Edit(MemoryFile[] files, MemoryFile old, MemoryFile edited)
    {
        CSharpCompilation compilation = GeneratorHarness.CreateCompilation([Other]);
        GeneratorRun before = GeneratorHarness.RunOnce(compilation, GeneratorHarness.CreateDriver(files, new MemoryOptions("Root")));
        GeneratorDriver driver = before
            .Driver.ReplaceAdditionalText(old, edited)
            .WithUpdatedAnalyzerConfigOptions(new MemoryOptions("Root"));
        return (before, GeneratorHarness.RunOnce(compilation, driver));
    }

    private static (GeneratorRun Before, GeneratorRun After) Edit(string file, string after) => Edit(file, file, after);

    /// <summary>Asserts that only these files are new, and that no other output was produced again.</summary>
    private static void AssertWritten(GeneratorRun before, GeneratorRun after, params string[] hintNames)
    {
        // A file that was not produced again is the same object.
        string[] written =
        [
            .. after
                .Result.GeneratedSources.Where(source =>
                    !before.Result.GeneratedSources.Any(old => ReferenceEquals(old.SourceText, source.SourceText))
                )
                .Select(static source => source.HintName),
        ];
        int ran = after
            .Result.TrackedOutputSteps.SelectMany(static steps => steps.Value)
            .SelectMany(static step => step.Outputs)
            .Count(static output => output.Reason is not (IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(after.Result.Exception, Is.Null);
            Assert.That(written, Is.EquivalentTo(hintNames));
            Assert.That(ran, Is.EqualTo(hintNames.Length));
        }
    }

    private static void AssertSteps(GeneratorRun run, params string[] names)
    {
        foreach (string name in names)
        {
            Assert.That(
                run.Result.TrackedSteps[name].SelectMany(static step => step.Outputs).Select(static output => output.Reason),
                Is.All.AnyOf(IncrementalStepRunReason.Cached, IncrementalStepRunReason.Unchanged),
                name
            );
        }
    }
}
