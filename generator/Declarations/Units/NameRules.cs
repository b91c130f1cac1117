using System.Text;
using KoffiGen.CSharp;

namespace KoffiGen.Declarations.Units;

/// <summary>The casing of names in C#.</summary>
internal enum NameCase
{
    /// <summary>The casing of C.</summary>
    Keep,
    Pascal,
    Camel,
}

/// <summary>
/// The rules from C names to C# names: <c>strip</c>, <c>case</c> and <c>rename</c> of a unit. <c>rename</c> overrides the others.
/// </summary>
internal sealed class NameRules
{
    private readonly List<string> _prefixes = [];
    private readonly Dictionary<string, string> _renames = new(StringComparer.Ordinal);

    public NameCase Case { get; set; }

    public void Strip(string prefix) => _prefixes.Add(prefix);

    public void Rename(string name, string to) => _renames[name] = to;

    /// <summary>Returns the C# name of a type, escaped for code.</summary>
    public string ApplyToType(string name) => CSharpIdentifier.TypeName(Apply(name));

    /// <summary>Returns the C# name, escaped for code.</summary>
    public string Apply(string name) =>
        CSharpIdentifier.Escape(
            CSharpIdentifier.Sanitize(_renames.TryGetValue(name, out string? renamed) ? renamed : WriteCase(StripPrefix(name)))
        );

    // A prefix is kept if the rest would be empty or not an identifier.
    private string StripPrefix(string name)
    {
        string? prefix = _prefixes
            .Where(prefix => name.StartsWith(prefix, StringComparison.Ordinal))
            .OrderByDescending(static prefix => prefix.Length)
            .FirstOrDefault();
        return prefix is not null && prefix.Length < name.Length && !char.IsDigit(name[prefix.Length])
            ? name.Substring(prefix.Length)
            : name;
    }

    private string WriteCase(string name)
    {
        if (Case == NameCase.Keep)
        {
            return name;
        }

        StringBuilder written = new(name.Length);
        foreach (string word in name.Split(['_'], StringSplitOptions.RemoveEmptyEntries))
        {
            // An underscore between two digits is kept, because it separates two numbers.
            if (written.Length > 0 && char.IsDigit(written[written.Length - 1]) && char.IsDigit(word[0]))
            {
                written.Append('_');
            }

            // A word in capitals becomes lowercase after its first letter; other words keep their inner capitals.
            bool isShouted = !word.Any(char.IsLower);
            bool isLower = Case == NameCase.Camel && written.Length == 0;
            written.Append(isLower ? char.ToLowerInvariant(word[0]) : char.ToUpperInvariant(word[0]));
            written.Append(isShouted ? word.Substring(1).ToLowerInvariant() : word.Substring(1));
        }

        return written.Length == 0 ? name : written.ToString();
    }
}
