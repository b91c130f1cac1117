using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace KoffiGen.CompilerServices;

/// <summary>Creates the exceptions for failures that C functions report. Called by generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class NativeError
{
    /// <summary>Creates the exception. It is not inlined, so that the method that calls C stays small.</summary>
    /// <param name="name">The name of the C function.</param>
    /// <param name="function">The C function and the C# method, for messages.</param>
    /// <param name="code">The result of the function.</param>
    /// <param name="errno">The error code after the call; 0 if it is not known.</param>
    /// <returns>The exception, which the caller throws.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static KoffiErrorException Create(string name, string function, long code, int errno) => new(name, function, code, errno);
}
