namespace KoffiGen.Diagnostics;

/// <summary>How much a broken rule matters. The names are the compiler's.</summary>
internal enum RuleSeverity
{
    Hidden,
    Info,
    Warning,
    Error,
}

/// <summary>
/// One rule that a declaration can break. It knows nothing of Roslyn: the front end reports rules, and the analyzers turn them
/// into the compiler's diagnostics.
/// </summary>
/// <param name="Id">The stable name, <c>KOFFI001</c> and so on; never used again once it is gone.</param>
/// <param name="Title">What is wrong, in a few words, whatever the declaration.</param>
/// <param name="MessageFormat">What is wrong here, and what to write instead. A composite format string.</param>
/// <param name="Severity">The severity unless the user's configuration says otherwise.</param>
internal sealed record DiagnosticRule(string Id, string Title, string MessageFormat, RuleSeverity Severity = RuleSeverity.Error)
{
    /// <summary>Whether the declaration is sound C that KoffiGen or .NET cannot bind. In a pasted header that is no mistake of the user's.</summary>
    public bool IsLimit { get; init; }

    /// <summary>Whether the rule says that a declaration is left out although nothing is wrong with it. That matters where <c>include</c> names it.</summary>
    public bool IsOmission { get; init; }

    /// <summary>Whether nothing can be generated for a declaration that breaks the rule, however little that matters where it stands.</summary>
    public bool PreventsBinding => Severity == RuleSeverity.Error;
}
