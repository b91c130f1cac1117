using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using SourceSpan = KoffiGen.Text.SourceSpan;

namespace KoffiGen.Analyzers;

/// <summary>
/// Maps positions in the value of a constant string to the source code, so that a diagnostic points to the C token, whatever the kind of
/// literal.
/// If the position cannot be found, the result is the whole expression.
/// </summary>
internal sealed partial class LiteralMapper
{
    // Bounds the recursion: constants may refer to each other in a circle, which the compiler reports.
    private const int MaximumDepth = 16;

    private readonly ExpressionSyntax _expression;
    private readonly Func<ExpressionSyntax, ISymbol?> _resolve;
    private bool _isKnown;
    private readonly List<Character> _characters = [];

    private LiteralMapper(ExpressionSyntax expression, Func<ExpressionSyntax, ISymbol?> resolve)
    {
        _expression = expression;
        _resolve = resolve;
    }

    /// <summary>Returns the source span of a part of the expression's value.</summary>
    /// <param name="expression">A constant expression of type <see langword="string"/>.</param>
    /// <param name="value">The value of the expression.</param>
    /// <param name="span">The part, in characters of the value.</param>
    /// <param name="resolve">Resolves a name to its symbol. It is called only if the expression refers to constants.</param>
    public static TextSpan Map(ExpressionSyntax expression, string value, SourceSpan span, Func<ExpressionSyntax, ISymbol?> resolve) =>
        Read(expression, value, resolve).Map(span);

    /// <summary>Reads an expression, many parts of which can then be mapped.</summary>
    public static LiteralMapper Read(ExpressionSyntax expression, string value, Func<ExpressionSyntax, ISymbol?> resolve)
    {
        LiteralMapper mapper = new(expression, resolve);
        mapper.Add(expression, owner: null, MaximumDepth);

        // If the compiler's value differs from the value read here, the literal has a form that this class does not know.
        mapper._isKnown =
            value.Length > 0
            && mapper._characters.Count == value.Length
            && mapper._characters.Select(static character => character.Value).SequenceEqual(value);
        return mapper;
    }

    public TextSpan Map(SourceSpan span) =>
        !_isKnown || span.Start < 0 || span.Length < 0 || span.Start > _characters.Count
            ? _expression.Span
            : Find(span.Start, Math.Min(span.End, _characters.Count));

    private TextSpan Find(int start, int end)
    {
        if (start == end)
        {
            // An empty span marks a missing token: it is placed after the preceding character, or at the start of the string.
            Character neighbor = _characters[start == 0 ? 0 : start - 1];
            return new TextSpan(start == 0 ? neighbor.Span.Start : neighbor.Span.End, 0);
        }

        ExpressionSyntax? owner = _characters[start].Owner;
        bool isOneOwner = true;
        for (int index = start; index < end; index++)
        {
            isOneOwner &= _characters[index].Owner == owner;
        }

        // A span across two constants has no common source, so it covers the names of the constants.
        TextSpan first = isOneOwner ? _characters[start].Span : _characters[start].OuterSpan;
        TextSpan last = isOneOwner ? _characters[end - 1].Span : _characters[end - 1].OuterSpan;
        return TextSpan.FromBounds(Math.Min(first.Start, last.Start), Math.Max(first.End, last.End));
    }

