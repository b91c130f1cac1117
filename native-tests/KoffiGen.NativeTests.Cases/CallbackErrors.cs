using System.Collections.Concurrent;

namespace KoffiGen.NativeTests;

/// <summary>What <see cref="Koffi.CallbackError"/> tells, until it is disposed of.</summary>
internal sealed class CallbackErrors : IDisposable
{
    private readonly ConcurrentQueue<KoffiCallbackError> _errors = [];

    public CallbackErrors() => Koffi.CallbackError += _errors.Enqueue;

    /// <summary>One error has been told since, about a callback type whose name ends so.</summary>
    public KoffiCallbackError Expect(KoffiCallbackErrorKind kind, string callback)
    {
        Check.True(_errors.TryDequeue(out KoffiCallbackError? error));
        Check.Equal(kind, error.Kind);
        Check.True(error.Callback.EndsWith(callback, StringComparison.Ordinal), error.Callback);
        return error;
    }

    public int Count => _errors.Count;

    public void ExpectNone() => Check.Equal(0, _errors.Count);

    public void Dispose() => Koffi.CallbackError -= _errors.Enqueue;
}
