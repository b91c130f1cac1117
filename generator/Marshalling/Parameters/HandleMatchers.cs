using System.Collections.Immutable;
using KoffiGen.C;
using KoffiGen.CSharp;
using KoffiGen.Marshalling.Values;
using KoffiGen.Model;

namespace KoffiGen.Marshalling.Parameters;

/// <summary>Matchers for pointers with a generated C# type: those to opaque types, to structs with a disposer, and to functions.</summary>
internal static class HandleMatchers
{
    private static readonly ImmutableArray<ParameterMatcher> Matchers =
    [
        MatchFunctionPointer, // the generated type of pointers to functions
        MatchUntyped, // a generated handle value or SafeHandle for void *
        MatchOpaque, // the generated handle value or SafeHandle of the opaque type
    ];

    public static Match<ArgumentModel> Match(ParameterPair pair) => ParameterMatchers.MatchFirst(Matchers, pair);

    private static Match<ArgumentModel> MatchFunctionPointer(ParameterPair pair) =>
        pair.Pointee.Canonical is not FunctionType ? default(Match<ArgumentModel>)
        : !pair.IsByReference && PointerMatchers.MatchFunctionPointer(pair.Value, pair.Pointee).Form is { } form ? pair.Pass(form)
        : Mismatch.OtherType;

    private static Match<ArgumentModel> MatchUntyped(ParameterPair pair) =>
        pair.Pointee.Canonical is not VoidType || pair.Managed is not CSharpType.Named || pair.IsByReference ? default(Match<ArgumentModel>)
        : PointerMatchers.MatchUntypedHandle(pair.Value, pair.Pointee).Form is { } form ? pair.Pass(form)
        : pair.Types.IsSafeHandle(pair.Managed) ? new HandleArgument(pair.Identifier)
        : Mismatch.OtherType;

    private static Match<ArgumentModel> MatchOpaque(ParameterPair pair)
    {
        if (!TypeMatcher.IsOpaque(pair.Pointee))
        {
            return default;
        }

        if (pair.IsByReference || pair.Types.FindGenerated(pair.Pointee) is not { } generated)
        {
            return Mismatch.OtherType;
        }

        if (PointerMatchers.MatchHandle(pair.Value, pair.Pointee).Form is { } form)
        {
            return pair.Pass(form);
        }

        HandleArgument argument = Create(pair, generated);
        return generated.IsHandle(pair.Managed) ? argument
            : generated.IsArgument(pair.Managed) ? argument with { TakesEither = true }
            : Mismatch.OtherType;
    }

    /// <summary>Matches the SafeHandle class of a struct, and the types of arguments that hold memory of the struct or a handle.</summary>
    public static Match<ArgumentModel> MatchStruct(ParameterPair pair)
    {
        if (
            pair.IsByReference
            || !pair.IsOneVariable
            || pair.Pointee.Canonical is not RecordType { IsComplete: true }
            || pair.Types.FindGenerated(pair.Pointee) is not { } generated
        )
        {
            return default;
        }

        HandleArgument argument = Create(pair, generated);
        return generated.IsHandle(pair.Managed) ? argument
            : generated.IsReadOnlyArgument(pair.Managed) && (argument.IsConsumed || !pair.IsReadOnly) ? Mismatch.OtherType
            : generated.IsArgument(pair.Managed) || generated.IsReadOnlyArgument(pair.Managed)
                ? argument with
                {
                    TakesEither = true,
                    Element = NativeType.Of(generated.Type),
                }
            : default(Match<ArgumentModel>);
    }

    private static HandleArgument Create(ParameterPair pair, GeneratedType generated)
    {
        bool isDisposed = generated.IsClosedBy(pair.SymbolName);
        return new HandleArgument(pair.Identifier)
        {
            IsConsumed = isDisposed || pair.Pointer.Ownership is not null,
            IsDisposed = isDisposed,
        };
    }
}
