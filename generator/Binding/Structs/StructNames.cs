using KoffiGen.Model;

namespace KoffiGen.Binding.Structs;

/// <summary>The C# names in one struct. C's members come first; what is generated for them takes what is left.</summary>
internal sealed class StructNames
{
    /// <summary>What is generated in structs beside C's members.</summary>
    public static readonly string[] Generated = ["Layout", "Managed", "ToManaged", "Allocate", "FreeOwned"];

    /// <summary>What every struct has, or may have: a member of C that is called so gets an underscore.</summary>
    public static readonly string[] Reserved =
    [
        nameof(Equals), nameof(GetHashCode), nameof(GetType), nameof(MemberwiseClone), nameof(ReferenceEquals), nameof(ToString), "Finalize",
        .. Generated,
    ];

    private readonly HashSet<string> _used;
    private readonly HashSet<string> _forbidden;

    /// <param name="type">The name of the struct.</param>
    /// <param name="members">C's members.</param>
    public StructNames(string type, IEnumerable<string> members)
    {
        _forbidden = new HashSet<string>(Reserved, StringComparer.Ordinal) { type.TrimStart('@') };
        _used = new HashSet<string>(_forbidden, StringComparer.Ordinal);
        foreach (string member in members)
        {
            _used.Add(Plain(member));
        }
    }

    /// <summary>The C# name of a member of C.</summary>
    public string Member(string name) => CSharpIdentifier.Escape(Plain(name));

    /// <summary>A name like this one that nothing else has.</summary>
    public string Unique(string name)
    {
        while (!_used.Add(name))
        {
            name += "_";
        }

        return CSharpIdentifier.Escape(name);
    }

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

    private string Plain(string name) => _forbidden.Contains(name) ? name + "_" : name;
}
