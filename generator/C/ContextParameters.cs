using System.Collections.Immutable;

namespace KoffiGen.C;

/// <summary>
/// C's context pointers, by which a closure needs no code of its own: a function takes one beside the callback, and gives it back to the callback at each call. Both parameters
/// carry <c>_Context_</c>; where a function takes several callbacks, <c>_Context_(callback)</c> says whose it is.
/// </summary>
internal static class ContextParameters
{
    public const int None = -1;

    /// <summary>The parameter by which a callback gets its context.</summary>
    public static int FindReceived(FunctionType callback)
    {
        for (int index = 0; index < callback.Parameters.Length; index++)
        {
            if (callback.Parameters[index] is { IsContext: true, ContextCallback: null } && FindCallback(callback, index) == None)
            {
                return index;
            }
        }

        return None;
    }

    /// <summary>The function type for those who call such a callback: they pass the context like any other pointer.</summary>
    public static FunctionType AsCalled(FunctionType callback)
    {
        if (FindReceived(callback) is not (not None and var context))
        {
            return callback;
        }

        CParameter received = callback.Parameters[context];
        CParameter passed = new(received.Name, received.Type, received.Syntax)
        {
            Direction = received.Direction,
            IsOptional = received.IsOptional,
        };
        return callback.With(parameters: callback.Parameters.SetItem(context, passed));
    }

    /// <summary>The parameter that carries the context of the callback which another parameter is.</summary>
    public static int FindGiven(FunctionType function, int callback)
    {
        for (int index = 0; index < function.Parameters.Length; index++)
        {
            if (function.Parameters[index].IsContext && FindCallback(function, index) == callback)
            {
                return index;
            }
        }

        return None;
    }

    /// <summary>The callback parameter whose context the given parameter carries.</summary>
    public static int FindCallback(FunctionType function, int context)
    {
        ImmutableArray<CParameter> parameters = function.Parameters;
        int[] callbacks =
        [
            .. Enumerable
                .Range(0, parameters.Length)
                .Where(index => AsCallback(parameters[index]) is { } callback && FindReceived(callback) != None),
        ];
        if (parameters[context].ContextCallback is { } name)
        {
            return callbacks.Where(index => parameters[index].Name == name).DefaultIfEmpty(None).First();
        }

        // What another parameter names is not meant here.
        int[] unnamed =
        [
            .. callbacks.Where(index => !parameters.Any(other => other.ContextCallback is { } named && named == parameters[index].Name)),
        ];
        return unnamed.Length == 1 ? unnamed[0] : None;
    }

    /// <summary>The function type that a parameter points to.</summary>
    public static FunctionType? AsCallback(CParameter parameter) =>
        (parameter.Type.Type.Canonical as PointerType)?.Pointee.Type.Canonical as FunctionType;
}
