using System.ComponentModel;

namespace KoffiGen.CompilerServices;

/// <summary>A C calling convention. They differ on 32-bit x86 only.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public enum NativeConvention
{
    /// <summary><c>__cdecl</c>: the caller clears the stack.</summary>
    Cdecl,

    /// <summary><c>__stdcall</c>: the callee clears the stack.</summary>
    Stdcall,

    /// <summary><c>__fastcall</c>: the first two 32-bit integers travel in ECX and EDX, and the callee clears the stack.</summary>
    Fastcall,

    /// <summary><c>__thiscall</c>: the first argument travels in ECX, and the callee clears the stack.</summary>
    Thiscall,
}
