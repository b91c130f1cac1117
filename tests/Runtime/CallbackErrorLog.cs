using System.Collections.Concurrent;

namespace KoffiGen.Tests.Runtime;

/// <summary>Collects the errors that <see cref="Koffi.CallbackError"/> reports, until it is disposed of.</summary>
internal sealed class CallbackErrorLog : IDisposable
{
    private readonly ConcurrentQueue<KoffiCallbackError> _errors = new();

    internal CallbackErrorLog() => Koffi.CallbackError += _errors.Enqueue;

    internal int Count => _errors.Count;

    /// <summary>Removes and returns the next error; there must be one.</summary>
    internal KoffiCallbackError Take()
    {
        Assert.That(_errors.TryDequeue(out KoffiCallbackError? error), "No error has been told.");
        return error!;
    }

    /// <summary>Removes the next error, which must have this kind and callback type, and returns its exception.</summary>
    internal Exception Take(KoffiCallbackErrorKind kind, string callback)
    {
        KoffiCallbackError error = Take();
        Assert.That(error.Kind, Is.EqualTo(kind));
        Assert.That(error.Callback, Is.EqualTo(callback));
        return error.Exception;
    }

    internal void TakeLate(string callback) =>
        Assert.That(
            Take(KoffiCallbackErrorKind.LateCall, callback),
            Is.TypeOf<ObjectDisposedException>().With.Message.Contains($"'{callback}'")
        );

    public void Dispose() => Koffi.CallbackError -= _errors.Enqueue;
}
