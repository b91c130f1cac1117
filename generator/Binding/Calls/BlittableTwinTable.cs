using KoffiGen.Model;

namespace KoffiGen.Binding.Calls;

/// <summary>
/// The blittable twins of a class: structs of ours with the layout of a user's struct that has a <see langword="bool"/> or <see langword="char"/> inside, which
/// the runtime would convert, or refuse, in the signature of a function pointer.
/// </summary>
/// <param name="prefix">What their names begin with.</param>
internal sealed class BlittableTwinTable(string prefix)
{
    private readonly Dictionary<string, BlittableTwinModel> _twins = new(StringComparer.Ordinal);

    /// <summary>The twins of a file.</summary>
    /// <param name="owner">The class whose file it is; <see langword="null"/> for the assembly's declarations.</param>
    public BlittableTwinTable(ContainingType? owner)
        : this(owner is null ? "Assembly" : string.Join("_", owner.Types.Select(static header => header.Name.TrimStart('@')))) { }

    public EquatableArray<BlittableTwinModel> Twins => _twins.Values.ToEquatableArray();

    /// <summary>The name of the twin.</summary>
    public string Get(ManagedType type)
    {
        string key = type.TextWithoutNullable;
        if (!_twins.TryGetValue(key, out BlittableTwinModel? twin))
        {
            StructDeclaration declaration = type.Struct!;
            twin = new BlittableTwinModel(
                $"{prefix}Twin{_twins.Count + 1}",
                key,
                declaration.IsExplicit,
                declaration.Pack,
                declaration.Size
            );
            _twins.Add(key, twin);
            _twins[key] = twin = twin with
            {
                IsInlineArray = declaration.IsInlineArray,
                Fields = declaration
                    .Fields.Select(field => new BlittableTwinField(
                        CSharpIdentifier.Sanitize(field.Name),
                        FieldType(field.Type),
                        field.Offset,
                        field.Count
                    ))
                    .ToEquatableArray(),
            };
        }

        return twin.Name;
    }

    private string FieldType(ManagedType type) =>
        type switch
        {
            { Kind: ManagedTypeKind.Boolean } => "byte",
            { Kind: ManagedTypeKind.Char } => "ushort",
            { Kind: ManagedTypeKind.Enum, Element: { } underlying } => underlying.Text,
            { Kind: ManagedTypeKind.Struct } => Get(type),
            _ => type.Text,
        };
}
