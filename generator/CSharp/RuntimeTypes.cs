using KoffiGen.C;
using KoffiGen.Model;

namespace KoffiGen.CSharp;

/// <summary>The structs of the KoffiGen runtime that the members of generated structs consist of.</summary>
internal static class RuntimeTypes
{
    private static readonly QualifiedName Namespace = QualifiedName.Rooted("KoffiGen");

    /// <summary>A byte of memory that holds a <c>bool</c> of C.</summary>
    public static readonly CSharpType NativeBool = new CSharpType.Struct(Namespace.Member("NativeBool"), Declaration: null);

    /// <summary>An integer whose bytes are stored in the order that C states.</summary>
    public static CSharpType Ordered(ByteOrder order, NativeType integer) =>
        new CSharpType.Struct(
            Namespace.Member(order == ByteOrder.Big ? "BigEndian" : "LittleEndian") with
            {
                TypeArguments = new EquatableArray<CSharpType>([integer.ToCSharpType()]),
            },
            Declaration: null
        );
}
