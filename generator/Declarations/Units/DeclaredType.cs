using KoffiGen.C;

namespace KoffiGen.Declarations.Units;

/// <summary>A struct, union, enum, opaque type or function type that a unit names.</summary>
/// <param name="CName">The C name from which the C# name derives: the name of the first typedef, or the tag.</param>
internal sealed record DeclaredType(BoundDeclaration Declaration, CType Type, string CName)
{
    /// <summary>Gets the tag, or the typedef name of a type without a tag.</summary>
    public string? Tag =>
        Type switch
        {
            RecordType record => record.Tag,
            EnumType enumeration => enumeration.Tag,
            _ => null,
        };

    /// <summary>Returns the types of a unit, one for each declaration that names a type.</summary>
    public static IEnumerable<DeclaredType> Of(DeclarationUnit unit)
    {
        Dictionary<CType, string> typedefs = FindTypedefNames(unit);
        foreach (BoundDeclaration declaration in unit.Declarations)
        {
            if (
                declaration.Kind
                is not (
                    BoundDeclarationKind.Record
                    or BoundDeclarationKind.Enum
                    or BoundDeclarationKind.Opaque
                    or BoundDeclarationKind.Typedef
                )
            )
            {
                continue;
            }

            // A typedef of another typedef does not name a new type.
            if (declaration is { Kind: BoundDeclarationKind.Typedef, Type.Type: TypedefType { Target.Type: TypedefType } })
            {
                continue;
            }

            CType type = PointedFunction(declaration.Type.Type.Canonical) ?? declaration.Type.Type.Canonical;
            DeclaredType declared = new(declaration, type, typedefs.TryGetValue(type, out string? typedef) ? typedef : "");
            if (typedef is not null)
            {
                yield return declared;
            }
            else if (declared.Tag is { } tag)
            {
                yield return declared with
                {
                    CName = tag,
                };
            }
        }
    }

    /// <summary>Gets the function type that the type points to.</summary>
    public static FunctionType? PointedFunction(CType type) =>
        type is PointerType { Pointee.Type.Canonical: FunctionType function } ? function : null;

    // A typedef name takes precedence over the tag.
    private static Dictionary<CType, string> FindTypedefNames(DeclarationUnit unit)
    {
        Dictionary<CType, string> names = [];
        foreach (BoundDeclaration declaration in unit.Declarations)
        {
            if (declaration is not { Kind: BoundDeclarationKind.Typedef, Type.Type: TypedefType { Target.Type: var target } })
            {
                continue;
            }

            // A typedef of a function pointer also names the function type.
            CType named = target is PointerType { Pointee.Type: FunctionType function } ? function : target;
            if (named is RecordType or EnumType or FunctionType && !names.ContainsKey(named))
            {
                names.Add(named, declaration.Name);
            }
        }

        return names;
    }
}
