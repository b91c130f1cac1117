using KoffiGen.CompilerServices;

namespace KoffiGen;

/// <summary>What C aligns a type to, as far as the type itself tells.</summary>
internal static class AlignmentOf<T>
    where T : unmanaged
{
    /// <summary>The alignment in bytes; 1 where .NET's own is enough.</summary>
    internal static readonly int Value = default(T) is IOverAligned type ? type.Alignment : 1;
}
