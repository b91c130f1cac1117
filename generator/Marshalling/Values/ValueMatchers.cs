using KoffiGen.C;
using KoffiGen.CSharp;
using KoffiGen.Model.Conversions;

namespace KoffiGen.Marshalling.Values;

/// <summary>A C type, and the C# type that is matched with it.</summary>
/// <param name="Name">The name of the value in exceptions.</param>
internal sealed record ValuePair(TypeMatcher Types, CType Type, CSharpType Managed, string Name);

/// <summary>The form in which a value is passed.</summary>
/// <param name="NativeType">The blittable type in the signature of the function pointer.</param>
internal sealed record ValueForm(NativeType NativeType, Conversion Conversion);

/// <summary>
/// Matchers for values that are converted without access to memory. Arguments, results, outputs, callbacks and struct members share them.
/// </summary>
internal static class ValueMatchers
{
    public static Match<ValueForm> Match(ValuePair pair) =>
        pair.Type.Canonical switch
        {
            BasicType basic => MatchBasic(pair, basic),
            EnumType enumeration => MatchEnum(pair, enumeration),
            ForeignType foreign => MatchForeign(pair, foreign),
            RecordType { IsComplete: true } record => MatchRecord(pair, record),
            PointerType pointer => PointerMatchers.Match(pair, pointer.Pointee.Type),
            _ => default,
        };

    private static Match<ValueForm> MatchBasic(ValuePair pair, BasicType type) =>
        ScalarMarshalling.NativeType(type.Kind) is { } native && ScalarMarshalling.Convert(type, pair.Managed, pair.Name) is { } conversion
            ? new ValueForm(native, conversion)
            : default(Match<ValueForm>);

    private static Match<ValueForm> MatchEnum(ValuePair pair, EnumType type)
    {
        NativeType integer = ScalarMarshalling.NativeType(type);
        if (pair.Managed is CSharpType.Primitive { Keyword: CSharpPrimitive.Boolean })
        {
            return new ValueForm(integer, new TruthValueConversion(integer));
        }

        return !pair.Types.IsGenerated(pair.Type, pair.Managed) && !ScalarMarshalling.IsIntegerOfSize(pair.Managed, integer)
                ? default(Match<ValueForm>)
            : NativeType.Of(pair.Managed) == integer ? new ValueForm(integer, Conversion.Identity)
            : new ValueForm(integer, new CastConversion(integer, pair.Managed));
    }

    private static Match<ValueForm> MatchForeign(ValuePair pair, ForeignType type) =>
        pair.Types.FindForeign(type) is not { } own || !own.IsSame(pair.Managed)
            ? default(Match<ValueForm>)
            : own switch
            {
                CSharpType.Enum { UnderlyingType: var underlying } => new ValueForm(
                    NativeType.Of(underlying),
                    new CastConversion(NativeType.Of(underlying), own)
                ),
                CSharpType.Struct => pair.Types.StructByValue(own),
                _ => default(Match<ValueForm>),
            };

    private static Match<ValueForm> MatchRecord(ValuePair pair, RecordType type) =>
        pair.Types.IsGenerated(pair.Type, pair.Managed)
            ? new ValueForm(NativeType.Of(pair.Types.FindGenerated(type)!.Type), Conversion.Identity)
        : pair.Types.FindLayoutMismatch(type, pair.Managed) is { } mismatch ? mismatch
        : pair.Managed is CSharpType.Struct ? pair.Types.StructByValue(pair.Managed)
        : default(Match<ValueForm>);
}
