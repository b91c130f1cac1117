namespace KoffiGen.Diagnostics;

/// <summary>The severity of a rule in ascending order, with the compiler's names.</summary>
internal enum RuleSeverity
{
    Hidden,
    Info,
    Warning,
    Error,
}

/// <summary>
/// A diagnostic rule, independent of Roslyn: the front end reports rules, and the analyzers convert them to the compiler's diagnostics.
/// </summary>
/// <param name="Id">The stable identifier, such as <c>KOFFI001</c>. It is never reused after the rule is removed.</param>
/// <param name="Title">The mistake in a few words, without details of the declaration.</param>
/// <param name="MessageFormat">The mistake and its fix, as a composite format string.</param>
/// <param name="Severity">The default severity.</param>
internal sealed record DiagnosticRule(string Id, string Title, string MessageFormat, RuleSeverity Severity = RuleSeverity.Error)
{
    /// <summary>
    /// Whether the declaration is valid C that KoffiGen or .NET cannot bind. In a pasted header this is not the user's mistake.
    /// </summary>
    public bool IsLimit { get; init; }

    /// <summary>
    /// Whether the rule reports that a valid declaration is omitted, which matters only if an <c>include</c> directive names it.
    /// </summary>
    public bool IsOmission { get; init; }

    /// <summary>Whether nothing can be generated for a declaration that breaks the rule, even if its severity is lowered.</summary>
    public bool PreventsBinding => Severity == RuleSeverity.Error;
}
