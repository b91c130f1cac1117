using KoffiGen.C;
using KoffiGen.Text;

namespace KoffiGen.Declarations;

/// <summary>What a declared name stands for, as far as directives distinguish it.</summary>
internal enum NameKind
{
    Other,
    Function,
    CallbackType,
}

/// <summary>
/// A declaration in a text, sound or not: the names that it declares, the declarations that it depends on, and its diagnostics. Of several declarators, each has a site of its own
/// that depends on the specifiers' one.
/// </summary>
internal sealed class DeclarationSite(SourceSpan span)
{
    public SourceSpan Span => span;

    public DiagnosticBag Diagnostics { get; } = new();

    /// <summary>Whether the declaration itself is sound C that cannot be bound.</summary>
    public bool IsLimited => Diagnostics.ToImmutable().Any(static diagnostic => diagnostic.Rule.IsLimit);

    /// <summary>The names that it declares, also those that another declaration has already.</summary>
    public Dictionary<string, NameKind> Names { get; } = new(StringComparer.Ordinal);

    public bool IsMacro { get; init; }

    /// <summary>The specifiers of several declarators. If the specifiers declare no name, only the declarators need them.</summary>
    public bool IsShared { get; init; }

    /// <summary>The declarations whose value, or whose mistake, this one takes over, with the first place that names each.</summary>
    public Dictionary<DeclarationSite, SourceSpan> Uses { get; } = [];

    /// <summary>The types whose layout this one computes with, with the first place that names each.</summary>
    public Dictionary<CType, SourceSpan> Measured { get; } = [];

    public void Use(ScopeEntry entry, SourceSpan place)
    {
        // A sound type is needed by what it is; a wrong one leaves no other trace than its name.
        if (entry.Site is { } used && (!entry.IsType || entry.Type.Type is ErrorType))
        {
            Use(used, place);
        }
    }

    public void Use(DeclarationSite used, SourceSpan place)
    {
        if (used != this && !Uses.ContainsKey(used))
        {
            Uses.Add(used, place);
        }
    }

    public void Measure(CType type, SourceSpan place)
    {
        if (!Measured.ContainsKey(type.Canonical))
        {
            Measured.Add(type.Canonical, place);
        }
    }
}
