using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using KoffiGen.Diagnostics;
using KoffiGen.Syntax.Lexing;
using KoffiGen.Syntax.Tree;
using KoffiGen.Text;

namespace KoffiGen.Syntax.Parsing;

// The directives (C23 6.10) that KoffiGen understands. It ignores conditions and inclusions of C's headers.
internal sealed partial class Parser
{
    private void ReadDirectives(ImmutableArray<ExternalDeclarationSyntax>.Builder declarations)
    {
        while (_nextDirective < _tokens.Directives.Length && _tokens.Directives[_nextDirective].Position <= _position)
        {
            if (ReadDirective(_tokens.Directives[_nextDirective++]) is { } declaration)
            {
                declarations.Add(declaration);
            }
        }
    }

    private void ReadMemberDirectives(ImmutableArray<MemberDeclarationSyntax>.Builder members)
    {
        while (_nextDirective < _tokens.Directives.Length && _tokens.Directives[_nextDirective].Position <= _position)
        {
            ExternalDeclarationSyntax? declaration = ReadDirective(_tokens.Directives[_nextDirective++]);
            if (declaration is PragmaPackSyntax pack)
            {
                SourceSpan none = new(pack.Span.Start, 0);
                DeclarationSpecifiersSyntax specifiers = new(none, new MissingTypeSpecifierSyntax(none));
                members.Add(new MemberDeclarationSyntax(pack.Span, specifiers, []) { Pack = pack });
            }
            else if (declaration is not null)
            {
                _hoisted.Add(declaration);
            }
        }
    }

    private ExternalDeclarationSyntax? ReadDirective(DirectiveToken directive)
    {
        switch (directive.Name.Text)
        {
            case "define":
                return ReadDefine(directive);

            case "pragma" when directive.Tokens[0].Text == "pack":
                return new Parser(directive.Tokens, _budget, _diagnostics).ParsePragmaPack(directive);

            case "pragma" when directive.Tokens[0].Text == "koffi":
                return new Parser(directive.Tokens, _budget, _diagnostics).ParsePragmaKoffi(directive);

            case "pragma"
                when directive.Tokens[0].Kind == SyntaxKind.Identifier
                    && KnownWords.IsOneEditAway(directive.Tokens[0].Text.ToLowerInvariant(), "koffi"):
                _diagnostics.Report(SyntaxRules.MisspelledPragma, Locate(directive.Tokens[0].Span), directive.Tokens[0].Text);
                return null;

            case "include"
                when directive.Tokens[0].Kind == SyntaxKind.StringLiteral
                    && WithoutQuotes(directive.Tokens[0].Text) is var file
                    && file.EndsWith(".koffi", StringComparison.OrdinalIgnoreCase):
                return new IncludeDirectiveSyntax(directive.Span, new SourceName(file, directive.Tokens[0].Span));

            case "if"
            or "ifdef"
            or "ifndef"
            or "elif"
            or "elifdef"
            or "elifndef"
            or "else"
            or "endif":
                _diagnostics.Report(SyntaxRules.ConditionalIgnored, Locate(directive.Span), directive.Name.Text);
                return null;

            // #undef ends a macro of specifiers, but a constant keeps its C# name.
            case "undef":
                return null;

            default:
                _diagnostics.Report(SyntaxRules.DirectiveIgnored, Locate(directive.Span), directive.Name.Text);
                return null;
        }
    }

    private DefineDirectiveSyntax? ReadDefine(DirectiveToken directive)
    {
        SyntaxToken name = directive.Tokens[0];
        if (name.Kind != SyntaxKind.Identifier)
        {
            _diagnostics.Report(SyntaxRules.ExpectedName, Locate(directive.Tokens[0].Span), Describe(name));
            return null;
        }

        ExpressionSyntax? value = null;
        bool isDefinedAsNothing = directive.Tokens[1].Kind == SyntaxKind.EndOfText && !directive.HasMacroParameters;
        if (
            !directive.IsWord
            && !isDefinedAsNothing
            && (directive.HasMacroParameters || (value = ReadDefinedExpression(directive)) is null)
        )
        {
            _diagnostics.Report(SyntaxRules.MacroIgnored, Locate(name.Span), name.Text);
        }

        return new DefineDirectiveSyntax(directive.Span, new SourceName(name.Text, name.Span), value)
        {
            Documentation = directive.Comments?.Leading ?? directive.Comments?.Trailing,
        };
    }

    private ExpressionSyntax? ReadDefinedExpression(DirectiveToken directive)
    {
        DiagnosticBag mistakes = new();
        Parser parser = new(directive.Tokens, _budget, mistakes, _typedefNames);
        parser.Advance();
        ExpressionSyntax value = parser.ParseExpression();
        Visits += parser.Visits;
        return mistakes.Count == 0 && parser.Kind == SyntaxKind.EndOfText && !parser._isAbandoned ? value : null;
    }

