using KoffiGen.Binding.Callbacks;
using KoffiGen.C;
using KoffiGen.CSharp;
using KoffiGen.Declarations;
using KoffiGen.Marshalling;
using KoffiGen.Model;
using KoffiGen.Model.Declarations;
using KoffiGen.Text;

namespace KoffiGen.Binding.Calls;

/// <summary>Binds the C# types of function pointers: values that can be invoked like imports.</summary>
internal sealed class FunctionPointerBinder(TypeEnvironment environment, TypeMatcher types)
{
    /// <param name="cName">The C name of the function type, or the name that is derived from its parameter or member.</param>
    /// <param name="options">The options of callbacks of the type.</param>
    /// <param name="isAsynchronous">Whether the type also has <c>InvokeAsync</c>.</param>
    public FunctionPointerModel Bind(
        GeneratedType generated,
        FunctionType function,
        string cName,
        string? documentation,
        CallbackOptions options,
        bool isAsynchronous
    )
    {
        string declaration = CTypeWriter.WriteDeclaration(function, cName);
        FunctionPointerModel model = BindCallback(
            new FunctionPointerModel(generated.Name, declaration)
            {
                Documentation = documentation,
                HasContext = ContextParameters.FindReceived(function) != ContextParameters.None,
            },
            generated,
            function,
            options
        );
        DiagnosticCollector diagnostics = new();
        HashSet<string> signatures = new(StringComparer.Ordinal);
        CallBinder calls = CreateCalls(generated, ContextParameters.AsCalled(function), declaration, types, diagnostics);

        // A user's delegate may be public although the function type uses internal types, so its invocation is then internal.
        string accessibility = generated.OwnDelegate is null || environment.IsPublic(function) ? "public" : "internal";
        ImportModel[] invocations = calls.CreateDefault("Invoke", accessibility) is { } method
            ? [.. calls.BindOverloads(method, declaration, IsFree)]
            : [];
        IEnumerable<ImportModel> asynchronous = function.IsVariadic || !isAsynchronous ? [] : calls.BindAsynchronous(invocations, IsFree);

        // A pointer that cannot be invoked can still be passed on, so the generated type documents the reason and no diagnostic is
        // reported.
        return invocations.Length > 0
            ? model with
            {
                Invocations = invocations
                    .Concat(asynchronous)
                    .Select(static invocation => invocation with { Call = CallThroughPointer(invocation.Call!) })
                    .ToEquatableArray(),
            }
            : model with
            {
                Obstacle = Describe(diagnostics),
            };

        bool IsFree(MethodDeclaration candidate) => signatures.Add(ImportBinder.Signature(candidate));
    }

    /// <summary>Returns the call with a function pointer value as its target instead of a symbol.</summary>
    public static CallModel CallThroughPointer(CallModel call) => call with { Target = TargetBinder.BindPointer(call.Target.Abi) };

    private static CallBinder CreateCalls(
        GeneratedType generated,
        FunctionType function,
        string declaration,
        TypeMatcher types,
        DiagnosticCollector diagnostics
    ) =>
        new(
            types,
            new ImportAttribute(new EquatableArray<string>([declaration])),
            new BoundFunction("", SourceLocation.None, function),
            generated.QualifiedName,
            diagnostics
        );

    private FunctionPointerModel BindCallback(
        FunctionPointerModel model,
        GeneratedType generated,
        FunctionType function,
        CallbackOptions options
    )
    {
        if (generated.DelegateName is not { } name || options.Use == FunctionTypeUse.Called)
        {
            return model;
        }

        if (CallbackObstacles.Find(function, types) is not null)
        {
            // The user's delegate exists even if it cannot be a callback.
            return generated.OwnDelegate is { } wrong
                ? model with
                {
                    DelegateType = generated.Delegate,
                    Accessibility = wrong.Accessibility,
                }
                : model;
        }

        CallbackBinder binder = new(types, function);
        MethodDeclaration? signature = generated.OwnDelegate is { } own
            ? own.Signature is { } written
                ? new GeneratedNameResolver(environment, generated.Container, function).Rewrite(written)
                : null
            : binder.CreateDefault(name);
        CallbackModel? callback = signature is null ? null : binder.Bind(signature, generated.Delegate!, model.CDeclaration, out _);
        return model with
        {
            Delegate = generated.OwnDelegate is null ? signature : null,
            DelegateType = generated.Delegate,
            Accessibility = generated.OwnDelegate?.Accessibility,
            Callback = callback is null
                ? null
                : binder.BindForwardingCall(
                    callback with
                    {
                        Options = options,
                    },
                    matcher => CreateCalls(generated, function, model.CDeclaration, matcher, new DiagnosticCollector())
                ),
        };
    }

    private static string Describe(DiagnosticCollector diagnostics)
    {
        foreach (BindingDiagnostic diagnostic in diagnostics.ToImmutable())
        {
            if (diagnostic is { Rule.PreventsBinding: true, Arguments.Count: > 0 })
            {
                return $"'{diagnostic.Arguments[0]}' cannot be passed or returned";
            }
        }

        return "one of its types is not supported";
    }
}
