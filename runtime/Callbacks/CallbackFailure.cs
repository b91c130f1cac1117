using System.Runtime.ExceptionServices;

namespace KoffiGen;

/// <summary>The exception that a transient callback has thrown, which the outer call will rethrow.</summary>
/// <param name="Callback">The name of the callback type.</param>
/// <param name="Exception">The exception with its stack trace.</param>
internal sealed record CallbackFailure(string Callback, ExceptionDispatchInfo Exception);
