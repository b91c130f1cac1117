namespace KoffiGen.C;

/// <summary>The calling conventions that a declaration can name. Only 32-bit x86 tells them apart.</summary>
internal enum CallingConvention
{
    /// <summary>None is written: C's own.</summary>
    Default,
    Cdecl,
    Stdcall,
    Fastcall,
    Thiscall,
}
