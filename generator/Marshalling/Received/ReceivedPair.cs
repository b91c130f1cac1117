using KoffiGen.C;
using KoffiGen.CSharp;
using KoffiGen.Marshalling.Values;

namespace KoffiGen.Marshalling.Received;

/// <summary>The way in which C# receives a pointer.</summary>
internal enum ReceivedRole
{
    Result,
    OutParameter,

    /// <summary>A <c>ref</c> parameter, whose value is also passed to C.</summary>
    InoutParameter,
}

/// <summary>A pointer that C returns and the C# type that is matched with it.</summary>
/// <param name="Name">The name of the value in exceptions.</param>
internal sealed record ReceivedPair(TypeMatcher Types, PointerType Pointer, CSharpType Managed, ReceivedRole Role, string Name)
{
    /// <summary>The numbers that can be the count of the memory behind the pointer.</summary>
    public ElementCounts? Counts { get; init; }

    /// <summary>The C type and the C# type, without what only received pointers have.</summary>
    public ValuePair Value => new(Types, Pointer, Managed, Name);

    public CType Pointee => Pointer.Pointee.Type;

    /// <summary>Whether the C# value is also passed to C, so that it must hold the pointer itself.</summary>
    public bool IsInout => Role == ReceivedRole.InoutParameter;
}
