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

/// <summary>The meaning of an ordinary identifier (C23 6.2.3).</summary>
internal sealed record ScopeEntry(string Name, ScopeEntryKind Kind, QualifiedType Type)
{
    /// <summary>
    /// Gets the value of an enumerator or macro; <see langword="null"/> if the evaluation reported an error.
    /// </summary>
    public ConstantValue? Value { get; init; }

    /// <summary>Gets the declaration of the name; <see langword="null"/> if no text declares it.</summary>
    public DeclarationSite? Site { get; init; }

    public bool IsType => Kind is ScopeEntryKind.Typedef or ScopeEntryKind.Opaque;
}

/// <summary>
/// Resolves names: first the names of a class or file, then the names of its parents (the included files, the assembly), then the
/// built-in names of Koffi and C, then C# types. Tags and ordinary identifiers have separate namespaces, as in C.
/// </summary>
internal class TypeScope(params TypeScope[] parents)
{
    private static readonly Lazy<NameIndex> BuiltinIndex = new(static () => new NameIndex(BuiltinNames.All));

    private readonly List<TypeScope> _parents = [.. parents];
    private readonly Dictionary<string, CType> _tags = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ScopeEntry> _entries = new(StringComparer.Ordinal);
    private readonly List<string> _typeNames = [];
    private readonly List<string> _valueNames = [];
    private readonly GrowingIndex _types = new();
    private readonly GrowingIndex _values = new();
    private Dictionary<string, Action>? _deferred;
    private int _includes;

    /// <summary>Finds a C# type by name, as a <see cref="ForeignType"/>.</summary>
    public Func<string, CType?>? ForeignTypes { get; init; }

    /// <summary>
    /// Gets the target of the project; <see langword="null"/> if the project is portable, or if a parent scope has the target.
    /// </summary>
    public TargetAbi? Target { get; init; }

    /// <summary>Gets the tags that the scope itself declares.</summary>
    public IEnumerable<KeyValuePair<string, CType>> OwnTags => _tags;

    /// <summary>Includes another scope, whose names hide the names of the parents.</summary>
    public void Include(TypeScope included) => _parents.Insert(_includes++, included);

    public virtual CType? FindOwnTag(string name) => _tags.TryGetValue(name, out CType? type) ? type : null;

    public virtual ScopeEntry? FindOwn(string name)
    {
        if (_deferred is not null && _deferred.TryGetValue(name, out Action? declare))
        {
            // The entry is removed first, so that a use of the name inside its own declaration finds another declaration.
            _deferred.Remove(name);
            declare();
        }

        return _entries.TryGetValue(name, out ScopeEntry? entry) ? entry : null;
    }

    /// <summary>Finds a name that the scope itself or an included one declares.</summary>
    public ScopeEntry? FindOwnOrIncluded(string name) => FindOwnOrIncluded(name, []);

    public CType? FindTag(string name) => Find(scope => scope.FindOwnTag(name), []);

    public ScopeEntry? Find(string name) => Find(scope => scope.FindOwn(name), []);

    public TargetAbi? FindTarget() => Find(static scope => scope.Target, []);

    public CType? FindForeignType(string name) => Find(scope => scope.ForeignTypes?.Invoke(name), []);

    /// <summary>Returns the units that declare an ambiguous name; <see langword="null"/> if the name is not ambiguous.</summary>
    public IReadOnlyList<string>? FindAmbiguous(string name)
    {
        HashSet<TypeScope> visited = Visible();
        return visited.Select(scope => scope.FindOwnAmbiguous(name, visited)).FirstOrDefault(static matches => matches is not null);
    }

    public void DeclareTag(string name, CType type)
    {
        lock (_entries)
        {
            _tags[name] = type;
            _typeNames.Add(WriteTag(name, type));
        }
    }

    public void Declare(ScopeEntry entry)
    {
        lock (_entries)
        {
            _entries[entry.Name] = entry;
            (entry.IsType ? _typeNames : _valueNames).Add(entry.Name);
        }
    }

