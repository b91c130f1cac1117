using System.Collections.Immutable;
using KoffiGen.Diagnostics;
using KoffiGen.Syntax.Lexing;
using KoffiGen.Syntax.Tree;
using KoffiGen.Text;

namespace KoffiGen.Syntax.Parsing;

// Structs and unions (C23 6.7.3.2), enums (6.7.3.3) and type names (6.7.8).
internal sealed partial class Parser
{
    private RecordSpecifierSyntax ParseRecord()
    {
        SyntaxToken keyword = Advance();
        ImmutableArray<AttributeSyntax>.Builder? attributes = null;
        SourceName? tag = ParseTag(ref attributes);
        ImmutableArray<MemberDeclarationSyntax>? members = null;
        if (Kind == SyntaxKind.OpenBrace)
        {
            members = TryEnter() ? ParseMembers() : [];
            ParseAttributes(ref attributes);
        }

        return new RecordSpecifierSyntax(SpanFrom(keyword.Span.Start), keyword.Word == KnownWord.Union, tag, members)
        {
            Attributes = attributes.ToImmutableOrEmpty(),
            Documentation = keyword.Comments?.Leading,
        };
    }

    private SourceName? ParseTag(ref ImmutableArray<AttributeSyntax>.Builder? attributes)
    {
        ParseAttributes(ref attributes);
        if (IsName(Current))
        {
            SourceName tag = ParseName();
            return tag;
        }

        if (Kind is not (SyntaxKind.OpenBrace or SyntaxKind.Colon))
        {
            Report(SyntaxRules.ExpectedName, Current.Span, Describe(Current));
        }

        return null;
    }

    /// <summary>Parses the members between braces. The caller has entered their nesting level.</summary>
    private ImmutableArray<MemberDeclarationSyntax> ParseMembers()
    {
        ImmutableArray<MemberDeclarationSyntax>.Builder members = ImmutableArray.CreateBuilder<MemberDeclarationSyntax>();
        Advance();
        while (true)
        {
            ReadMemberDirectives(members);
            if (Kind is SyntaxKind.CloseBrace or SyntaxKind.EndOfText)
            {
                break;
            }

            if (TryAdvance(SyntaxKind.Semicolon))
            {
                continue;
            }

            if (Word == KnownWord.StaticAssert)
            {
                _hoisted.Add(ParseStaticAssert());
            }
            else if (StartsSpecifier(Current))
            {
                members.Add(ParseMember());
            }
            else
            {
                Report(SyntaxRules.ExpectedType, Current.Span, Describe(Current));
                SkipDeclaration();
            }
        }

        Expect(SyntaxKind.CloseBrace);
        Leave();
        return members.ToImmutable();
    }

    private MemberDeclarationSyntax ParseMember()
    {
        int start = Current.Span.Start;
        string? documentation = Current.Comments?.Leading;
        bool outer = _hasMacroCall;
        _hasMacroCall = false;
        DeclarationSpecifiersSyntax specifiers = ParseSpecifiers(SpecifierPlace.Member);
        ImmutableArray<InitDeclaratorSyntax>.Builder? declarators = null;
        if (EndsWithoutDeclarator(specifiers))
        {
            ReportDeclaresNothing(specifiers);
        }
        else
        {
            declarators = ImmutableArray.CreateBuilder<InitDeclaratorSyntax>(1);
            do
            {
                declarators.Add(ParseMemberDeclarator());
            } while (TryAdvance(SyntaxKind.Comma));
        }

        string? trailing = Kind == SyntaxKind.Semicolon ? Current.Comments?.Trailing : null;
        EndDeclaration();
        specifiers = WithoutMacroCall(specifiers);
        _hasMacroCall = outer;
        return new MemberDeclarationSyntax(SpanFrom(start), specifiers, declarators.ToImmutableOrEmpty())
        {
            Documentation = documentation ?? trailing,
        };
    }

    private InitDeclaratorSyntax ParseMemberDeclarator()
    {
        DeclaratorSyntax declarator = ParseDeclarator(DeclaratorForm.Concrete);
        int start = declarator.Span.Start;
        ExpressionSyntax? width = null;
        ImmutableArray<AttributeSyntax>.Builder? attributes = null;
        if (TryAdvance(SyntaxKind.Colon))
        {
            width = ParseExpression();
            ParseAttributes(ref attributes);
        }

        return new InitDeclaratorSyntax(SpanFrom(start), declarator, null)
        {
            BitFieldWidth = width,
            Attributes = attributes.ToImmutableOrEmpty(),
        };
    }

