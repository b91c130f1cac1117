using KoffiGen.CSharp;

namespace KoffiGen.Binding.Structs;

/// <summary>The C# names in one struct. C's members come first; what is generated for them takes what is left.</summary>
internal sealed class StructNames
{
    /// <summary>What is generated in structs beside C's members.</summary>
    public static readonly string[] Generated = ["Layout", "Managed", "ToManaged", "Allocate", "FreeOwned"];

    /// <summary>What every struct and its twin have, or may have: a member of C that is called so gets an underscore.</summary>
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

    private readonly Dictionary<string, string> _members = new(StringComparer.Ordinal);
    private readonly HashSet<string> _used;

    /// <param name="type">The name of the struct.</param>
    /// <param name="members">C's members.</param>
    public StructNames(string type, IEnumerable<string> members)
    {
        string[] all = [.. members];
        _used = new HashSet<string>(Reserved.Concat(all), StringComparer.Ordinal) { type.TrimStart('@') };
        HashSet<string> forbidden = new(Reserved, StringComparer.Ordinal) { type.TrimStart('@') };
        foreach (string member in all.Where(member => forbidden.Contains(member) && !_members.ContainsKey(member)))
        {
            _members.Add(member, Unused(member));
        }
    }

    /// <summary>The C# name of a member of C.</summary>
    public string Member(string name) => CSharpIdentifier.Escape(_members.TryGetValue(name, out string? other) ? other : name);

    /// <summary>A name like this one that nothing else has.</summary>
    public string Unique(string name) => CSharpIdentifier.Escape(Unused(name));

    /// <summary>The field behind a property: the name after an underscore.</summary>
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
