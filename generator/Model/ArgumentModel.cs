using KoffiGen.CSharp;
using KoffiGen.Model.Numbers;

namespace KoffiGen.Model;

/// <summary>An argument of the native call, and how it is computed from the C# argument.</summary>
/// <param name="Identifier">The C# parameter as an identifier in code.</param>
/// <param name="NativeType">The blittable type in the signature of the function pointer.</param>
internal abstract record ArgumentModel(string Identifier, NativeType NativeType)
{
    /// <summary>
    /// The minimum length that C states for the memory of the argument; <see langword="null"/> if it states none, or if the C# type has
    /// no length.
    /// </summary>
    public MinimumLength? Minimum { get; init; }

    /// <summary>
    /// The alignment, in bytes, that C expects of the memory behind the pointer, if it exceeds that of .NET on some target; otherwise
    /// <see langword="null"/>.
    /// </summary>
    public PlatformValue? OverAlignment { get; init; }

    public abstract TResult Accept<TResult>(IArgumentVisitor<TResult> visitor);
}

/// <summary>The minimum length of an argument's memory.</summary>
/// <param name="Length">The actual length, in elements or bytes.</param>
/// <param name="Value">The minimum length, in the same unit.</param>
internal sealed record MinimumLength(Number Length, Number Value)
{
    /// <summary>Whether an empty span is valid: it is passed as NULL, which C accepts here.</summary>
    public bool AllowsNone { get; init; }

    /// <summary>Whether the lengths are in bytes rather than in elements.</summary>
    public bool IsByteCount { get; init; }
}
