using KoffiGen.Binding.Calls;
using KoffiGen.Binding.Structs;
using KoffiGen.Binding.Units;
using KoffiGen.C;
using KoffiGen.Declarations;
using KoffiGen.Declarations.Units;
using KoffiGen.Marshalling;
using KoffiGen.Model;
using KoffiGen.Model.Declarations;

namespace KoffiGen.Binding;

/// <summary>Binds the C# types of one unit.</summary>
internal static class TypesBinder
{
    /// <param name="standIns">The blittable stand-ins of the unit's file.</param>
    /// <param name="uses">The uses of function types.</param>
    /// <param name="allowsUnsafe">Whether the project allows unsafe code, without which functions cannot be called.</param>
    public static TypesModel Bind(
        DeclarationUnit unit,
        TypeEnvironment environment,
        FunctionTypeUses uses,
        BlittableStandInTable standIns,
        bool allowsUnsafe
    )
    {
        TypeMatcher types = new(environment, standIns);
        List<HandleModel> handles = [];
        List<StructModel> structs = [];
        List<EnumModel> enums = [];
        HashSet<CType> seen = [];
        foreach (BoundDeclaration declaration in unit.Declarations)
        {
            CType type = declaration.Type.Type.Canonical;
            if (
                !environment.Types.IsOf(type, unit)
                || environment.FindGenerated(type) is not { IsNested: false } generated
                || !seen.Add(type)
            )
            {
                continue;
            }

            switch (type)
            {
                case RecordType { IsComplete: false } opaque:
                    handles.Add(
                        new HandleModel(generated.Name, opaque.ToString())
                        {
                            SafeHandle = generated.SafeHandle,
                            Documentation = opaque.Documentation ?? declaration.Documentation,
                        }
                    );
                    break;
                case RecordType record:
                    structs.Add(
                        StructBinder.Bind(record, generated, environment, types) with
                        {
                            IsInternal = IsInternal(record),
                            SafeHandle = generated.SafeHandle,
                        }
                    );
                    break;
                case EnumType enumeration:
                    enums.Add(EnumBinder.Bind(enumeration, generated, unit.Directives.Names));
                    break;
            }
        }

        FunctionPointerBinder pointers = new(environment, types);
        IEnumerable<FunctionPointerModel> functionPointers = environment
            .Types.FunctionPointersOf(unit)
            .Select(pointer =>
                pointers.Bind(
                    pointer.Generated,
                    pointer.Type,
                    pointer.CName,
                    pointer.Documentation,
                    unit.CallbackOptionsOf(pointer.CName) with
                    {
                        Use = uses.FindUse(unit, pointer),
                    },
                    unit.IsAsynchronous(pointer.CName)
                ) with
                {
                    IsInternal = IsInternal(pointer.Type),
                }
            )
            .Select(pointer => allowsUnsafe ? pointer : pointer.WithoutCalls());
        return new TypesModel(unit.TypeClass, unit.Namespace, unit.Library)
        {
            Handles = handles.ToEquatableArray(),
            FunctionPointers = functionPointers.ToEquatableArray(),
            Structs = structs.ToEquatableArray(),
            Enums = enums.ToEquatableArray(),
            IsPublic = unit.Source is KoffiFile or CallbackDeclaration ? unit.IsPublic : unit.TypeClass is { Innermost.IsPublic: true },
        };

        // In a class that is not public, C# allows public members with internal types.
        bool IsInternal(CType type) => unit.IsPublic && !environment.IsPublic(type);
    }
}
