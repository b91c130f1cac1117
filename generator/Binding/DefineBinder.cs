using KoffiGen.Binding.Declarations;
using KoffiGen.Binding.Structs;
using KoffiGen.Model;
using KoffiGen.Types;

namespace KoffiGen.Binding;

/// <summary>Makes the C# types of one <c>[KoffiDefine]</c> holder from its bound declarations.</summary>
internal static class DefineBinder
{
    public static TypesModel Bind(BoundDefine define, TypeEnvironment environment)
    {
        List<HandleModel> handles = [];
        List<StructModel> structs = [];
        List<EnumModel> enums = [];
        HashSet<CType> seen = [];
        foreach (BoundDeclaration declaration in define.Declarations)
        {
            CType type = declaration.Type.Type.Canonical;
            if (declaration.Kind is not (BoundDeclarationKind.Record or BoundDeclarationKind.Enum or BoundDeclarationKind.Opaque or BoundDeclarationKind.Typedef)
                || environment.FindGenerated(type) is not { IsNested: false } generated || !seen.Add(type))
            {
                continue;
            }

            switch (type)
            {
                case RecordType { IsComplete: false } opaque:
                    handles.Add(new HandleModel(generated.Name, opaque.ToString()) { Disposal = generated.Disposal, Documentation = opaque.Documentation ?? declaration.Documentation });
                    break;
                case RecordType record:
                    structs.Add(StructBinder.Bind(record, generated, environment));
                    break;
                case EnumType enumeration:
                    enums.Add(EnumBinder.Bind(enumeration, generated));
                    break;
            }
        }

        ContainingType? containing = define.Declaration.ContainingType;
        return new TypesModel(containing, containing?.Namespace ?? environment.RootNamespace, define.Declaration.Library)
        {
            Handles = handles.ToEquatableArray(),
            Structs = structs.ToEquatableArray(),
            Enums = enums.ToEquatableArray(),
            IsPublic = containing is not null && containing.Innermost.IsPublic,
            HintName = define.HintName,
        };
    }
}
