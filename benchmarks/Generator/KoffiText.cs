using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace KoffiGen.Benchmarks.Generator;

/// <summary>A <c>.koffi</c> file in memory.</summary>
internal sealed class KoffiText(string text) : AdditionalText
{
    private readonly SourceText _text = SourceText.From(text, Encoding.UTF8);

    public override string Path => "/bench/bench.koffi";

    public override SourceText GetText(CancellationToken cancellationToken = default) => _text;
}
