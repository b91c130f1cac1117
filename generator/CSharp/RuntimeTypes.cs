using KoffiGen.C;

namespace KoffiGen.CSharp;

/// <summary>The structs of the KoffiGen runtime that the members of generated structs consist of.</summary>
internal static class RuntimeTypes
{
    private static readonly QualifiedName Namespace = QualifiedName.Rooted("KoffiGen");

    /// <summary>One byte that holds a C <c>bool</c>.</summary>
    public static readonly CSharpType NativeBool = new CSharpType.Struct(Namespace.Member("NativeBool"), Declaration: null);

    /// <summary>Returns the struct for an integer with a declared byte order.</summary>
    public static CSharpType Ordered(ByteOrder order, NativeType integer) =>
        new CSharpType.Struct(
            Namespace.Member(order == ByteOrder.Big ? "BigEndian" : "LittleEndian") with
            {
                TypeArguments = new EquatableArray<CSharpType>([integer.ToCSharpType()]),
            },
            Declaration: null
        );
}
