using System.Text;
using KoffiGen.Diagnostics;
using KoffiGen.Syntax.Lexing;
using KoffiGen.Syntax.Tree;
using KoffiGen.Text;

namespace KoffiGen.Syntax.Parsing;

// Constant expressions (C23 6.5 and 6.6), which have no calls, assignments and member accesses.
internal sealed partial class Parser
{
    /// <summary>Parses a conditional expression (C23 6.5.16).</summary>
    private ExpressionSyntax ParseExpression()
    {
        if (!TryEnter())
        {
            return MissingExpression();
        }

        ExpressionSyntax expression = ParseBinary(1);
        if (TryAdvance(SyntaxKind.Question))
        {
            ExpressionSyntax whenTrue = ParseExpression();
            Expect(SyntaxKind.Colon);
            ExpressionSyntax whenFalse = ParseExpression();
            SourceSpan span = SpanFrom(expression.Span.Start);
            expression = new ConditionalExpressionSyntax(span, expression, whenTrue, whenFalse);
        }

        Leave();
        return expression;
    }

    private MissingExpressionSyntax MissingExpression() => new(new SourceSpan(_previousEnd, 0));

    private ExpressionSyntax ParseBinary(int lowest)
    {
        ExpressionSyntax left = ParseUnary();
        while (PrecedenceOf(Kind) is var precedence && precedence >= lowest)
        {
            if (!TryEnter())
            {
                break;
            }

            SyntaxKind op = Advance().Kind;
            ExpressionSyntax right = ParseBinary(precedence + 1);
            Leave();
            left = new BinaryExpressionSyntax(left.Span.Through(right.Span), op, left, right);
        }

        return left;
    }

    private static int PrecedenceOf(SyntaxKind kind) =>
        kind switch
        {
            SyntaxKind.BarBar => 1,
            SyntaxKind.AmpersandAmpersand => 2,
            SyntaxKind.Bar => 3,
            SyntaxKind.Caret => 4,
            SyntaxKind.Ampersand => 5,
            SyntaxKind.EqualsEquals or SyntaxKind.ExclamationEquals => 6,
            SyntaxKind.Less or SyntaxKind.Greater or SyntaxKind.LessEquals or SyntaxKind.GreaterEquals => 7,
            SyntaxKind.LessLess or SyntaxKind.GreaterGreater => 8,
            SyntaxKind.Plus or SyntaxKind.Minus => 9,
            SyntaxKind.Asterisk or SyntaxKind.Slash or SyntaxKind.Percent => 10,
            _ => 0,
        };

    private ExpressionSyntax ParseUnary()
    {
        SyntaxToken token = Current;
        switch (token.Kind)
        {
            case SyntaxKind.Plus or SyntaxKind.Minus or SyntaxKind.Tilde or SyntaxKind.Exclamation:
            case SyntaxKind.Asterisk when _isCount || _isLength:
                if (!TryEnter())
                {
                    return MissingExpression();
                }

                Advance();
                ExpressionSyntax operand = ParseUnary();
                Leave();
                return new UnaryExpressionSyntax(token.Span.Through(operand.Span), token.Kind, operand);

            case SyntaxKind.OpenParenthesis:
                return StartsCast() ? ParseCast() : ParseParenthesized();

            case SyntaxKind.IntegerLiteral
            or SyntaxKind.FloatingLiteral
            or SyntaxKind.CharacterLiteral:
                Advance();
                return new LiteralExpressionSyntax(token.Span, token.Kind, token.Text);

            case SyntaxKind.StringLiteral:
                return ParseStrings();
        }

        if (token.Word.IsTypeQuery())
        {
            return ParseTypeQuery();
        }

        if (token.Word == KnownWord.MacroCall)
        {
            SkipMacroCall();
            return MissingExpression();
        }

        // In SAL, 'return' is the result of the function.
        if (token.Word == KnownWord.Constant || IsName(token) || (_isCount && token.Text == "return"))
        {
            Advance();
            return new NameExpressionSyntax(new SourceName(token.Text, token.Span));
        }

        Report(SyntaxRules.ExpectedExpression, token.Span, Describe(token));
        return MissingExpression();
    }

