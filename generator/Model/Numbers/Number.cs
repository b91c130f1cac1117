using KoffiGen.CSharp;

namespace KoffiGen.Model.Numbers;

/// <summary>An integer that generated code computes: a length, a count or a size.</summary>
internal abstract record Number
{
    /// <summary>The type is <see langword="long"/>, else <see langword="int"/>.</summary>
    public virtual bool IsWide => false;

    public abstract T Accept<T>(INumberVisitor<T> visitor);
}

/// <summary>One method for each number: a new case does not compile until every visitor handles it.</summary>
internal interface INumberVisitor<T>
{
    T Visit(ConstantNumber number);

    T Visit(MemoryLength number);

    T Visit(MemoryByteLength number);

    T Visit(TypeSize number);

    T Visit(ByteCount number);

    T Visit(ElementCount number);

    T Visit(RowCount number);

    T Visit(RowElementCount number);

    T Visit(LargerNumber number);

    T Visit(ArgumentNumber number);

    T Visit(ResultNumber number);

    T Visit(ReceivedNumber number);

    T Visit(CheckedLength number);

    T Visit(ComputedNumber number);
}

internal sealed record ConstantNumber(long Value) : Number
{
    public override T Accept<T>(INumberVisitor<T> visitor) => visitor.Visit(this);
}

/// <summary>How many elements the memory of a C# parameter has.</summary>
/// <param name="Identifier">The parameter, as code writes it.</param>
/// <param name="MayBeNull">The parameter is an array or owned memory, which may be null and then has none.</param>
internal sealed record MemoryLength(string Identifier, bool MayBeNull) : Number
{
    public override T Accept<T>(INumberVisitor<T> visitor) => visitor.Visit(this);
}

/// <summary>How many bytes the owned memory of a C# parameter has.</summary>
internal sealed record MemoryByteLength(string Identifier) : Number
{
    public override bool IsWide => true;

    public override T Accept<T>(INumberVisitor<T> visitor) => visitor.Visit(this);
}

internal sealed record TypeSize(CSharpType Type) : Number
{
    public override T Accept<T>(INumberVisitor<T> visitor) => visitor.Visit(this);
}

/// <summary>How many bytes so many elements have.</summary>
internal sealed record ByteCount(Number Length, CSharpType Element) : Number
{
    public override bool IsWide => true;

    public override T Accept<T>(INumberVisitor<T> visitor) => visitor.Visit(this);
}

/// <summary>How many elements so many bytes hold.</summary>
internal sealed record ElementCount(Number Bytes, CSharpType Element) : Number
{
    public override T Accept<T>(INumberVisitor<T> visitor) => visitor.Visit(this);
}

/// <summary>How many rows so many elements fill. A row that is not whole throws.</summary>
/// <param name="RowLength">The elements of a row.</param>
/// <param name="Name">The name of the memory in the exception.</param>
internal sealed record RowCount(Number Length, long RowLength, string Name) : Number
{
    public override bool IsWide => true;

    public override T Accept<T>(INumberVisitor<T> visitor) => visitor.Visit(this);
}

/// <summary>How many elements so many rows have.</summary>
internal sealed record RowElementCount(Number Rows, long RowLength) : Number
{
    public override T Accept<T>(INumberVisitor<T> visitor) => visitor.Visit(this);
}

internal sealed record LargerNumber(Number Left, Number Right) : Number
{
    public override bool IsWide => Left.IsWide || Right.IsWide;

    public override T Accept<T>(INumberVisitor<T> visitor) => visitor.Visit(this);
}

/// <summary>Where a C# parameter has a number.</summary>
internal enum NumberPlace
{
    Value,

    /// <summary>What a pointer points to.</summary>
    Pointee,

    /// <summary>The first element of a span, an array or owned memory.</summary>
    FirstElement,
}

/// <summary>What holds a number.</summary>
internal enum NumberForm
{
    Integer,

    /// <summary>A <c>CLong</c> or <c>CULong</c>.</summary>
    CLong,
    Enum,
}

/// <summary>A number that a parameter of the C# method has.</summary>
internal sealed record ArgumentNumber(string Identifier, NumberPlace Place, NumberForm Form) : Number
{
    public override T Accept<T>(INumberVisitor<T> visitor) => visitor.Visit(this);
}

/// <summary>The number that the C function returns.</summary>
internal sealed record ResultNumber(NumberForm Form) : Number
{
    public override T Accept<T>(INumberVisitor<T> visitor) => visitor.Visit(this);
}

/// <summary>A number that C passes to a callback.</summary>
/// <param name="Pointee">
/// The type of the number behind a pointer, which may be NULL; <see langword="null"/> for a number that is passed itself.
/// </param>
internal sealed record ReceivedNumber(string Identifier, NativeType? Pointee, NumberForm Form) : Number
{
    public override T Accept<T>(INumberVisitor<T> visitor) => visitor.Visit(this);
}

/// <summary>A number as a length. One that is negative, or too large, throws.</summary>
/// <param name="Name">The name of the number in the exception.</param>
internal sealed record CheckedLength(Number Value, string Name) : Number
{
    public override T Accept<T>(INumberVisitor<T> visitor) => visitor.Visit(this);
}

/// <summary>A sum, a difference or a product.</summary>
internal sealed record ComputedNumber(Number Left, string Operator, Number Right) : Number
{
    public override bool IsWide => true;

    public override T Accept<T>(INumberVisitor<T> visitor) => visitor.Visit(this);
}
