using KoffiGen.C;
using KoffiGen.CSharp;

namespace KoffiGen.Marshalling;

/// <summary>The reason why a C type and a C# type do not match.</summary>
internal abstract record Mismatch
{
    public static readonly Mismatch OtherType = new OtherTypeMismatch();
    public static readonly Mismatch ReadOnlyMemory = new ReadOnlyMemoryMismatch();

    private protected Mismatch() { }
}

/// <summary>The C# type cannot represent the C type.</summary>
internal sealed record OtherTypeMismatch : Mismatch;

/// <summary>The C function writes memory that C# passes as read-only.</summary>
internal sealed record ReadOnlyMemoryMismatch : Mismatch;

/// <summary>The user's struct does not have the layout of the C struct.</summary>
/// <param name="Difference">The first difference, as the end of a sentence.</param>
internal sealed record LayoutMismatch(CSharpType Struct, RecordType Record, string Difference) : Mismatch;

/// <summary>The elements of a span or an array contain references, so C cannot access the memory.</summary>
internal sealed record ManagedElementMismatch(CSharpType Element) : Mismatch
{
    /// <summary>Returns the reason why C cannot access a span or an array; <see langword="null"/> for other types.</summary>
    public static ManagedElementMismatch? Find(CSharpType managed) =>
        managed is CSharpType.Span or CSharpType.Array && managed.Element is { IsUnmanaged: false } and not CSharpType.Named and var element
            ? new ManagedElementMismatch(element)
            : null;
}

/// <summary>A delegate or function pointer does not match the C function type.</summary>
/// <param name="Reason">The obstacle, as the end of a sentence.</param>
internal sealed record FunctionMismatch(FunctionType Function, CSharpType Type, string Reason) : Mismatch;
