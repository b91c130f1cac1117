using System.Collections.Immutable;
using System.Text;
using Basic.Reference.Assemblies;
using KoffiGen.Analyzers;
using KoffiGen.Tests.Generator;
using KoffiGen.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace KoffiGen.Tests.Analyzers;

/// <summary>
/// Runs the generator on the source and then the analyzers on the result, as a build does. The source or the <c>.koffi</c> file marks the
/// expected diagnostics: <c>{|KOFFI101:token|}</c>.
/// </summary>
internal static class AnalyzerVerifier
{
    private static readonly ImmutableArray<MetadataReference> References =
    [
        .. Net100.References.All,
        MetadataReference.CreateFromFile(typeof(KoffiImportAttribute).Assembly.Location),
    ];

    /// <summary>Compares the analyzers' diagnostics with the marks, and the compiler's with <paramref name="compilerErrors"/>.</summary>
    public static async Task VerifyAsync(string marked, bool allowsUnsafe = true, params string[] compilerErrors)
    {
        (string source, List<(string Id, TextSpan Span)> expected) = Parse(marked);
        Compilation compilation = Generate(allowsUnsafe, source);
        string[] actual =
        [
            .. (await AnalyzeAsync(compilation)).Select(diagnostic => Show(diagnostic.Id, diagnostic.Location.SourceSpan, source)),
        ];
        string[] errors =
        [
            .. compilation
                .GetDiagnostics()
                .Where(static diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning)
                .Select(static diagnostic => diagnostic.ToString()),
        ];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(actual, Is.EquivalentTo(expected.Select(item => Show(item.Id, item.Span, source))));
            if (compilerErrors.Length == 0)
            {
                Assert.That(errors, Is.Empty);
            }
            else
            {
                Assert.That(
                    errors
                        .Select(error => compilerErrors.FirstOrDefault(id => error.Contains(id, StringComparison.Ordinal)) ?? error)
                        .Distinct(),
                    Is.EquivalentTo(compilerErrors)
                );
            }
        }
    }

    /// <summary>
    /// Compares the analyzers' diagnostics in a <c>.koffi</c> file with its marks. There must be no diagnostics elsewhere, and none from
    /// the compiler.
    /// If the file declares the function <c>sound</c>, it must be generated in spite of the errors.
    /// </summary>
    public static Task VerifyFileAsync(string marked, params MemoryFile[] others)
    {
        (string text, List<(string Id, TextSpan Span)> expected) = Parse(marked);
        return VerifyFileAsync(new MemoryFile("/project/marked.koffi", text), expected, others);
    }

    public static async Task VerifyFileAsync(MemoryFile file, List<(string Id, TextSpan Span)> expected, params MemoryFile[] others)
    {
        string text = file.GetText().ToString();
        AnalyzerOptions options = new([file, .. others], new MemoryOptions("Root"));
        Compilation compilation = Generate(options);
        ImmutableArray<Diagnostic> diagnostics = await AnalyzeAsync(compilation, options);
        string[] errors =
        [
            .. compilation
                .GetDiagnostics()
                .Where(static diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning)
                .Select(static diagnostic => diagnostic.ToString()),
        ];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(diagnostics.Select(static diagnostic => diagnostic.Location.GetLineSpan().Path), Is.All.EqualTo(file.Path));
            Assert.That(
                diagnostics.Select(diagnostic => Show(diagnostic.Id, diagnostic.Location.SourceSpan, text)),
                Is.EquivalentTo(expected.Select(item => Show(item.Id, item.Span, text)))
            );
            Assert.That(errors, Is.Empty);
            if (text.Contains("sound(", StringComparison.Ordinal))
            {
                Assert.That(compilation.GetSymbolsWithName("sound", SymbolFilter.Member), Is.Not.Empty);
            }
        }
    }

    /// <summary>
    /// Returns the analyzers' diagnostics. If a generated body throws because of a wrong declaration, there must be at least one error.
    /// </summary>
    public static async Task<ImmutableArray<Diagnostic>> AnalyzeAsync(Compilation compilation, AnalyzerOptions? options = null)
    {
        ImmutableArray<Diagnostic> diagnostics = await RunAsync(compilation, options, []);
        if (HasPlaceholder(compilation))
        {
            Assert.That(
                diagnostics.Concat(compilation.GetDiagnostics()),
                Has.Some.Property(nameof(Diagnostic.Severity)).EqualTo(DiagnosticSeverity.Error),
                "a placeholder without an error"
            );
        }

        return diagnostics;
    }

    /// <summary>Returns the diagnostics of KoffiGen's analyzers and of the others.</summary>
    public static Task<ImmutableArray<Diagnostic>> RunAsync(
        Compilation compilation,
        AnalyzerOptions? options,
        ImmutableArray<DiagnosticAnalyzer> others
    ) =>
        compilation
            .WithAnalyzers(
                [
                    new ImportAnalyzer(),
                    new CallbackUseAnalyzer(),
                    new FormatAnalyzer(),
                    new MemoryUseAnalyzer(),
                    new AsynchronousUseAnalyzer(),
                    .. others,
                ],
                options
            )
            .GetAnalyzerDiagnosticsAsync();

    /// <summary>Whether a generated body throws because of a wrong declaration.</summary>
    public static bool HasPlaceholder(Compilation compilation) =>
        compilation.SyntaxTrees.Any(static tree => tree.ToString().Contains("errors, which the build reports", StringComparison.Ordinal));

    /// <summary>Returns the compilation of the sources and the generated code.</summary>
    public static Compilation Generate(bool allowsUnsafe, params string[] sources) => Generate(null, allowsUnsafe, sources);

    /// <summary>Returns the compilation of the sources and the code that is generated for the <c>.koffi</c> files.</summary>
    public static Compilation Generate(AnalyzerOptions options, params string[] sources) => Generate(options, true, sources);

    private static Compilation Generate(AnalyzerOptions? files, bool allowsUnsafe, params string[] sources)
    {
        CSharpParseOptions options = new(LanguageVersion.CSharp14);
        SyntaxTree[] trees =
        [
            .. sources.Select((source, index) => CSharpSyntaxTree.ParseText(source, options, $"Source{index}.cs", Encoding.UTF8)),
        ];
        bool isProgram = trees.Any(static tree => tree.GetCompilationUnitRoot().Members.Any(SyntaxKind.GlobalStatement));
        CSharpCompilation compilation = CSharpCompilation.Create(
            "Marked",
            trees,
            References,
            new CSharpCompilationOptions(
                isProgram ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary,
                allowUnsafe: allowsUnsafe,
                nullableContextOptions: NullableContextOptions.Enable
            )
        );
        CSharpGeneratorDriver
            .Create([new KoffiGenerator().AsSourceGenerator()], files?.AdditionalFiles, options, files?.AnalyzerConfigOptionsProvider)
            .RunGeneratorsAndUpdateCompilation(compilation, out Compilation updated, out ImmutableArray<Diagnostic> failures);
        Assert.That(failures, Is.Empty);
        return updated;
    }

    public static (string Source, List<(string Id, TextSpan Span)> Expected) Parse(string marked)
    {
        StringBuilder source = new();
        List<(string Id, TextSpan Span)> expected = [];
        Stack<(string Id, int Start)> open = new();
        for (int index = 0; index < marked.Length; )
        {
            if (string.CompareOrdinal(marked, index, "{|KOFFI", 0, 7) == 0)
            {
                int colon = marked.IndexOf(':', index);
                open.Push((marked[(index + 2)..colon], source.Length));
                index = colon + 1;
            }
            else if (open.Count > 0 && string.CompareOrdinal(marked, index, "|}", 0, 2) == 0)
            {
                (string id, int start) = open.Pop();
                expected.Add((id, TextSpan.FromBounds(start, source.Length)));
                index += 2;
            }
            else
            {
                source.Append(marked[index++]);
            }
        }

        return (source.ToString(), expected);
    }

    private static string Show(string id, TextSpan span, string source) =>
        $"{id} at {span.Start}: {source.Substring(span.Start, span.Length)}";
}
