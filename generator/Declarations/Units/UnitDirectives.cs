using KoffiGen.Model;
using KoffiGen.Model.Declarations;
using KoffiGen.Text;

namespace KoffiGen.Declarations.Units;

/// <summary>A name, or a pattern of names, that a directive is about, and where it stands: nowhere, at the beginning, if the project says it.</summary>
internal readonly record struct DirectiveName(string Text, int TextIndex, SourceSpan Span)
{
    /// <summary>What a message adds about a name that the text does not have.</summary>
    public string Source => IsOfProject ? " The project's item for this file names it." : "";

    private bool IsOfProject => Span == default;

    /// <summary>The directive as it is written for the name, where the text or the project has it.</summary>
    public string Write(string word) =>
        IsOfProject ? $"Koffi{char.ToUpperInvariant(word[0])}{word.Substring(1)}=\"{Text}\"" : $"{word}({Text})";
}

/// <summary>What the <c>#pragma koffi</c> lines of a unit, and the project about its file, say.</summary>
internal sealed class UnitDirectives
{
    public LibraryDeclaration? Library { get; set; }

    public string? ClassName { get; set; }

    public string? Namespace { get; set; }

    public bool IsPublic { get; set; }

    public NameRules Names { get; } = new();

    /// <summary>Patterns of the names that become C#; without any, all do.</summary>
    public List<DirectiveName> Included { get; } = [];

    /// <summary>Patterns of the names that do not become C#.</summary>
    public List<DirectiveName> Excluded { get; } = [];

    /// <summary>The functions whose results, or outputs, are ours.</summary>
    public List<DirectiveName> Owned { get; } = [];

    public List<DirectiveName> Optional { get; } = [];

    public List<DirectiveName> LastError { get; } = [];

    /// <summary>The functions that get an asynchronous method, too.</summary>
    public List<DirectiveName> Asynchronous { get; } = [];

    /// <summary>Where asynchronous calls run, if it is said.</summary>
    public DispatchDeclaration? Dispatch { get; set; }

    /// <summary>The functions whose results may mean failure.</summary>
    public List<(DirectiveName Name, ThrowCondition Condition)> ThrowOn { get; } = [];

    /// <summary>The callback types of which other numbers than usual can be registered.</summary>
    public List<(DirectiveName Name, int Count)> Slots { get; } = [];

    /// <summary>The callback types that say what happens to exceptions.</summary>
    public List<(DirectiveName Name, CallbackPolicy Policy)> OnException { get; } = [];

    /// <summary>The prefixes that <c>strip</c> takes away.</summary>
    public List<DirectiveName> Stripped { get; } = [];

    /// <summary>The names that <c>rename</c> gives others to.</summary>
    public List<DirectiveName> Renamed { get; } = [];

    /// <summary>Where rules are switched off and on again, in the order of the texts.</summary>
    public List<(int Text, int Position, string Id, bool IsDisabled)> Suppressions { get; } = [];

    /// <summary>Whether the declaration of the name becomes C#.</summary>
    public bool Includes(string name) => IsIncluded(name) && FindExclusion(name) is null;

    /// <summary>Whether <c>include</c> selects the name, or there is none.</summary>
    public bool IsIncluded(string name) => Included.Count == 0 || IsMatch(Included, name);

    /// <summary>The <c>exclude</c> that leaves the name out.</summary>
    public DirectiveName? FindExclusion(string name)
    {
        foreach (DirectiveName pattern in Excluded)
        {
            if (NamePattern.IsMatch(pattern.Text, name))
            {
                return pattern;
            }
        }

        return null;
    }

    /// <summary>Whether a directive asks for the declaration by its exact name. A pattern selects what there is, and does not ask for each.</summary>
    public bool IsNamed(string name, NameKind kind) =>
        IncludesExactly(name)
        || IsExact(Renamed, name)
        || kind switch
        {
            NameKind.Function => IsExact(Owned, name)
                || IsExact(Optional, name)
                || IsExact(LastError, name)
                || IsExact(Asynchronous, name)
                || IsExact(ThrowOn.Select(static item => item.Name), name),
            NameKind.CallbackType => IsExact(Slots.Select(static item => item.Name), name)
                || IsExact(OnException.Select(static item => item.Name), name),
            _ => false,
        };

    /// <summary>Whether <c>include</c> has the exact name.</summary>
    public bool IncludesExactly(string name) => IsExact(Included, name);

    private static bool IsExact(IEnumerable<DirectiveName> names, string name) => names.Any(written => written.Text == name);

    private static bool IsMatch(IEnumerable<DirectiveName> patterns, string name) =>
        patterns.Any(pattern => NamePattern.IsMatch(pattern.Text, name));

    /// <summary>What is asked of callbacks of the type that C calls so.</summary>
    public CallbackOptions CallbackOptionsOf(string cName)
    {
        CallbackOptions options = CallbackOptions.Default;
        foreach ((_, int count) in Slots.Where(item => NamePattern.IsMatch(item.Name.Text, cName)))
        {
            options = options with { Slots = count };
        }

        foreach ((_, CallbackPolicy policy) in OnException.Where(item => NamePattern.IsMatch(item.Name.Text, cName)))
        {
            options = options with { OnException = policy };
        }

        return options.WithMoreSlots(count => $"#pragma koffi slots({cName}, {count})");
    }

    /// <summary>Whether messages of the rule are switched off at the place.</summary>
    public bool IsDisabled(string id, int text, int position)
    {
        bool isDisabled = false;
        foreach ((int startText, int start, string rule, bool disables) in Suppressions)
        {
            if (
                (startText, start).CompareTo((text, position)) <= 0
                && (rule.Length == 0 || string.Equals(rule, id, StringComparison.OrdinalIgnoreCase))
            )
            {
                isDisabled = disables;
            }
        }

        return isDisabled;
    }
}
