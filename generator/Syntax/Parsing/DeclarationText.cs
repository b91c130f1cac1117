using System.Text;
using KoffiGen.Syntax.Lexing;
using KoffiGen.Syntax.Tree;
using KoffiGen.Text;

namespace KoffiGen.Syntax.Parsing;

/// <summary>Writes declarations on one line without comments, for comments in generated code.</summary>
internal static class DeclarationText
{
    /// <summary>
    /// Joins the tokens with single spaces where the text separates them, but not inside of parentheses and before commas.
    /// </summary>
    public static string OnOneLine(string text)
    {
        TokenStream tokens = Lexer.Tokenize(new SourceText(text), new DiagnosticBag());
        StringBuilder line = new(text.Length);
        int end = 0;
        for (int index = 0; index < tokens.Count - 1; index++)
        {
            SyntaxToken token = tokens[index];
            bool isTight =
                token.Kind is SyntaxKind.CloseParenthesis or SyntaxKind.Comma or SyntaxKind.Semicolon
                || (index > 0 && tokens[index - 1].Kind == SyntaxKind.OpenParenthesis);
            if (index > 0 && token.Span.Start > end && !isTight)
            {
                line.Append(' ');
            }

            line.Append(token.Text);
            end = token.Span.End;
        }

        return line.ToString();
    }
}
