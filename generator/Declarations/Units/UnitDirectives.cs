using KoffiGen.CSharp;
using KoffiGen.Model;
using KoffiGen.Model.Declarations;
using KoffiGen.Text;

namespace KoffiGen.Declarations.Units;

/// <summary>
/// A name or name pattern in a directive. A directive of the project's item has no location.
/// </summary>
internal readonly record struct DirectiveName(string Text, SourceLocation Location)
{
    /// <summary>Gets the origin of the name, for messages about a name that no declaration has.</summary>
    public string Source => IsOfProject ? ", which the project file names" : "";

    /// <summary>Whether it may match several names, or none of a kind that the directive can apply to.</summary>
    public bool IsPattern => Text.IndexOfAny(['*', '?']) >= 0;

    private bool IsOfProject => Location == SourceLocation.None;

    public bool Matches(string name) => NamePattern.IsMatch(Text, name);

    /// <summary>Returns the directive as the text or the project writes it for the name.</summary>
    public string Write(string word) =>
        IsOfProject ? $"Koffi{char.ToUpperInvariant(word[0])}{word.Substring(1)}=\"{Text}\"" : $"{word}({Text})";
}

/// <summary>The directives of a unit: its <c>#pragma koffi</c> lines, and the attributes of the project's item for its file.</summary>
internal sealed class UnitDirectives
{
    public LibraryDeclaration? Library { get; set; }

    public string? ClassName { get; set; }

    public string? Namespace { get; set; }

    public bool IsPublic { get; set; }

    public NameRules Names { get; } = new();

    /// <summary>Gets the patterns of the names that are generated. Without patterns, all names are.</summary>
    public List<DirectiveName> Included { get; } = [];

    /// <summary>Gets the patterns of the names that are not generated.</summary>
    public List<DirectiveName> Excluded { get; } = [];

    /// <summary>Gets the functions whose results or outputs the caller owns.</summary>
    public List<DirectiveName> Owned { get; } = [];

    public List<DirectiveName> Optional { get; } = [];

    public List<DirectiveName> LastError { get; } = [];

    public List<DirectiveName> WaitsForCalls { get; } = [];

    /// <summary>Gets the functions that also have an asynchronous method.</summary>
    public List<DirectiveName> Asynchronous { get; } = [];

    /// <summary>Gets or sets the dispatcher and the limit of asynchronous calls; <see langword="null"/> without a directive.</summary>
    public DispatchDeclaration? Dispatch { get; set; }

    /// <summary>Gets the functions whose results may report failure.</summary>
    public List<(DirectiveName Name, ThrowCondition Condition)> ThrowOn { get; } = [];

    /// <summary>Gets the numbers of slots of callback types.</summary>
    public List<(DirectiveName Name, int Count)> Slots { get; } = [];

    /// <summary>Gets the exception policies of callback types.</summary>
    public List<(DirectiveName Name, CallbackPolicy Policy)> OnException { get; } = [];

    /// <summary>Gets the prefixes that <c>strip</c> removes.</summary>
    public List<DirectiveName> Stripped { get; } = [];

    /// <summary>Gets the C names that <c>rename</c> replaces.</summary>
    public List<DirectiveName> Renamed { get; } = [];

    /// <summary>Gets the locations where rules are disabled and restored, in the order of the texts.</summary>
    public List<(SourceLocation Location, string Id, bool IsDisabled)> Suppressions { get; } = [];

    /// <summary>Whether the declaration of the name is generated.</summary>
    public bool Includes(string name) => IsIncluded(name) && FindExclusion(name) is null;

    /// <summary>Whether <c>include</c> selects the name, or there is no <c>include</c>.</summary>
    public bool IsIncluded(string name) => Included.Count == 0 || Find(Included, name) is not null;

    /// <summary>Returns the <c>exclude</c> pattern that matches the name.</summary>
    public DirectiveName? FindExclusion(string name) => Find(Excluded, name);

    /// <summary>Returns the first of the directives that matches the name.</summary>
    public static DirectiveName? Find(IEnumerable<DirectiveName> directives, string name)
    {
        foreach (DirectiveName directive in directives)
        {
            if (directive.Matches(name))
            {
                return directive;
            }
        }

        return null;
    }

    /// <summary>
    /// Whether a directive requires the declaration by its exact name. A pattern requires none of the names that it matches.
    /// </summary>
    public bool IsNamed(string name, NameKind kind) =>
        IncludesExactly(name)
        || IsExact(Renamed, name)
        || kind switch
        {
            NameKind.Function => IsExact(Owned, name)
                || IsExact(Optional, name)
                || IsExact(LastError, name)
                || IsExact(WaitsForCalls, name)
                || IsExact(Asynchronous, name)
                || IsExact(ThrowOn.Select(static item => item.Name), name),
            NameKind.CallbackType => IsExact(Slots.Select(static item => item.Name), name)
                || IsExact(OnException.Select(static item => item.Name), name),
            _ => false,
        };

    /// <summary>Whether an <c>include</c> is the exact name.</summary>
    public bool IncludesExactly(string name) => IsExact(Included, name);

    private static bool IsExact(IEnumerable<DirectiveName> names, string name) => names.Any(written => written.Text == name);

    /// <summary>Returns the options of the callback type with the C name.</summary>
    public CallbackOptions CallbackOptionsOf(string cName)
    {
        CallbackOptions options = CallbackOptions.Default;
        foreach ((_, int count) in Slots.Where(item => item.Name.Matches(cName)))
        {
            options = options with { Slots = count };
        }

        foreach ((_, CallbackPolicy policy) in OnException.Where(item => item.Name.Matches(cName)))
        {
            options = options with { OnException = policy };
        }

        return options.WithMoreSlots(count => $"#pragma koffi slots({cName}, {count})");
    }

    /// <summary>Whether diagnostics of the rule are disabled at the location.</summary>
    public bool IsDisabled(string id, SourceLocation location)
    {
        bool isDisabled = false;
        foreach ((SourceLocation start, string rule, bool disables) in Suppressions)
        {
            if (location.Follows(start) && (rule.Length == 0 || string.Equals(rule, id, StringComparison.OrdinalIgnoreCase)))
            {
                isDisabled = disables;
            }
        }

        return isDisabled;
    }
}