    /// <summary>Registers a declaration that runs when the name is first looked up, because its order does not matter.</summary>
    public void Defer(string name, Action declare)
    {
        _deferred ??= new Dictionary<string, Action>(StringComparer.Ordinal);
        if (!_deferred.ContainsKey(name))
        {
            _deferred.Add(name, declare);
        }
    }

    /// <summary>Removes a registered declaration, which the caller runs.</summary>
    public void Undefer(string name) => _deferred?.Remove(name);

    /// <summary>Returns the advice for an unknown name: the place of its declaration, or the most similar visible name.</summary>
    public string Advise(string name, bool types)
    {
        HashSet<TypeScope> visible = Visible();
        if (visible.Select(scope => scope.FindOwnLater(name, types, this)).FirstOrDefault(static advice => advice is not null) is { } later)
        {
            return later;
        }

        // An incomplete tag may be a repetition of the same mistake, so it is suggested last.
        NameIndex[] names = [.. visible.Select(scope => scope.IndexOf(types)).OfType<NameIndex>()];
        IEnumerable<NameIndex> complete = types ? names.Append(BuiltinIndex.Value) : names;
        return Suggestion.Ask(
            Suggestion.Find(name, complete, candidate => !IsIncomplete(candidate, visible)) ?? Suggestion.Find(name, names),
            " Declare it, or include the file that declares it."
        );
    }

    /// <summary>Returns the complete type whose tag is most similar to the tag of an incomplete type.</summary>
    public string? SuggestTag(string tag)
    {
        HashSet<TypeScope> visible = Visible();
        return Suggestion.Find(
            tag,
            visible.Select(static scope => scope.IndexOf(types: true)).OfType<NameIndex>(),
            candidate =>
                candidate.Contains(' ') && !candidate.EndsWith(" " + tag, StringComparison.Ordinal) && !IsIncomplete(candidate, visible)
        );
    }

    // Only the scopes of texts have tags.
    private static bool IsIncomplete(string written, HashSet<TypeScope> visible) =>
        written.IndexOf(' ') is >= 0 and var space
        && visible
            .Select(scope => scope._tags.TryGetValue(written.Substring(space + 1), out CType? type) ? type : null)
            .FirstOrDefault(static type => type is not null)
            is RecordType { IsComplete: false, IsOpaqueDeclaration: false };

    /// <summary>Returns the names of the scope itself, as suggestions write them; <see langword="null"/> if there are none.</summary>
    private NameIndex? IndexOf(bool types)
    {
        // The imports of several classes, which are analyzed at the same time, see the same scope.
        lock (_entries)
        {
            return types ? _types.Update(OwnNames(types: true)) : _values.Update(OwnNames(types: false));
        }
    }

    /// <summary>Returns the names of the scope itself, as suggestions write them. New names follow the known ones.</summary>
    protected virtual IReadOnlyList<string> OwnNames(bool types) => types ? _typeNames : _valueNames;

    /// <summary>Returns the advice for a name that the scope declares later.</summary>
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

    private ScopeEntry? FindOwnOrIncluded(string name, HashSet<TypeScope> visited) =>
        !visited.Add(this)
            ? null
            : FindOwn(name)
                ?? _parents
                    .Take(_includes)
                    .Select(included => included.FindOwnOrIncluded(name, visited))
                    .FirstOrDefault(static found => found is not null);

    /// <summary>Searches the nearest scopes first. Scopes that include each other are visited once.</summary>
    private T? Find<T>(Func<TypeScope, T?> find, HashSet<TypeScope> visited)
        where T : class
    {
        if (!visited.Add(this))
        {
            return null;
        }

        if (find(this) is { } found)
        {
            return found;
        }

        foreach (TypeScope parent in _parents)
        {
            if (parent.Find(find, visited) is { } inherited)
            {
                return inherited;
            }
        }

        return null;
    }

    /// <summary>An index of names, to which new names are added when it is used.</summary>
    private sealed class GrowingIndex
    {
        private readonly NameIndex _index = new();
        private int _count;

        public NameIndex? Update(IReadOnlyList<string> names)
        {
            for (; _count < names.Count; _count++)
            {
                _index.Add(names[_count]);
            }

            return _count == 0 ? null : _index;
        }
    }
}
