namespace KoffiGen;

/// <summary>
/// Says which threads the asynchronous calls of a method, of the imports of a class, or of a whole assembly run on, and how many at a time. Without it, that is
/// what <see cref="KoffiLibraryAttribute.Dispatcher"/> says, else the thread pool.
/// </summary>
/// <remarks>
/// The calls of one library with the same dispatcher and limit share a <see cref="KoffiQueue"/>. Calls beyond the limit wait, in the order in which they were made:
/// none fails because there are too many.
/// </remarks>
/// <example><code>
/// [KoffiLibrary("sqlite3")]
/// [KoffiAsync(KoffiDispatcher.Dedicated)]
/// [KoffiImport("int sqlite3_sleep(int milliseconds)", Async = true)]
/// static partial class Sqlite;
/// </code></example>
/// <param name="dispatcher">The threads.</param>
/// <param name="limit">How many calls run at a time: 1 or more. A dedicated thread runs one, whatever this says.</param>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class | AttributeTargets.Assembly)]
public sealed class KoffiAsyncAttribute(KoffiDispatcher dispatcher, int limit = 256) : Attribute
{
    /// <summary>The threads.</summary>
    public KoffiDispatcher Dispatcher { get; } = dispatcher;

    /// <summary>How many calls run at a time.</summary>
    public int Limit { get; } = limit;
}
