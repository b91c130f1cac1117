using KoffiGen.C;
using KoffiGen.CSharp;
using KoffiGen.Marshalling;
using KoffiGen.Model;

namespace KoffiGen.Binding.Calls;

// The methods that are generated for one C function: the exact one, its overload and its asynchronous counterparts.
internal sealed partial class CallBinder
{
    /// <summary>Binds the method, and its overload if it has one.</summary>
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
        yield return exact;
        if (CreateGeneric(method) is { } generic)
        {
            if (isFree(generic) && Bind(generic) is { } genericCall)
            {
                yield return exact with
                {
                    Method = generic,
                    Call = genericCall,
                };
            }
        }
        else if (
            !function.Type.IsVariadic
            && function.Type.Parameters.LastOrDefault() is { Direction: ParameterDirection.Out, IsOptional: true, Count: null } last
            && !ElementCounts.DependOn(function.Type, last)
        )
        {
            // C# may omit a trailing output for which C accepts NULL.
            MethodDeclaration shorter = method with
            {
                Parameters = method.Parameters.Take(method.Parameters.Count - 1).ToEquatableArray(),
            };
            if (isFree(shorter))
            {
                EquatableArray<ArgumentModel> arguments = call
                    .Arguments.Take(call.Arguments.Count - 1)
                    .Append(new OmittedArgument())
                    .ToEquatableArray();
                yield return exact with
                {
                    Method = shorter,
                    Call = call with { Arguments = arguments },
                };
            }
        }
    }

    /// <summary>Binds the asynchronous counterparts of synchronous methods. Overloads that omit an output have none.</summary>
    /// <param name="isFree">Returns whether the class has no method with the signature. It is called once for each candidate.</param>
    public IEnumerable<ImportModel> BindAsynchronous(IReadOnlyList<ImportModel> methods, Func<MethodDeclaration, bool> isFree)
    {
        foreach (
            ImportModel synchronous in methods.Where(synchronous =>
                synchronous.Method.Parameters.Count == methods[0].Method.Parameters.Count
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
