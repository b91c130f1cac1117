using KoffiGen.C;
using KoffiGen.Diagnostics;
using KoffiGen.Syntax.Lexing;
using KoffiGen.Syntax.Tree;
using KoffiGen.Text;

namespace KoffiGen.Syntax.Parsing;

// Calling conventions and Koffi's '!', which specifiers and declarators can contain.
internal sealed partial class Parser
{
    private void SetConvention(ref ConventionSyntax? convention, ConventionSyntax added, string word)
    {
        if (convention is not null)
        {
            ReportAt(SyntaxRules.DuplicateConvention, added.Span, word);
            return;
        }

        convention = added;
    }

    private bool StartsConvention => Word.IsConvention();

    private ConventionSyntax ParseConvention(out string word)
    {
        SyntaxToken token = Advance();
        word = token.Text;
        if (token.Word == KnownWord.UnsupportedConvention)
        {
            ReportAt(SyntaxRules.UnsupportedConvention, token.Span, token.Text, CallingConventions.DisplayList);
        }

        return new ConventionSyntax(token.Span, CallingConventions.FindBySpelling(token.Text));
    }

    /// <summary>Parses Koffi's <c>!</c>, if it is there.</summary>
    /// <param name="mayPrecedeParameters">
    /// Whether parameters may follow, as in <c>str!(int)</c> without a function's name. Then <c>(name)</c> is a disposer unless the name
    /// is a type.
    /// </param>
    private OwnershipSyntax? ParseOwnership(bool mayPrecedeParameters)
    {
        if (Kind != SyntaxKind.Exclamation)
        {
            return null;
        }

        int start = Current.Span.Start;
        while (TryAdvance(SyntaxKind.Exclamation))
        {
            // Koffi reads 'str!!' as 'str!'.
        }

        SourceName? library = null;
        SourceName? function = null;
        if (Kind == SyntaxKind.OpenParenthesis && (!mayPrecedeParameters || StartsDisposer()))
        {
            Advance();
            function = ParseOwnershipName();
            if (TryAdvance(SyntaxKind.Colon))
            {
                library = function;
                function = ParseName();
            }

            Expect(SyntaxKind.CloseParenthesis);
        }

        return new OwnershipSyntax(SpanFrom(start), library, function);
    }

    private bool StartsDisposer() =>
        Peek(1).Kind == SyntaxKind.StringLiteral
        || (
            IsName(Peek(1))
            && !IsTypeName(Peek(1))
            && Peek(2).Kind is SyntaxKind.CloseParenthesis or SyntaxKind.Colon or SyntaxKind.EndOfText
        );

    private SourceName ParseOwnershipName()
    {
        if (Kind != SyntaxKind.StringLiteral)
        {
            return ParseName();
        }

        SyntaxToken token = Advance();
        return new SourceName(WithoutQuotes(token.Text), token.Span);
    }
}
