using System.Collections.Immutable;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace KoffiGen.Benchmarks.Generator;

/// <summary>A generator, its compilation, and the edits that are measured.</summary>
internal sealed class GeneratorRun
{
    private readonly IIncrementalGenerator _generator;
    private readonly Func<int, string> _firstFile;
    private readonly ImmutableArray<AdditionalText> _additional;
    private readonly CSharpCompilation _compilation;
    private readonly SyntaxTree _first;
    private readonly SyntaxTree _unrelated;
    private int _revision;
    private GeneratorDriver _driver;
    private CSharpCompilation _next;

    public GeneratorRun(
        IIncrementalGenerator generator,
        Func<int, IEnumerable<string>> files,
        params ImmutableArray<AdditionalText> additional
    )
        : this(generator, typeof(KoffiImportAttribute).Assembly.Location, files, additional) { }

    /// <param name="runtime">The path of the runtime that the generated code uses.</param>
    public GeneratorRun(
        IIncrementalGenerator generator,
        string runtime,
        Func<int, IEnumerable<string>> files,
        ImmutableArray<AdditionalText> additional
    )
    {
        _additional = additional;
        _generator = generator;
        _firstFile = revision => files(revision).First();
        SyntaxTree[] trees = [.. files(0).Select(Parse)];
        _first = trees[0];
        _unrelated = Parse(Unrelated(0));
        _compilation = CSharpCompilation.Create(
            "Bench",
            [.. trees, Parse(Declarations.Common), _unrelated],
            [.. Net100.References.All, MetadataReference.CreateFromFile(runtime)],
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary,
                allowUnsafe: true,
                nullableContextOptions: NullableContextOptions.Enable
            )
        );
        _driver = CreateDriver();
        _next = _compilation;
        CheckOutput(trees.Length);
    }

    /// <summary>Prepares a new driver and a compilation that no driver has seen.</summary>
    public void PrepareCold()
    {
        _driver = CreateDriver();
        _next = Bind(_compilation.Clone());
    }

    /// <summary>Prepares a driver that has run, and a compilation with an edit in a file without imports.</summary>
    public void PrepareUnrelatedEdit() => PrepareEdit(_unrelated, Unrelated(++_revision));

    /// <summary>Prepares a driver that has run, and a compilation in which the first prototype is edited.</summary>
    public void PreparePrototypeEdit() => PrepareEdit(_first, _firstFile(1));

    public GeneratorDriver Run() => _driver.RunGenerators(_next);

    private void PrepareEdit(SyntaxTree tree, string text)
    {
        _driver = CreateDriver().RunGenerators(_compilation);
        _next = Bind(_compilation.ReplaceSyntaxTree(tree, Parse(text)));
    }

    private CSharpGeneratorDriver CreateDriver() =>
        CSharpGeneratorDriver.Create([_generator.AsSourceGenerator()], _additional, ParseOptions);

    private static CSharpParseOptions ParseOptions { get; } = new(LanguageVersion.CSharp14);

    private static SyntaxTree Parse(string text) => CSharpSyntaxTree.ParseText(text, ParseOptions);

    private static string Unrelated(int revision) => $"internal static class Unrelated {{ public static int Value() => {revision}; }}";

    // Work that the compiler does in any case is done before the measurement.
    private static CSharpCompilation Bind(CSharpCompilation compilation)
    {
        compilation.GetDiagnostics();
        return compilation;
    }

    // A generator that reports errors or generates nothing would win every comparison.
    private void CheckOutput(int files)
    {
        GeneratorDriver driver = CreateDriver().RunGeneratorsAndUpdateCompilation(_compilation, out Compilation output, out _);
        Diagnostic[] problems =
        [
            .. driver
                .GetRunResult()
                .Diagnostics.Concat(output.GetDiagnostics())
                .Where(static diagnostic => diagnostic.Severity >= DiagnosticSeverity.Error),
        ];
        if (problems.Length > 0)
        {
            throw new InvalidOperationException($"{_generator.GetType().Name} on {files} files: {problems[0]}");
        }
    }
}
