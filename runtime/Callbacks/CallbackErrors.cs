using KoffiGen.CompilerServices;

namespace KoffiGen;

/// <summary>Where errors in callbacks go. Nothing here throws: there is C behind.</summary>
internal static class CallbackErrors
{
    internal static event Action<KoffiCallbackError>? Raised;

    internal static void Report(string callback, KoffiCallbackErrorKind kind, Exception exception)
    {
        try
        {
            Raise(new KoffiCallbackError(callback, kind, exception));
        }
#pragma warning disable CA1031 // There is no memory left to tell of it with.
        catch (Exception)
#pragma warning restore CA1031
        { }
    }

    internal static void ReportLate(string callback) =>
        Report(
            callback,
            KoffiCallbackErrorKind.LateCall,
            new ObjectDisposedException(
                callback,
                $"C called a '{callback}' that is no more: the call that it was passed to has returned, or its registration was disposed. Register a callback that C keeps, for as long as C has it."
            )
        );

    private static void Raise(KoffiCallbackError error)
    {
        if (Raised is not { } subscribers)
        {
            Write(error);
            return;
        }

        foreach (Action<KoffiCallbackError> subscriber in Delegate.EnumerateInvocationList(subscribers))
        {
            try
            {
                subscriber(error);
            }
#pragma warning disable CA1031 // What a subscriber throws would cross C.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                Write(error);
                Write(new KoffiCallbackError($"{nameof(Koffi)}.{nameof(Koffi.CallbackError)}", KoffiCallbackErrorKind.Exception, failure));
            }
        }
    }

    private static void Write(KoffiCallbackError error)
    {
        try
        {
            Console.Error.WriteLine($"KoffiGen: an error in a callback ({error.Kind}): {error}");
        }
#pragma warning disable CA1031 // Nobody is left to tell.
        catch (Exception)
#pragma warning restore CA1031
        { }
    }
}
