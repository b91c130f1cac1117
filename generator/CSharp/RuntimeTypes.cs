using KoffiGen.C;

namespace KoffiGen.CSharp;

/// <summary>The C# types of the KoffiGen runtime that generated signatures and structs name.</summary>
internal static class RuntimeTypes
{
    private const string Namespace = "global::KoffiGen.";

    public static readonly CSharpType Utf8Pointer = new(CSharpTypeKind.Utf8Pointer, Namespace + "Utf8Pointer") { IsUnmanaged = true };

    /// <summary>A byte of memory that holds a <c>bool</c> of C.</summary>
    public static readonly CSharpType NativeBool = new(CSharpTypeKind.Other, Namespace + "NativeBool") { IsUnmanaged = true };

    /// <summary>The pointer that knows the type of the memory that it points to.</summary>
    public static CSharpType PointerTo(CSharpType element) =>
        new(CSharpTypeKind.TypedPointer, $"{Namespace}Pointer<{element.Text}>") { Element = element, IsUnmanaged = true };

    /// <summary>An integer whose bytes are stored in the order that C states.</summary>
    public static CSharpType Ordered(ByteOrder order, NativeType integer) =>
        new(CSharpTypeKind.Other, $"{Namespace}{(order == ByteOrder.Big ? "BigEndian" : "LittleEndian")}<{integer.Text}>")
        {
            IsUnmanaged = true,
        };
}
