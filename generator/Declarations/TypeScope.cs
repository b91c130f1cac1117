using KoffiGen.C;
using KoffiGen.C.Layout;

namespace KoffiGen.Declarations;

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

    /// <summary>The declaration of the name, where a text declares it.</summary>
    public DeclarationSite? Site { get; init; }

    public bool IsType => Kind is ScopeEntryKind.Typedef or ScopeEntryKind.Opaque;
}

/// <summary>
/// What names mean: those of a class or file, then of its parents (what it includes, the assembly's), then Koffi's and C's own,
/// then C#'s. Tags and ordinary identifiers are apart, as in C.
/// </summary>
internal class TypeScope(params TypeScope[] parents)
{
    private readonly List<TypeScope> _parents = [.. parents];
    private readonly Dictionary<string, CType> _tags = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ScopeEntry> _entries = new(StringComparer.Ordinal);
    private Dictionary<string, Action>? _deferred;
    private int _includes;

    /// <summary>Knows C#'s own types by name; the answer is a <see cref="ForeignType"/>.</summary>
    public Func<string, CType?>? ForeignTypes { get; init; }

    /// <summary>The target that the project is built for; <see langword="null"/> where it is to run on all, or where a scope around this one says it.</summary>
    public TargetAbi? Target { get; init; }

    /// <summary>The tags that the scope itself knows.</summary>
    public IEnumerable<KeyValuePair<string, CType>> OwnTags => _tags;

    /// <summary>What the other scope knows is nearer than what is around this one.</summary>
    public void Include(TypeScope included) => _parents.Insert(_includes++, included);

    public virtual CType? FindOwnTag(string name) => _tags.TryGetValue(name, out CType? type) ? type : null;

    public virtual ScopeEntry? FindOwn(string name)
    {
        if (_deferred is not null && _deferred.TryGetValue(name, out Action? declare))
        {
            // Removed first: what the declaration itself means by the name is not the name that it declares.
            _deferred.Remove(name);
            declare();
        }

        return _entries.TryGetValue(name, out ScopeEntry? entry) ? entry : null;
    }

    public CType? FindTag(string name) => Find(scope => scope.FindOwnTag(name), []);

    public ScopeEntry? Find(string name) => Find(scope => scope.FindOwn(name), []);

    public TargetAbi? FindTarget() => Find(static scope => scope.Target, []);

    public CType? FindForeignType(string name) => Find(scope => scope.ForeignTypes?.Invoke(name), []);

    /// <summary>Where a name is declared that is not visible because several units have it; <see langword="null"/> otherwise.</summary>
    public IReadOnlyList<string>? FindAmbiguous(string name)
    {
        HashSet<TypeScope> visited = Visible();
        return visited.Select(scope => scope.FindOwnAmbiguous(name, visited)).FirstOrDefault(static matches => matches is not null);
    }

    public void DeclareTag(string name, CType type) => _tags[name] = type;

    public void Declare(ScopeEntry entry) => _entries[entry.Name] = entry;

    /// <summary>A name that has no place in the order of a text is declared when it is first asked for.</summary>
    public void Defer(string name, Action declare)
    {
        _deferred ??= new Dictionary<string, Action>(StringComparer.Ordinal);
        if (!_deferred.ContainsKey(name))
        {
            _deferred.Add(name, declare);
        }
    }

    /// <summary>What a message about an unknown name adds: where it is declared, or the visible name that is most like it.</summary>
    public string Advise(string name, bool types)
    {
        HashSet<TypeScope> visible = Visible();
        if (visible.Select(scope => scope.FindOwnLater(name, types, this)).FirstOrDefault(static advice => advice is not null) is { } later)
            return later;

        // A tag that was only mentioned may be the same mistake.
        return Suggestion.Ask(
            Suggestion.Find(name, visible.SelectMany(scope => scope.OwnNames(types, complete: true)).Concat(types ? BuiltinNames.All : []))
                ?? Suggestion.Find(name, visible.SelectMany(scope => scope.OwnNames(types, complete: false)))
        );
    }

    /// <summary>The complete type whose tag is most like that of a type that has no members.</summary>
    public string? SuggestTag(string tag) =>
        Suggestion.Find(
            tag,
            Visible()
                .SelectMany(static scope => scope.OwnNames(types: true, complete: true))
                .Where(name => name.Contains(' ') && !name.EndsWith(" " + tag, StringComparison.Ordinal))
        );

    /// <summary>The scope's own names, as suggestions write them.</summary>
    /// <param name="complete">Of tags, only those of types that have members, or that can have none.</param>
    protected virtual IEnumerable<string> OwnNames(bool types, bool complete) =>
        _entries
            .Values.Where(entry => entry.IsType == types)
            .Select(static entry => entry.Name)
            .Concat(
                types
                    ? _tags
                        .Where(tag => !complete || tag.Value is not RecordType { IsComplete: false, IsOpaqueDeclaration: false })
                        .Select(static tag => WriteTag(tag.Key, tag.Value))
                    : []
            );

    /// <summary>What to say of a name that the scope will know, but does not know yet.</summary>
    protected virtual string? FindOwnLater(string name, bool types, TypeScope asking) => null;

    private HashSet<TypeScope> Visible()
    {
        HashSet<TypeScope> visited = [];
        Find<object>(static _ => null, visited);
        return visited;
    }

    /// <param name="visible">The scopes that were searched.</param>
    protected virtual IReadOnlyList<string>? FindOwnAmbiguous(string name, HashSet<TypeScope> visible) => null;

    private static string WriteTag(string name, CType type) =>
        type switch
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

        foreach (TypeScope parent in _parents)
        {
            if (parent.Find(find, visited) is { } inherited)
                return inherited;
        }

        return null;
    }
}
