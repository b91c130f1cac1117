using KoffiGen.C;
using KoffiGen.CSharp;
using KoffiGen.Model;
using KoffiGen.Model.Conversions;
using KoffiGen.Model.Numbers;

namespace KoffiGen.Marshalling;

/// <summary>What C counts behind a pointer that it gives: copied as an array or text, or, where C keeps the memory, a view of it.</summary>
internal static class CountedBinder
{
    /// <summary>The C# type of counted memory that is ours to free, unless the user chooses another.</summary>
    public static CSharpType? Default(TypeMatcher types, PointerType pointer)
    {
        CType pointee = pointer.Pointee.Type;
        CSharpType? element = TextOf(pointee) is not null
            ? CSharpType.NullableString
            : pointee.Canonical switch
            {
                VoidType => ScalarMarshalling.DefaultType(BasicTypeKind.UInt8),
                ArrayType or FunctionType => null,
                _ => types.MemoryType(pointee),
            };
        return pointer.Count is null || element is null ? null : new CSharpType.Array(element) { IsNullable = true };
    }

    /// <summary>The conversion of the pointer; <see langword="null"/> where the C# type is none of what the count is for.</summary>
    public static CountedConversion? Bind(TypeMatcher types, PointerType pointer, CSharpType managed, ElementCounts? counts)
    {
        CType pointee = pointer.Pointee.Type;
        if (pointer.Count is null || counts?.Express(pointer.Count) is not { } length)
        {
            return null;
        }

        // Of C's arrays C# may have the elements.
        if (managed.Element is { } element && types.CountElements(pointee, element) is var row and not 1)
        {
            length = new RowElementCount(length, row);
        }

        bool allowsNull = managed is CSharpType.Reference { IsNullable: true };
        switch (managed.Kind)
        {
            case CSharpTypeKind.String when TypeMatcher.TextEncodingOf(pointee) is { } encoding:
                return new CountedTextConversion(encoding, length, allowsNull);
            case CSharpTypeKind.Array when managed.Element!.Kind == CSharpTypeKind.String && TextOf(pointee) is { } encoding:
                return new CountedStringsConversion(encoding, length, allowsNull);
            case CSharpTypeKind.Array when types.IsSameMemory(pointee, managed.Element!):
                return new CountedArrayConversion(managed.Element, length, allowsNull);
            case CSharpTypeKind.ReadOnlySpan
            or CSharpTypeKind.Span when pointer.Ownership is null && types.IsSameMemory(pointee, managed.Element!):
                return managed.Kind == CSharpTypeKind.Span && pointer.Pointee.IsConst ? null : new SpanConversion(managed, length);
            default:
                return null;
        }
    }

    /// <summary>C's memory is read, rather than viewed.</summary>
    public static bool IsCopy(CSharpType managed) => managed.Kind is CSharpTypeKind.Array or CSharpTypeKind.String;

    // Text that would have to be freed one by one stays an address.
    private static TextEncoding? TextOf(CType pointee) =>
        pointee.Canonical is PointerType { Ownership: null } text ? TypeMatcher.TextEncodingOf(text.Pointee.Type) : null;
}
