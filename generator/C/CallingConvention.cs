namespace KoffiGen.C;

/// <summary>The calling conventions of functions. They differ on 32-bit x86 only.</summary>
internal enum CallingConvention
{
    /// <summary>The declaration names no convention, so that C's own applies.</summary>
    Default,
    Cdecl,
    Stdcall,
    Fastcall,
    Thiscall,
}
