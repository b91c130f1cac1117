using System.Collections.Immutable;
using KoffiGen.C;
using KoffiGen.CSharp;
using KoffiGen.Declarations;
using KoffiGen.Diagnostics;
using KoffiGen.Marshalling;
using KoffiGen.Model;
using KoffiGen.Model.Conversions;
using KoffiGen.Model.Declarations;

namespace KoffiGen.Binding.Calls;

/// <summary>
/// Binds a C function to an asynchronous C# signature. The native call on the other thread is bound like any other call; this binder
/// determines how its arguments and its result are passed between the threads.
/// </summary>
internal sealed partial class AsynchronousBinder(
    TypeMatcher types,
    ImportAttribute import,
    BoundFunction function,
    QualifiedName owner,
    ParameterMarshaller arguments,
    DiagnosticCollector diagnostics
)
{
    private const string CallName = "Call";

    /// <summary>Returns the asynchronous counterpart of a synchronous signature.</summary>
    public MethodDeclaration CreateDefault(MethodDeclaration method)
    {
        List<ParameterDeclaration> parameters =
        [
            .. method.Parameters.Where(static parameter => parameter.RefKind != ByRefKind.Out).Select(ToAsynchronous),
        ];
        string cancellation = "cancel";
        while (parameters.Any(parameter => parameter.Name == cancellation))
        {
            cancellation += "_";
        }

        parameters.Add(new ParameterDeclaration(cancellation, new CSharpType.CancellationToken()) { DefaultValue = "default" });
        CSharpType outcome = CreateOutcome(
            method.ReturnType,
            method.Parameters.Where(static parameter => parameter.RefKind is ByRefKind.Out or ByRefKind.Ref)
        );
        return method with
        {
            Name = method.Name + "Async",
            ReturnType = CreateTask(AsynchronousForm.ValueTask, outcome),
            Parameters = parameters.ToEquatableArray(),
        };
    }

    public CallModel? Bind(MethodDeclaration method, AsynchronousSignature signature)
    {
        Check(signature);
        if (diagnostics.HasErrors)
        {
            return null;
        }

        if (FindPlan(signature) is not { } plan)
        {
            ReportParameterCount(signature.Parameters.Count);
            return null;
        }

        if (plan.ReturnType is null)
        {
            diagnostics.Report(
                SignatureRules.ReturnType,
                DiagnosticSite.ReturnType,
                DescribeResults(function.Type),
                signature.Outcome.DisplayText,
                ProposeOutcome(signature)
            );
            return null;
        }

        MethodDeclaration core = method with
        {
            Name = CallName,
            ReturnType = plan.ReturnType,
            Parameters = plan.Parameters.Select(static parameter => parameter.Declaration).ToEquatableArray(),
            TypeParameters = "",
            Constraints = "",
        };
        DiagnosticCollector found = new();
        CallModel? call = new CallBinder(types, import, function, owner, found) { IsAsynchronous = true }.Bind(core);
        foreach (BindingDiagnostic diagnostic in found.ToImmutable())
        {
            Translate(diagnostic, plan, signature.Parameters.Count);
        }

        if (call is null || diagnostics.HasErrors)
        {
            return null;
        }

        EquatableArray<CaptureModel> captures = plan.Parameters.Select(parameter => CreateCapture(parameter, call)).ToEquatableArray();
        Dictionary<string, CaptureKind> held = captures
            .Where(static capture => capture.Handle is not null)
            .ToDictionary(static capture => capture.Parameter.Identifier, static capture => capture.Kind);
        return call with
        {
            // The asynchronous operation holds the handle, so the native call receives the pointer itself or, if C takes ownership, the
            // reservation that it completes.
            Arguments = call
                .Arguments.Select(argument =>
                    argument is not HandleArgument handle ? argument
                    : handle.IsConsumed ? handle with { IsReserved = true }
                    : new ValueArgument(argument.Identifier, argument.NativeType, Conversion.Identity)
                )
                .ToEquatableArray(),
            Asynchronous = new AsynchronousModel(
                signature.Form,
                core with
                {
                    Parameters = core
                        .Parameters.Select(parameter =>
                            held.TryGetValue(parameter.Identifier, out CaptureKind kind) ? Hold(parameter, kind) : parameter
                        )
                        .ToEquatableArray(),
                },
                signature.Outcome.IsVoid ? null : signature.Outcome,
                captures
            )
            {
                ReturnsLastError = import.CapturesLastError,
                Cancellation = signature.Cancellation?.Identifier,
                Done = signature.Done?.Identifier,
                Dispatch = import.Dispatch is { IsValid: true } dispatch ? dispatch : null,
            },
        };
    }

    private void Check(AsynchronousSignature signature)
    {
        if (function.Type.IsVariadic)
        {
            diagnostics.Report(AsynchronousRules.Variadic, DiagnosticSite.Name, function.Name);
            return;
        }

        if (import.SuppressesGCTransition)
        {
            diagnostics.ReportArgument(AsynchronousRules.SuppressedTransition, "SuppressGCTransition");
        }

        for (int index = 0; index < signature.Parameters.Count; index++)
        {
            ParameterDeclaration parameter = signature.Parameters[index];
            if (AsynchronousTypes.IsOnStack(parameter) || types.FindHandleOfStruct(parameter.Type) is not null)
            {
                diagnostics.ReportParameter(AsynchronousRules.StackMemory, index, SignatureBinder.Display(parameter), Advise(parameter));
            }
        }
    }

    // The argument of a struct may refer to the stack, but a handle does not.
    private ParameterDeclaration ToAsynchronous(ParameterDeclaration parameter) =>
        types.FindHandleOfStruct(parameter.Type) is { } handle
            ? parameter with
            {
                Type = handle with { IsNullable = true },
            }
            : AsynchronousTypes.ToAsynchronous(parameter);

    private string Advise(ParameterDeclaration parameter)
    {
        string written = SignatureBinder.Display(ToAsynchronous(parameter));
        return parameter.RefKind switch
        {
            ByRefKind.Out => "Omit it; its value is part of the result.",
            ByRefKind.Ref => $"Write '{written}'; its new value is part of the result.",
            _ => $"Write '{written}'.",
        };
    }

    private static CaptureModel CreateCapture(PlannedParameter parameter, CallModel call)
    {
        if (parameter.Own is not { } own)
        {
            return new CaptureModel(CaptureKind.Output, parameter.Declaration);
        }

        ArgumentModel? argument = call.Arguments.FirstOrDefault(argument =>
            argument.Identifier == own.Identifier && argument is not (LengthArgument or ContextArgument)
        );
        return own.Type switch
        {
            CSharpType.Memory => new CaptureModel(
                argument is PinnedArgument or TextArgument ? CaptureKind.PinnedMemory : CaptureKind.Memory,
                own
            ),
            CSharpType.KoffiMemory => new CaptureModel(CaptureKind.OwnedMemory, own),

            _ when argument is HandleArgument handle => new CaptureModel(
                handle.IsConsumed ? CaptureKind.ConsumedHandle : CaptureKind.Handle,
                own
            )
            {
                Handle = handle,
            },
            _ => new CaptureModel(parameter.Declaration.RefKind == ByRefKind.Ref ? CaptureKind.ValueAndOutput : CaptureKind.Value, own),
        };
    }

    private static ParameterDeclaration Hold(ParameterDeclaration parameter, CaptureKind kind) =>
        kind == CaptureKind.Handle
            ? parameter with
            {
                Type = CSharpType.IntPtr,
            }
            : parameter with
            {
                Type = RuntimeTypes.HandleReservation,
                RefKind = ByRefKind.Ref,
            };

    private CSharpType CreateOutcome(CSharpType result, IEnumerable<ParameterDeclaration> outputs)
    {
        List<TupleElement> elements = [];
        if (!result.IsVoid)
        {
            Add("result", result);
        }

        foreach (ParameterDeclaration output in outputs)
        {
            Add(output.Identifier, output.Type);
        }

        if (import.CapturesLastError)
        {
            Add("lastError", ScalarMarshalling.DefaultType(BasicTypeKind.Int32)!);
        }

        return elements.Count switch
        {
            0 => CSharpType.Void,
            1 => elements[0].Type,
            _ => new CSharpType.Tuple(elements.ToEquatableArray()),
        };

        void Add(string name, CSharpType type) =>
            elements.Add(
                new TupleElement(AsynchronousTypes.ElementName(name, taken => elements.Any(element => element.Name == taken)), type)
            );
    }

    private static CSharpType CreateTask(AsynchronousForm form, CSharpType outcome)
    {
        CSharpType? result = outcome.IsVoid ? null : outcome;
        return form == AsynchronousForm.Task ? new CSharpType.Task(result) : new CSharpType.ValueTask(result);
    }

    private MethodDeclaration? CreateDefault() =>
        new CallBinder(types, import, function, owner, new DiagnosticCollector()).CreateDefault(function.Name, "");

    // The outputs are part of the result of an asynchronous call.
    private static string DescribeResults(FunctionType type) =>
        string.Join(
            ", ",
            type.Parameters.Where(static parameter => parameter.Direction is ParameterDirection.Out or ParameterDirection.Inout)
                .Select(CTypeWriter.WriteParameter)
                .Prepend(type.ReturnType.ToString())
        );

    private string ProposeOutcome(AsynchronousSignature signature)
    {
        if (CreateDefault() is not { } method)
        {
            return "?";
        }

        // An output that the user's signature passes as memory is not part of the result.
        HashSet<string> places = new(
            signature
                .Parameters.Where(static parameter => AsynchronousTypes.IsPlace(parameter.Type))
                .Select(static parameter => parameter.Name),
            StringComparer.OrdinalIgnoreCase
        );
        CSharpType outcome = CreateOutcome(
            method.ReturnType,
            method.Parameters.Where(parameter => parameter.RefKind is ByRefKind.Out or ByRefKind.Ref && !places.Contains(parameter.Name))
        );
        return signature.Form == AsynchronousForm.Done
            ? outcome.IsVoid
                ? "System.Action<System.Exception?>"
                : $"System.Action<System.Exception?, {outcome.DisplayText}>"
            : CreateTask(signature.Form, outcome).DisplayText;
    }

    private void ReportParameterCount(int count)
    {
        string proposal = CreateDefault() is { } synchronous
            ? string.Join(", ", CreateDefault(synchronous).Parameters.Select(SignatureBinder.Display))
            : "?";
        diagnostics.Report(
            SignatureRules.ParameterCount,
            DiagnosticSite.Name,
            function.Name,
            Count(function.Type.Parameters.Length),
            Count(count),
            $"({proposal})"
        );

        static string Count(int count) => count == 1 ? "1 parameter" : $"{count} parameters";
    }

    /// <summary>Translates a diagnostic about the synchronous call to the user's asynchronous signature.</summary>
    private void Translate(BindingDiagnostic diagnostic, Plan plan, int count)
    {
        if (diagnostic.Rule == SignatureRules.ParameterCount)
        {
            ReportParameterCount(count);
            return;
        }

        if (diagnostic.Site == DiagnosticSite.NamedArgument)
        {
            diagnostics.ReportArgument(diagnostic.Rule, diagnostic.ArgumentName!, [.. diagnostic.Arguments]);
            return;
        }

        if (diagnostic.Site != DiagnosticSite.Parameter)
        {
            diagnostics.Add(diagnostic);
            return;
        }

        int index = diagnostic.ParameterIndex;
        int place = index < plan.Parameters.Length ? plan.Parameters[index].Place : ParameterMap.None;
        diagnostics.Add(
            place == ParameterMap.None
                ? diagnostic with
                {
                    Site = DiagnosticSite.ReturnType,
                    ParameterIndex = 0,
                }
                : diagnostic with
                {
                    ParameterIndex = place,
                }
        );
    }

    /// <param name="ReturnType">
    /// The C# type of the C function's result; <see langword="null"/> if the result of the task does not match the C function.
    /// </param>
    private sealed record Plan(CSharpType? ReturnType, ImmutableArray<PlannedParameter> Parameters);

    /// <param name="Declaration">The parameter of the synchronous call.</param>
    /// <param name="Own">The parameter of the user's method; <see langword="null"/> for an output that is part of the result.</param>
    /// <param name="Place">The index of the parameter in the user's method; <see cref="ParameterMap.None"/> for such an output.</param>
    private sealed record PlannedParameter(ParameterDeclaration Declaration, ParameterDeclaration? Own, int Place);
}
