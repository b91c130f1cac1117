using KoffiGen.Model.Declarations;
using Microsoft.CodeAnalysis.CSharp;

namespace KoffiGen.Pipeline;

/// <summary>
/// The names of generated files. They are the names of the types; a number is added if two differ only in case, which the compiler and many
/// file systems do not distinguish.
/// </summary>
internal sealed class HintNames
{
    private readonly HashSet<string> _used = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Returns the name for the file of a unit, which <see cref="Add"/> makes unique.</summary>
    public static string Of(UnitDeclaration unit) =>
        unit switch
        {
            KoffiFile file => file.FileName,
            CallbackDeclaration callback => callback.DisplayName + "-Callback",
            DefineDeclaration { ContainingType: { } type } => type.MetadataName + "-Types",
            _ => "Assembly-Types",
        };

    public string Add(string name)
    {
        // Removes the '@' of keywords, and replaces characters that a file name may contain but a hint name may not.
        name = new string([.. name.Replace("@", "").Select(static character => IsAllowed(character) ? character : '_')]);
        string unique = name;
        for (int number = 2; !_used.Add(unique); number++)
        {
            unique = $"{name}_{number}";
        }

        return unique;
    }

    /// <summary>
    /// Whether a type name or a common file name may contain the character. Roslyn allows more, but not everywhere in a hint name.
    /// </summary>
    private static bool IsAllowed(char character) =>
        SyntaxFacts.IsIdentifierPartCharacter(character) || character is '.' or '-' or '+' or ',' or '`';
}
