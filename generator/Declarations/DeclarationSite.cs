using KoffiGen.C;
using KoffiGen.Text;

namespace KoffiGen.Declarations;

/// <summary>The kinds of declared names that directives distinguish.</summary>
internal enum NameKind
{
    Other,
    Function,
    CallbackType,
}

/// <summary>
/// A declaration in a text, valid or not: the names that it declares, the declarations that it depends on, and its diagnostics. Each of
/// several declarators has its own site, which depends on the site of the specifiers.
/// </summary>
internal sealed class DeclarationSite(SourceLocation location)
{
    public SourceLocation Location => location;

    public DiagnosticBag Diagnostics { get; } = new();

    /// <summary>Whether the declaration is valid C that KoffiGen cannot bind.</summary>
    public bool IsLimited => Diagnostics.ToImmutable().Any(static diagnostic => diagnostic.Rule.IsLimit);

    /// <summary>Gets the names that the declaration declares, including redefinitions.</summary>
    public Dictionary<string, NameKind> Names { get; } = new(StringComparer.Ordinal);

    public bool IsMacro { get; init; }

    /// <summary>
    /// Whether the site is the specifiers of several declarators. Unless they declare a name, only the declarators need them.
    /// </summary>
    public bool IsShared { get; init; }

    /// <summary>Gets the declarations whose value or error this one depends on, each with its first use.</summary>
    public Dictionary<DeclarationSite, SourceLocation> Uses { get; } = [];

    /// <summary>Gets the types whose layout this declaration depends on, each with its first use.</summary>
    public Dictionary<CType, SourceLocation> Measured { get; } = [];

    public void Use(ScopeEntry entry, SourceSpan place)
    {
        // The uses of a valid type are found in the bound types. ErrorType replaces an invalid type, so its uses are recorded here.
        if (entry.Site is { } used && (!entry.IsType || entry.Type.Type is ErrorType))
        {
            Use(used, place);
        }
    }

    public void Use(DeclarationSite used, SourceSpan place)
    {
        if (used != this && !Uses.ContainsKey(used))
        {
            Uses.Add(used, location.Text.Locate(place));
        }
    }

    public void Measure(CType type, SourceSpan place)
    {
        if (!Measured.ContainsKey(type.Canonical))
        {
            Measured.Add(type.Canonical, location.Text.Locate(place));
        }
    }
}
