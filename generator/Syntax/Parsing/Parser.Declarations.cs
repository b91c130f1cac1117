using System.Collections.Immutable;
using KoffiGen.Diagnostics;
using KoffiGen.Syntax.Lexing;
using KoffiGen.Syntax.Tree;
using KoffiGen.Text;

namespace KoffiGen.Syntax.Parsing;

// Declarations (C23 6.7), and error recovery after them.
internal sealed partial class Parser
{
    private void ParseExternalDeclaration(ImmutableArray<ExternalDeclarationSyntax>.Builder declarations)
    {
        if (TryAdvance(SyntaxKind.Semicolon))
        {
            return;
        }

        if (Kind == SyntaxKind.CloseBrace)
        {
            if (_openLinkages == 0)
            {
                Report(SyntaxRules.ExpectedDeclaration, Current.Span, Describe(Current));
            }

            _openLinkages = Math.Max(0, _openLinkages - 1);
            Advance();
        }
        else if (Word == KnownWord.StaticAssert)
        {
            declarations.Add(ParseStaticAssert());
        }
        else if (Word == KnownWord.Extern && Peek(1).Kind == SyntaxKind.StringLiteral && Peek(2).Kind == SyntaxKind.OpenBrace)
        {
            // The declarations in extern "C" { … } are parsed like the declarations around it.
            Advance();
            Advance();
            Advance();
            _openLinkages++;
        }
        else if (Word == KnownWord.Opaque && IsName(Peek(1)))
        {
            ParseOpaqueDeclarations(declarations);
        }
        else if (StartsSpecifier(Current))
        {
            declarations.Add(ParseDeclaration());
        }
        else
        {
            Report(SyntaxRules.ExpectedDeclaration, Current.Span, Describe(Current));
            SkipDeclaration();
        }
    }

    private void ParseOpaqueDeclarations(ImmutableArray<ExternalDeclarationSyntax>.Builder declarations)
    {
        int start = Current.Span.Start;
        string? documentation = Current.Comments?.Leading;
        Advance();
        do
        {
            SourceName name = ParseName();
            OwnershipSyntax? ownership = ParseOwnership(mayPrecedeParameters: false);
            _typedefNames.Add(name.Text);
            documentation ??= Current.Comments?.Trailing;
            declarations.Add(new OpaqueDeclarationSyntax(SpanFrom(start), name, ownership) { Documentation = documentation });
            start = Peek(1).Span.Start;
        } while (TryAdvance(SyntaxKind.Comma));

        EndDeclaration();
    }

