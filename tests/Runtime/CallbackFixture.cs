using System.Runtime.CompilerServices;
using KoffiGen.CompilerServices;

namespace KoffiGen.Tests.Runtime;

/// <summary>A base class that records callback errors. The event is global to the process, so these tests do not run in parallel.</summary>
[NonParallelizable]
public abstract class CallbackFixture
{
    private protected const string Function = "'f' (Native.F)";

    private protected CallbackErrorLog Errors { get; private set; } = null!;

    [SetUp]
    public void Listen() => Errors = new CallbackErrorLog();

    [TearDown]
    public void Every_error_was_expected()
    {
        Errors.Dispose();
        Assert.That(Errors.Count, Is.Zero, "Errors were told that the test doesn't know of.");
    }

    /// <summary>Makes a C call with a callback, like the code that the generator writes.</summary>
    private protected static TResult Call<TDelegate, TResult>(
        CallbackTable<TDelegate> table,
        TDelegate? callback,
        Func<nint, nint, TResult> c
    )
        where TDelegate : Delegate
    {
        CallbackScope scope = default;
        try
        {
            nint address = scope.Acquire(table, callback, Function, out nint context);
            TResult result = c(address, context);
            scope.ThrowIfFailed();
            return result;
        }
        finally
        {
            scope.Dispose();
        }
    }

    private protected static int Compare(Compare? callback, int left, int right) =>
        Call(CompareThunks.Table, callback, (address, _) => CompareThunks.CallByC(address, left, right));

    private protected static int Each(Each callback, int number) =>
        Call(EachThunks.Table, callback, (address, context) => EachThunks.CallByC(address, context, number));

    private protected static void OnThread(Action action)
    {
        Exception? exception = null;
        Thread thread = new(() => exception = Run(action));
        thread.Start();
        thread.Join();
        Assert.That(exception, Is.Null);
    }

    private static Exception? Run(Action action)
    {
        try
        {
            action();
            return null;
        }
        catch (Exception exception)
        {
            return exception;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private protected static int Throw(string message) => throw new InvalidDataException(message);
}
