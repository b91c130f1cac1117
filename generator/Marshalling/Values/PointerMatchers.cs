using System.Collections.Immutable;
using KoffiGen.C;
using KoffiGen.CSharp;
using KoffiGen.Model.Conversions;

namespace KoffiGen.Marshalling.Values;

/// <summary>One step in the decision how the address of a pointer becomes a C# value.</summary>
internal delegate Match<ValueForm> PointerMatcher(ValuePair pair, CType pointee);

/// <summary>Matchers for pointers whose C# value holds only the address.</summary>
internal static class PointerMatchers
{
    private static readonly ImmutableArray<PointerMatcher> Matchers =
    [
        MatchPointer,
        MatchAddress,
        MatchFunctionPointer,
        MatchHandle,
        MatchUntypedHandle,
    ];

    /// <summary>Matches any C# type that holds only the address.</summary>
    public static Match<ValueForm> Match(ValuePair pair, CType pointee) =>
        pair.Types.FindLayoutMismatch(pair.Type, pair.Managed) is { } mismatch
            ? mismatch
            : Matchers.Select(matcher => matcher(pair, pointee)).FirstOrDefault(static match => match.IsDecided);

    /// <summary>Matches <c>T*</c> and <c>delegate*</c>.</summary>
    public static Match<ValueForm> MatchPointer(ValuePair pair, CType pointee) =>
        pair.Managed switch
        {
            CSharpType.FunctionPointer pointer
                when pointee.Canonical is FunctionType function && pair.Types.FindDifference(function, pointer) is { } difference =>
                new FunctionMismatch(function, pointer, difference),
            CSharpType.Pointer or CSharpType.FunctionPointer when pair.Types.IsPointerTo(pointee, pair.Managed) => new ValueForm(
                NativeType.VoidPointer,
                Conversion.Identity
            ),
            _ => default(Match<ValueForm>),
        };

    /// <summary>Matches <c>nint</c>, <c>Pointer&lt;T&gt;</c> and <c>Utf8Pointer</c>.</summary>
    public static Match<ValueForm> MatchAddress(ValuePair pair, CType pointee) =>
        pair.Managed switch
        {
            CSharpType.Primitive { Keyword: CSharpPrimitive.IntPtr } => new ValueForm(NativeType.IntPtr, Conversion.Identity),
            CSharpType.TypedPointer or CSharpType.Utf8Pointer when pair.Types.IsPointerTo(pointee, pair.Managed) => Wrapped(
                pair.Managed,
                AddressProperty.Address
            ),
            _ => default(Match<ValueForm>),
        };

    /// <summary>Matches the generated type of pointers to a function type.</summary>
    public static Match<ValueForm> MatchFunctionPointer(ValuePair pair, CType pointee) =>
        pointee.Canonical is FunctionType && pair.Types.IsGenerated(pointee, pair.Managed)
            ? Wrapped(pair.Managed, AddressProperty.Address)
            : default(Match<ValueForm>);

    /// <summary>Matches the generated handle value of an opaque type.</summary>
    public static Match<ValueForm> MatchHandle(ValuePair pair, CType pointee) =>
        TypeMatcher.IsOpaque(pointee) && pair.Types.FindGenerated(pointee) is { } generated && generated.IsValue(pair.Managed)
            ? Wrapped(generated.Type, AddressProperty.Value)
            : default(Match<ValueForm>);

    /// <summary>Matches any generated handle value with a pointer to <c>void</c>.</summary>
    public static Match<ValueForm> MatchUntypedHandle(ValuePair pair, CType pointee) =>
        pointee.Canonical is VoidType && pair.Types.IsHandle(pair.Managed)
            ? Wrapped(pair.Managed, AddressProperty.Value)
            : default(Match<ValueForm>);

    private static ValueForm Wrapped(CSharpType wrapper, AddressProperty property) =>
        new(NativeType.IntPtr, new WrapPointerConversion(wrapper, property));
}
