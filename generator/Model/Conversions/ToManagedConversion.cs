using KoffiGen.CSharp;
using KoffiGen.Model.Numbers;

namespace KoffiGen.Model.Conversions;

/// <summary>How a blittable value that C gives becomes a C# value.</summary>
internal abstract record ToManagedConversion
{
    /// <summary>Whether the conversion is one expression that names the value once, so that a call can be that value.</summary>
    public virtual bool UsesValueOnce => true;

    public abstract T Accept<T>(IToManagedConversionVisitor<T> visitor);
}

/// <summary>A pointer to characters that end with a NUL, copied as a string.</summary>
/// <param name="AllowsNull">The C# type admits null. C may give NULL in either case.</param>
internal sealed record TextConversion(TextEncoding Encoding, bool AllowsNull) : ToManagedConversion
{
    public override T Accept<T>(IToManagedConversionVisitor<T> visitor) => visitor.Visit(this);
}

/// <summary>A pointer to counted memory.</summary>
internal abstract record CountedConversion(Number Length) : ToManagedConversion
{
    /// <summary>NULL is tested first.</summary>
    public sealed override bool UsesValueOnce => false;
}

/// <summary>Counted characters, copied as a string.</summary>
internal sealed record CountedTextConversion(TextEncoding Encoding, Number Length, bool AllowsNull) : CountedConversion(Length)
{
    public override T Accept<T>(IToManagedConversionVisitor<T> visitor) => visitor.Visit(this);
}

/// <summary>Counted pointers to text, copied as an array of strings.</summary>
internal sealed record CountedStringsConversion(TextEncoding Encoding, Number Length, bool AllowsNull) : CountedConversion(Length)
{
    public override T Accept<T>(IToManagedConversionVisitor<T> visitor) => visitor.Visit(this);
}

/// <summary>Counted elements, copied as an array.</summary>
internal sealed record CountedArrayConversion(CSharpType Element, Number Length, bool AllowsNull) : CountedConversion(Length)
{
    public override T Accept<T>(IToManagedConversionVisitor<T> visitor) => visitor.Visit(this);
}

/// <summary>Counted elements as a span: a view of C's memory.</summary>
internal sealed record SpanConversion(CSharpType Span, Number Length) : CountedConversion(Length)
{
    public override T Accept<T>(IToManagedConversionVisitor<T> visitor) => visitor.Visit(this);
}

/// <summary>The one value that a pointer points to, copied as it is or as the managed form of the struct.</summary>
/// <param name="Managed">The C# type of the copy.</param>
internal sealed record CopyConversion(CSharpType Managed, bool IsManagedForm) : ToManagedConversion
{
    /// <summary>NULL is tested first.</summary>
    public override bool UsesValueOnce => false;

    public override T Accept<T>(IToManagedConversionVisitor<T> visitor) => visitor.Visit(this);
}

/// <summary>A struct that becomes its managed form.</summary>
internal sealed record ReadManagedFormConversion : ToManagedConversion
{
    public override T Accept<T>(IToManagedConversionVisitor<T> visitor) => visitor.Visit(this);
}

/// <summary>A pointer as a pointer of C#'s.</summary>
internal sealed record PointerCastConversion(CSharpType Pointer) : ToManagedConversion
{
    public override T Accept<T>(IToManagedConversionVisitor<T> visitor) => visitor.Visit(this);
}

/// <summary>A pointer of another type, which is cast before the conversion.</summary>
internal sealed record ReinterpretConversion(NativeType NativeType, ToManagedConversion Inner) : ToManagedConversion
{
    public override bool UsesValueOnce => Inner.UsesValueOnce;

    public override T Accept<T>(IToManagedConversionVisitor<T> visitor) => visitor.Visit(this);
}
