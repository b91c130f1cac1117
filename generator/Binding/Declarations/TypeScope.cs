using KoffiGen.Types;

namespace KoffiGen.Binding.Declarations;

/// <summary>The value of a constant: an integer, a floating number or a string.</summary>
internal readonly record struct ConstantValue(long Integer, bool IsUnsigned = false)
{
    public double? Floating { get; init; }

    public string? Text { get; init; }

    public bool IsInteger => Floating is null && Text is null;
}

/// <summary>
/// The names that a declaration can see: its own class or file, then what stands around it. C keeps tags apart from the other names
/// (C23 6.2.3).
/// </summary>
internal sealed class TypeScope(TypeScope? parent = null)
{
    private readonly Dictionary<string, CType> _tags = new(StringComparer.Ordinal);
    private readonly Dictionary<string, CType> _types = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ConstantValue> _constants = new(StringComparer.Ordinal);

    /// <summary>Gives the C# types that a prototype may name.</summary>
    public Func<string, CType?>? ForeignTypes { get; init; }

    public void DeclareTag(string tag, CType type) => _tags[tag] = type;

    public void DeclareType(string name, CType type) => _types[name] = type;

    public void DeclareConstant(string name, ConstantValue value) => _constants[name] = value;

    public CType? FindOwnTag(string tag) => _tags.TryGetValue(tag, out CType? type) ? type : null;

    public CType? FindOwnType(string name) => _types.TryGetValue(name, out CType? type) ? type : null;

    public CType? FindTag(string tag) => FindOwnTag(tag) ?? parent?.FindTag(tag);

    /// <summary>A typedef name, an opaque type, a C# type or a name that needs no declaration.</summary>
    public CType? FindType(string name)
    {
        for (TypeScope? scope = this; scope is not null; scope = scope.Outer)
        {
            if (scope.FindOwnType(name) is { } type)
            {
                return type;
            }
        }

        for (TypeScope? scope = this; scope is not null; scope = scope.Outer)
        {
            if (scope.ForeignTypes?.Invoke(name) is { } foreign)
            {
                return foreign;
            }
        }

        return BuiltinNames.Find(name);
    }

    public ConstantValue? FindConstant(string name) =>
        _constants.TryGetValue(name, out ConstantValue value) ? value : parent?.FindConstant(name);

    public TypeScope? Outer => parent;

    /// <summary>The visible name nearest to a misspelt one; <see langword="null"/> where none is near.</summary>
    public string? Suggest(string name)
    {
        string? best = null;
        int bestDistance = name.Length <= 3 ? 2 : 3;
        foreach (string candidate in VisibleTypes())
        {
            int distance = EditDistance.Between(name, candidate, bestDistance);
            if (distance < bestDistance)
            {
                best = candidate;
                bestDistance = distance;
            }
        }

        return best;
    }

    private IEnumerable<string> VisibleTypes()
    {
        for (TypeScope? scope = this; scope is not null; scope = scope.Outer)
        {
            foreach (string name in scope._types.Keys.OrderBy(static name => name, StringComparer.Ordinal))
            {
                yield return name;
            }

            foreach (string tag in scope._tags.Keys.OrderBy(static name => name, StringComparer.Ordinal))
            {
                yield return (scope._tags[tag] is RecordType { IsUnion: true } ? "union " : scope._tags[tag] is EnumType ? "enum " : "struct ") + tag;
            }
        }

        foreach (string keyword in new[] { "char", "short", "int", "long", "float", "double", "signed", "unsigned" })
        {
            yield return keyword;
        }

        foreach (string name in BuiltinNames.All)
        {
            yield return name;
        }
    }
}
