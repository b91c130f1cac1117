using KoffiGen.CSharp;

namespace KoffiGen.Binding;

/// <summary>The properties of a class that state whether the library has an optional symbol.</summary>
internal sealed class AvailabilityProperties
{
    private readonly Dictionary<string, string> _members = new(StringComparer.Ordinal);

    /// <param name="member">The C# method or property whose symbol is optional.</param>
    public static string NameFor(string member) => $"Is{CSharpIdentifier.ToPascalCase(member)}Available";

    /// <summary>
    /// Returns the name of the property to declare for the member; <see langword="null"/> if an overload already declares it.
    /// </summary>
    public string? Add(string member)
    {
        string name = NameFor(member);
        if (_members.TryGetValue(name, out string owner) && owner != member)
        {
            // Names that differ only in underscores or in the case of first letters have the same Pascal-case form.
            name = $"Is{member.TrimStart('@')}Available";
        }

        if (_members.ContainsKey(name))
        {
            return null;
        }

        _members.Add(name, member);
        return name;
    }
}
