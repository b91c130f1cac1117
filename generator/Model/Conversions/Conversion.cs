using KoffiGen.C;
using KoffiGen.CSharp;

namespace KoffiGen.Model.Conversions;

/// <summary>A conversion between a C# value and the blittable value that stands for it, in both directions.</summary>
internal abstract record Conversion : ToManagedConversion
{
    public static readonly Conversion Identity = new IdentityConversion();

    public bool IsIdentity => this is IdentityConversion;

    /// <summary>Whether the conversion to C throws for some values: then it is done before anything that must be undone.</summary>
    public virtual bool MayThrow => false;

    public abstract T Accept<T>(IConversionVisitor<T> visitor);

    public sealed override T Accept<T>(IToManagedConversionVisitor<T> visitor) => Accept((IConversionVisitor<T>)visitor);
}

/// <summary>The same value.</summary>
internal sealed record IdentityConversion : Conversion
{
    public override T Accept<T>(IConversionVisitor<T> visitor) => visitor.Visit(this);
}

/// <summary>A cast that keeps the bits.</summary>
internal sealed record CastConversion(NativeType Native, CSharpType Managed) : Conversion
{
    /// <summary>Every value fits, whether or not the project checks for overflow.</summary>
    public bool AlwaysFits { get; init; }

    public override T Accept<T>(IConversionVisitor<T> visitor) => visitor.Visit(this);
}

/// <summary>A cast that throws where the value does not fit on the target.</summary>
/// <param name="Name">The name of the value in the exception.</param>
internal sealed record CheckedCastConversion(NativeType Native, CSharpType Managed, string Name) : Conversion
{
    public override bool MayThrow => true;

    public override T Accept<T>(IConversionVisitor<T> visitor) => visitor.Visit(this);
}

/// <summary>An integer that C tests for zero, as a <see langword="bool"/>.</summary>
/// <param name="Native">The type of the integer.</param>
internal sealed record TruthValueConversion(NativeType Native) : Conversion
{
    public override T Accept<T>(IConversionVisitor<T> visitor) => visitor.Visit(this);
}

/// <summary>An integer whose bytes have a stated order.</summary>
/// <param name="Inner">The conversion of the integer in the order of the processor.</param>
internal sealed record SwapBytesConversion(ByteOrder Order, Conversion Inner) : Conversion
{
    public override bool MayThrow => Inner.MayThrow;

    public override T Accept<T>(IConversionVisitor<T> visitor) => visitor.Visit(this);
}

/// <summary>A UTF-32 character as a <c>Rune</c>.</summary>
/// <param name="IsWide">The character is a <c>wchar_t</c>, whose width depends on the target.</param>
internal sealed record RuneConversion(bool IsWide) : Conversion
{
    public override T Accept<T>(IConversionVisitor<T> visitor) => visitor.Visit(this);
}

/// <summary>A <c>wchar_t</c>, whose width depends on the target, as a number or a UTF-16 unit.</summary>
/// <param name="Managed"><see langword="int"/> or <see langword="char"/>.</param>
internal sealed record WideCharacterConversion(CSharpType Managed) : Conversion
{
    public override T Accept<T>(IConversionVisitor<T> visitor) => visitor.Visit(this);
}

/// <summary>The property that a C# type has its address in.</summary>
internal enum AddressProperty
{
    /// <summary>Of typed pointers and pointers to functions.</summary>
    Address,

    /// <summary>Of handles.</summary>
    Value,
}

/// <summary>An address as a value of a C# type that holds nothing else.</summary>
internal sealed record WrapPointerConversion(CSharpType Wrapper, AddressProperty Property) : Conversion
{
    public override T Accept<T>(IConversionVisitor<T> visitor) => visitor.Visit(this);
}

/// <summary>A user's struct as the blittable stand-in that has its layout.</summary>
internal sealed record BitCastConversion(CSharpType Managed, NativeType StandIn) : Conversion
{
    public override T Accept<T>(IConversionVisitor<T> visitor) => visitor.Visit(this);
}
