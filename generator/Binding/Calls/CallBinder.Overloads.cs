using KoffiGen.C;
using KoffiGen.CSharp;
using KoffiGen.Declarations;
using KoffiGen.Marshalling;
using KoffiGen.Model;

namespace KoffiGen.Binding.Calls;

// The methods that are generated for one C function: the exact one, its overloads and its asynchronous counterparts.
internal sealed partial class CallBinder
{
    /// <summary>
    /// Binds the method and its overloads: with one object by reference instead of a span, with a span of any unmanaged type for each
    /// <c>void *</c>, and without a trailing output for which C accepts NULL. Each is combined with the others.
    /// </summary>
    /// <param name="prototype">The C declaration, for the documentation of the methods.</param>
    /// <param name="isFree">
    /// Returns whether the class has no method with the signature. It is called once for each candidate, and first for the method itself.
    /// </param>
    public IEnumerable<ImportModel> BindOverloads(MethodDeclaration method, string prototype, Func<MethodDeclaration, bool> isFree)
    {
        if (!isFree(method) || Bind(method) is not { } call)
        {
            yield break;
        }

        ImportModel exact = new(prototype, method, DeclaresMethod: true) { Call = call, Documentation = function.Documentation };
        IEnumerable<ImportModel> overloads = CreateOverloads(method)
            .Where(isFree)
            .Select(overload => exact with { Method = overload, Call = BindOverload(overload) })
            .Where(static overload => overload.Call is not null);
        foreach (ImportModel import in overloads.Prepend(exact))
        {
            yield return import;
            if (OmitsLastOutput && OmitLastOutput(import) is var shorter && isFree(shorter.Method))
            {
                yield return shorter;
            }
        }
    }

    /// <summary>
    /// Binds the asynchronous counterparts of synchronous methods. Overloads that omit an output, or that pass objects by reference, have
    /// none.
    /// </summary>
    /// <param name="isFree">Returns whether the class has no method with the signature. It is called once for each candidate.</param>
    public IEnumerable<ImportModel> BindAsynchronous(IReadOnlyList<ImportModel> methods, Func<MethodDeclaration, bool> isFree)
    {
        foreach (
            ImportModel synchronous in methods.Where(synchronous =>
                synchronous
                    .Method.Parameters.Select(static parameter => parameter.RefKind)
                    .SequenceEqual(methods[0].Method.Parameters.Select(static parameter => parameter.RefKind))
            )
        )
        {
            MethodDeclaration method = CreateAsynchronousBinder().CreateDefault(synchronous.Method);
            if (isFree(method) && Bind(method) is { } call)
            {
                yield return synchronous with
                {
                    Method = method,
                    Call = call,
                    IsOptional = false,
                };
            }
        }
    }

    private IEnumerable<MethodDeclaration> CreateOverloads(MethodDeclaration method)
    {
        MethodDeclaration?[] exact =
        [
            method,
            CreateByReference(method, includesOwned: false),
            HasOwned(method) ? CreateByReference(method, includesOwned: true) : null,
        ];
        return exact
            .OfType<MethodDeclaration>()
            .SelectMany(overload => new[] { ReferenceEquals(overload, method) ? null : overload, CreateGeneric(overload) })
            .OfType<MethodDeclaration>();
    }

    // An overload that does not match is left out without a diagnostic, because the user has not asked for it.
    private CallModel? BindOverload(MethodDeclaration overload) =>
        new CallBinder(types, import, function, owner, new DiagnosticCollector()).Bind(overload);

    private bool OmitsLastOutput =>
        !function.Type.IsVariadic
        && function.Type.Parameters.LastOrDefault() is { Direction: ParameterDirection.Out, IsOptional: true, Count: null } last
        && !ElementCounts.DependOn(function.Type, last);

    private static ImportModel OmitLastOutput(ImportModel import) =>
        import with
        {
            Method = import.Method with
            {
                Parameters = import.Method.Parameters.Take(import.Method.Parameters.Count - 1).ToEquatableArray(),
            },
            Call = import.Call! with
            {
                Arguments = import.Call.Arguments.Take(import.Call.Arguments.Count - 1).Append(new OmittedArgument()).ToEquatableArray(),
            },
        };

