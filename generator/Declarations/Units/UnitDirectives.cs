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
    public DirectiveNames Included { get; } = new();

    /// <summary>Gets the patterns of the names that are not generated.</summary>
    public DirectiveNames Excluded { get; } = new();

    /// <summary>Gets the functions whose results or outputs the caller owns.</summary>
    public DirectiveNames Owned { get; } = new();

    public DirectiveNames Optional { get; } = new();

    public DirectiveNames LastError { get; } = new();

    public DirectiveNames WaitsForCalls { get; } = new();

    /// <summary>Gets the functions and function types that also have an asynchronous method.</summary>
    public DirectiveNames Asynchronous { get; } = new();

    /// <summary>Gets or sets the dispatcher and the limit of asynchronous calls; <see langword="null"/> without a directive.</summary>
    public DispatchDeclaration? Dispatch { get; set; }

    /// <summary>Gets the functions whose results may report failure.</summary>
    public DirectiveValues<ThrowCondition> ThrowOn { get; } = new();

    /// <summary>Gets the numbers of slots of callback types.</summary>
    public DirectiveValues<int> Slots { get; } = new();

    /// <summary>Gets the exception policies of callback types.</summary>
    public DirectiveValues<CallbackPolicy> OnException { get; } = new();

    /// <summary>Gets the prefixes that <c>strip</c> removes.</summary>
    public DirectiveNames Stripped { get; } = new();

    /// <summary>Gets the C names that <c>rename</c> replaces.</summary>
    public DirectiveNames Renamed { get; } = new();

    /// <summary>Gets the locations where rules are disabled and restored.</summary>
    public Suppressions Suppressions { get; } = new();

    /// <summary>Whether the declaration of the name is generated.</summary>
    public bool Includes(string name) => IsIncluded(name) && FindExclusion(name) is null;

    /// <summary>Whether <c>include</c> selects the name, or there is no <c>include</c>.</summary>
    public bool IsIncluded(string name) => Included.Count == 0 || Included.Find(name) is not null;

    /// <summary>Returns the <c>exclude</c> pattern that matches the name.</summary>
    public DirectiveName? FindExclusion(string name) => Excluded.Find(name);

    /// <summary>
    /// Whether a directive requires the declaration by its exact name. A pattern requires none of the names that it matches.
    /// </summary>
    public bool IsNamed(string name, NameKind kind) =>
        IncludesExactly(name)
        || Renamed.ContainsExactly(name)
        || kind switch
        {
            NameKind.Function => Owned.ContainsExactly(name)
                || Optional.ContainsExactly(name)
                || LastError.ContainsExactly(name)
                || WaitsForCalls.ContainsExactly(name)
                || Asynchronous.ContainsExactly(name)
                || ThrowOn.Names.ContainsExactly(name),
            NameKind.CallbackType => Slots.Names.ContainsExactly(name) || OnException.Names.ContainsExactly(name),
            _ => false,
        };

    /// <summary>Whether an <c>include</c> is the exact name.</summary>
    public bool IncludesExactly(string name) => Included.ContainsExactly(name);

    /// <summary>Returns the options of the callback type with the C name.</summary>
    public CallbackOptions CallbackOptionsOf(string cName)
    {
        CallbackOptions options = CallbackOptions.Default;
        foreach ((_, int count) in Slots.FindAll(cName))
        {
            options = options with { Slots = count };
        }

        foreach ((_, CallbackPolicy policy) in OnException.FindAll(cName))
        {
            options = options with { OnException = policy };
        }

        return options.WithMoreSlots(count => $"#pragma koffi slots({cName}, {count})");
    }
}
