namespace KoffiGen.C;

/// <summary>The disposer of the memory that an owned pointer points to: Koffi's <c>!</c>.</summary>
/// <param name="Function">The C function; without it, and without a foreign disposer, <c>free</c> of the C runtime.</param>
/// <param name="Library">The library of the function; <see langword="null"/> for the library of the declaration.</param>
internal sealed record Ownership(string? Function, string? Library)
{
    public static readonly Ownership Free = new(null, null);

    /// <summary>A disposer that is not a C function.</summary>
    public ForeignDisposer? Foreign { get; init; }

    /// <summary>Whether no disposer is named, so that <c>free</c> or the disposer of the pointer's target applies.</summary>
    public bool IsFree => Function is null && Foreign is null;
}

/// <summary>A disposer in another language. C declarations contain only its name, as for a <see cref="ForeignType"/>.</summary>
internal abstract record ForeignDisposer
{
    /// <summary>The name in messages.</summary>
    public abstract string DisplayName { get; }
}
