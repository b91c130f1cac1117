using KoffiGen.Text;

namespace KoffiGen.Syntax.Tree;

// The syntax tree follows the grammar of C23 (annex A.3) with Koffi's extensions. Names are not resolved: a name may be a type, a
// constant or unknown.

internal abstract class SyntaxNode(SourceSpan span)
{
    public SourceSpan Span { get; } = span;
}
