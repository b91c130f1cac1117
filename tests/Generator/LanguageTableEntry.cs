using System.Text.RegularExpressions;

namespace KoffiGen.Tests.Generator;

/// <summary>A type of C in the table, the type that generated methods use for it, and those that a hand-written method may use.</summary>
/// <param name="Form">The type of C, with the annotations before it.</param>
internal sealed partial record LanguageTableEntry(string Form, bool IsResult, string Default, string[] Accepted)
{
    /// <summary>
    /// Gets a prototype with the type, as that of the parameter <c>a</c> or of the result. A count <c>n</c> is a parameter, and 4 as the
    /// length of an array.
    /// </summary>
    public string Prototype
    {
        get
        {
            string form = Form.Replace("[n]", "[4]", StringComparison.Ordinal).Replace("static n", "static 4", StringComparison.Ordinal);
            string count =
                Count().IsMatch(form) ? "int n"
                : !form.Contains("(*n)", StringComparison.Ordinal) ? ""
                : form.Contains("_Inout_", StringComparison.Ordinal) ? "_Inout_ size_t *n"
                : "_Out_ size_t *n";
            string named = Named().IsMatch(form) ? form : form + (form.EndsWith('*') ? "a" : " a");
            return IsResult ? $"{form} f({(count.Length == 0 ? "void" : count)})"
                : count.Length == 0 ? $"int f({named})"
                : $"int f({named}, {count})";
        }
    }

    public override string ToString() => Form + (IsResult ? " as a result" : "");

    [GeneratedRegex(@"\(n\b")]
    private static partial Regex Count();

    [GeneratedRegex(@"\ba\b|\(\*cmp\)")]
    private static partial Regex Named();
}
