using System.Collections.Immutable;
using KoffiGen.Syntax.Tree;
using KoffiGen.Text;

namespace KoffiGen.Syntax.Parsing;

/// <summary>A tree, always complete, and what is wrong with the text it was made from.</summary>
internal readonly record struct ParseResult<TRoot>(TRoot Root, ImmutableArray<TextDiagnostic> Diagnostics)
    where TRoot : SyntaxNode
{
    /// <summary>No error was reported; there may be warnings and hidden remarks.</summary>
    public bool IsSound
    {
        get
        {
            foreach (TextDiagnostic diagnostic in Diagnostics)
            {
                if (diagnostic.Rule.PreventsBinding)
                    return false;
            }

            return true;
        }
    }
}
