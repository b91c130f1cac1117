using System.Collections.Immutable;
using KoffiGen.C;
using KoffiGen.Diagnostics;
using KoffiGen.Syntax.Lexing;
using KoffiGen.Syntax.Tree;
using KoffiGen.Text;

namespace KoffiGen.Syntax.Parsing;

// Attributes of C23 (6.7.13), GNU C and Microsoft C, and assembler names of functions.
internal sealed partial class Parser
{
    /// <summary>Whether two brackets start attributes (C23 6.7.13.2). White space may separate them.</summary>
    private bool StartsAttribute() => Peek(1).Kind == SyntaxKind.OpenBracket && Peek(0).Kind == SyntaxKind.OpenBracket;

    private void ParseSpecifierAttributes(ref SpecifierState state)
    {
        int first = state.Attributes?.Count ?? 0;
        ParseAttributes(ref state.Attributes);
        if (ConventionOf(state.Attributes, first, out string word) is { } convention)
        {
            SetConvention(ref state.Convention, convention, word);
        }
    }

    /// <summary>Parses all attributes at the current token.</summary>
    /// <returns>Whether there were any.</returns>
    private bool ParseAttributes(ref ImmutableArray<AttributeSyntax>.Builder? attributes)
    {
        int first = _position;
        while (true)
        {
            switch (Word)
            {
                case KnownWord.Attribute:
                    Advance();
                    Expect(SyntaxKind.OpenParenthesis);
                    ParseAttributeGroup(ref attributes, SyntaxKind.OpenParenthesis, SyntaxKind.CloseParenthesis);
                    Expect(SyntaxKind.CloseParenthesis);
                    continue;

                case KnownWord.DeclSpec:
                    Advance();
                    ParseAttributeGroup(ref attributes, SyntaxKind.OpenParenthesis, SyntaxKind.CloseParenthesis);
                    continue;

                case KnownWord.CountedBy
                or KnownWord.Assembler:
                    Add(ref attributes, ParseAttribute());
                    continue;
            }

            if (Kind != SyntaxKind.OpenBracket || !StartsAttribute())
            {
                return _position != first;
            }

            Advance();
            ParseAttributeGroup(ref attributes, SyntaxKind.OpenBracket, SyntaxKind.CloseBracket);
            Expect(SyntaxKind.CloseBracket);
        }
    }

    private static void Add(ref ImmutableArray<AttributeSyntax>.Builder? attributes, AttributeSyntax attribute) =>
        (attributes ??= ImmutableArray.CreateBuilder<AttributeSyntax>()).Add(attribute);

    /// <summary>Parses a list of attributes with its brackets. The list and its elements may be empty.</summary>
    private void ParseAttributeGroup(ref ImmutableArray<AttributeSyntax>.Builder? attributes, SyntaxKind open, SyntaxKind close)
    {
        if (!Expect(open))
        {
            return;
        }

        while (Kind != close && Kind != SyntaxKind.EndOfText)
        {
            if (Kind == SyntaxKind.Identifier)
            {
                Add(ref attributes, ParseAttribute());
            }
            else if (Kind != SyntaxKind.Comma)
            {
                Report(SyntaxRules.ExpectedName, Current.Span, Describe(Current));
                SkipListElement(close);
            }

            // The attributes of __declspec are not separated by commas.
            if (!TryAdvance(SyntaxKind.Comma) && Kind != close && Kind != SyntaxKind.Identifier)
            {
                break;
            }
        }

        Expect(close);
    }

    private AttributeSyntax ParseAttribute()
    {
        SyntaxToken name = Advance();
        string? prefix = null;
        if (TryAdvance(SyntaxKind.ColonColon))
        {
            prefix = name.Text;
            if (Kind == SyntaxKind.Identifier)
            {
                name = Advance();
            }
            else
            {
                Report(SyntaxRules.ExpectedName, Current.Span, Describe(Current));
            }
        }

        string plainName = name.Word == KnownWord.Assembler ? "asm" : WithoutUnderscores(name.Text);
        ImmutableArray<ExpressionSyntax> arguments = [];
        if (Kind == SyntaxKind.OpenParenthesis)
        {
            bool isCount = _isCount;
            _isCount = plainName == "counted_by";
            if (_isCount && Peek(1).Kind == SyntaxKind.CloseParenthesis)
            {
                ReportAt(SyntaxRules.ExpectedExpression, Peek(1).Span, Describe(Peek(1)));
            }

            arguments = ParseAttributeArguments(plainName is "aligned" or "align" or "counted_by");
            _isCount = isCount;
        }
        else if (name.Word == KnownWord.CountedBy)
        {
            Expect(SyntaxKind.OpenParenthesis);
        }

        int start = name.Span.Start;
        return new AttributeSyntax(SpanFrom(start), new SourceName(plainName, name.Span), arguments) { Prefix = prefix };
    }

    /// <summary>Returns <c>packed</c> for <c>__packed__</c>, and <c>counted_by</c> for <c>__counted_by</c>.</summary>
    private static string WithoutUnderscores(string name)
    {
        bool isWrapped = name.Length > 4 && name.EndsWith("__", StringComparison.Ordinal);
        if (!name.StartsWith("__", StringComparison.Ordinal) || name.Length < 3)
        {
            return name;
        }

        return isWrapped ? name.Substring(2, name.Length - 4) : name.Substring(2);
    }

    /// <summary>
    /// Parses the arguments of an attribute. Attributes may contain any balanced tokens (C23 6.7.13.2), so errors are reported only for
    /// attributes that KoffiGen understands.
    /// </summary>
    private ImmutableArray<ExpressionSyntax> ParseAttributeArguments(bool isUnderstood)
    {
        ImmutableArray<ExpressionSyntax>.Builder? arguments = null;
        Advance();
        if (!TryEnter())
        {
            return [];
        }

        _silence += isUnderstood ? 0 : 1;
        while (Kind is not (SyntaxKind.CloseParenthesis or SyntaxKind.EndOfText))
        {
            (arguments ??= ImmutableArray.CreateBuilder<ExpressionSyntax>()).Add(ParseExpression());
            if (Kind is not (SyntaxKind.Comma or SyntaxKind.CloseParenthesis))
            {
                ReportExpected("',' or ')'");
                SkipListElement(SyntaxKind.CloseParenthesis);
            }

            if (!TryAdvance(SyntaxKind.Comma))
            {
                break;
            }
        }

        _silence -= isUnderstood ? 0 : 1;
        Leave();
        Expect(SyntaxKind.CloseParenthesis);
        return arguments.ToImmutableOrEmpty();
    }

    /// <summary>Finds the convention that an attribute names, from an index on.</summary>
    private static ConventionSyntax? ConventionOf(ImmutableArray<AttributeSyntax>.Builder? attributes, int first, out string word)
    {
        for (int i = first; i < (attributes?.Count ?? 0); i++)
        {
            word = attributes![i].Name.Text;
            CallingConvention convention = CallingConventions.FindByName(word);
            if (convention != CallingConvention.Default)
            {
                return new ConventionSyntax(attributes[i].Span, convention);
            }
        }

        word = "";
        return null;
    }
}
