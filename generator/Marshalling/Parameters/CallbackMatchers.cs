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

    /// <summary>Matches a transient callback: a delegate that C calls only during the call.</summary>
    public static Match<ArgumentModel> MatchDelegate(ParameterPair pair)
    {
        if (pair.Pointee.Canonical is not FunctionType callback || !pair.Types.IsDelegate(callback, pair.Managed))
        {
            return default;
        }

        if (pair.IsByReference)
        {
            return Mismatch.OtherType;
        }

        Match<CSharpType.Named> thunks = MatchThunks(pair, callback);
        return thunks.Form is null
            ? thunks.Mismatch ?? Mismatch.OtherType
            : new CallbackArgument(pair.Identifier, thunks.Form)
            {
                HasContext = ContextParameters.FindReceived(callback) != ContextParameters.None,
                IsNullable = pair.Managed is CSharpType.Delegate { AllowsNull: true } or CSharpType.Reference { IsNullable: true },
            };
    }

    /// <summary>Whether C# passes a delegate for the parameter unless the user chooses another type.</summary>
    public static bool IsDelegateByDefault(TypeMatcher types, FunctionType function, CParameter parameter) =>
        ContextParameters.AsCallback(parameter) is { } callback
        && types.FindGenerated(callback) is { DelegateName: not null }
        && CallbackObstacles.Find(callback, types) is null
        && HasContextFor(function, parameter, callback);

    /// <summary>Returns the class with the thunks of the delegate, or the reason why C cannot call it.</summary>
    private static Match<CSharpType.Named> MatchThunks(ParameterPair pair, FunctionType callback)
    {
        bool hasContext = HasContextFor(pair.Function, pair.Parameter, callback);
        if (hasContext && pair.Types.FindDelegate(callback, pair.Managed) is { } generated)
        {
            return generated.Thunks;
        }

        if (FindObstacle(pair, callback, hasContext) is { } obstacle)
        {
            return new FunctionMismatch(callback, pair.Managed, obstacle);
        }

        return pair.Managed is CSharpType.Delegate { Signature: { } signature } type
            ? pair.Types.FindThunks(callback, type, signature)
            : new FunctionMismatch(callback, pair.Managed, "it is generic, or its own signature contains a delegate");
    }

    private static string? FindObstacle(ParameterPair pair, FunctionType callback, bool hasContext)
    {
        if (CallbackObstacles.Find(callback, pair.Types) is { } obstacle)
        {
            return obstacle;
        }

        if (!hasContext)
        {
            return "the callback receives a context pointer, but no parameter of the function passes it. "
                + "Mark that parameter with '_Context_', or use 'nint' instead of the delegate.";
        }

        // A delegate that is declared for one function type cannot be a callback of another.
        return pair.Types.FindFunction(pair.Managed) is { } other
            ? $"it is declared for '{CTypeWriter.WriteDeclaration(other, pair.Managed.DeclaredName!.Identifier)}'"
            : null;
    }

    // A callback that receives a context pointer needs a parameter of the function that carries it.
    private static bool HasContextFor(FunctionType function, CParameter parameter, FunctionType callback) =>
        ContextParameters.FindReceived(callback) == ContextParameters.None
        || ContextParameters.FindGiven(function, function.Parameters.IndexOf(parameter)) != ContextParameters.None;
}
