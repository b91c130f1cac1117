using KoffiGen.C;

namespace KoffiGen.Declarations.Units;

/// <summary>A struct, union, enum, opaque type or function type that a unit gives a name to.</summary>
/// <param name="CName">The name that C# has it from: that of the first typedef, or the tag.</param>
internal sealed record DeclaredType(BoundDeclaration Declaration, CType Type, string CName)
{
    /// <summary>The tag, or the typedef's name of a type without one.</summary>
    public string? Tag =>
        Type switch
        {
            RecordType record => record.Tag,
            EnumType enumeration => enumeration.Tag,
            _ => null,
        };

    /// <summary>The types of a unit, one for each declaration that names one.</summary>
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

            // One of another typedef only repeats the type, perhaps that of another unit.
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

    /// <summary>The function type that the type is a pointer to.</summary>
    public static FunctionType? PointedFunction(CType type) =>
        type is PointerType { Pointee.Type.Canonical: FunctionType function } ? function : null;

    // A type with a typedef is called by that: the tag is for those who declare it.
    private static Dictionary<CType, string> FindTypedefNames(DeclarationUnit unit)
    {
        Dictionary<CType, string> names = [];
        foreach (BoundDeclaration declaration in unit.Declarations)
        {
            if (declaration is not { Kind: BoundDeclarationKind.Typedef, Type.Type: TypedefType { Target.Type: var target } })
            {
                continue;
            }

            // A typedef of a pointer names the function, too.
            CType named = target is PointerType { Pointee.Type: FunctionType function } ? function : target;
            if (named is RecordType or EnumType or FunctionType && !names.ContainsKey(named))
            {
                names.Add(named, declaration.Name);
            }
        }

        return names;
    }
}
