using KoffiGen.C;
using KoffiGen.C.Formats;
using KoffiGen.CSharp;
using KoffiGen.Declarations;
using KoffiGen.Diagnostics;
using KoffiGen.Marshalling;
using KoffiGen.Marshalling.Defaults;
using KoffiGen.Marshalling.Received;
using KoffiGen.Model;
using KoffiGen.Model.Declarations;
using KoffiGen.Text;

namespace KoffiGen.Binding.Calls;

/// <summary>Binds a C function to a C# signature, whether the user's or the default one, and both to a native call.</summary>
/// <param name="import">The options of the import.</param>
/// <param name="owner">The type that contains the method.</param>
internal sealed partial class CallBinder(
    TypeMatcher types,
    ImportAttribute import,
    BoundFunction function,
    QualifiedName owner,
    DiagnosticCollector diagnostics
)
{
    private readonly ParameterMarshaller _arguments = new(types, function.Type, import.EntryPoint ?? function.Name);

    /// <summary>Whether an asynchronous method makes the call on another thread.</summary>
    public bool IsAsynchronous { get; init; }

    /// <summary>Returns the default signature; <see langword="null"/> if there is none, which is reported.</summary>
    /// <param name="name">The name of the method as an identifier in code.</param>
    public MethodDeclaration? CreateDefault(string name, string modifiers)
    {
        List<ParameterDeclaration> parameters = [];
        string[] names = ParameterNames.Of(function.Type);
        for (int index = 0; index < function.Type.Parameters.Length; index++)
        {
            CParameter parameter = function.Type.Parameters[index];
            SourceLocation location = function.LocateSpecifiers(parameter);
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
        SignatureBinder signature = new(types, _arguments, function, diagnostics) { IsAsynchronous = IsAsynchronous };
        EquatableArray<ArgumentModel> bound = signature.Bind(method);
        Match<ResultModel> match =
            method.ReturnRefKind == ByRefKind.None
                ? results.Match(type.ReturnType.Type, method.ReturnType, "result", signature.Counts)
                : Mismatch.OtherType;
        if (match.Form is not { } result)
        {
            ReportResult(match.Mismatch!, method.ReturnType);
            return null;
        }

        if (method.ReturnType.IsVoid)
        {
            CheckResultDisposer();
        }

        CheckThrowOn(type.ReturnType.Type);
        CheckTransition(type);
        CheckVariadic(type);
        CheckDisposers(bound, result);
        return diagnostics.HasErrors
            ? null
            : new CallModel(TargetBinder.BindFunction(import, function, method), bound, result)
            {
                CapturesLastError = import.CapturesLastError,
                WaitsForCalls = import.WaitsForCalls,
                ThrowOn = import.ThrowOn,
                SuppressesGCTransition = import.SuppressesGCTransition,
            };
    }

    private void ReportResult(Mismatch mismatch, CSharpType declared)
    {
        QualifiedType type = function.Type.ReturnType;
        if (MismatchDiagnostics.Find(mismatch, DiagnosticSite.ReturnType, "") is { } diagnostic)
        {
            diagnostics.Add(diagnostic);
        }
        else if (DefaultResults.Find(types, type.Type) is { } proposal)
        {
            diagnostics.Report(
                SignatureRules.ReturnType,
                DiagnosticSite.ReturnType,
                type.ToString(),
                declared.DisplayText,
                proposal.DisplayText
            );
        }
        else
        {
            diagnostics.ReportUnsupported(type.Type, function.NameLocation, types.FindObstacle(type.Type));
        }
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
        Check(result.Disposal?.Method ?? result.Handle?.Method, function.NameLocation);
        for (int index = 0; index < arguments.Count; index++)
        {
            ManagedDisposer? method = arguments[index] switch
            {
                ConvertedOutput output => output.Disposal?.Method,
                HandleOutput output => output.Handle.Method,
                _ => null,
            };
            Check(method, function.LocateType(function.Type.Parameters[index]));
        }

        CheckHandle(function.Type.ReturnType.Type, result.Handle is not null, function.NameLocation);
        for (int index = 0; index < arguments.Count; index++)
        {
            CParameter parameter = function.Type.Parameters[index];
            if (parameter.Type.Type.Canonical is PointerType { Pointee.Type: { } output })
            {
                CheckHandle(output, arguments[index] is HandleOutput, function.LocateType(parameter));
            }
        }

        // The type of a SafeHandle does not know a C function that has another calling convention.
        void CheckHandle(CType type, bool isHandle, SourceLocation location)
        {
            if (
                isHandle
                && type.Canonical is PointerType { Ownership: { IsFree: false } ownership, Pointee.Type: { } opaque }
                && types.FindGenerated(opaque) is { Disposal: { } own } generated
                && generated.FindDisposer(ownership) is null
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

        void Check(ManagedDisposer? method, SourceLocation location)
        {
            if (method is not null && !method.IsAccessibleFrom(owner))
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
                diagnostics.Report(VariadicRules.StructByValue, function.LocateSpecifiers(parameter), parameter.Type.ToString());
            }
        }

        bool IsStruct(CType passed) =>
            passed.Canonical is RecordType || (passed.Canonical is ForeignType foreign && types.FindForeign(foreign) is CSharpType.Struct);
    }

    private void CheckThrowOn(CType type)
    {
        if (!ThrowRequirements.AreMet(import.ThrowOn, type))
        {
            diagnostics.ReportArgument(
                SignatureRules.ThrowOn,
                "ThrowOn",
                import.ThrowOn.ToString(),
                ThrowRequirements.Describe(import.ThrowOn),
                type.ToString()
            );
        }
    }
}
