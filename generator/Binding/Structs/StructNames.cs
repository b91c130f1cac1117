using KoffiGen.CSharp;

namespace KoffiGen.Binding.Structs;

/// <summary>The C# names in one struct. Members keep their C names; generated members use names that are still unused.</summary>
internal sealed class StructNames
{
    /// <summary>The names of generated members and nested types.</summary>
    public static readonly string[] Generated = ["Layout", "Managed", "ToManaged", "Allocate", "FreeOwned"];

    /// <summary>
    /// The names of members that every struct and its managed form have or may have. A C member of the same name gets an underscore, and
    /// so does one with the name of the accessor of another member.
    /// </summary>
    public static readonly string[] Reserved =
    [
        nameof(Equals),
        nameof(GetHashCode),
        nameof(GetType),
        nameof(MemberwiseClone),
        nameof(ReferenceEquals),
        nameof(ToString),
        "Finalize",
        "ToNative",
        .. Generated,
    ];

    /// <summary>The names of the types of arguments, which are nested in a struct with a SafeHandle class.</summary>
    public static readonly string[] Arguments = [CSharpType.Named.ArgumentName, CSharpType.Named.ReadOnlyArgumentName];

    private readonly Dictionary<string, string> _members = new(StringComparer.Ordinal);
    private readonly HashSet<string> _used;

    /// <param name="type">The name of the struct.</param>
    /// <param name="members">The names of the C members.</param>
    /// <param name="hasHandle">Whether the struct has a SafeHandle class, and therefore nested types of arguments.</param>
    public StructNames(string type, IEnumerable<string> members, bool hasHandle = false)
    {
        string[] all = [.. members];
        string[] reserved = [.. Reserved, type.TrimStart('@'), .. hasHandle ? Arguments : []];
        _used = new HashSet<string>(reserved.Concat(all), StringComparer.Ordinal);
        HashSet<string> forbidden = new(reserved, StringComparer.Ordinal);
        HashSet<string> names = new(all, StringComparer.Ordinal);
        foreach (
            string member in all.Where(member =>
                !_members.ContainsKey(member)
                && (forbidden.Contains(member) || (CSharpIdentifier.AccessedProperty(member) is { } property && names.Contains(property)))
            )
        )
        {
            _members.Add(member, Unused(member));
        }
    }

    /// <summary>Returns the C# name of a C member.</summary>
    public string Member(string name) => CSharpIdentifier.Escape(_members.TryGetValue(name, out string? other) ? other : name);

    /// <summary>Returns the name, or a similar one that is unused.</summary>
    public string Unique(string name) => CSharpIdentifier.Escape(Unused(name));

    /// <summary>Returns the name of the field behind a property: the member's name after an underscore.</summary>
    public string Field(string member)
    {
        string name = "_" + member;
        while (!_used.Add(name))
        {
            name = "_" + name;
        }

        return name;
    }

    private string Unused(string name)
    {
        while (!_used.Add(name))
        {
            name += "_";
        }

        return name;
    }
}
