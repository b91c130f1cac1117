using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace KoffiGen.Tests.Generator;

/// <summary>A <c>.koffi</c> file in memory, with its item metadata.</summary>
internal sealed class MemoryFile(string path, string content, params (string Name, string Value)[] metadata) : AdditionalText
{
    private readonly SourceText _text = SourceText.From(content, Encoding.UTF8);

    /// <summary>Creates a file whose bytes the compiler decoded with the given encoding.</summary>
    public MemoryFile(string path, string content, Encoding encoding)
        : this(path, content) => _text = SourceText.From(content, encoding);

    public override string Path { get; } = path;

    public IReadOnlyDictionary<string, string> Metadata { get; } =
        metadata.ToDictionary(
            static item => "build_metadata.AdditionalFiles." + item.Name,
            static item => item.Value,
            StringComparer.Ordinal
        );

    public override SourceText GetText(CancellationToken cancellationToken = default) => _text;
}

/// <summary>The project and file properties that MSBuild passes to the compiler.</summary>
internal sealed class MemoryOptions(string rootNamespace = "", string runtimeIdentifier = "") : AnalyzerConfigOptionsProvider
{
    public override AnalyzerConfigOptions GlobalOptions { get; } =
        new Options(
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["build_property.RootNamespace"] = rootNamespace,
                ["build_property.RuntimeIdentifier"] = runtimeIdentifier,
            }
        );

    public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => new Options(new Dictionary<string, string>());

    public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => new Options(((MemoryFile)textFile).Metadata);

    private sealed class Options(IReadOnlyDictionary<string, string> values) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value) => values.TryGetValue(key, out value);
    }
}
