using KoffiGen.CSharp;
using KoffiGen.Model;
using KoffiGen.Model.Declarations;

namespace KoffiGen.Marshalling;

/// <summary>
/// The blittable stand-ins of one file. .NET converts or rejects a struct with a <see langword="bool"/> or <see langword="char"/> member
/// in the signature of a function pointer, so a generated struct with the same layout is passed instead.
/// </summary>
/// <param name="prefix">The prefix of the names of the stand-ins.</param>
internal sealed class BlittableStandInTable(string prefix)
{
    private readonly Dictionary<QualifiedName, BlittableStandInModel> _standIns = [];

    /// <summary>Creates the table of the file of a class.</summary>
    /// <param name="owner">The class; <see langword="null"/> for the declarations of the assembly.</param>
    public BlittableStandInTable(ContainingType? owner)
        : this(owner is null ? "Assembly" : string.Join("_", owner.Types.Select(static header => header.Name.TrimStart('@')))) { }

    public EquatableArray<BlittableStandInModel> StandIns => _standIns.Values.ToEquatableArray();

    public NativeType Get(CSharpType.Struct type)
    {
        if (!_standIns.TryGetValue(type.Name, out BlittableStandInModel? standIn))
        {
            StructDeclaration declaration = type.Declaration!;
            standIn = new BlittableStandInModel(
                $"{prefix}StandIn{_standIns.Count + 1}",
                type,
                declaration.IsExplicit,
                declaration.Pack,
                declaration.Size
            );
            _standIns.Add(type.Name, standIn);
            _standIns[type.Name] = standIn = standIn with
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

        return new BlittableStandInType(standIn.Name);
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