    private ExpressionSyntax ParseParenthesized()
    {
        Advance();
        ExpressionSyntax expression = ParseExpression();
        Expect(SyntaxKind.CloseParenthesis);
        return expression is NameExpressionSyntax { Name: var name }
            ? new NameExpressionSyntax(name) { IsParenthesized = true }
            : expression;
    }

    private ExpressionSyntax ParseCast()
    {
        if (!TryEnter())
        {
            return MissingExpression();
        }

        int start = Advance().Span.Start;
        TypeNameSyntax type = ParseTypeName();
        Expect(SyntaxKind.CloseParenthesis);
        ExpressionSyntax operand = ParseUnary();
        Leave();
        return new CastExpressionSyntax(SpanFrom(start), type, operand);
    }

    /// <summary>
    /// Whether a parenthesis contains a type. For an unknown name, the next token decides: <c>(name *)</c> is a type, and so is
    /// <c>(name) 1</c>, because two operands cannot follow each other.
    /// </summary>
    private bool StartsCast()
    {
        if (StartsTypeName(1) && !IsName(Peek(1)))
        {
            return true;
        }

        if (!IsName(Peek(1)))
        {
            return false;
        }

        int distance = 2;
        while (Peek(distance).Kind == SyntaxKind.Asterisk)
        {
            distance++;
        }

        if (distance == 2 && IsTypeName(Peek(1)))
        {
            return true;
        }

        if (Peek(distance).Kind != SyntaxKind.CloseParenthesis)
        {
            return false;
        }

        ref readonly SyntaxToken next = ref Peek(distance + 1);
        return distance > 2
            || next.Kind
                is SyntaxKind.IntegerLiteral
                    or SyntaxKind.FloatingLiteral
                    or SyntaxKind.CharacterLiteral
                    or SyntaxKind.Tilde
                    or SyntaxKind.Exclamation
                    or SyntaxKind.OpenParenthesis
            || (next.Kind == SyntaxKind.Identifier && (IsName(next) || next.Word.IsTypeQuery() || next.Word == KnownWord.Constant));
    }

    /// <summary>Whether a type name can start at a token ahead. An unknown name can be a type.</summary>
    private bool StartsTypeName(int distance)
    {
        ref readonly SyntaxToken token = ref Peek(distance);
        return token.Word.IsTypeKeyword()
            || token.Word.IsTagKeyword()
            || token.Word.IsQualifier()
            || token.Word is KnownWord.TypeName or KnownWord.Unsupported
            || (distance > 0 && IsName(token))
            || IsTypeName(token);
    }

    /// <summary>Parses <c>sizeof</c>, <c>alignof</c> and <c>offsetof</c> of types (C23 6.5.4.5 and 7.21).</summary>
    private ExpressionSyntax ParseTypeQuery()
    {
        SyntaxToken keyword = Advance();
        TypeQuery query = keyword.Word switch
        {
            KnownWord.SizeOf => TypeQuery.SizeOf,
            KnownWord.AlignOf => TypeQuery.AlignOf,
            _ => TypeQuery.OffsetOf,
        };
        if (StartsOperand())
        {
            return SkipOperand(keyword);
        }

        Expect(SyntaxKind.OpenParenthesis);
        TypeNameSyntax type = ParseTypeName();
        SourceName? member = null;
        if (query == TypeQuery.OffsetOf)
        {
            Expect(SyntaxKind.Comma);
            member = ParseMemberDesignator();
        }
        else if (_errorPosition != _position && ContinuesOperand(Kind))
        {
            // In 'sizeof(a + b)', the name that looked like a type starts an expression.
            SkipArguments();
            ReportAt(SyntaxRules.OperandIsNoType, SourceSpan.FromBounds(keyword.Span.End, _previousEnd), keyword.Text);
            return new MissingExpressionSyntax(SpanFrom(keyword.Span.Start));
        }

        Expect(SyntaxKind.CloseParenthesis);
        return new TypeQueryExpressionSyntax(SpanFrom(keyword.Span.Start), query, type, member);
    }