    private EnumSpecifierSyntax ParseEnum()
    {
        SyntaxToken keyword = Advance();
        ImmutableArray<AttributeSyntax>.Builder? attributes = null;

        // 'enum class' is C++.
        SourceName? tag = ParseTag(ref attributes);
        TypeNameSyntax? underlyingType = null;
        if (Kind == SyntaxKind.Colon && StartsTypeName(1))
        {
            Advance();
            underlyingType = ParseUnderlyingType();
        }

        ImmutableArray<EnumeratorSyntax>? enumerators = null;
        if (Kind == SyntaxKind.OpenBrace)
        {
            enumerators = ParseEnumerators();
            ParseAttributes(ref attributes);
        }

        return new EnumSpecifierSyntax(SpanFrom(keyword.Span.Start), tag, underlyingType, enumerators)
        {
            Attributes = attributes.ToImmutableOrEmpty(),
        };
    }

    /// <summary>
    /// Parses the underlying type (C23 6.7.3.3), which has specifiers only, so that the brace after it starts the enumerators.
    /// </summary>
    private TypeNameSyntax ParseUnderlyingType()
    {
        if (!TryEnter())
        {
            return MissingTypeName();
        }

        int start = Current.Span.Start;
        DeclarationSpecifiersSyntax specifiers = ParseSpecifiers(SpecifierPlace.TypeName);
        Leave();
        return new TypeNameSyntax(SpanFrom(start), specifiers, new IdentifierDeclaratorSyntax(MissingName));
    }

    private ImmutableArray<EnumeratorSyntax> ParseEnumerators()
    {
        ImmutableArray<EnumeratorSyntax>.Builder enumerators = ImmutableArray.CreateBuilder<EnumeratorSyntax>();
        Advance();
        if (Kind == SyntaxKind.CloseBrace)
        {
            Report(SyntaxRules.EmptyEnum, Current.Span);
        }

        while (Kind is not (SyntaxKind.CloseBrace or SyntaxKind.EndOfText))
        {
            int first = _position;
            enumerators.Add(ParseEnumerator());
            if (Kind is not (SyntaxKind.Comma or SyntaxKind.CloseBrace))
            {
                ReportExpected("',' or '}'");
                SkipEnumerator();
            }

            TryAdvance(SyntaxKind.Comma);
            if (_position == first)
            {
                break;
            }
        }

        Expect(SyntaxKind.CloseBrace);
        return enumerators.ToImmutable();
    }

    private EnumeratorSyntax ParseEnumerator()
    {
        int start = Current.Span.Start;
        string? documentation = Current.Comments?.Leading;
        SourceName name = ParseName();
        ImmutableArray<AttributeSyntax>.Builder? attributes = null;
        ParseAttributes(ref attributes);
        ExpressionSyntax? value = TryAdvance(SyntaxKind.Equals) ? ParseExpression() : null;

        // The comment follows the comma or, after the last enumerator, its name or value.
        bool isLast = Kind == SyntaxKind.CloseBrace && _position > 0;
        TokenComments? behind =
            Kind == SyntaxKind.Comma ? Current.Comments
            : isLast ? Peek(-1).Comments
            : null;
        return new EnumeratorSyntax(SpanFrom(start), name, value) { Documentation = documentation ?? behind?.Trailing };
    }

    private void SkipEnumerator()
    {
        int depth = 0;
        while (Kind is not (SyntaxKind.EndOfText or SyntaxKind.CloseBrace or SyntaxKind.Semicolon or SyntaxKind.OpenBrace))
        {
            if (depth <= 0 && Kind == SyntaxKind.Comma)
            {
                return;
            }

            depth += Kind switch
            {
                SyntaxKind.OpenParenthesis => 1,
                SyntaxKind.CloseParenthesis => -1,
                _ => 0,
            };
            Advance();
        }
    }

    private TypeNameSyntax ParseTypeName()
    {
        if (!TryEnter())
        {
            return MissingTypeName();
        }

        int start = Current.Span.Start;
        DeclarationSpecifiersSyntax specifiers = ParseSpecifiers(SpecifierPlace.TypeName);
        DeclaratorSyntax declarator = ParseDeclarator(DeclaratorForm.Abstract);
        Leave();
        return new TypeNameSyntax(SpanFrom(start), specifiers, declarator);
    }

    private TypeNameSyntax MissingTypeName()
    {
        SourceSpan nowhere = new(_previousEnd, 0);
        DeclarationSpecifiersSyntax specifiers = new(nowhere, new MissingTypeSpecifierSyntax(nowhere));
        return new TypeNameSyntax(nowhere, specifiers, new IdentifierDeclaratorSyntax(MissingName));
    }

    private AlignmentSpecifierSyntax ParseAlignment()
    {
        int start = Advance().Span.Start;
        Expect(SyntaxKind.OpenParenthesis);
        bool isType = StartsTypeName(0);
        TypeNameSyntax? type = isType ? ParseTypeName() : null;
        ExpressionSyntax? value = isType ? null : ParseExpression();
        Expect(SyntaxKind.CloseParenthesis);
        return new AlignmentSpecifierSyntax(SpanFrom(start), value, type);
    }
}
