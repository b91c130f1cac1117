using KoffiGen.Binding.Callbacks;
using KoffiGen.C;
using KoffiGen.CSharp;
using KoffiGen.Model;

namespace KoffiGen.Marshalling.Parameters;

/// <summary>Matchers for transient and registered callbacks.</summary>
internal static class CallbackMatchers
{
    /// <summary>
    /// Matches a registered callback with a pointer to its function type or to <c>void</c>. A context pointer is matched like any other
    /// pointer.
    /// </summary>
    public static Match<ArgumentModel> MatchRegistration(ParameterPair pair)
    {
        if (pair.IsByReference || pair.Managed is not CSharpType.Registered { DelegateType: var type })
        {
            return default;
        }

        bool isMatch = pair.Pointee.Canonical switch
        {
            FunctionType function => pair.Types.FindDelegate(function, type) is not null,
            VoidType => pair.Types.FindFunction(type) is not null,
            _ => false,
        };
        return isMatch ? new MemoryArgument(pair.Identifier) : default(Match<ArgumentModel>);
    }

    public static Match<ArgumentModel> MatchDelegate(ParameterPair pair)
    {
        if (pair.Pointee.Canonical is not FunctionType callback)
        {
            return default;
        }

        if (!pair.IsByReference && pair.Types.IsDelegate(callback, pair.Managed) && Find(pair, callback) is { } thunks)
        {
            return new CallbackArgument(pair.Identifier, thunks)
            {
                HasContext = ContextParameters.FindReceived(callback) != ContextParameters.None,
                IsNullable = pair.Managed is CSharpType.Delegate { AllowsNull: true } or CSharpType.Reference { IsNullable: true },
            };
        }

        return pair.Managed is CSharpType.Delegate ? new FunctionMismatch(callback, pair.Managed, Explain(pair, callback))
            : pair.Types.IsDelegate(callback, pair.Managed) ? Mismatch.OtherType
            : default(Match<ArgumentModel>);
    }

    /// <summary>Whether C# passes a delegate for the parameter unless the user chooses another type.</summary>
    public static bool IsDelegateByDefault(TypeMatcher types, FunctionType function, CParameter parameter) =>
        ContextParameters.AsCallback(parameter) is { } callback
        && types.FindGenerated(callback) is { DelegateName: not null }
        && CallbackObstacles.Find(callback, types) is null
        && HasContextFor(function, parameter, callback);

    /// <summary>Returns the class with the thunks of the delegate; <see langword="null"/> if C cannot call it.</summary>
    private static CSharpType.Named? Find(ParameterPair pair, FunctionType callback) =>
        !HasContextFor(pair.Function, pair.Parameter, callback) ? null
        : pair.Types.FindDelegate(callback, pair.Managed) is { } generated ? generated.Thunks
        : pair.Managed is CSharpType.Delegate { Signature: { } signature }
        && pair.Types.FindFunction(pair.Managed) is null
        && CallbackObstacles.Find(callback, pair.Types) is null
            ? pair.Types.FindThunks(callback, pair.Managed.WithoutNullable, signature)
        : null;

    private static string Explain(ParameterPair pair, FunctionType callback)
    {
        if (CallbackObstacles.Find(callback, pair.Types) is { } obstacle)
        {
            return obstacle;
        }

        if (!HasContextFor(pair.Function, pair.Parameter, callback))
        {
            return "the callback receives a context pointer, but no parameter of the function passes it. "
                + "Mark that parameter with '_Context_', or use 'nint' instead of the delegate.";
        }

        // A delegate that is declared for one function type cannot be a callback of another.
        if (pair.Types.FindFunction(pair.Managed) is { } other)
        {
            return $"it is declared for '{CTypeWriter.WriteDeclaration(other, pair.Managed.DeclaredName!.Identifier)}'";
        }

        CallbackMismatch? mismatch = pair.Managed is CSharpType.Delegate { Signature: { } signature }
            ? new CallbackBinder(pair.Types, callback).FindMismatch(signature)
            : null;
        return mismatch?.Reason ?? "it is generic, or its own signature contains a delegate";
    }

    // A callback that receives a context pointer needs a parameter of the function that carries it.
    private static bool HasContextFor(FunctionType function, CParameter parameter, FunctionType callback) =>
        ContextParameters.FindReceived(callback) == ContextParameters.None
        || ContextParameters.FindGiven(function, function.Parameters.IndexOf(parameter)) != ContextParameters.None;
}
