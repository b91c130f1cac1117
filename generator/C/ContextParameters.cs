using System.Collections.Immutable;

namespace KoffiGen.C;

/// <summary>
/// C's context pointers: a function takes a context pointer beside a callback, and passes it to the callback at each call, so that
/// all closures can share one thunk. Both parameters carry <c>_Context_</c>. If a function takes several callbacks,
/// <c>_Context_(callback)</c> names one of them.
/// </summary>
internal static class ContextParameters
{
    public const int None = -1;

    /// <summary>The names that headers give to the context pointer of a callback, without underscores.</summary>
    private static readonly HashSet<string> UsualNames = new(StringComparer.OrdinalIgnoreCase)
    {
        "user",
        "userdata",
        "context",
        "ctx",
        "payload",
        "opaque",
        "arg",
    };

    /// <summary>
    /// Whether C passes the pointer to a callback later: it has the annotation, or it has a usual name and the function has a callback.
    /// </summary>
    public static bool IsPassedBack(FunctionType function, CParameter parameter) =>
        parameter.IsContext
        || (
            parameter.Name is { } name
            && UsualNames.Contains(name.Replace("_", ""))
            && function.Parameters.Any(static other => AsCallback(other) is not null)
        );

    /// <summary>Finds the parameter in which a callback receives its context pointer.</summary>
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

    /// <summary>
    /// Returns the function type for a caller of the callback. For the caller, the context pointer is an ordinary pointer.
    /// </summary>
    public static FunctionType AsCalled(FunctionType callback)
    {
        if (FindReceived(callback) is not (not None and var context))
        {
            return callback;
        }

        CParameter received = callback.Parameters[context];
        CParameter passed = new(received.Name, received.Type, received.Locations)
        {
            Direction = received.Direction,
            IsOptional = received.IsOptional,
        };
        return callback.With(parameters: callback.Parameters.SetItem(context, passed));
    }

    /// <summary>Finds the parameter that carries the context pointer of a callback parameter.</summary>
    public static int FindGiven(FunctionType function, int callback) =>
        callback == None ? None : System.Array.IndexOf(function.ContextCallbacks, callback);

    /// <summary>Finds the callback parameter whose context pointer the given parameter carries.</summary>
    public static int FindCallback(FunctionType function, int context) => function.ContextCallbacks[context];

    /// <summary>Returns the callback parameter of each parameter that is a context pointer, or <see cref="None"/>.</summary>
    public static int[] FindCallbacks(ImmutableArray<CParameter> parameters)
    {
        int[] found = [.. Enumerable.Repeat(None, parameters.Length)];
        if (!parameters.Any(static parameter => parameter.IsContext))
        {
            return found;
        }

        int[] callbacks =
        [
            .. Enumerable
                .Range(0, parameters.Length)
                .Where(index => AsCallback(parameters[index]) is { } callback && FindReceived(callback) != None),
        ];

        // A callback that another context pointer names is not a candidate.
        HashSet<string> named = new(
            parameters.Select(static parameter => parameter.ContextCallback).OfType<string>(),
            StringComparer.Ordinal
        );
        int[] unnamed = [.. callbacks.Where(index => parameters[index].Name is not { } name || !named.Contains(name))];
        for (int index = 0; index < parameters.Length; index++)
        {
            if (parameters[index] is { IsContext: true, ContextCallback: var written })
            {
                found[index] =
                    written is not null ? callbacks.Where(callback => parameters[callback].Name == written).DefaultIfEmpty(None).First()
                    : unnamed.Length == 1 ? unnamed[0]
                    : None;
            }
        }

        return found;
    }

    /// <summary>Returns the function type that a parameter points to.</summary>
    public static FunctionType? AsCallback(CParameter parameter) =>
        (parameter.Type.Type.Canonical as PointerType)?.Pointee.Type.Canonical as FunctionType;
}
