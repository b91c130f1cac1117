using System.Collections.Immutable;
using KoffiGen.Diagnostics;
using KoffiGen.Syntax.Tree;
using KoffiGen.Text;

namespace KoffiGen.Syntax.Parsing;

// The roots of trees: a prototype, a type name, a translation unit (C23 6.9).
internal sealed partial class Parser
{
    private TranslationUnitSyntax ParseTranslationUnit()
    {
        ImmutableArray<ExternalDeclarationSyntax>.Builder declarations = ImmutableArray.CreateBuilder<ExternalDeclarationSyntax>();
        int start = Current.Span.Start;
        while (true)
        {
            ReadDirectives(declarations);
            if (Kind == SyntaxKind.EndOfText)
            {
                break;
            }

            int first = _position;
            ParseExternalDeclaration(declarations);
            if (_isAbandoned)
            {
                // Each token is skipped at most once more.
                _isAbandoned = false;
                _position = first;
                _errorPosition = -1;
                SkipDeclaration();
            }

            declarations.AddRange(_hoisted);
            _hoisted.Clear();
        }

        if (_openLinkages > 0)
        {
            ReportExpected("'}' to close 'extern \"C\" {'");
        }

        return new TranslationUnitSyntax(SpanFrom(Math.Min(start, _previousEnd)), declarations.ToImmutable());
    }

    private DeclarationSyntax ParsePrototype(DeclaratorForm form)
    {
        int start = Current.Span.Start;
        if (Kind == SyntaxKind.EndOfText)
        {
            Report(SyntaxRules.EmptyText, new SourceSpan(0, Current.Span.End), "'int abs(int)'");
        }

        string? documentation = Current.Comments?.Leading;
        DeclarationSpecifiersSyntax specifiers = ParseSpecifiers(SpecifierPlace.Declaration);
        DeclaratorSyntax declarator = ParseDeclarator(form);
        ReadPrototypeEnd(declarator);
        _isAbandoned = false;
        ReadDirectives(ImmutableArray.CreateBuilder<ExternalDeclarationSyntax>());

        SourceSpan span = SpanFrom(start);
        return new DeclarationSyntax(span, specifiers, [new InitDeclaratorSyntax(declarator.Span, declarator, null)])
        {
            Documentation = documentation,
        };
    }

    private void ReadPrototypeEnd(DeclaratorSyntax declarator)
    {
        if (Kind == SyntaxKind.Comma)
        {
            SyntaxToken next = Peek(1);
            Report(SyntaxRules.SeveralDeclarators, Current.Span, next.Text);
            return;
        }

        if (Kind == SyntaxKind.OpenBrace)
        {
            SkipFunctionBody(declarator.Name, isReported: true);
        }

        TryAdvance(SyntaxKind.Semicolon);
        if (Kind != SyntaxKind.EndOfText)
        {
            Report(SyntaxRules.TextAfterPrototype, Current.Span, Describe(Current));
        }
    }

    private ParameterSyntax ParseLoneParameter()
    {
        int start = Current.Span.Start;
        if (Kind == SyntaxKind.Ellipsis)
        {
            Advance();
            ExpectEnd();
            DeclarationSpecifiersSyntax nothing = new(SpanFrom(start), new MissingTypeSpecifierSyntax(SpanFrom(start)));
            return new ParameterSyntax(SpanFrom(start), nothing, new IdentifierDeclaratorSyntax(MissingName)) { IsEllipsis = true };
        }

        ReportEmptyType();
        ParameterSyntax parameter = ParseParameter();
        ExpectEnd();
        return parameter;
    }

    private TypeNameSyntax ParseLoneTypeName()
    {
        ReportEmptyType();
        TypeNameSyntax type = ParseTypeName();
        ExpectEnd();
        return type;
    }

    private void ReportEmptyType()
    {
        if (Kind == SyntaxKind.EndOfText)
        {
            Report(SyntaxRules.EmptyText, new SourceSpan(0, Current.Span.End), "'int'");
        }
    }

    private void ExpectEnd()
    {
        if (Kind != SyntaxKind.EndOfText)
        {
            ReportExpected("the end of the type");
        }
    }
}
