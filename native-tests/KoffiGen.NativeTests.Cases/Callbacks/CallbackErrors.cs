using System.Collections.Concurrent;

namespace KoffiGen.NativeTests;

/// <summary>Collects the errors of <see cref="Koffi.CallbackError"/>, until it is disposed of.</summary>
internal sealed class CallbackErrors : IDisposable
{
    private readonly ConcurrentQueue<KoffiCallbackError> _errors = [];
    private readonly SemaphoreSlim _told = new(0);

    public CallbackErrors() => Koffi.CallbackError += Add;

    /// <summary>
    /// Returns the only error since the last call, whose callback type has a name that ends with <paramref name="callback"/>.
    /// </summary>
    public KoffiCallbackError Expect(KoffiCallbackErrorKind kind, string callback)
    {
        Check.True(_errors.TryDequeue(out KoffiCallbackError? error));
        Check.Equal(kind, error.Kind);
        Check.True(error.Callback.EndsWith(callback, StringComparison.Ordinal), error.Callback);
        return error;
    }

    /// <summary>Waits for one error, whose callback type has a name that ends with <paramref name="callback"/>.</summary>
    public KoffiCallbackError Await(KoffiCallbackErrorKind kind, string callback)
    {
        Check.True(_told.Wait(TimeSpan.FromSeconds(30)));
        return Expect(kind, callback);
    }

    public void ExpectNone() => Check.Equal(0, _errors.Count);

    public void Dispose()
    {
        Koffi.CallbackError -= Add;
        _told.Dispose();
    }

    private void Add(KoffiCallbackError error)
    {
        _errors.Enqueue(error);
        _told.Release();
    }
}
