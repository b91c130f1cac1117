using KoffiGen.CSharp;

namespace KoffiGen.Binding;

/// <summary>The properties of a class that state whether the library has an optional symbol.</summary>
internal sealed class AvailabilityProperties
{
    /// <summary>The names of the class's members, and of the properties themselves.</summary>
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    private readonly HashSet<string> _members = new(StringComparer.Ordinal);

    /// <summary>Excludes the name of another member.</summary>
    public void Reserve(string name) => _names.Add(name.TrimStart('@'));

    /// <summary>
    /// Returns the name of the property to declare for the member; <see langword="null"/> if an overload already declares it, or if
    /// another member has its name.
    /// </summary>
    /// <param name="member">The C# method or property whose symbol is optional.</param>
    public string? Add(string member)
    {
        if (!_members.Add(member))
        {
            return null;
        }

        // Names that differ only in underscores or in the case of first letters have the same Pascal-case form.
        string[] candidates = [$"Is{CSharpIdentifier.ToPascalCase(member)}Available", $"Is{member.TrimStart('@')}Available"];
        return candidates.FirstOrDefault(_names.Add);
    }
}