    /// <summary>Whether the operand of <c>sizeof</c> is an expression, with parentheses or without.</summary>
    private bool StartsOperand()
    {
        if (Kind != SyntaxKind.OpenParenthesis)
        {
            return StartsExpression(Current);
        }

        return StartsExpression(Peek(1)) && !StartsTypeName(1);
    }

    private static bool StartsExpression(in SyntaxToken token) =>
        token.Kind
            is SyntaxKind.IntegerLiteral
                or SyntaxKind.FloatingLiteral
                or SyntaxKind.CharacterLiteral
                or SyntaxKind.StringLiteral
                or SyntaxKind.OpenParenthesis
        || IsPrefixOperator(token.Kind)
        || token.Word.IsTypeQuery()
        || token.Word == KnownWord.Constant
        || IsName(token);

    private static bool IsPrefixOperator(SyntaxKind kind) =>
        kind
            is SyntaxKind.Asterisk
                or SyntaxKind.Ampersand
                or SyntaxKind.Plus
                or SyntaxKind.Minus
                or SyntaxKind.Tilde
                or SyntaxKind.Exclamation
                or SyntaxKind.PlusPlus
                or SyntaxKind.MinusMinus;

    /// <summary>Whether an expression continues after the end of a type name.</summary>
    private static bool ContinuesOperand(SyntaxKind kind) =>
        PrecedenceOf(kind) > 0
        || kind
            is SyntaxKind.Question
                or SyntaxKind.Dot
                or SyntaxKind.Arrow
                or SyntaxKind.PlusPlus
                or SyntaxKind.MinusMinus
                or SyntaxKind.OpenParenthesis
                or SyntaxKind.IntegerLiteral
                or SyntaxKind.FloatingLiteral
                or SyntaxKind.Identifier;

    /// <summary>
    /// Reports and skips an operand that is not a type. Expressions have no types before their names are bound.
    /// </summary>
    private MissingExpressionSyntax SkipOperand(SyntaxToken keyword)
    {
        int start = Current.Span.Start;
        if (TryAdvance(SyntaxKind.OpenParenthesis))
        {
            SkipArguments();
        }
        else
        {
            while (IsPrefixOperator(Kind))
            {
                Advance();
            }

            if (TryEnter())
            {
                _silence++;
                ParseUnary();
                _silence--;
                Leave();
            }
        }

        ReportAt(SyntaxRules.OperandIsNoType, SpanFrom(start), keyword.Text);
        return new MissingExpressionSyntax(SpanFrom(keyword.Span.Start));
    }

    /// <summary>Parses the member of <c>offsetof</c> (C23 7.21), which must be a direct member.</summary>
    private SourceName ParseMemberDesignator()
    {
        SourceName member = ParseName();
        if (member.IsMissing || Kind is not (SyntaxKind.Dot or SyntaxKind.OpenBracket or SyntaxKind.Arrow))
        {
            return member;
        }

        int start = Current.Span.Start;
        SkipListElement(SyntaxKind.CloseParenthesis);
        ReportAt(SyntaxRules.NestedMember, SpanFrom(start), member.Text);
        return member;
    }

    /// <summary>
    /// Parses adjacent strings as one (C23 5.1.1.2, phase 6). Each keeps its quotes, because an escape ends with its literal.
    /// </summary>
    private LiteralExpressionSyntax ParseStrings()
    {
        SyntaxToken first = Advance();
        if (Kind != SyntaxKind.StringLiteral)
        {
            return new LiteralExpressionSyntax(first.Span, first.Kind, first.Text);
        }

        StringBuilder text = new(first.Text);
        while (Kind == SyntaxKind.StringLiteral)
        {
            text.Append(' ').Append(Advance().Text);
        }

        return new LiteralExpressionSyntax(SpanFrom(first.Span.Start), first.Kind, text.ToString());
    }
}