    /// <summary>Parses <c>pack()</c>, <c>pack(n)</c>, <c>pack(push, label, n)</c> or <c>pack(pop, label)</c>.</summary>
    private PragmaPackSyntax? ParsePragmaPack(DirectiveToken directive)
    {
        Advance();
        PragmaPackAction action = PragmaPackAction.Set;
        int? value = null;
        string? label = null;
        bool isSound = TryAdvance(SyntaxKind.OpenParenthesis);
        bool isFirst = true;
        while (isSound && Kind != SyntaxKind.CloseParenthesis)
        {
            SyntaxToken token = Advance();
            if (isFirst && token.Text is "push" or "pop")
            {
                action = token.Text == "push" ? PragmaPackAction.Push : PragmaPackAction.Pop;
            }
            else if (token.Kind == SyntaxKind.Identifier && action != PragmaPackAction.Set && label is null)
            {
                label = token.Text;
            }
            else if (token.Kind == SyntaxKind.IntegerLiteral && value is null && token.Text is "1" or "2" or "4" or "8" or "16")
            {
                value = int.Parse(token.Text, CultureInfo.InvariantCulture);
            }
            else
            {
                isSound = false;
            }

            isFirst = false;
            isSound &= Kind == SyntaxKind.CloseParenthesis || (TryAdvance(SyntaxKind.Comma) && Kind != SyntaxKind.CloseParenthesis);
        }

        if (!isSound || !TryAdvance(SyntaxKind.CloseParenthesis) || Kind != SyntaxKind.EndOfText)
        {
            SourceSpan span = SourceSpan.FromBounds(directive.Tokens[0].Span.Start, directive.Span.End);
            _diagnostics.Report(SyntaxRules.InvalidPragmaPack, Locate(span), TextOfDirective(directive));
            return null;
        }

        return new PragmaPackSyntax(directive.Span, action, value) { Label = label };
    }

    private static string TextOfDirective(DirectiveToken directive)
    {
        StringBuilder text = new();
        for (int i = 0; i < directive.Tokens.Count; i++)
        {
            AppendToken(text, directive.Tokens[i], i == 0 ? directive.Tokens[0].Span.Start : directive.Tokens[i - 1].Span.End);
        }

        return text.ToString().TrimEnd();
    }

    private static void AppendToken(StringBuilder text, in SyntaxToken token, int previousEnd) =>
        text.Append(token.Span.Start > previousEnd ? " " : "").Append(token.Text);

    private PragmaKoffiSyntax ParsePragmaKoffi(DirectiveToken directive)
    {
        ImmutableArray<PragmaKoffiWordSyntax>.Builder words = ImmutableArray.CreateBuilder<PragmaKoffiWordSyntax>();
        Advance();
        while (Kind == SyntaxKind.Identifier)
        {
            SyntaxToken word = Advance();
            ImmutableArray<SourceName> arguments = Kind == SyntaxKind.OpenParenthesis ? ParsePragmaArguments() : [];
            words.Add(new PragmaKoffiWordSyntax(SpanFrom(word.Span.Start), new SourceName(word.Text, word.Span), arguments));
        }

        if (Kind != SyntaxKind.EndOfText || words.Count == 0)
        {
            Report(SyntaxRules.InvalidPragmaKoffi, Current.Span, Describe(Current));
        }

        return new PragmaKoffiSyntax(directive.Span, words.ToImmutable());
    }

    private ImmutableArray<SourceName> ParsePragmaArguments()
    {
        ImmutableArray<SourceName>.Builder arguments = ImmutableArray.CreateBuilder<SourceName>();
        Advance();
        while (Kind is not (SyntaxKind.CloseParenthesis or SyntaxKind.EndOfText))
        {
            arguments.Add(ParsePragmaArgument());
            if (!TryAdvance(SyntaxKind.Comma))
            {
                break;
            }
        }

        if (!TryAdvance(SyntaxKind.CloseParenthesis))
        {
            Report(SyntaxRules.InvalidPragmaKoffi, Current.Span, Describe(Current));
        }

        return arguments.ToImmutable();
    }

    /// <summary>Parses one argument: a string, or the tokens up to the next comma, as in <c>namespace(Data.Images)</c>.</summary>
    private SourceName ParsePragmaArgument()
    {
        SyntaxToken first = Current;
        StringBuilder text = new();
        while (Kind is not (SyntaxKind.Comma or SyntaxKind.CloseParenthesis or SyntaxKind.OpenParenthesis or SyntaxKind.EndOfText))
        {
            if (text.Length > 0 && Current.Span.Start > _previousEnd)
            {
                Report(SyntaxRules.InvalidPragmaKoffi, Current.Span, Describe(Current));
            }

            AppendToken(text, Current, text.Length == 0 ? Current.Span.Start : _previousEnd);
            Advance();
        }

        SourceSpan span = SourceSpan.FromBounds(first.Span.Start, Math.Max(first.Span.Start, _previousEnd));
        if (text.Length == 0)
        {
            Report(SyntaxRules.InvalidPragmaKoffi, first.Span, Describe(first));
            return new SourceName("", new SourceSpan(first.Span.Start, 0));
        }

        bool isString = first.Kind == SyntaxKind.StringLiteral && span == first.Span;
        return new SourceName(isString ? WithoutQuotes(first.Text) : text.ToString(), span);
    }
}