    private DeclarationSyntax ParseDeclaration()
    {
        int start = Current.Span.Start;
        string? documentation = Current.Comments?.Leading;
        _hasMacroCall = false;
        DeclarationSpecifiersSyntax specifiers = ParseSpecifiers(SpecifierPlace.Declaration);
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
                InitDeclaratorSyntax declarator = ParseInitDeclarator();
                declarators.Add(declarator);
                if ((specifiers.Storage & StorageClass.Typedef) != 0 && !declarator.Declarator.Name.IsMissing)
                {
                    _typedefNames.Add(declarator.Declarator.Name.Text);
                }
            } while (TryAdvance(SyntaxKind.Comma));
        }

        if (Kind == SyntaxKind.OpenBrace && declarators is [.., { Declarator: FunctionDeclaratorSyntax function }])
        {
            SkipFunctionBody(function.Name, isReported: (specifiers.Storage & StorageClass.Static) == 0);
        }
        else
        {
            string? trailing = Current.Comments?.Trailing;
            documentation ??= Kind == SyntaxKind.Semicolon ? trailing : null;
            EndDeclaration();
        }

        if ((specifiers.Storage & (StorageClass.Static | StorageClass.Typedef)) == StorageClass.Static)
        {
            foreach (
                SourceName name in declarators
                    ?.Select(static declarator => declarator.Declarator.Name)
                    .Where(static name => !name.IsMissing)
                    ?? []
            )
            {
                ReportAt(SyntaxRules.StaticIgnored, name.Span, name.Text);
            }
        }

        return new DeclarationSyntax(SpanFrom(start), WithoutMacroCall(specifiers), declarators.ToImmutableOrEmpty())
        {
            Documentation = documentation,
        };
    }

    /// <summary>Returns specifiers without a type if the declaration contains a macro call, so that binding reports nothing else.</summary>
    private DeclarationSpecifiersSyntax WithoutMacroCall(DeclarationSpecifiersSyntax specifiers) =>
        _hasMacroCall
            ? new DeclarationSpecifiersSyntax(specifiers.Span, new MissingTypeSpecifierSyntax(specifiers.Span))
            {
                Storage = specifiers.Storage,
            }
            : specifiers;

    /// <summary>Whether the declaration has no declarator, or has lost its semicolon after a closing brace.</summary>
    private bool EndsWithoutDeclarator(DeclarationSpecifiersSyntax specifiers) =>
        Kind is SyntaxKind.Semicolon or SyntaxKind.EndOfText or SyntaxKind.CloseBrace
        || (EndsWithBrace(specifiers.Type) && Current.StartsLine && StartsSpecifier(Current) && !IsName(Current));

    private static bool EndsWithBrace(TypeSpecifierSyntax type) =>
        type is RecordSpecifierSyntax { Members: not null } or EnumSpecifierSyntax { Enumerators: not null };

    private void ReportDeclaresNothing(DeclarationSpecifiersSyntax specifiers)
    {
        bool isTagged = specifiers.Type is RecordSpecifierSyntax or EnumSpecifierSyntax || specifiers.Ownership is not null;
        if (_hasMacroCall)
        {
            return;
        }

        if ((specifiers.Storage & StorageClass.Typedef) != 0)
        {
            Report(SyntaxRules.ExpectedName, Current.Span, Describe(Current));
        }
        else if (!isTagged && specifiers.Type is not MissingTypeSpecifierSyntax && Kind == SyntaxKind.Semicolon)
        {
            Report(SyntaxRules.DeclaresNothing, specifiers.Span);
        }
    }

    private InitDeclaratorSyntax ParseInitDeclarator()
    {
        DeclaratorSyntax declarator = ParseDeclarator(DeclaratorForm.Concrete);
        int start = declarator.Span.Start;
        ExpressionSyntax? initializer = null;
        if (TryAdvance(SyntaxKind.Equals))
        {
            initializer = Kind == SyntaxKind.OpenBrace ? SkipBracedInitializer() : ParseExpression();
        }

        return new InitDeclaratorSyntax(SpanFrom(start), declarator, initializer);
    }

    private MissingExpressionSyntax SkipBracedInitializer()
    {
        int start = Current.Span.Start;
        SkipBraces();
        SourceSpan span = SpanFrom(start);
        _diagnostics.Report(SyntaxRules.InitializerIgnored, Locate(span));
        return new MissingExpressionSyntax(span);
    }

    private void SkipFunctionBody(SourceName name, bool isReported)
    {
        SourceSpan brace = Current.Span;
        SkipBraces();
        if (isReported)
        {
            _diagnostics.Report(SyntaxRules.FunctionBody, Locate(brace), name.Text);
        }
    }

    private StaticAssertSyntax ParseStaticAssert()
    {
        int start = Advance().Span.Start;
        Expect(SyntaxKind.OpenParenthesis);
        ExpressionSyntax condition = ParseExpression();
        string? message = null;
        if (TryAdvance(SyntaxKind.Comma))
        {
            if (Kind == SyntaxKind.StringLiteral)
            {
                message = WithoutQuotes(Advance().Text);
            }
            else
            {
                ReportExpected("a string");
            }
        }

        Expect(SyntaxKind.CloseParenthesis);
        EndDeclaration();
        return new StaticAssertSyntax(SpanFrom(start), condition, message);
    }

    private static string WithoutQuotes(string literal)
    {
        int first = literal.IndexOf('"') + 1;
        int last = literal.Length > first && literal[literal.Length - 1] == '"' ? literal.Length - 1 : literal.Length;
        return literal.Substring(first, last - first);
    }

    /// <summary>Parses the semicolon, or recovers if it is missing.</summary>
    private void EndDeclaration()
    {
        if (TryAdvance(SyntaxKind.Semicolon))
        {
            return;
        }

        // If the next token starts a line, the semicolon is missing at the end of the line before.
        bool isNewDeclaration = Current.StartsLine && _errorPosition != _position && StartsSpecifier(Current);
        SourceSpan span = Current.StartsLine ? new SourceSpan(_previousEnd, 0) : Current.Span;
        Report(SyntaxRules.ExpectedToken, span, "';'", Describe(Current));
        if (!isNewDeclaration)
        {
            SkipDeclaration();
        }
    }

    /// <summary>Skips past the next semicolon outside of braces, or to the brace that closes the enclosing block.</summary>
    private void SkipDeclaration()
    {
        while (Kind is not (SyntaxKind.EndOfText or SyntaxKind.CloseBrace))
        {
            if (TryAdvance(SyntaxKind.Semicolon))
            {
                return;
            }

            if (Kind == SyntaxKind.OpenBrace)
            {
                SkipBraces();
                if (Current.StartsLine && Kind != SyntaxKind.Semicolon)
                {
                    return;
                }
            }
            else
            {
                Advance();
            }
        }
    }

    private void SkipBraces()
    {
        int depth = 0;
        do
        {
            depth += Kind switch
            {
                SyntaxKind.OpenBrace => 1,
                SyntaxKind.CloseBrace => -1,
                _ => 0,
            };
            Advance();
        } while (depth > 0 && Kind != SyntaxKind.EndOfText);
    }

    /// <summary>Skips to the next comma or closing token of a list. Nested brackets are skipped with their content.</summary>
    private void SkipListElement(SyntaxKind close)
    {
        int depth = 0;
        while (Kind is not (SyntaxKind.EndOfText or SyntaxKind.Semicolon or SyntaxKind.OpenBrace or SyntaxKind.CloseBrace))
        {
            if (depth == 0 && (Kind == close || Kind == SyntaxKind.Comma))
            {
                return;
            }

            depth += Kind switch
            {
                SyntaxKind.OpenParenthesis or SyntaxKind.OpenBracket => 1,
                SyntaxKind.CloseParenthesis or SyntaxKind.CloseBracket when depth > 0 => -1,
                _ => 0,
            };
            Advance();
        }
    }
}
