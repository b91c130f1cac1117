using System.Text;
using Microsoft.CodeAnalysis.CSharp;

namespace KoffiGen.CSharp;

/// <summary>Names of C as names of C#.</summary>
internal static class CSharpIdentifier
{
    public static bool IsValid(string name) => SyntaxFacts.IsValidIdentifier(name);

    public static bool IsPartCharacter(char character) => SyntaxFacts.IsIdentifierPartCharacter(character);

    /// <summary>The name with <c>@</c> where C# reserves it.</summary>
    public static string Escape(string name) =>
        SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None
        || SyntaxFacts.GetContextualKeywordKind(name)
            is SyntaxKind.RecordKeyword
                or SyntaxKind.RequiredKeyword
                or SyntaxKind.ScopedKeyword
                or SyntaxKind.FileKeyword
                or SyntaxKind.FieldKeyword
            ? "@" + name
            : name;

    /// <summary>The name with its underscores removed and each of the words between them capitalized: <c>close_all2</c> is <c>CloseAll2</c>.</summary>
    public static string ToPascalCase(string name)
    {
        IEnumerable<string> words = name.TrimStart('@').Split('_').Where(static word => word.Length > 0);
        string joined = string.Concat(words.Select(static word => char.ToUpperInvariant(word[0]) + word.Substring(1)));
        return joined.Length > 0 ? joined : name;
    }

    /// <summary>The name with every character that C# does not allow in identifiers replaced by <c>_</c>.</summary>
    public static string Sanitize(string name)
    {
        if (SyntaxFacts.IsValidIdentifier(name))
        {
            return name;
        }

        StringBuilder builder = new(name.Length + 1);
        foreach (char character in name)
        {
            builder.Append(SyntaxFacts.IsIdentifierPartCharacter(character) ? character : '_');
        }

        if (builder.Length == 0 || !SyntaxFacts.IsIdentifierStartCharacter(builder[0]))
        {
            builder.Insert(0, '_');
        }

        return builder.ToString();
    }
}
