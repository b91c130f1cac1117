using System.Text;
using KoffiGen.CSharp;

namespace KoffiGen.Declarations.Units;

/// <summary>How the words of a C name are written in C#.</summary>
internal enum NameCase
{
    /// <summary>As in C.</summary>
    Keep,
    Pascal,
    Camel,
}

/// <summary>What C names are called in C#: <c>strip</c>, <c>case</c> and <c>rename</c> of a unit, in this order of weakness.</summary>
internal sealed class NameRules
{
    private readonly List<string> _prefixes = [];
    private readonly Dictionary<string, string> _renames = new(StringComparer.Ordinal);

    public NameCase Case { get; set; }

    public void Strip(string prefix) => _prefixes.Add(prefix);

    public void Rename(string name, string to) => _renames[name] = to;

    /// <summary>The name in C#, as code writes it.</summary>
    public string Apply(string name) =>
        CSharpIdentifier.Escape(
            CSharpIdentifier.Sanitize(_renames.TryGetValue(name, out string? renamed) ? renamed : WriteCase(StripPrefix(name)))
        );

    // What would leave nothing, or no name, stays.
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
            // Two digits that only the underscore kept apart stay apart.
            if (written.Length > 0 && char.IsDigit(written[written.Length - 1]) && char.IsDigit(word[0]))
            {
                written.Append('_');
            }

            // A word in capitals is shouted by C's conventions; in others the inner capitals mean something.
            bool isShouted = !word.Any(char.IsLower);
            bool isLower = Case == NameCase.Camel && written.Length == 0;
            written.Append(isLower ? char.ToLowerInvariant(word[0]) : char.ToUpperInvariant(word[0]));
            written.Append(isShouted ? word.Substring(1).ToLowerInvariant() : word.Substring(1));
        }

        return written.Length == 0 ? name : written.ToString();
    }
}
