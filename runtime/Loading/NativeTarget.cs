using System.ComponentModel;
using System.Runtime.InteropServices;

namespace KoffiGen.CompilerServices;

/// <summary>What the code runs on, in a form that the JIT and the AOT compiler fold to constants.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class NativeTarget
{
    /// <summary>The process is a 32-bit x86 one, where calling conventions differ.</summary>
    public static bool IsX86 => nint.Size == 4 && RuntimeInformation.ProcessArchitecture == Architecture.X86;

    /// <summary>The system is Windows.</summary>
    public static bool IsWindows => OperatingSystem.IsWindows();
}
