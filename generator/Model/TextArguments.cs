using KoffiGen.C;
using KoffiGen.CSharp;
using KoffiGen.Model.Numbers;

namespace KoffiGen.Model;

/// <summary>A string or a span of characters that is transcoded into memory owned by the call.</summary>
internal sealed record TextArgument(string Identifier, NativeType NativeType, TextEncoding Encoding) : ArgumentModel(Identifier, NativeType)
{
    /// <summary>Whether the argument is a span of code units, which C receives without a copy if possible.</summary>
    public bool IsSpan { get; init; }

    /// <summary>Whether C receives a copy of a UTF-16 string because C may write to it: .NET strings are immutable.</summary>
    public bool IsCopy { get; init; }

    public override TResult Accept<TResult>(IArgumentVisitor<TResult> visitor) => visitor.Visit(this);
}

/// <summary>
/// A string in a buffer that is owned by the call and as large as C states: an <c>out</c> or <c>ref</c> string, or a string that C reads
/// as an array.
/// </summary>
/// <param name="Size">The size of the buffer.</param>
internal sealed record TextBufferArgument(string Identifier, TextEncoding Encoding, Number Size)
    : ArgumentModel(Identifier, NativeType.IntPtr)
{
    /// <summary>Whether the size is in bytes rather than in characters.</summary>
    public bool IsByteCount { get; init; }

    /// <summary>Whether the string is copied into the buffer before the call.</summary>
    public bool IsRead { get; init; }

    /// <summary>Whether C does not accept NULL.</summary>
    public bool IsRequired { get; init; }

    /// <summary>Whether the contents of the buffer are assigned to the string after the call.</summary>
    public bool IsWritten { get; init; }

    /// <summary>Whether the C# parameter may be null.</summary>
    public bool IsNullable { get; init; }

    public override TResult Accept<TResult>(IArgumentVisitor<TResult> visitor) => visitor.Visit(this);
}

/// <summary>An array of strings, transcoded into one block of native memory that starts with the pointers to them.</summary>
internal sealed record TextArrayArgument(string Identifier, TextEncoding Encoding) : ArgumentModel(Identifier, NativeType.IntPtr)
{
    public override TResult Accept<TResult>(IArgumentVisitor<TResult> visitor) => visitor.Visit(this);
}

internal partial interface IArgumentVisitor<out TResult>
{
    TResult Visit(TextArgument argument);

    TResult Visit(TextBufferArgument argument);

    TResult Visit(TextArrayArgument argument);
}
