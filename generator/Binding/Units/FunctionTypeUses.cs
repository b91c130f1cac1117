using KoffiGen.C;
using KoffiGen.CSharp;
using KoffiGen.Declarations;
using KoffiGen.Declarations.Units;
using KoffiGen.Diagnostics;
using KoffiGen.Model;
using KoffiGen.Model.Declarations;

namespace KoffiGen.Binding.Units;

/// <summary>
/// The uses of all function types. A C function takes what C can reach from its parameters: through pointers, arrays, members, and the
/// parameters and results of callbacks. The same applies to each function that C# calls through a pointer.
/// </summary>
internal sealed class FunctionTypeUses
{
    private readonly TypeEnvironment _environment;
    private readonly HashSet<CType> _reached = [];
    private readonly HashSet<QualifiedName> _taken = [];
    private readonly HashSet<QualifiedName> _mentioned = [];
    private bool _hasVariadic;
    private bool _isIncomplete;

    private FunctionTypeUses(TypeEnvironment environment) => _environment = environment;

    /// <summary>Finds the uses in all units and imports. If that fails for one of them, all function types count as taken.</summary>
    /// <param name="imported">The names in the prototypes and signatures of imports.</param>
    public static FunctionTypeUses Find(TypeEnvironment environment, IEnumerable<string> imported, Guard guard)
    {
        FunctionTypeUses uses = new(environment);
        foreach (DeclarationUnit unit in environment.Units)
        {
            uses._isIncomplete |= !guard.TryRun(GuardedStep.FunctionTypeUses, unit.Source.DisplayName, () => uses.Add(unit));
        }

        foreach (string name in imported)
        {
            uses._isIncomplete |= !guard.TryRun(GuardedStep.FunctionTypeUses, name, () => uses.Add(name));
        }

        return uses;
    }

    /// <summary>Whether the name can change the uses: it names a type through which C reaches a function type.</summary>
    public static bool IsRelevant(TypeEnvironment environment, string name)
    {
        FunctionTypeUses uses = new(environment);

        // A failure makes the name relevant, so that it is reported when the uses are found.
        return !new Guard().TryRun(GuardedStep.FunctionTypeUses, name, () => uses.Add(name)) || uses._taken.Count > 0 || uses._hasVariadic;
    }

    /// <summary>Returns the use of a function type whose pointers the unit generates.</summary>
    public FunctionTypeUse FindUse(DeclarationUnit unit, NamedFunction function) =>
        _isIncomplete || _taken.Contains(function.Generated.QualifiedName) || unit.RequestsSlots(function.CName) ? FunctionTypeUse.Taken
        // The author of an attribute declares a type for the program's own code.
        : !_mentioned.Contains(function.Generated.QualifiedName) && (_hasVariadic || unit.Source is DefineDeclaration)
            ? FunctionTypeUse.Registered
        : FunctionTypeUse.Called;

    private void Add(string name)
    {
        _hasVariadic |= name == ImportedNames.VariableArguments;
        foreach (CType type in _environment.FindNamed(name))
        {
            Take(type);
        }
    }

    private void Add(DeclarationUnit unit)
    {
        foreach (BoundDeclaration declaration in unit.Declarations)
        {
            switch (declaration.Kind, declaration.Type.Type.Canonical)
            {
                case (BoundDeclarationKind.Function, FunctionType function) when _environment.Selection.Binds(unit, declaration):
                    _hasVariadic |= function.IsVariadic;
                    AddCall(function);
                    break;
                case (BoundDeclarationKind.Variable, var type) when _environment.Selection.Binds(unit, declaration):
                    Take(type);
                    break;
                case (_, RecordType { IsComplete: true } record) when _environment.Types.IsOf(record, unit):
                    foreach (RecordMember member in record.Members)
                    {
                        Mention(member.Type.Type);
                    }

                    break;
            }
        }

        foreach (NamedFunction function in _environment.Types.FunctionPointersOf(unit))
        {
            AddCall(function.Type);
        }
    }

    private void AddCall(FunctionType function)
    {
        foreach (CParameter parameter in function.Parameters)
        {
            Take(parameter.Type.Type);
        }

        Mention(function.ReturnType.Type);
    }

    private void Take(CType type)
    {
        Stack<CType> open = new([type]);
        while (open.Count > 0)
        {
            CType next = open.Pop().Canonical;
            if (!_reached.Add(next))
            {
                continue;
            }

            if (next is FunctionType && _environment.FindGenerated(next) is { } generated)
            {
                _taken.Add(generated.QualifiedName);
            }

            foreach (CType part in PartsOf(next))
            {
                open.Push(part);
            }
        }
    }

    private void Mention(CType type)
    {
        CType innermost = type.Canonical;
        while (innermost is PointerType or ArrayType)
        {
            innermost = PartsOf(innermost).Single().Canonical;
        }

        if (innermost is FunctionType && _environment.FindGenerated(innermost) is { } generated)
        {
            _mentioned.Add(generated.QualifiedName);
        }
    }

    private static IEnumerable<CType> PartsOf(CType type) =>
        type switch
        {
            PointerType pointer => [pointer.Pointee.Type],
            ArrayType array => [array.Element.Type],
            RecordType { IsComplete: true } record => record.Members.Select(static member => member.Type.Type),
            FunctionType function => function.Parameters.Select(static parameter => parameter.Type.Type).Append(function.ReturnType.Type),
            _ => [],
        };
}
