using System.Collections.Immutable;
using KoffiGen.C;
using KoffiGen.CSharp;
using KoffiGen.Model.Declarations;

namespace KoffiGen.Binding.Calls;

// The plan of an asynchronous call: its synchronous counterpart, and the outputs that are part of the result.
internal sealed partial class AsynchronousBinder
{
    /// <summary>Decides which outputs are part of the result, and maps the C# parameters to the others.</summary>
    private Plan? FindPlan(AsynchronousSignature signature)
    {
        ImmutableArray<CParameter> parameters = function.Type.Parameters;
        string[] names = ParameterNames.Of(function.Type);
        ParameterDeclaration?[] defaults = [.. parameters.Select((parameter, index) => arguments.Default(parameter, names[index]))];
        HashSet<string> taken = new(signature.Parameters.Select(static parameter => parameter.Name), StringComparer.OrdinalIgnoreCase);
        int[] written = [.. Enumerable.Range(0, parameters.Length).Where(index => parameters[index].Direction == ParameterDirection.Out)];
        int[] outputs = [.. written.Where(index => defaults[index] is { RefKind: ByRefKind.Out })];
        ParameterDeclaration[] declared = [.. signature.Parameters.Select(AsynchronousTypes.ToSynchronous)];
        Plan? first = null;
        foreach (int[] leaving in new[] { Unnamed(written), Unnamed(outputs), outputs, [] })
        {
            FunctionType kept = function.Type.With(parameters: [.. parameters.Where((_, index) => !leaving.Contains(index))]);
            if (ParameterMap.Match(kept, declared, arguments.IsDelegate) is { } map)
            {
                Plan plan = CreatePlan(signature, declared, map, leaving, names, defaults);
                first ??= plan;
                if (plan.ReturnType is not null)
                {
                    return plan;
                }
            }
        }

        return first;

        // An output with a C# parameter of the same name is not part of the result.
        int[] Unnamed(int[] indexes) => [.. indexes.Where(index => !taken.Contains(names[index]))];
    }

    private Plan CreatePlan(
        AsynchronousSignature signature,
        ParameterDeclaration[] declared,
        ParameterMap map,
        int[] leaving,
        string[] cNames,
        ParameterDeclaration?[] defaults
    )
    {
        List<PlannedParameter> planned = [];
        HashSet<string> names =
        [
            .. signature
                .Parameters.Concat([signature.Cancellation, signature.Done])
                .Select(static parameter => parameter?.Name)
                .OfType<string>(),
        ];
        int position = 0;
        for (int index = 0; index < defaults.Length; index++)
        {
            if (leaving.Contains(index))
            {
                string name = cNames[index];
                while (!names.Add(name))
                {
                    name += "_";
                }

                planned.Add(new PlannedParameter(new ParameterDeclaration(name, CSharpType.Void, ByRefKind.Out), null, ParameterMap.None));
                continue;
            }

            int place = map[position++];
            if (place == ParameterMap.None)
            {
                continue;
            }

            ParameterDeclaration own = signature.Parameters[place];
            bool isChanged = defaults[index] is { RefKind: ByRefKind.Ref } reference
                ? !AsynchronousTypes.IsPlace(own.Type)
                    || reference.Type == own.Type
                    || (reference.Type, own.Type) is (CSharpType.TypedPointer, CSharpType.TypedPointer)
                : IsStructOfHandle(function.Type.Parameters[index], own.Type);
            planned.Add(new PlannedParameter(isChanged ? declared[place] with { RefKind = ByRefKind.Ref } : declared[place], own, place));
        }

        return CreateReturnType(signature.Outcome, planned);
    }

    // C# passes the struct itself, instead of the handle, for a pointer to a struct that C also writes.
    private bool IsStructOfHandle(CParameter parameter, CSharpType own) =>
        parameter is { Direction: ParameterDirection.Inout, Type.Type.Canonical: PointerType { Pointee.Type: var pointee } }
        && types.FindGenerated(pointee) is { Disposal: not null } generated
        && generated.IsValue(own);

    /// <summary>Splits the result of the task into the result of the C function, the outputs in C order, and the error code.</summary>
    private Plan CreateReturnType(CSharpType outcome, List<PlannedParameter> planned)
    {
        CSharpType[] parts =
            outcome.IsVoid ? []
            : outcome is CSharpType.Tuple { Elements: var elements } ? [.. elements.Select(static element => element.Type)]
            : [outcome];
        PlannedParameter[] outputs = [.. planned.Where(static parameter => parameter.Declaration.RefKind != ByRefKind.None)];
        int others = outputs.Length + (import.CapturesLastError ? 1 : 0);
        bool hasResult = function.Type.ReturnType.Type.Canonical is not VoidType && parts.Length == others + 1;

        // The task may omit the C result if that only reports success, or if the task has no result.
        bool dropsResult =
            !hasResult
            && parts.Length == others
            && (function.Type.ReturnType.Type.Canonical is VoidType || parts.Length == 0 || import.ThrowOn != ThrowCondition.Never);
        Plan wrong = new(null, planned.ToImmutableArray());
        if (
            (!hasResult && !dropsResult)
            || (import.CapturesLastError && parts[parts.Length - 1] is not CSharpType.Primitive { Keyword: CSharpPrimitive.Int32 })
        )
        {
            return wrong;
        }

        int part = hasResult ? 1 : 0;
        for (int index = 0; index < planned.Count; index++)
        {
            ParameterDeclaration declaration = planned[index].Declaration;
            if (declaration.RefKind == ByRefKind.Ref && !declaration.Type.IsSame(parts[part]))
            {
                return wrong;
            }

            if (declaration.RefKind != ByRefKind.None)
            {
                planned[index] = planned[index] with { Declaration = declaration with { Type = parts[part++] } };
            }
        }

        return new Plan(hasResult ? parts[0] : CSharpType.Void, planned.ToImmutableArray());
    }
}
