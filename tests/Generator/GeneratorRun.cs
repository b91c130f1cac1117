using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace KoffiGen.Tests.Generator;

/// <summary>A run of the generator, with its input and output.</summary>
internal sealed record GeneratorRun(GeneratorDriver Driver, CSharpCompilation Output, GeneratorRunResult Result, CSharpCompilation Input)
{
    /// <summary>Gets the compiler's warnings for input and output together, except missing documentation in the input.</summary>
    public Diagnostic[] Warnings =>
        [
            .. Output
                .GetDiagnostics()
                .Where(diagnostic =>
                    diagnostic.Severity >= DiagnosticSeverity.Warning
                    && (diagnostic.Id != "CS1591" || !Input.ContainsSyntaxTree(diagnostic.Location.SourceTree))
                ),
        ];

    public string Text(string hintName) => Result.GeneratedSources.Single(source => source.HintName == hintName).SourceText.ToString();
}
