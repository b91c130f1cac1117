using KoffiGen.CompilerServices;

namespace KoffiGen;

/// <summary>The alignment of the C type that a C# type represents, as far as the type declares it.</summary>
internal static class AlignmentOf<T>
    where T : unmanaged
{
    /// <summary>The alignment in bytes; 1 if the alignment of .NET is sufficient.</summary>
    internal static readonly int Value = default(T) is IOverAligned type ? type.Alignment : 1;
}
