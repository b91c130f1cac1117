using KoffiGen.CSharp;
using KoffiGen.Model.Conversions;
using KoffiGen.Model.Numbers;

namespace KoffiGen.Model;

/// <summary>Memory owned by the caller, pinned so that C reads or writes it without a copy.</summary>
/// <param name="Element">The element type of the memory.</param>
internal sealed record PinnedArgument(string Identifier, NativeType NativeType, NativeType Element) : ArgumentModel(Identifier, NativeType)
{
    /// <summary>
    /// Whether the parameter is passed by reference, so that the address of the variable is pinned. Otherwise it is a span or an array.
    /// </summary>
    public bool IsVariable { get; init; }

    /// <summary>Whether it is an <c>out</c> parameter, which must be assigned even if C does not write it.</summary>
    public bool IsOut { get; init; }

    /// <summary>Whether C only reads the memory.</summary>
    public bool IsReadOnly { get; init; }

    /// <summary>Whether an annotation states that C writes the memory.</summary>
    public bool IsOutput { get; init; }

    /// <summary>Whether C receives an aligned copy of the variable if the variable itself is not sufficiently aligned.</summary>
    public bool IsCopiedToAlign { get; init; }

    public override TResult Accept<TResult>(IArgumentVisitor<TResult> visitor) => visitor.Visit(this);
}

/// <summary>
/// An address that an object keeps valid until the call returns: <c>KoffiMemory&lt;T&gt;</c> or <c>Registered&lt;T&gt;</c>.
/// </summary>
internal sealed record MemoryArgument(string Identifier) : ArgumentModel(Identifier, NativeType.IntPtr)
{
    /// <summary>The element type of the memory; <see langword="null"/> for a registered callback.</summary>
    public NativeType? Element { get; init; }

    public override TResult Accept<TResult>(IArgumentVisitor<TResult> visitor) => visitor.Visit(this);
}

/// <summary>
/// One or more structs in their managed form. C receives blittable structs, whose strings are in memory owned by the call.
/// </summary>
/// <param name="NativeType">The blittable struct, or a pointer to it.</param>
internal sealed record ManagedFormArgument(string Identifier, NativeType NativeType, NativeType Struct)
    : ArgumentModel(Identifier, NativeType)
{
    /// <summary>Whether C reads the structs.</summary>
    public bool IsRead { get; init; }

    /// <summary>Whether C writes the structs, which are copied back after the call.</summary>
    public bool IsWritten { get; init; }

    /// <summary>Whether C transfers ownership of members that it writes. They are freed after they are copied.</summary>
    public bool FreesMembers { get; init; }

    /// <summary>Whether the argument is a span or an array of structs.</summary>
    public bool IsArray { get; init; }

    public bool IsByValue => NativeType == Struct;

    public override TResult Accept<TResult>(IArgumentVisitor<TResult> visitor) => visitor.Visit(this);
}

/// <summary>A count that the C# signature omits, because it is the length of the memory that it counts.</summary>
/// <param name="Identifier">The C# parameter whose length is passed.</param>
/// <param name="Conversion">The conversion of the length to the type of the C parameter.</param>
/// <param name="Memory">The arguments that share this count.</param>
internal sealed record LengthArgument(string Identifier, NativeType NativeType, Conversion Conversion, EquatableArray<CountedMemory> Memory)
    : ArgumentModel(Identifier, NativeType)
{
    /// <summary>
    /// The length to pass. If the memory may be NULL, any of the arguments may be the one with elements, so the largest length is passed.
    /// </summary>
    public Number Length =>
        Memory[0].IsOptional
            ? Memory.Skip(1).Aggregate(Memory[0].Length, static (length, other) => new LargerNumber(length, other.Length))
            : Memory[0].Length;

    public override TResult Accept<TResult>(IArgumentVisitor<TResult> visitor) => visitor.Visit(this);
}

/// <param name="Name">The name of the C# parameter.</param>
/// <param name="IsOptional">Whether C accepts NULL, for which the C# argument is empty.</param>
internal sealed record CountedMemory(string Name, Number Length, bool IsOptional);

internal partial interface IArgumentVisitor<out TResult>
{
    TResult Visit(PinnedArgument argument);

    TResult Visit(MemoryArgument argument);

    TResult Visit(ManagedFormArgument argument);

    TResult Visit(LengthArgument argument);
}
