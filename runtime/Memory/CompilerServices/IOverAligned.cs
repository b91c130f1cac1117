using System.ComponentModel;

namespace KoffiGen.CompilerServices;

/// <summary>
/// A generated type that C aligns to more than 8 bytes on some platform. .NET does not align its variables to more than 8 bytes, so the
/// runtime reads the alignment from the type when it allocates memory for C.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IOverAligned
{
    /// <summary>Gets the alignment of the C type on this platform, in bytes: C's <c>alignof</c> (C23 6.5.4.5).</summary>
    int Alignment { get; }
}
