using KoffiGen.CSharp;
using KoffiGen.Model;
using KoffiGen.Model.Declarations;

namespace KoffiGen.Marshalling;

/// <summary>
/// The blittable twins of a class: structs of ours with the layout of a user's struct that has a <see langword="bool"/> or <see langword="char"/> inside, which
/// the runtime would convert, or refuse, in the signature of a function pointer.
/// </summary>
/// <param name="prefix">What their names begin with.</param>
internal sealed class BlittableStandInTable(string prefix)
{
    private readonly Dictionary<string, BlittableStandInModel> _twins = new(StringComparer.Ordinal);

    /// <summary>The twins of a file.</summary>
    /// <param name="owner">The class whose file it is; <see langword="null"/> for the assembly's declarations.</param>
    public BlittableStandInTable(ContainingType? owner)
        : this(owner is null ? "Assembly" : string.Join("_", owner.Types.Select(static header => header.Name.TrimStart('@')))) { }

    public EquatableArray<BlittableStandInModel> Twins => _twins.Values.ToEquatableArray();

    public NativeType Get(CSharpType.Struct type)
    {
        string key = type.Text;
        if (!_twins.TryGetValue(key, out BlittableStandInModel? twin))
        {
            StructDeclaration declaration = type.Declaration!;
            twin = new BlittableStandInModel(
                $"{prefix}Twin{_twins.Count + 1}",
                type,
                declaration.IsExplicit,
                declaration.Pack,
                declaration.Size
            );
            _twins.Add(key, twin);
            _twins[key] = twin = twin with
            {
                IsInlineArray = declaration.IsInlineArray,
                Fields = declaration
                    .Fields.Select(field => new BlittableStandInField(
                        CSharpIdentifier.Sanitize(field.Name),
                        FieldType(field.Type),
                        field.Offset,
                        field.Count
                    ))
                    .ToEquatableArray(),
            };
        }

        return new BlittableStandInType(twin.Name);
    }

    private NativeType FieldType(CSharpType type) =>
        type switch
        {
            CSharpType.Primitive { Keyword: CSharpPrimitive.Boolean } => NativeType.Byte,
            CSharpType.Primitive { Keyword: CSharpPrimitive.Char } => NativeType.UInt16,
            CSharpType.Enum { UnderlyingType: var underlying } => NativeType.Of(underlying),
            CSharpType.Struct nested => Get(nested),
            _ => NativeType.Of(type),
        };
}
