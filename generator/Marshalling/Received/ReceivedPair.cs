using KoffiGen.C;
using KoffiGen.CSharp;

namespace KoffiGen.Marshalling.Received;

/// <summary>The way by which C# receives a pointer.</summary>
internal enum ReceivedRole
{
    Result,
    OutParameter,

    /// <summary>A <c>ref</c> parameter, whose value C# passes, too.</summary>
    InoutParameter,
}

/// <summary>A pointer that C gives to C# and the C# type that represents it.</summary>
internal sealed record ReceivedPair(TypeMatcher Types, PointerType Pointer, CSharpType Managed, ReceivedRole Role)
{
    /// <summary>The numbers that the memory behind the pointer may be counted with.</summary>
    public ElementCounts? Counts { get; init; }

    public CType Pointee => Pointer.Pointee.Type;

    /// <summary>Whether the C# value is passed to C, too, so that it must hold the pointer itself.</summary>
    public bool IsInout => Role == ReceivedRole.InoutParameter;
}
