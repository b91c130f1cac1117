using KoffiGen.C;
using KoffiGen.CSharp;

namespace KoffiGen.Model.Conversions;

/// <summary>A conversion between a C# value and its blittable native value, in both directions.</summary>
internal abstract record Conversion : ToManagedConversion
{
    public static readonly Conversion Identity = new IdentityConversion();

    public bool IsIdentity => this is IdentityConversion;

    /// <summary>
    /// Whether the conversion to C throws for some values. It is then evaluated before any step that would have to be undone.
    /// </summary>
    public virtual bool MayThrow => false;

    public abstract T Accept<T>(IConversionVisitor<T> visitor);

    public sealed override T Accept<T>(IToManagedConversionVisitor<T> visitor) => Accept((IConversionVisitor<T>)visitor);
}

/// <summary>
/// A visitor with one method for each two-way conversion, so that the compiler finds every visitor that a new conversion concerns.
/// </summary>
internal interface IConversionVisitor<T>
{
    T Visit(IdentityConversion conversion);

    T Visit(CastConversion conversion);

    T Visit(CheckedCastConversion conversion);

    T Visit(TruthValueConversion conversion);

    T Visit(SwapBytesConversion conversion);

    T Visit(RuneConversion conversion);

    T Visit(WideCharacterConversion conversion);

    T Visit(WrapPointerConversion conversion);

    T Visit(BitCastConversion conversion);
}

/// <summary>A conversion that leaves the value unchanged.</summary>
internal sealed record IdentityConversion : Conversion
{
    public override T Accept<T>(IConversionVisitor<T> visitor) => visitor.Visit(this);
}

/// <summary>A cast that preserves the bits.</summary>
internal sealed record CastConversion(NativeType Native, CSharpType Managed) : Conversion
{
    /// <summary>Whether every value fits, so that the cast needs no <c>unchecked</c> in a project that checks for overflow.</summary>
    public bool AlwaysFits { get; init; }

    public override T Accept<T>(IConversionVisitor<T> visitor) => visitor.Visit(this);
}

/// <summary>A cast that throws if the value does not fit the type on the current target.</summary>
/// <param name="Name">The name of the value in the exception.</param>
internal sealed record CheckedCastConversion(NativeType Native, CSharpType Managed, string Name) : Conversion
{
    public override bool MayThrow => true;

    public override T Accept<T>(IConversionVisitor<T> visitor) => visitor.Visit(this);
}

/// <summary>An integer that C compares with zero, as a <see langword="bool"/>.</summary>
internal sealed record TruthValueConversion(NativeType Native) : Conversion
{
    public override T Accept<T>(IConversionVisitor<T> visitor) => visitor.Visit(this);
}

/// <summary>An integer with a declared byte order.</summary>
/// <param name="Inner">The conversion of the integer in the byte order of the processor.</param>
internal sealed record SwapBytesConversion(ByteOrder Order, Conversion Inner) : Conversion
{
    public override bool MayThrow => Inner.MayThrow;

    public override T Accept<T>(IConversionVisitor<T> visitor) => visitor.Visit(this);
}

/// <summary>A UTF-32 character as a <c>Rune</c>.</summary>
/// <param name="IsWide">Whether the character is a <c>wchar_t</c>, whose width depends on the target.</param>
internal sealed record RuneConversion(bool IsWide) : Conversion
{
    public override T Accept<T>(IConversionVisitor<T> visitor) => visitor.Visit(this);
}

/// <summary>A <c>wchar_t</c>, whose width depends on the target, as an integer or a UTF-16 code unit.</summary>
/// <param name="Managed"><see langword="int"/> or <see langword="char"/>.</param>
internal sealed record WideCharacterConversion(CSharpType Managed) : Conversion
{
    public override T Accept<T>(IConversionVisitor<T> visitor) => visitor.Visit(this);
}

/// <summary>The property in which a C# type holds its address.</summary>
internal enum AddressProperty
{
    /// <summary>The property of typed pointers and function pointers.</summary>
    Address,

    /// <summary>The property of handles.</summary>
    Value,
}

/// <summary>An address in a C# type that wraps it.</summary>
internal sealed record WrapPointerConversion(CSharpType Wrapper, AddressProperty Property) : Conversion
{
    public override T Accept<T>(IConversionVisitor<T> visitor) => visitor.Visit(this);
}

/// <summary>A user's struct, reinterpreted as its blittable stand-in.</summary>
internal sealed record BitCastConversion(CSharpType Managed, NativeType StandIn) : Conversion
{
    public override T Accept<T>(IConversionVisitor<T> visitor) => visitor.Visit(this);
}
