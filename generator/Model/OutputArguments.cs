using KoffiGen.CSharp;
using KoffiGen.Model.Conversions;

namespace KoffiGen.Model;

/// <summary>An <c>out</c> or <c>ref</c> parameter whose C type differs: C writes a local variable, which is converted.</summary>
internal sealed record ConvertedOutput(string Identifier, NativeType NativeElement, ToManagedConversion ToManaged)
    : ArgumentModel(Identifier, NativeElement.PointerTo())
{
    /// <summary>The conversion of the value before the call; <see langword="null"/> for an <c>out</c> parameter.</summary>
    public Conversion? ToNative { get; init; }

    /// <summary>
    /// Whether C transfers ownership of members of the struct behind the pointer. They are freed after they are copied.
    /// </summary>
    public bool FreesMembers { get; init; }

    /// <summary>
    /// The disposer of the memory behind the pointer, called after the conversion; <see langword="null"/> if the library owns the memory.
    /// </summary>
    public DisposalModel? Disposal { get; init; }

    /// <summary>
    /// Whether the conversion copies memory behind the pointer that may belong to another argument, which must stay valid until then.
    /// </summary>
    public bool CopiesMemory { get; init; }

    /// <summary>Whether the conversion needs a count from another output or from the result, so that it must come last.</summary>
    public bool IsCounted => ToManaged is CountedConversion;

    public override TResult Accept<TResult>(IArgumentVisitor<TResult> visitor) => visitor.Visit(this);
}

/// <summary>An <c>out</c> parameter that becomes a SafeHandle.</summary>
internal sealed record HandleOutput(string Identifier, OwningHandle Handle) : ArgumentModel(Identifier, NativeType.IntPtr.PointerTo())
{
    public override TResult Accept<TResult>(IArgumentVisitor<TResult> visitor) => visitor.Visit(this);
}

internal partial interface IArgumentVisitor<out TResult>
{
    TResult Visit(ConvertedOutput argument);

    TResult Visit(HandleOutput argument);
}
