using KoffiGen.Model;
using KoffiGen.Syntax;

namespace KoffiGen.Binding.Units;

/// <summary>What the <c>#pragma koffi</c> lines of a unit, and the project about its file, say.</summary>
internal sealed class UnitDirectives
{
    public LibraryDeclaration? Library { get; set; }

    public string? ClassName { get; set; }

    public string? Namespace { get; set; }

    public bool IsPublic { get; set; }

    public NameRules Names { get; } = new();

    /// <summary>Patterns of the names that become C#; without any, all do.</summary>
    public List<SyntaxName> Included { get; } = [];

    /// <summary>Patterns of the names that do not become C#.</summary>
    public List<SyntaxName> Excluded { get; } = [];

    /// <summary>The functions whose results, or outputs, are ours.</summary>
    public List<SyntaxName> Owned { get; } = [];

    public List<SyntaxName> Optional { get; } = [];

    public List<SyntaxName> LastError { get; } = [];

    /// <summary>The functions whose results may mean failure.</summary>
    public List<(SyntaxName Name, ThrowCondition Condition)> ThrowOn { get; } = [];

    /// <summary>The names that <c>rename</c> gives others to.</summary>
    public List<SyntaxName> Renamed { get; } = [];

    /// <summary>Where rules are switched off and on again, in the order of the text.</summary>
    public List<(int Position, string Id, bool IsDisabled)> Suppressions { get; } = [];

    /// <summary>Whether the declaration of the name becomes C#.</summary>
    public bool Includes(string name) =>
        (Included.Count == 0 || Included.Any(pattern => NamePattern.IsMatch(pattern.Text, name))) && !Excluded.Any(pattern => NamePattern.IsMatch(pattern.Text, name));

    /// <summary>Whether messages of the rule are switched off at the place.</summary>
    public bool IsDisabled(string id, int position)
    {
        bool isDisabled = false;
        foreach ((int start, string rule, bool disables) in Suppressions)
        {
            if (start <= position && (rule.Length == 0 || string.Equals(rule, id, StringComparison.OrdinalIgnoreCase)))
            {
                isDisabled = disables;
            }
        }

        return isDisabled;
    }
}
