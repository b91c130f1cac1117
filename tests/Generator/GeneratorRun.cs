using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace KoffiGen.Tests.Generator;

/// <summary>One run of the generator, with what went in and what came out.</summary>
internal sealed record GeneratorRun(GeneratorDriver Driver, CSharpCompilation Output, GeneratorRunResult Result, CSharpCompilation Input)
{
    /// <summary>What the compiler says about input and output together; the input need not document its members.</summary>
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
