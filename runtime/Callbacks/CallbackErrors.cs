using KoffiGen.CompilerServices;

namespace KoffiGen;

/// <summary>Raises <see cref="Koffi.CallbackError"/>. No method throws, because C code is below it on the stack.</summary>
internal static class CallbackErrors
{
    internal static event Action<KoffiCallbackError>? Raised;

    internal static void Report(string callback, KoffiCallbackErrorKind kind, Exception exception)
    {
        try
        {
            Raise(new KoffiCallbackError(callback, kind, exception));
        }
#pragma warning disable CA1031 // Memory is exhausted, so the error cannot be reported.
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
                $"C invoked a '{callback}' callback after its call returned or its registration was disposed. "
                    + "If C keeps the callback, register it and dispose the registration when C no longer uses it."
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
#pragma warning disable CA1031 // An exception of a handler would cross C code.
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
#pragma warning disable CA1031 // The error cannot be reported elsewhere.
        catch (Exception)
#pragma warning restore CA1031
        { }
    }
}
