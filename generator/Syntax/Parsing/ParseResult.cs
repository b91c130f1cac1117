using System.Collections.Immutable;
using KoffiGen.Syntax.Tree;
using KoffiGen.Text;

namespace KoffiGen.Syntax.Parsing;

/// <summary>A complete tree, and the diagnostics of the text.</summary>
internal readonly record struct ParseResult<TRoot>(TRoot Root, ImmutableArray<TextDiagnostic> Diagnostics)
    where TRoot : SyntaxNode
{
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
