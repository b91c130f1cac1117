using KoffiGen.Syntax.Tree;

namespace KoffiGen.Syntax.Lexing;

/// <summary>The punctuators (C23 6.4.6) with the digraphs.</summary>
internal static class Punctuators
{
    /// <summary>The punctuators that start with each character, the longest first.</summary>
    private static readonly Punctuator[]?[] ByFirstCharacter = CreateTable(
        new(SyntaxKind.OpenParenthesis, "("),
        new(SyntaxKind.CloseParenthesis, ")"),
        new(SyntaxKind.OpenBracket, "["),
        new(SyntaxKind.CloseBracket, "]"),
        new(SyntaxKind.OpenBrace, "{"),
        new(SyntaxKind.CloseBrace, "}"),
        new(SyntaxKind.Dot, "."),
        new(SyntaxKind.Ellipsis, "..."),
        new(SyntaxKind.Arrow, "->"),
        new(SyntaxKind.PlusPlus, "++"),
        new(SyntaxKind.MinusMinus, "--"),
        new(SyntaxKind.Ampersand, "&"),
        new(SyntaxKind.Asterisk, "*"),
        new(SyntaxKind.Plus, "+"),
        new(SyntaxKind.Minus, "-"),
        new(SyntaxKind.Tilde, "~"),
        new(SyntaxKind.Exclamation, "!"),
        new(SyntaxKind.Slash, "/"),
        new(SyntaxKind.Percent, "%"),
        new(SyntaxKind.LessLess, "<<"),
        new(SyntaxKind.GreaterGreater, ">>"),
        new(SyntaxKind.Less, "<"),
        new(SyntaxKind.Greater, ">"),
        new(SyntaxKind.LessEquals, "<="),
        new(SyntaxKind.GreaterEquals, ">="),
        new(SyntaxKind.EqualsEquals, "=="),
        new(SyntaxKind.ExclamationEquals, "!="),
        new(SyntaxKind.Caret, "^"),
        new(SyntaxKind.Bar, "|"),
        new(SyntaxKind.AmpersandAmpersand, "&&"),
        new(SyntaxKind.BarBar, "||"),
        new(SyntaxKind.Question, "?"),
        new(SyntaxKind.Colon, ":"),
        new(SyntaxKind.ColonColon, "::"),
        new(SyntaxKind.Semicolon, ";"),
        new(SyntaxKind.Comma, ","),
        new(SyntaxKind.Equals, "="),
        new(SyntaxKind.AsteriskEquals, "*="),
        new(SyntaxKind.SlashEquals, "/="),
        new(SyntaxKind.PercentEquals, "%="),
        new(SyntaxKind.PlusEquals, "+="),
        new(SyntaxKind.MinusEquals, "-="),
        new(SyntaxKind.LessLessEquals, "<<="),
        new(SyntaxKind.GreaterGreaterEquals, ">>="),
        new(SyntaxKind.AmpersandEquals, "&="),
        new(SyntaxKind.CaretEquals, "^="),
        new(SyntaxKind.BarEquals, "|="),
        new(SyntaxKind.Hash, "#"),
        new(SyntaxKind.HashHash, "##"),
        new(SyntaxKind.OpenBracket, "<:"),
        new(SyntaxKind.CloseBracket, ":>"),
        new(SyntaxKind.OpenBrace, "<%"),
        new(SyntaxKind.CloseBrace, "%>"),
        new(SyntaxKind.Hash, "%:"),
        new(SyntaxKind.HashHash, "%:%:")
    );

    /// <summary>Finds the longest punctuator at a position in a text (C23 6.4).</summary>
    /// <returns>The kind, or <see cref="SyntaxKind.EndOfText"/> if there is no punctuator.</returns>
    public static SyntaxKind Match(string text, int position, out string punctuator)
    {
        char first = text[position];
        if (first < ByFirstCharacter.Length && ByFirstCharacter[first] is { } candidates)
        {
            foreach (Punctuator candidate in candidates)
            {
                if (candidate.Text.Length == 1 || string.CompareOrdinal(text, position, candidate.Text, 0, candidate.Text.Length) == 0)
                {
                    punctuator = candidate.Text;
                    return candidate.Kind;
                }
            }
        }

        punctuator = "";
        return SyntaxKind.EndOfText;
    }

    /// <summary>Returns the spelling for messages. A digraph is longer than the punctuator that it represents.</summary>
    public static string TextOf(SyntaxKind kind) =>
        ByFirstCharacter
            .SelectMany(static candidates => candidates ?? [])
            .Where(candidate => candidate.Kind == kind)
            .OrderBy(static candidate => candidate.Text.Length)
            .First()
            .Text;

    private static Punctuator[]?[] CreateTable(params Punctuator[] punctuators)
    {
        Punctuator[]?[] table = new Punctuator[]?[128];
        foreach (IGrouping<char, Punctuator> group in punctuators.GroupBy(static punctuator => punctuator.Text[0]))
        {
            table[group.Key] = [.. group.OrderByDescending(static punctuator => punctuator.Text.Length)];
        }

        return table;
    }

    private readonly record struct Punctuator(SyntaxKind Kind, string Text);
}
