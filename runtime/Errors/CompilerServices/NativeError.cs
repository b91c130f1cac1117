using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace KoffiGen.CompilerServices;

/// <summary>Called by generated code when a C function reports a failure.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class NativeError
{
    /// <summary>Describes the failure. Out of line, so that the method which calls C stays small.</summary>
    /// <param name="function">The name of the C function.</param>
    /// <param name="code">What it returned.</param>
    /// <param name="errno">The error number after the call; 0 if it says nothing.</param>
    /// <returns>The exception, for the caller to throw.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static KoffiErrorException Create(string function, long code, int errno) => new(function, code, errno);
}
