namespace KoffiGen.CSharp;

/// <summary>The handling of exceptions in callbacks. The counterpart of the runtime's <c>KoffiCallbackPolicy</c>.</summary>
internal enum CallbackPolicy
{
    Rethrow,
    Default,
    FailFast,
}