    private void Add(ExpressionSyntax expression, ExpressionSyntax? owner, int depth)
    {
        switch (expression)
        {
            case ParenthesizedExpressionSyntax parenthesized:
                Add(parenthesized.Expression, owner, depth);
                break;
            case PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } suppressed:
                Add(suppressed.Operand, owner, depth);
                break;
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression }:
                AddConcatenation(expression, owner, depth);
                break;
            case LiteralExpressionSyntax literal when literal.Token.Value is string value:
                AddLiteral(literal, value, owner);
                break;
            case InterpolatedStringExpressionSyntax interpolated:
                AddInterpolated(interpolated, owner, depth);
                break;
            case InvocationExpressionSyntax
            {
                Expression: IdentifierNameSyntax { Identifier.ValueText: "nameof" },
                ArgumentList.Arguments: [{ Expression: { } name }]
            }:
                AddWhole(expression, LastName(name), owner);
                break;
            case IdentifierNameSyntax or MemberAccessExpressionSyntax when depth > 0:
                AddConstant(expression, owner, depth - 1);
                break;
        }
    }

    // A loop, not a recursion: long strings are concatenated from hundreds of lines, which nest to the left.
    private void AddConcatenation(ExpressionSyntax expression, ExpressionSyntax? owner, int depth)
    {
        Stack<ExpressionSyntax> operands = new();
        while (expression is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } sum)
        {
            operands.Push(sum.Right);
            expression = sum.Left;
        }

        operands.Push(expression);
        while (operands.Count > 0)
        {
            Add(operands.Pop(), owner, depth);
        }
    }

    private void AddConstant(ExpressionSyntax reference, ExpressionSyntax? owner, int depth)
    {
        ISymbol? symbol = _resolve(reference);
        object? constant = symbol switch
        {
            IFieldSymbol { HasConstantValue: true } field => field.ConstantValue,
            ILocalSymbol { HasConstantValue: true } local => local.ConstantValue,
            _ => null,
        };
        if (constant is not string value)
        {
            return;
        }

        // A constant is followed to its declaration only in the same file, because the diagnostic is reported in the file with the
        // attribute.
        int before = _characters.Count;
        if (
            symbol!.DeclaringSyntaxReferences is [{ } declaration]
            && declaration.SyntaxTree == reference.SyntaxTree
            && declaration.GetSyntax() is VariableDeclaratorSyntax { Initializer.Value: { } initializer }
        )
        {
            Add(initializer, owner ?? reference, depth);
            if (_characters.Skip(before).Select(static character => character.Value).SequenceEqual(value))
            {
                return;
            }

            _characters.RemoveRange(before, _characters.Count - before);
        }

        AddWhole(reference, value, owner);
    }

    private void AddInterpolated(InterpolatedStringExpressionSyntax expression, ExpressionSyntax? owner, int depth)
    {
        foreach (InterpolatedStringContentSyntax content in expression.Contents)
        {
            if (content is InterpolationSyntax { AlignmentClause: null, FormatClause: null } hole)
            {
                Add(hole.Expression, owner, depth);
            }
            else if (content is InterpolatedStringTextSyntax { TextToken: var token })
            {
                bool isRaw =
                    !expression.StringEndToken.IsMissing && expression.StringEndToken.Text.StartsWith("\"\"\"", StringComparison.Ordinal);
                bool isVerbatim = expression.StringStartToken.Text.Contains('@');
                List<Character>? characters =
                    isRaw ? Copy(token.Text, token.SpanStart, owner)
                    : isVerbatim ? Verbatim(token.Text, token.SpanStart, owner, isInterpolated: true)
                    : Regular(token.Text, token.SpanStart, owner, isInterpolated: true);

                // In the token's value, braces are still doubled, except in a raw literal.
                string value = isRaw ? token.ValueText : token.ValueText.Replace("{{", "{").Replace("}}", "}");
                AddChecked(characters, value, content, owner);
            }
        }
    }

    private void AddLiteral(LiteralExpressionSyntax literal, string value, ExpressionSyntax? owner)
    {
        SyntaxToken token = literal.Token;
        string text = token.Text;
        int start = token.SpanStart;
        List<Character>? characters = token.Kind() switch
        {
            SyntaxKind.SingleLineRawStringLiteralToken => RawLine(text, start, owner),
            SyntaxKind.MultiLineRawStringLiteralToken => RawLines(text, start, owner),
            _ when text.Length >= 3 && text[0] == '@' => Verbatim(
                text.Substring(2, text.Length - 3),
                start + 2,
                owner,
                isInterpolated: false
            ),
            _ when text.Length >= 2 => Regular(text.Substring(1, text.Length - 2), start + 1, owner, isInterpolated: false),
            _ => null,
        };
        AddChecked(characters, value, literal, owner);
    }

    private void AddChecked(List<Character>? characters, string value, CSharpSyntaxNode whole, ExpressionSyntax? owner)
    {
        if (
            characters is not null
            && characters.Count == value.Length
            && characters.Select(static character => character.Value).SequenceEqual(value)
        )
        {
            _characters.AddRange(characters);
        }
        else
        {
            AddWhole(whole, value, owner);
        }
    }

    private void AddWhole(CSharpSyntaxNode whole, string value, ExpressionSyntax? owner) =>
        _characters.AddRange(value.Select(character => new Character(character, whole.Span, owner)));

    private static string LastName(ExpressionSyntax name) =>
        name switch
        {
            SimpleNameSyntax simple => simple.Identifier.ValueText,
            MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
            _ => "",
        };

    /// <param name="Value">A character of the string's value.</param>
    /// <param name="Span">Its source span; an escape sequence is one span.</param>
    /// <param name="Owner">The name of the constant that contains the character, if it comes from a constant.</param>
    private readonly record struct Character(char Value, TextSpan Span, ExpressionSyntax? Owner)
    {
        public TextSpan OuterSpan => Owner?.Span ?? Span;
    }
}
