using KoffiGen.Binding;
using KoffiGen.Binding.Callbacks;
using KoffiGen.C;
using KoffiGen.CSharp;
using KoffiGen.Model;
using KoffiGen.Model.Declarations;
using KoffiGen.Syntax.Tree;

namespace KoffiGen.Marshalling;

// Delegates that C calls.
internal sealed partial class ArgumentBinder
{
    /// <summary>Whether C# passes a delegate for the parameter, which points to a function.</summary>
    public bool IsDelegate(CParameter parameter, ParameterDeclaration declared) =>
        declared.RefKind == ByRefKind.None
        && ContextParameters.AsCallback(parameter) is { } callback
        && (declared.Type.Kind == CSharpTypeKind.Delegate || types.FindDelegate(callback, declared.Type) is not null);

    /// <summary>Whether the parameter carries the context of a callback that is a delegate unless the user chooses otherwise.</summary>
    public bool IsContextLeftOut(int index) =>
        function.Parameters[index].IsContext
        && ContextParameters.FindCallback(function, index) is var callback and not ContextParameters.None
        && TakesDelegate(function.Parameters[callback]);

    /// <summary>What keeps the user's delegate from being called by C, as the end of a sentence.</summary>
    public string ExplainDelegate(CParameter parameter, ParameterDeclaration declared)
    {
        FunctionType callback = ContextParameters.AsCallback(parameter)!;
        if (CallbackObstacles.Find(callback, types) is { } obstacle)
        {
            return obstacle;
        }

        if (!HasContextFor(parameter, callback))
        {
            return "the callback receives a context pointer, but no parameter of the function passes it. Mark that parameter with '_Context_', or use 'nint' instead of the delegate.";
        }

        // Its registrations are called as it is declared.
        if (types.FindFunction(declared.Type) is { } other)
        {
            return $"it is declared for '{CTypeWriter.WriteDeclaration(other, declared.Type.DeclaredName!.Identifier)}'";
        }

        CallbackMismatch? mismatch = declared.Type is CSharpType.Delegate { Signature: { } signature }
            ? new CallbackBinder(types, callback).FindMismatch(signature)
            : null;
        return mismatch?.Reason ?? "it is generic, or its own signature contains a delegate";
    }

    /// <summary>Whether C may call what is registered by the pointer. What carries a context is passed as any other pointer.</summary>
    private bool IsRegistration(CType pointee, CSharpType managed) =>
        pointee.Canonical switch
        {
            FunctionType function => types.FindDelegate(function, managed.Element!) is not null,
            VoidType => types.FindFunction(managed.Element!) is not null,
            _ => false,
        };

    private CallbackArgument? BindCallback(CParameter parameter, FunctionType callback, ParameterDeclaration declared)
    {
        if (!HasContextFor(parameter, callback))
        {
            return null;
        }

        string? thunks =
            types.FindDelegate(callback, declared.Type) is { } generated ? generated.ThunksText
            : declared.Type is CSharpType.Delegate { Signature: { } signature }
            && types.FindFunction(declared.Type) is null
            && CallbackObstacles.Find(callback, types) is null
                ? types.FindThunks(callback, declared.Type.WithoutNullable, signature)
            : null;
        return thunks is null
            ? null
            : new CallbackArgument(declared.Identifier, thunks)
            {
                HasContext = ContextParameters.FindReceived(callback) != ContextParameters.None,
                IsNullable = declared.Type is CSharpType.Delegate { AllowsNull: true } or CSharpType.Reference { IsNullable: true },
            };
    }

    private bool TakesDelegate(CParameter parameter) =>
        ContextParameters.AsCallback(parameter) is { } callback
        && types.FindGenerated(callback) is { DelegateName: not null }
        && CallbackObstacles.Find(callback, types) is null
        && HasContextFor(parameter, callback);

    // C's own type of a pointer says nothing of NULL; who writes _In_ does.
    private static CSharpType DelegateOf(GeneratedType generated, CParameter parameter) =>
        generated.Delegate! with
        {
            IsNullable = parameter is not { Direction: ParameterDirection.In, IsOptional: false },
        };

    // A closure that is told by its context needs a parameter that carries it.
    private bool HasContextFor(CParameter parameter, FunctionType callback) =>
        ContextParameters.FindReceived(callback) == ContextParameters.None
        || ContextParameters.FindGiven(function, function.Parameters.IndexOf(parameter)) != ContextParameters.None;
}
