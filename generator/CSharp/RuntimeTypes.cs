using KoffiGen.C;

namespace KoffiGen.CSharp;

/// <summary>The types of the KoffiGen runtime in signatures and in the members of generated structs.</summary>
internal static class RuntimeTypes
{
    private static readonly QualifiedName Namespace = QualifiedName.Rooted("KoffiGen");

    /// <summary>One byte that holds a C <c>bool</c>.</summary>
    public static readonly CSharpType NativeBool = new CSharpType.Struct(Namespace.Member("NativeBool"), Declaration: null);

    /// <summary>An argument of a variadic function.</summary>
    public static readonly CSharpType KoffiArgument = new CSharpType.Other(Namespace.Member("KoffiArgument"));

    /// <summary>A handle whose ownership an asynchronous call transfers.</summary>
    public static readonly CSharpType HandleReservation = new CSharpType.Other(
        Namespace.Member("CompilerServices").Member("HandleReservation")
    );

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