    /// <summary>
    /// Returns the overload with one object by reference for each pointer that may point to one; <see langword="null"/> if there is none.
    /// </summary>
    /// <param name="includesOwned">
    /// Whether structs with a disposer, for which C# may also pass a handle, are passed by reference, too.
    /// </param>
    private MethodDeclaration? CreateByReference(MethodDeclaration method, bool includesOwned)
    {
        FunctionType type = function.Type;
        ParameterDeclaration[] parameters = [.. method.Parameters];
        ParameterMap map = ParameterMap.Match(type, VariadicTail.SelectNamed(method), _arguments.IsDelegate)!;
        bool isChanged = false;
        bool acceptsValues = false;
        bool writesOwned = Enumerable.Range(0, type.Parameters.Length).Any(index => !type.Parameters[index].IsReadOnly && IsOwned(index));
        for (int index = 0; index < type.Parameters.Length; index++)
        {
            if (map[index] is not (>= 0 and var position) || FindElement(parameters[position].Type, index) is not { } element)
            {
                continue;
            }

            bool isReadOnly = type.Parameters[index].IsReadOnly;
            isChanged = true;
            acceptsValues |= isReadOnly;
            parameters[position] = parameters[position] with { Type = element, RefKind = isReadOnly ? ByRefKind.In : ByRefKind.Ref };
        }

        // A parameter that is passed with 'in' accepts 'default', as a span and a handle do. They have precedence.
        return isChanged
            ? method with
            {
                Parameters = new EquatableArray<ParameterDeclaration>(parameters),
                OverloadPriority =
                    !acceptsValues ? 0
                    : includesOwned ? -2
                    : -1,
            }
            : null;

        CSharpType? FindElement(CSharpType declared, int index) =>
            declared is CSharpType.Span span ? (ObjectPointers.MayPointToOne(type, index) ? span.ElementType : null)
            : includesOwned && types.FindHandleOfStruct(declared) is not null && IsOwned(index) && !AcceptsAll(index)
                ? FindOwned(index)!.Type
            : null;

        // A struct that C reads converts to the type of arguments. It needs an overload only for 'in', or to be aligned.
        bool AcceptsAll(int index) =>
            writesOwned
            && type.Parameters[index] is { IsReadOnly: true, Type.Type.Canonical: PointerType pointer }
            && types.FindOverAlignment(pointer.Pointee.Type) is null;

        // C frees the argument of a disposer, which is therefore no variable of .NET.
        bool IsOwned(int index) =>
            FindOwned(index) is { } owned
            && owned.Disposal is not null
            && !owned.IsClosedBy(import.EntryPoint ?? function.Name)
            && type.Parameters[index].Type.Type.Canonical is PointerType { Ownership: null };

        GeneratedType? FindOwned(int index) =>
            ObjectPointers.MayPointToHandled(type, index) && type.Parameters[index].Type.Type.Canonical is PointerType pointer
                ? types.FindGenerated(pointer.Pointee.Type)
                : null;
    }

    private bool HasOwned(MethodDeclaration method) =>
        method.Parameters.Any(parameter => types.FindHandleOfStruct(parameter.Type) is not null);

    /// <summary>
    /// Returns the overload with a span of any unmanaged type for each <c>void *</c>; <see langword="null"/> if there is none.
    /// </summary>
    private MethodDeclaration? CreateGeneric(MethodDeclaration method)
    {
        FunctionType type = function.Type;
        List<string> names = [];
        ParameterDeclaration[] parameters = [.. method.Parameters];
        ParameterMap map = ParameterMap.Match(type, VariadicTail.SelectNamed(method), _arguments.IsDelegate)!;
        int count = type.Parameters.Count(IsGeneric);
        for (int index = 0; index < type.Parameters.Length; index++)
        {
            CParameter parameter = type.Parameters[index];
            if (!IsGeneric(parameter))
            {
                continue;
            }

            string name = count == 1 ? "T" : $"T{names.Count + 1}";
            while (method.Parameters.Any(other => other.Name == name))
            {
                name += "_";
            }

            names.Add(name);
            CSharpType element = new CSharpType.TypeParameter(name) { HasUnmanagedConstraint = true };
            ref ParameterDeclaration declared = ref parameters[map[index]];
            declared = declared with { Type = new CSharpType.Span(element) { IsReadOnly = parameter.IsReadOnly } };
        }

        return names.Count == 0
            ? null
            : method with
            {
                Parameters = new EquatableArray<ParameterDeclaration>(parameters),
                TypeParameters = $"<{string.Join(", ", names)}>",
                Constraints = string.Concat(names.Select(static name => $" where {name} : unmanaged")),
            };

        // C passes a context back to the callback after the call, when the span is no longer pinned.
        bool IsGeneric(CParameter parameter) =>
            parameter.Type.Type.Canonical is PointerType { Pointee.Type.Canonical: VoidType, Ownership: null }
            && !ContextParameters.IsPassedBack(type, parameter);
    }
}
