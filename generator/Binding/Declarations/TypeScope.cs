using KoffiGen.Types;

namespace KoffiGen.Binding.Declarations;

internal enum ScopeEntryKind
{
    Typedef,
    Opaque,
    Enumerator,
    Define,
    Function,
    Variable,
}

/// <summary>What an ordinary identifier stands for (C23 6.2.3).</summary>
internal sealed record ScopeEntry(string Name, ScopeEntryKind Kind, QualifiedType Type)
{
    /// <summary>The value of an enumerator or <c>#define</c>; without one it could not be evaluated, and that was reported.</summary>
    public ConstantValue? Value { get; init; }

    public bool IsType => Kind is ScopeEntryKind.Typedef or ScopeEntryKind.Opaque;
}

/// <summary>
/// What names mean: those of a class or file, then of its parents (what it includes, the assembly's), then Koffi's and C's own,
/// then C#'s. Tags and ordinary identifiers are apart, as in C.
/// </summary>
internal sealed class TypeScope(params TypeScope[] parents)
{
    private const int MaximumDistance = 2;

    private readonly Dictionary<string, CType> _tags = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ScopeEntry> _entries = new(StringComparer.Ordinal);

    /// <summary>Knows C#'s own types by name; the answer is a <see cref="ForeignType"/>.</summary>
    public Func<string, CType?>? ForeignTypes { get; init; }

    public CType? FindOwnTag(string name) => _tags.TryGetValue(name, out CType? type) ? type : null;

    public ScopeEntry? FindOwn(string name) => _entries.TryGetValue(name, out ScopeEntry? entry) ? entry : null;

    public CType? FindTag(string name) => Find(scope => scope.FindOwnTag(name), []);

    public ScopeEntry? Find(string name) => Find(scope => scope.FindOwn(name), []);

    public CType? FindForeignType(string name) => Find(scope => scope.ForeignTypes?.Invoke(name), []);

    public void DeclareTag(string name, CType type) => _tags[name] = type;

    public void Declare(ScopeEntry entry) => _entries[entry.Name] = entry;

    /// <summary>The visible name that is most like an unknown one; <see langword="null"/> if none is like it.</summary>
    public string? Suggest(string name, bool types)
    {
        var candidates = new List<string>();
        Find<object>(
            scope =>
            {
                candidates.AddRange(scope._entries.Values.Where(entry => entry.IsType == types).Select(static entry => entry.Name));
                candidates.AddRange(types ? scope._tags.Select(static tag => WriteTag(tag.Key, tag.Value)) : []);
                return null;
            },
            []);
        candidates.AddRange(types ? BuiltinNames.All : []);

        // Of a short name every other short name is two edits away.
        int best = Math.Min(MaximumDistance, name.Length / 2) + 1;
        string? suggestion = null;
        foreach (string candidate in candidates)
        {
            int distance = EditDistance.Measure(name, candidate.Substring(candidate.LastIndexOf(' ') + 1), best);
            if (distance < best)
            {
                (best, suggestion) = (distance, candidate);
            }
        }

        return suggestion;
    }

    private static string WriteTag(string name, CType type) => type switch
    {
        EnumType => "enum " + name,
        RecordType { IsOpaqueDeclaration: true } => name,
        RecordType { IsUnion: true } => "union " + name,
        _ => "struct " + name,
    };

    /// <summary>Nearest first; scopes that include each other are visited once.</summary>
    private T? Find<T>(Func<TypeScope, T?> find, HashSet<TypeScope> visited)
        where T : class
    {
        if (!visited.Add(this))
            return null;

        if (find(this) is { } found)
            return found;

        foreach (TypeScope parent in parents)
        {
            if (parent.Find(find, visited) is { } inherited)
                return inherited;
        }

        return null;
    }
}
