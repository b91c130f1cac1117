using System.Collections.Immutable;
using KoffiGen.Syntax.Tree;
using KoffiGen.Text;

namespace KoffiGen.Syntax.Parsing;

/// <summary>The complete tree of a text, and the diagnostics.</summary>
internal readonly record struct ParseResult<TRoot>(SourceText Text, TRoot Root, ImmutableArray<TextDiagnostic> Diagnostics)
    where TRoot : SyntaxNode
{
    public SourceLocation Location => Text.Locate(Root.Span);

    /// <summary>Whether no error prevents binding. Warnings do not.</summary>
    public bool IsSound
    {
        get
        {
            foreach (TextDiagnostic diagnostic in Diagnostics)
            {
                if (diagnostic.Rule.PreventsBinding)
                {
                    return false;
                }
            }

            return true;
        }
    }
}
