using KoffiGen.Binding.Calls;
using KoffiGen.C;
using KoffiGen.CSharp;
using KoffiGen.Declarations;
using KoffiGen.Declarations.Units;
using KoffiGen.Marshalling;
using KoffiGen.Model.Declarations;

namespace KoffiGen.Binding;

// Function types: the C# types of their pointers, and their delegates.
internal sealed partial class GeneratedTypes
{
    // Inline function types are named after the parameter or member that contains them, but only after all typedefs have their names.
    private void AddInlineFunctions(DeclarationUnit unit)
    {
        foreach (BoundDeclaration declaration in unit.Declarations)
        {
            IEnumerable<InlineFunction> found = (declaration.Kind, declaration.Type.Type.Canonical) switch
            {
                (BoundDeclarationKind.Function, FunctionType function) when selection.Binds(unit, declaration) => InlineFunctions.Find(
                    function,
                    declaration.Name
                ),
                (BoundDeclarationKind.Typedef, var type)
                    when (DeclaredType.PointedFunction(type) ?? type) is FunctionType function && _types.ContainsKey(function) =>
                    InlineFunctions.Find(function, declaration.Name),
                (BoundDeclarationKind.Variable, var type) when selection.Binds(unit, declaration) => InlineFunctions.Find(
                    type,
                    declaration.Name
                ),
                (BoundDeclarationKind.Record or BoundDeclarationKind.Typedef, RecordType record)
                    when IsOf(record, unit) && !_types[record].IsNested => InlineFunctions.Find(record, declaration.Name),
                _ => [],
            };
            foreach (InlineFunction inline in found.Where(inline => !_types.ContainsKey(inline.Type)))
            {
                AddFunctionPointer(unit, declaration, inline.Type, inline.Name, documentation: null, isInline: true);
            }
        }
    }

    private void AddFunctionPointer(
        DeclarationUnit unit,
        BoundDeclaration declaration,
        FunctionType function,
        string cName,
        string? documentation,
        bool isInline = false
    )
    {
        // Inline function types in the prototype of the user's delegate have delegates of their own.
        CallbackDeclaration? own = cName == unit.CallbackName ? unit.Source as CallbackDeclaration : null;
        string callback = own?.Name ?? unit.Directives.Names.ApplyToType(cName);
        string name = GeneratedType.FunctionPointerName(callback);

        // A name that is derived from a parameter or member yields to a name that C declares.
        while (isInline && IsOther(function, unit.TypeContainer.Member(name)))
        {
            callback += "_";
            name = GeneratedType.FunctionPointerName(callback);
        }

        if (FindSame(unit, declaration, function, cName, ref name) is { } same)
        {
            _types.Add(function, same);
            return;
        }

        GeneratedType generated = new(unit.TypeContainer.Member(name))
        {
            IsPublic = unit.IsPublic,
            DelegateQualifiedName =
                !CanBeCalled(unit) || unit.CallbackOptionsOf(cName).IsOnlyCalled
                    ? null
                    : unit.TypeContainer.Member(own?.Name ?? NameDelegate(unit, function, callback)),
            OwnDelegate = own,
        };
        Add(function, generated);
        _units.Add(function, unit);
        if (!_functionPointers.TryGetValue(unit, out List<NamedFunction>? pointers))
        {
            _functionPointers.Add(unit, pointers = []);
        }

        pointers.Add(new NamedFunction(function, generated, cName, documentation) { Location = declaration.NameLocation });
    }

    // A thunk cannot be in a generic type.
    private static bool CanBeCalled(DeclarationUnit unit) =>
        unit.TypeClass is not { IsGeneric: true } && unit.Source is not CallbackDeclaration { Obstacle: not null };

    private string NameDelegate(DeclarationUnit unit, FunctionType function, string name)
    {
        // The function type of a variable has the same name as the variable, and may have that of the class.
        while (IsTaken(unit.TypeContainer.Member(name)) || IsMember(unit, name))
        {
            name = name.TrimStart('@') + "_callback";
        }

        _byName.Add(unit.TypeContainer.Member(name), function);
        return name;
    }

    private bool IsTaken(QualifiedName name) => _byName.ContainsKey(name) || _handleClasses.ContainsKey(name);

    private bool IsMember(DeclarationUnit unit, string name)
    {
        return name == ContainerOf(unit)?.Innermost.Name
            || IsInstanceMember(unit, name)
            || (
                unit.TypeClass is not null
                && unit.Declarations.Any(declaration =>
                    declaration.Kind is BoundDeclarationKind.Function or BoundDeclarationKind.Variable or BoundDeclarationKind.Constant
                    && unit.Directives.Names.Apply(declaration.Name) == name
                )
            );
    }

    private bool IsOther(FunctionType function, QualifiedName name) =>
        _handleClasses.ContainsKey(name)
        || (_byName.TryGetValue(name, out CType? other) && !(other is FunctionType && TypeIdentity.AreMarshalledAlike(function, other)));
}
