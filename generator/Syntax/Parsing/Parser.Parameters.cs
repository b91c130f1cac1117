using System.Collections.Immutable;
using KoffiGen.C;
using KoffiGen.Diagnostics;
using KoffiGen.Syntax.Lexing;
using KoffiGen.Syntax.Tree;
using KoffiGen.Text;

namespace KoffiGen.Syntax.Parsing;

// Parameters (C23 6.7.7.4) and their annotations.
internal sealed partial class Parser
{
    /// <summary>The annotations of the current parameter.</summary>
    private ImmutableArray<ParameterAnnotationSyntax>.Builder? _annotations;

    /// <summary>Whether the current expression is a count, which may use the value behind a pointer: <c>*n</c>.</summary>
    private bool _isCount;

    /// <summary>Whether the current expression is the length of an array, which may use that value, too.</summary>
    private bool _isLength;

    private void ParseParameters(ref Derivation function)
    {
        ImmutableArray<ParameterSyntax>.Builder? parameters = null;
        Advance();
        if (Word == KnownWord.Void && Peek(1).Kind == SyntaxKind.CloseParenthesis)
        {
            Advance();
        }
        else if (Kind is not (SyntaxKind.CloseParenthesis or SyntaxKind.EndOfText))
        {
            do
            {
                ParseParameterOrEllipsis(ref function, ref parameters);
            } while (TryAdvance(SyntaxKind.Comma));
        }

        Expect(SyntaxKind.CloseParenthesis);
        function.Parameters = parameters.ToImmutableOrEmpty();
    }

    private void ParseParameterOrEllipsis(ref Derivation function, ref ImmutableArray<ParameterSyntax>.Builder? parameters)
    {
        if (Kind == SyntaxKind.Ellipsis)
        {
            function.IsVariadic = true;
            function.EllipsisSpan = Advance().Span;
            if (Kind == SyntaxKind.Comma)
            {
                ReportAt(SyntaxRules.EllipsisNotLast, function.EllipsisSpan);
            }
        }
        else
        {
            int first = _position;
            ParameterSyntax parameter = ParseParameter();
            if (_position != first)
            {
                (parameters ??= ImmutableArray.CreateBuilder<ParameterSyntax>(4)).Add(parameter);
            }
        }

        if (Kind is SyntaxKind.Comma or SyntaxKind.CloseParenthesis)
        {
            return;
        }

        if (Kind == SyntaxKind.Equals)
        {
            Report(SyntaxRules.ParameterInitializer, Current.Span);
        }
        else
        {
            ReportExpected("',' or ')'");
        }

        SkipListElement(SyntaxKind.CloseParenthesis);
    }

    private ParameterSyntax ParseParameter()
    {
        ImmutableArray<ParameterAnnotationSyntax>.Builder? outer = _annotations;
        _annotations = null;
        int start = Current.Span.Start;
        DeclarationSpecifiersSyntax specifiers = ParseSpecifiers(SpecifierPlace.Parameter);
        DeclaratorSyntax declarator = ParseDeclarator(DeclaratorForm.Either);
        ParameterSyntax parameter = new(SpanFrom(start), specifiers, declarator) { Annotations = _annotations.ToImmutableOrEmpty() };
        _annotations = outer;
        return parameter;
    }

    /// <summary>Parses an annotation, if there is one. A misplaced annotation is reported and parsed.</summary>
    private bool TryParseAnnotation(SpecifierPlace place)
    {
        if (Kind != SyntaxKind.Identifier || AnnotationWord.TryParse(Current.Text) is not { } word)
        {
            return false;
        }

        SyntaxToken token = Advance();
        if (place != SpecifierPlace.Parameter)
        {
            // A misplaced annotation does not belong to the parameter around the type name, either.
            ReportAt(SyntaxRules.MisplacedAnnotation, token.Span, word.Text);
            ParseAnnotationArguments(token, word);
            return true;
        }

        if (word.Text != token.Text)
        {
            ReportAt(SyntaxRules.MisspelledAnnotation, token.Span, token.Text, word.Text);
        }

        ParameterAnnotationSyntax annotation = ParseAnnotationArguments(token, word);
        if (word.Direction != ParameterDirection.Default && FirstDirection() is { } other)
        {
            ReportAt(SyntaxRules.TwoDirections, token.Span, other.Word);
        }

        (_annotations ??= ImmutableArray.CreateBuilder<ParameterAnnotationSyntax>()).Add(annotation);
        return true;
    }

    private ParameterAnnotationSyntax? FirstDirection()
    {
        for (int i = 0; i < (_annotations?.Count ?? 0); i++)
        {
            if (_annotations![i].Direction != ParameterDirection.Default)
            {
                return _annotations[i];
            }
        }

        return null;
    }

    private ParameterAnnotationSyntax ParseAnnotationArguments(SyntaxToken token, AnnotationWord word)
    {
        ExpressionSyntax? count = null;
        ExpressionSyntax? writtenCount = null;
        SourceName? callback = null;
        if (word.HasCount)
        {
            Expect(SyntaxKind.OpenParenthesis);
            _isCount = true;
            count = ParseExpression();
            if (word.HasTwoCounts && Expect(SyntaxKind.Comma))
            {
                writtenCount = ParseExpression();
            }

            _isCount = false;
            Expect(SyntaxKind.CloseParenthesis);
        }
        else if (word.IsContext && TryAdvance(SyntaxKind.OpenParenthesis))
        {
            callback = ParseName();
            Expect(SyntaxKind.CloseParenthesis);
        }

        return new ParameterAnnotationSyntax(SpanFrom(token.Span.Start), word.Text)
        {
            Direction = word.Direction,
            IsOptional = word.IsOptional,
            Count = count,
            WrittenCount = writtenCount,
            IsByteCount = word.IsByteCount,
            IsNullTerminated = word.IsNullTerminated,
            IsContext = word.IsContext,
            ContextCallback = callback,
        };
    }
}
