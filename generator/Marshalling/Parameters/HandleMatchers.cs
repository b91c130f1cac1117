using KoffiGen.C;
using KoffiGen.CSharp;
using KoffiGen.Model;
using KoffiGen.Model.Conversions;

namespace KoffiGen.Marshalling.Parameters;

/// <summary>Matchers for pointers with a generated C# type: those to opaque types and to functions.</summary>
internal static class HandleMatchers
{
    public static Match<ArgumentModel> MatchFunctionPointer(ParameterPair pair) =>
        pair.Pointee.Canonical is not FunctionType ? default(Match<ArgumentModel>)
        : !pair.IsByReference && pair.Types.IsGenerated(pair.Pointee, pair.Managed) ? Wrapped(pair, AddressProperty.Address)
        : Mismatch.OtherType;

    public static Match<ArgumentModel> MatchUntyped(ParameterPair pair) =>
        pair.Pointee.Canonical is not VoidType || pair.Managed is not CSharpType.Named || pair.IsByReference ? default(Match<ArgumentModel>)
        : pair.Types.IsHandle(pair.Managed) ? Wrapped(pair, AddressProperty.Value)
        : pair.Types.IsSafeHandle(pair.Managed) ? new HandleArgument(pair.Identifier) { IsConsumed = pair.Pointer.Ownership is not null }
        : Mismatch.OtherType;

    public static Match<ArgumentModel> MatchOpaque(ParameterPair pair)
    {
        if (!TypeMatcher.IsOpaque(pair.Pointee))
        {
            return default;
        }

        if (pair.IsByReference || pair.Types.FindGenerated(pair.Pointee) is not { } generated)
        {
            return Mismatch.OtherType;
        }

        bool isConsumed =
            pair.Pointer.Ownership is not null
            || (
                generated.Disposal is { } disposal
                && disposal.Symbol?.Library is null
                && (disposal.Symbol?.Name ?? "free") == pair.SymbolName
            );
        return generated.IsValue(pair.Managed) ? Wrapped(pair, AddressProperty.Value)
            : generated.IsHandle(pair.Managed) ? new HandleArgument(pair.Identifier) { IsConsumed = isConsumed }
            : generated.IsArgument(pair.Managed) ? new HandleArgument(pair.Identifier) { TakesEither = true, IsConsumed = isConsumed }
            : Mismatch.OtherType;
    }

    private static ValueArgument Wrapped(ParameterPair pair, AddressProperty property) =>
        new(pair.Identifier, NativeType.IntPtr, new WrapPointerConversion(pair.Managed, property));
}
