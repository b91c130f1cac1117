using KoffiGen.C;
using KoffiGen.CSharp;
using KoffiGen.Model.Numbers;

namespace KoffiGen.Model.Conversions;

/// <summary>A conversion from a blittable native value to a C# value.</summary>
internal abstract record ToManagedConversion
{
    /// <summary>
    /// Whether the conversion is an expression that uses the native value once, so that the call itself can be its operand.
    /// </summary>
    public virtual bool UsesValueOnce => true;

    public abstract T Accept<T>(IToManagedConversionVisitor<T> visitor);
}

/// <summary>A visitor with one method for each conversion to C#, whether or not it also works in the other direction.</summary>
internal interface IToManagedConversionVisitor<T> : IConversionVisitor<T>
{
    T Visit(TextConversion conversion);

    T Visit(CountedTextConversion conversion);

    T Visit(CountedStringsConversion conversion);

    T Visit(CountedArrayConversion conversion);

    T Visit(SpanConversion conversion);

    T Visit(CopyConversion conversion);

    T Visit(ReadManagedFormConversion conversion);

    T Visit(PointerCastConversion conversion);

    T Visit(ReinterpretConversion conversion);
}

/// <summary>A pointer to a NUL-terminated string, which is copied.</summary>
/// <param name="AllowsNull">
/// Whether the C# type allows null. Otherwise the conversion suppresses the compiler's warning: C may return NULL in either case.
/// </param>
internal sealed record TextConversion(TextEncoding Encoding, bool AllowsNull) : ToManagedConversion
{
    public override T Accept<T>(IToManagedConversionVisitor<T> visitor) => visitor.Visit(this);
}

/// <summary>A pointer to counted memory.</summary>
internal abstract record CountedConversion(Number Length) : ToManagedConversion
{
    public sealed override bool UsesValueOnce => false;
}

/// <summary>A counted string, which is copied.</summary>
internal sealed record CountedTextConversion(TextEncoding Encoding, Number Length, bool AllowsNull) : CountedConversion(Length)
{
    public override T Accept<T>(IToManagedConversionVisitor<T> visitor) => visitor.Visit(this);
}

/// <summary>Counted pointers to strings, copied as an array of strings.</summary>
internal sealed record CountedStringsConversion(TextEncoding Encoding, Number Length, bool AllowsNull) : CountedConversion(Length)
{
    public override T Accept<T>(IToManagedConversionVisitor<T> visitor) => visitor.Visit(this);
}

/// <summary>Counted elements, copied as an array.</summary>
internal sealed record CountedArrayConversion(CSharpType Element, Number Length, bool AllowsNull) : CountedConversion(Length)
{
    public override T Accept<T>(IToManagedConversionVisitor<T> visitor) => visitor.Visit(this);
}

/// <summary>Counted elements as a span over the native memory.</summary>
internal sealed record SpanConversion(CSharpType Span, Number Length) : CountedConversion(Length)
{
    public override T Accept<T>(IToManagedConversionVisitor<T> visitor) => visitor.Visit(this);
}

/// <summary>The single value behind a pointer, copied unchanged or as the managed form of the struct.</summary>
/// <param name="Managed">The C# type of the copy.</param>
internal sealed record CopyConversion(CSharpType Managed, bool IsManagedForm) : ToManagedConversion
{
    public override bool UsesValueOnce => false;

    public override T Accept<T>(IToManagedConversionVisitor<T> visitor) => visitor.Visit(this);
}

/// <summary>A struct that is converted to its managed form.</summary>
internal sealed record ReadManagedFormConversion : ToManagedConversion
{
    public override T Accept<T>(IToManagedConversionVisitor<T> visitor) => visitor.Visit(this);
}

/// <summary>A pointer that is cast to a C# pointer type.</summary>
internal sealed record PointerCastConversion(CSharpType Pointer) : ToManagedConversion
{
    public override T Accept<T>(IToManagedConversionVisitor<T> visitor) => visitor.Visit(this);
}

/// <summary>A pointer that is cast to another native type before the conversion.</summary>
internal sealed record ReinterpretConversion(NativeType NativeType, ToManagedConversion Inner) : ToManagedConversion
{
    public override bool UsesValueOnce => Inner.UsesValueOnce;

    public override T Accept<T>(IToManagedConversionVisitor<T> visitor) => visitor.Visit(this);
}
