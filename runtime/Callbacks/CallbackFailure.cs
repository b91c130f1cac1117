using System.Runtime.ExceptionServices;

namespace KoffiGen;

/// <summary>What a callback has thrown, while the call that it was passed to has not returned.</summary>
/// <param name="Callback">The callback type.</param>
/// <param name="Exception">The exception, with the stack that it was thrown on.</param>
internal sealed record CallbackFailure(string Callback, ExceptionDispatchInfo Exception);
