using KoffiGen.C;
using KoffiGen.C.Formats;
using KoffiGen.C.Layout;
using KoffiGen.CSharp;
using KoffiGen.Declarations;
using KoffiGen.Diagnostics;
using KoffiGen.Marshalling;
using KoffiGen.Marshalling.Defaults;
using KoffiGen.Marshalling.Received;
using KoffiGen.Model;
using KoffiGen.Model.Declarations;
using KoffiGen.Syntax.Tree;
using KoffiGen.Text;

namespace KoffiGen.Binding.Calls;

/// <summary>Binds a C function to a C# signature, whether the user's or the default one, and both to a native call.</summary>
/// <param name="import">The options of the import.</param>
/// <param name="owner">The qualified name of the type that contains the method.</param>
internal sealed class CallBinder(
    TypeMatcher types,
    ImportAttribute import,
    BoundFunction function,
    string owner,
    DiagnosticCollector diagnostics
)
{
    private readonly ParameterMarshaller _arguments = new(types, function.Type, import.EntryPoint ?? function.Name);

    /// <summary>Returns the default signature; <see langword="null"/> if there is none, which is reported.</summary>
    /// <param name="name">The name of the method as an identifier in code.</param>
    public MethodDeclaration? CreateDefault(string name, string modifiers)
    {
        List<ParameterDeclaration> parameters = [];
        string[] names = ParameterNames.Of(function.Type);
        for (int index = 0; index < function.Type.Parameters.Length; index++)
        {
            CParameter parameter = function.Type.Parameters[index];
            SourceLocation location = function.LocateParameter(index, parameter.Spans?.Specifiers ?? default);
            if (
                parameter is { Direction: ParameterDirection.Out, Type.Type.Canonical: PointerType { Pointee: var output } }
                && types.LacksDisposer(output.Type)
            )
            {
                diagnostics.ReportMissingDisposer(output, location);
            }

            if (_arguments.Default(parameter, names[index]) is { } declared)
            {
                parameters.Add(declared);
            }
            else
            {
                diagnostics.ReportUnsupported(parameter.Type.Type, location, types.FindObstacle(parameter.Type.Type));
            }
        }

        if (DefaultResults.Find(types, function.Type.ReturnType.Type) is not { } result)
        {
            diagnostics.ReportUnsupported(
                function.Type.ReturnType.Type,
                function.NameLocation,
                types.FindObstacle(function.Type.ReturnType.Type)
            );
            return null;
        }

        CheckResultDisposer();
        if (diagnostics.HasErrors)
        {
            return null;
        }

        IEnumerable<ParameterDeclaration> kept = ParameterMap
            .CreateDefault(function.Type, parameters, _arguments.IsContextLeftOut)
            .Select(parameters);
        if (function.Type.IsVariadic)
        {
            kept = kept.Append(VariadicTail.CreateOpen(names.Contains));
        }

        return new MethodDeclaration(name, result, kept.ToEquatableArray())
        {
            Modifiers = modifiers,
            IsStatic = modifiers.Split(' ').Contains("static"),
        };
    }

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
                    AvailabilityProperty = null,
                };
            }
        }
    }

    /// <summary>Binds the signature to a native call; returns <see langword="null"/> if it does not match, which is reported.</summary>
    public CallModel? Bind(MethodDeclaration method)
    {
        if (AsynchronousSignature.Read(method) is { } asynchronous)
        {
            return CreateAsynchronousBinder().Bind(method, asynchronous);
        }

        if (!function.Type.IsVariadic)
        {
            return BindNamed(method);
        }

        if (VariadicTail.IsOpen(method))
        {
            return BindNamed(method with { Parameters = VariadicTail.SelectNamed(method) }) is { } open
                ? VariadicCalls.Complete(
                    open,
                    open.Arguments.Count,
                    method.Parameters[method.Parameters.Count - 1].Identifier,
                    FindFormat(open.Arguments.Count)
                )
                : null;
        }

        if (function.NamedParameters is { } count)
        {
            return BindNamed(method) is { } call ? VariadicCalls.Complete(call, count, open: null, FindFormat(count)) : null;
        }

        bool isScan =
            FindFormat(function.Type.Parameters.Length) is { Kind: FormatKind.Scanf }
            || (import.EntryPoint ?? function.Name).IndexOf("scanf", StringComparison.Ordinal) >= 0;
        return new VariadicTail(types, diagnostics, isScan).Extend(function, method, _arguments.IsDelegate) is { } extended
            ? new CallBinder(types, import, extended, owner, diagnostics).Bind(method)
            : null;
    }

    private AsynchronousBinder CreateAsynchronousBinder() => new(types, import, function, owner, _arguments, diagnostics);

    private FormatAttribute? FindFormat(int named) => FormatFunctions.Find(import.EntryPoint ?? function.Name, function.Type, named);

    private CallModel? BindNamed(MethodDeclaration method)
    {
        ResultMarshaller results = new(types);
        FunctionType type = function.Type;
        SignatureBinder signature = new(types, _arguments, function, diagnostics);
        EquatableArray<ArgumentModel> bound = signature.Bind(method);
        ResultModel? result =
            method.ReturnRefKind == ByRefKind.None ? results.Match(type.ReturnType.Type, method.ReturnType, signature.Counts) : null;
        if (result is null)
        {
            if (DefaultResults.Find(types, type.ReturnType.Type) is { } proposal)
            {
                diagnostics.Report(
                    SignatureRules.ReturnType,
                    DiagnosticSite.ReturnType,
                    type.ReturnType.ToString(),
                    method.ReturnType.DisplayText,
                    proposal.DisplayText
                );
            }
            else
            {
                diagnostics.ReportUnsupported(type.ReturnType.Type, function.NameLocation, types.FindObstacle(type.ReturnType.Type));
            }

            return null;
        }

        if (method.ReturnType.Kind == CSharpTypeKind.Void)
        {
            CheckResultDisposer();
        }

        CheckThrowOn(type.ReturnType.Type);
        CheckTransition(type);
        CheckVariadic(type);
        CheckDisposers(bound, result);
        return diagnostics.HasErrors
            ? null
            : new CallModel(new SymbolTarget(CreateSymbol()), bound, result)
            {
                CapturesLastError = import.CapturesLastError,
                ThrowOn = import.ThrowOn,
                SuppressesGCTransition = import.SuppressesGCTransition,
            };
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

    // Reports a missing disposer only if the user has not chosen the C# type, which would state that the caller frees the memory.
    private void CheckResultDisposer()
    {
        if (types.LacksDisposer(function.Type.ReturnType.Type))
        {
            diagnostics.ReportMissingDisposer(function.Type.ReturnType, function.NameLocation);
        }
    }

    // A <c>[KoffiDisposable]</c> of the assembly may name a method that only one class can access.
    private void CheckDisposers(EquatableArray<ArgumentModel> arguments, ResultModel result)
    {
        Check(result.Disposal, function.NameLocation);
        for (int index = 0; index < arguments.Count; index++)
        {
            if (arguments[index] is ConvertedOutput output)
            {
                Check(output.Disposal, function.LocateParameter(index, function.Type.Parameters[index].Spans?.Type ?? default));
            }
        }

        CheckHandle(function.Type.ReturnType.Type, result.HandleType is not null, function.NameLocation);
        for (int index = 0; index < arguments.Count; index++)
        {
            CParameter parameter = function.Type.Parameters[index];
            if (parameter.Type.Type.Canonical is PointerType { Pointee.Type: { } output })
            {
                CheckHandle(output, arguments[index] is HandleOutput, function.LocateParameter(index, parameter.Spans?.Type ?? default));
            }
        }

        // A SafeHandle class uses the disposer of its type, so a declaration cannot name another.
        void CheckHandle(CType type, bool isHandle, SourceLocation location)
        {
            if (
                isHandle
                && type.Canonical is PointerType { Ownership: { IsFree: false } ownership, Pointee.Type: { } opaque }
                && types.FindGenerated(opaque)?.Disposal is { } own
                && !own.IsSame(DisposalBinder.Bind(ownership))
            )
            {
                diagnostics.Report(
                    OwnershipRules.OtherDisposer,
                    location,
                    opaque.ToString(),
                    own.Name,
                    DisposalBinder.Bind(ownership).Name
                );
            }
        }

        void Check(DisposalModel? disposal, SourceLocation location)
        {
            if (disposal is { Method: { } method } && !method.IsAccessibleFrom(owner))
            {
                diagnostics.Report(OwnershipRules.DisposerNotAccessible, location, [.. DisposalBinder.Explain(method)]);
            }
        }
    }

    // A callback requires the GC transition that SuppressGCTransition omits.
    private void CheckTransition(FunctionType type)
    {
        if (
            import.SuppressesGCTransition
            && type.Parameters.FirstOrDefault(static parameter => ContextParameters.AsCallback(parameter) is not null) is { } callback
        )
        {
            diagnostics.ReportArgument(
                CallbackRules.SuppressedTransition,
                "SuppressGCTransition",
                callback.Name ?? callback.Type.ToString()
            );
        }
    }

    private void CheckVariadic(FunctionType type)
    {
        if (!type.IsVariadic)
        {
            return;
        }

        if (type.Convention is not (CallingConvention.Default or CallingConvention.Cdecl))
        {
            diagnostics.Report(VariadicRules.Convention, function.NameLocation, function.Name, CallingConventions.GetName(type.Convention));
        }

        if (type.ReturnType.Type.Canonical is RecordType)
        {
            diagnostics.Report(VariadicRules.StructByValue, function.NameLocation, type.ReturnType.ToString());
        }

        for (int index = 0; index < type.Parameters.Length; index++)
        {
            if (type.Parameters[index] is { Type.Type.Canonical: RecordType or ForeignType } parameter && IsStruct(parameter.Type.Type))
            {
                diagnostics.Report(
                    VariadicRules.StructByValue,
                    function.LocateParameter(index, parameter.Spans?.Specifiers ?? default),
                    parameter.Type.ToString()
                );
            }
        }

        bool IsStruct(CType passed) =>
            passed.Canonical is RecordType
            || (passed.Canonical is ForeignType foreign && types.FindForeign(foreign)?.Kind == CSharpTypeKind.Struct);
    }

    private void CheckThrowOn(CType type)
    {
        bool isPointer = type.Canonical is PointerType;
        bool isInteger = type.Canonical is EnumType || (type.Canonical is BasicType basic && basic.IsInteger);
        bool isSigned =
            type.Canonical is EnumType
            || (
                type.Canonical is BasicType { ByteOrder: ByteOrder.Native } signed
                && signed.IsSigned(TargetAbi.LinuxX64)
                && isInteger
                && signed.Kind != BasicTypeKind.WChar
            );
        string? need = import.ThrowOn switch
        {
            ThrowCondition.Negative when !isSigned => "a signed integer",
            ThrowCondition.NonZero when !isInteger => "an integer",
            ThrowCondition.Null when !isPointer => "a pointer",
            _ => null,
        };
        if (need is not null)
        {
            diagnostics.ReportArgument(SignatureRules.ThrowOn, "ThrowOn", import.ThrowOn.ToString(), need, type.ToString());
        }
    }

    private SymbolModel CreateSymbol() =>
        new(import.EntryPoint ?? function.Name)
        {
            WindowsName = import.WindowsEntryPoint,
            Ordinal = import.Ordinal,
            Abi = FunctionAbiBinder.Bind(function.Type),
        };
}
