using KoffiGen.CSharp;

namespace KoffiGen.Model.Numbers;

/// <summary>An integer that generated code computes: a length, a count or a size.</summary>
internal abstract record Number
{
    /// <summary>Whether the C# type of the expression is <see langword="long"/> rather than <see langword="int"/>.</summary>
    public virtual bool IsWide => false;

    public abstract T Accept<T>(INumberVisitor<T> visitor);
}

/// <summary>A visitor with one method for each number, so that the compiler finds every visitor that a new number concerns.</summary>
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

    T Visit(IntegerNumber number);

    T Visit(ConvertedNumber number);

    T Visit(ComputedNumber number);

    T Visit(ConditionNumber number);

    T Visit(ConditionalNumber number);
}

internal sealed record ConstantNumber(long Value) : Number
{
    public override T Accept<T>(INumberVisitor<T> visitor) => visitor.Visit(this);
}

/// <summary>The number of elements in the memory of a C# parameter.</summary>
/// <param name="Identifier">The C# parameter as an identifier in code.</param>
/// <param name="MayBeNull">Whether the parameter may be null and then counts as empty: an array or <c>KoffiMemory&lt;T&gt;</c>.</param>
internal sealed record MemoryLength(string Identifier, bool MayBeNull) : Number
{
    public override T Accept<T>(INumberVisitor<T> visitor) => visitor.Visit(this);
}

/// <summary>The number of bytes in a <c>KoffiMemory&lt;T&gt;</c> parameter.</summary>
internal sealed record MemoryByteLength(string Identifier) : Number
{
    public override bool IsWide => true;

    public override T Accept<T>(INumberVisitor<T> visitor) => visitor.Visit(this);
}

internal sealed record TypeSize(CSharpType Type) : Number
{
    public override T Accept<T>(INumberVisitor<T> visitor) => visitor.Visit(this);
}

/// <summary>The number of bytes that a number of elements takes.</summary>
internal sealed record ByteCount(Number Length, CSharpType Element) : Number
{
    public override bool IsWide => true;

    public override T Accept<T>(INumberVisitor<T> visitor) => visitor.Visit(this);
}

/// <summary>The number of elements that a number of bytes holds.</summary>
internal sealed record ElementCount(Number Bytes, CSharpType Element) : Number
{
    public override T Accept<T>(INumberVisitor<T> visitor) => visitor.Visit(this);
}

/// <summary>The number of rows that a number of elements fills. An incomplete row throws.</summary>
/// <param name="RowLength">The number of elements in a row.</param>
/// <param name="Name">The name of the argument in the exception.</param>
internal sealed record RowCount(Number Length, long RowLength, string Name) : Number
{
    public override bool IsWide => true;

    public override T Accept<T>(INumberVisitor<T> visitor) => visitor.Visit(this);
}

/// <summary>The number of elements in a number of rows.</summary>
internal sealed record RowElementCount(Number Rows, long RowLength) : Number
{
    public override bool IsWide => Rows.IsWide;

    public override T Accept<T>(INumberVisitor<T> visitor) => visitor.Visit(this);
}

internal sealed record LargerNumber(Number Left, Number Right) : Number
{
    public override bool IsWide => Left.IsWide || Right.IsWide;

    public override T Accept<T>(INumberVisitor<T> visitor) => visitor.Visit(this);
}

/// <summary>The part of a C# parameter that holds a number.</summary>
internal enum NumberPlace
{
    Value,

    /// <summary>The value that a pointer points to.</summary>
    Pointee,

    /// <summary>
    /// The first element of a span, an array or a <c>KoffiMemory&lt;T&gt;</c>; zero if there is none, which is NULL in C.
    /// </summary>
    FirstElement,
}

/// <summary>The kind of C# type that holds a number.</summary>
internal enum NumberForm
{
    Integer,

    /// <summary>A <c>CLong</c> or <c>CULong</c>.</summary>
    CLong,
    Enum,
}

/// <summary>The number in a parameter of the C# method.</summary>
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
/// The type of the number behind a pointer, which may be NULL; <see langword="null"/> if the number is passed by value.
/// </param>
internal sealed record ReceivedNumber(string Identifier, NativeType? Pointee, NumberForm Form) : Number
{
    public override T Accept<T>(INumberVisitor<T> visitor) => visitor.Visit(this);
}

/// <summary>A number that is checked before it is used as a length. A negative or too large number throws.</summary>
/// <param name="Name">The name of the number in the exception.</param>
/// <param name="IsLong">Whether the length may exceed <see cref="int.MaxValue"/>, as a length in bytes may.</param>
internal sealed record CheckedLength(Number Value, string Name, bool IsLong = false) : Number
{
    public override bool IsWide => IsLong;

    public override T Accept<T>(INumberVisitor<T> visitor) => visitor.Visit(this);
}

/// <summary>A number of any C# type as a 64-bit integer, which may be negative. A larger number throws.</summary>
/// <param name="Name">The name of the number in the exception.</param>
internal sealed record IntegerNumber(Number Value, string Name) : Number
{
    public override bool IsWide => true;

    public override T Accept<T>(INumberVisitor<T> visitor) => visitor.Visit(this);
}

/// <summary>A number that is converted to an integer type of C. A value that does not fit throws.</summary>
/// <param name="Name">The name of the number in the exception.</param>
internal sealed record ConvertedNumber(Number Value, NativeType Type, string Name) : Number
{
    public override bool IsWide => true;

    public override T Accept<T>(INumberVisitor<T> visitor) => visitor.Visit(this);
}

/// <param name="Operator">An arithmetic or bitwise operator. A result that needs more than 64 bits throws.</param>
internal sealed record ComputedNumber(Number Left, string Operator, Number Right) : Number
{
    public override bool IsWide => true;

    public override T Accept<T>(INumberVisitor<T> visitor) => visitor.Visit(this);
}

/// <summary>1 if a condition is true; otherwise 0.</summary>
/// <param name="Operator">A relational operator, or a logical one whose operands are conditions.</param>
internal sealed record ConditionNumber(Number Left, string Operator, Number Right) : Number
{
    public override bool IsWide => true;

    public override T Accept<T>(INumberVisitor<T> visitor) => visitor.Visit(this);
}

/// <summary>One of two numbers. Only that one is computed.</summary>
internal sealed record ConditionalNumber(ConditionNumber Condition, Number WhenTrue, Number WhenFalse) : Number
{
    public override bool IsWide => true;

    public override T Accept<T>(INumberVisitor<T> visitor) => visitor.Visit(this);
}
