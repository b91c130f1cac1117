using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;

namespace KoffiGen.CompilerServices;

/// <summary>Called by generated code when a C function reports a failure.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class NativeError
{
    /// <summary>Throws what describes the failure. Out of line, so that the method which calls C stays small.</summary>
    /// <param name="function">The name of the C function.</param>
    /// <param name="code">What it returned.</param>
    /// <param name="errno">The error number after the call; 0 if it says nothing.</param>
    /// <exception cref="KoffiErrorException">Always.</exception>
    [DoesNotReturn]
    public static void Throw(string function, long code, int errno) => throw new KoffiErrorException(function, code, errno);
}
