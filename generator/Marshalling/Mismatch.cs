using KoffiGen.C;
using KoffiGen.CSharp;

namespace KoffiGen.Marshalling;

/// <summary>Why a C type and a C# type do not match.</summary>
internal abstract record Mismatch
{
    public static readonly Mismatch OtherType = new OtherTypeMismatch();
    public static readonly Mismatch ReadOnlyMemory = new ReadOnlyMemoryMismatch();

    private protected Mismatch() { }
}

/// <summary>The C# type is not one of those that can represent the C type.</summary>
internal sealed record OtherTypeMismatch : Mismatch;

/// <summary>The C function writes memory that C# passes as read-only.</summary>
internal sealed record ReadOnlyMemoryMismatch : Mismatch;

/// <summary>The user's struct does not have the layout of the C struct.</summary>
/// <param name="Difference">The first difference, as the end of a sentence.</param>
internal sealed record LayoutMismatch(CSharpType Struct, RecordType Record, string Difference) : Mismatch;

/// <summary>The elements of a span or an array contain references, so that C cannot use the memory.</summary>
internal sealed record ManagedElementMismatch(CSharpType Element) : Mismatch;

/// <summary>The C function type cannot call the delegate or function pointer.</summary>
/// <param name="Reason">The obstacle, as the end of a sentence.</param>
internal sealed record FunctionMismatch(FunctionType Function, CSharpType Type, string Reason) : Mismatch;
