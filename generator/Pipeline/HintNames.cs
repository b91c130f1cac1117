using Microsoft.CodeAnalysis.CSharp;

namespace KoffiGen.Pipeline;

/// <summary>
/// The names of generated files: those of the types, with a number where two differ in their case alone, which the compiler and many file systems
/// take for one.
/// </summary>
internal sealed class HintNames
{
    private readonly HashSet<string> _used = new(StringComparer.OrdinalIgnoreCase);

    public string Add(string name)
    {
        // Keywords in names of namespaces; then whatever a file system allows and the compiler does not.
        name = new string([.. name.Replace("@", "").Select(static character => IsAllowed(character) ? character : '_')]);
        string unique = name;
        for (int number = 2; !_used.Add(unique); number++)
        {
            unique = $"{name}_{number}";
        }

        return unique;
    }

    /// <summary>What names of types and usual names of files consist of. The compiler allows more, but not everywhere in a name.</summary>
    private static bool IsAllowed(char character) =>
        SyntaxFacts.IsIdentifierPartCharacter(character) || character is '.' or '-' or '+' or ',' or '`';
}
