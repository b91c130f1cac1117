using KoffiGen.C;
using KoffiGen.CSharp;
using KoffiGen.Model.Conversions;

namespace KoffiGen.Marshalling.Values;

/// <summary>Matchers for pointers whose C# value holds only the address.</summary>
internal static class PointerMatchers
{
    /// <summary>Matches any C# type that holds only the address.</summary>
    public static ValueForm? Match(ValuePair pair, CType pointee) =>
        MatchPointer(pair, pointee)
        ?? MatchAddress(pair, pointee)
        ?? MatchFunctionPointer(pair, pointee)
        ?? MatchHandle(pair, pointee)
        ?? MatchUntypedHandle(pair, pointee);

    /// <summary>Matches <c>T*</c> and <c>delegate*</c>.</summary>
    public static ValueForm? MatchPointer(ValuePair pair, CType pointee) =>
        pair.Managed is CSharpType.Pointer or CSharpType.FunctionPointer && pair.Types.IsPointerTo(pointee, pair.Managed)
            ? new ValueForm(NativeType.VoidPointer, Conversion.Identity)
            : null;

    /// <summary>Matches <c>nint</c>, <c>Pointer&lt;T&gt;</c> and <c>Utf8Pointer</c>.</summary>
    public static ValueForm? MatchAddress(ValuePair pair, CType pointee) =>
        pair.Managed switch
        {
            CSharpType.Primitive { Keyword: CSharpPrimitive.IntPtr } => new ValueForm(NativeType.IntPtr, Conversion.Identity),
            CSharpType.TypedPointer or CSharpType.Utf8Pointer when pair.Types.IsPointerTo(pointee, pair.Managed) => Wrapped(
                pair.Managed,
                AddressProperty.Address
            ),
            _ => null,
        };

    /// <summary>Matches the generated type of pointers to a function type.</summary>
    public static ValueForm? MatchFunctionPointer(ValuePair pair, CType pointee) =>
        pointee.Canonical is FunctionType && pair.Types.IsGenerated(pointee, pair.Managed)
            ? Wrapped(pair.Managed, AddressProperty.Address)
            : null;

    /// <summary>Matches the generated handle value of an opaque type.</summary>
    public static ValueForm? MatchHandle(ValuePair pair, CType pointee) =>
        TypeMatcher.IsOpaque(pointee) && pair.Types.FindGenerated(pointee) is { } generated && generated.IsValue(pair.Managed)
            ? Wrapped(generated.Type, AddressProperty.Value)
            : null;

    /// <summary>Matches any generated handle value with a pointer to <c>void</c>.</summary>
    public static ValueForm? MatchUntypedHandle(ValuePair pair, CType pointee) =>
        pointee.Canonical is VoidType && pair.Types.IsHandle(pair.Managed) ? Wrapped(pair.Managed, AddressProperty.Value) : null;

    private static ValueForm Wrapped(CSharpType wrapper, AddressProperty property) =>
        new(NativeType.IntPtr, new WrapPointerConversion(wrapper, property));
}
