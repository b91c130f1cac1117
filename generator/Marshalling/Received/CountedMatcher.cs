using KoffiGen.C;
using KoffiGen.CSharp;
using KoffiGen.Model;
using KoffiGen.Model.Conversions;
using KoffiGen.Model.Numbers;

namespace KoffiGen.Marshalling.Received;

/// <summary>A matcher for counted memory: copied to an array or a string, or viewed as a span if the library owns it.</summary>
internal static class CountedMatcher
{
    public static Match<ReceivedForm> Match(ReceivedPair pair)
    {
        if (pair.IsInout || Convert(pair) is not { } conversion)
        {
            return default;
        }

        DisposalModel? disposal = DisposalBinder.Bind(pair.Pointer);
        return new ReceivedForm(NativeType.VoidPointer, conversion)
        {
            Disposal = disposal,
            CopiesMemory = disposal is null && conversion is not SpanConversion,
        };
    }

    /// <summary>Refuses a span or an array whose elements contain references, except strings for an array of strings.</summary>
    public static Match<ReceivedForm> RefuseManagedElement(ReceivedPair pair) =>
        !(pair.Managed.Element is CSharpType.String && TextOf(pair.Pointee) is not null)
        && ManagedElementMismatch.Find(pair.Managed) is { } mismatch
            ? mismatch
            : default(Match<ReceivedForm>);

    /// <summary>
    /// Returns the default C# type of counted memory that C transfers to the caller; <see langword="null"/> if there is none.
    /// </summary>
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

    private static CountedConversion? Convert(ReceivedPair pair)
    {
        if (pair.Pointer.Count is not { } count || pair.Counts?.Express(count) is not { } length)
        {
            return null;
        }

        // C counts rows if the elements are arrays, whereas the C# type may have the elements of all rows.
        if (pair.Managed.Element is { } part && pair.Types.CountElements(pair.Pointee, part) is var row and not 1)
        {
            length = new RowElementCount(length, row);
        }

        switch (pair.Managed)
        {
            case CSharpType.String text when TypeMatcher.TextEncodingOf(pair.Pointee) is { } encoding:
                return new CountedTextConversion(encoding, length, text.IsNullable);
            case CSharpType.Array { ElementType: CSharpType.String } array when TextOf(pair.Pointee) is { } encoding:
                return new CountedStringsConversion(encoding, length, array.IsNullable);
            case CSharpType.Array { ElementType: var element } array when pair.Types.IsSameMemory(pair.Pointee, element):
                return new CountedArrayConversion(element, length, array.IsNullable);
            case CSharpType.Span { ElementType: var element } span
                when pair.Pointer.Ownership is null && pair.Types.IsSameMemory(pair.Pointee, element):
                return !span.IsReadOnly && pair.Pointer.Pointee.IsConst ? null : new SpanConversion(span, length);
            default:
                return null;
        }
    }

    // Strings with ownership of their own would have to be freed one by one, so they remain addresses.
    private static TextEncoding? TextOf(CType pointee) =>
        pointee.Canonical is PointerType { Ownership: null } text ? TypeMatcher.TextEncodingOf(text.Pointee.Type) : null;
}
