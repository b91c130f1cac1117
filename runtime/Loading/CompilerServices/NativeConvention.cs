using System.ComponentModel;

namespace KoffiGen.CompilerServices;

/// <summary>A C calling convention. The conventions differ only on 32-bit x86.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public enum NativeConvention
{
    /// <summary><c>__cdecl</c>: the caller removes the arguments from the stack.</summary>
    Cdecl,

    /// <summary><c>__stdcall</c>: the function removes the arguments from the stack.</summary>
    Stdcall,

    /// <summary>
    /// <c>__fastcall</c>: the first two 32-bit integers are passed in ECX and EDX, and the function removes the others from the stack.
    /// </summary>
    Fastcall,

    /// <summary><c>__thiscall</c>: the first argument is passed in ECX, and the function removes the others from the stack.</summary>
    Thiscall,
}
