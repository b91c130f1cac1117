using KoffiGen.C;
using KoffiGen.CSharp;
using KoffiGen.Model;

namespace KoffiGen.Marshalling.Parameters;

/// <summary>Numbers and structs that C uses where they are.</summary>
internal static class MemoryMatchers
{
    /// <summary>Refuses read-only memory for a parameter whose annotation states that C writes it.</summary>
    public static Match<ArgumentModel> RefuseReadOnlyOutput(ParameterPair pair) =>
        pair.IsWritten && (pair.IsReadOnlyReference || (!pair.IsByReference && pair.Managed is CSharpType.Span { IsReadOnly: true }))
            ? Mismatch.ReadOnlyMemory
            : default(Match<ArgumentModel>);

    /// <summary>Refuses memory of .NET where C takes ownership: C could not free it.</summary>
    public static Match<ArgumentModel> RefuseTransfer(ParameterPair pair) =>
        pair.Pointer.Ownership is not null && !TypeMatcher.IsOpaque(pair.Pointee) ? Mismatch.OtherType : default(Match<ArgumentModel>);

    /// <summary>Refuses a read-only span where C does not promise that it only reads: the processor may protect the memory.</summary>
    public static Match<ArgumentModel> RefuseReadOnlySpan(ParameterPair pair) =>
        pair.Managed is CSharpType.Span { IsReadOnly: true }
        && !pair.Pointer.Pointee.IsConst
        && pair.Parameter.Direction != ParameterDirection.In
        && pair.Pointee.Canonical is not PointerType
            ? Mismatch.OtherType
            : default(Match<ArgumentModel>);

    public static Match<ArgumentModel> MatchOwnedMemory(ParameterPair pair) =>
        !pair.IsByReference && pair.Managed is CSharpType.KoffiMemory { ElementType: var element } && IsMemory(pair, pair.Pointee, element)
            ? new MemoryArgument(pair.Identifier) { Element = NativeType.Of(element) }
            : default(Match<ArgumentModel>);

    public static Match<ArgumentModel> MatchSpan(ParameterPair pair) =>
        !pair.IsByReference && pair.SpanOrArrayElement is { } element && IsMemory(pair, pair.Pointee, element)
            ? new PinnedArgument(pair.Identifier, NativeType.VoidPointer, NativeType.Of(element))
            : default(Match<ArgumentModel>);

    /// <summary>One variable with the layout of the whole array that C states.</summary>
    public static Match<ArgumentModel> MatchWholeArray(ParameterPair pair) =>
        pair.IsByReference
        && pair.Parameter is { StatedLength: > 1 and { } length, IsByteCount: false }
        && pair.Types.IsWholeArray(new ArrayType(pair.Pointer.Pointee, length), pair.Managed)
            ? Variable(pair)
            : default(Match<ArgumentModel>);

    // A bool of C# is 0 or 1, and C may write anything: one variable is converted, and the elements of an array are used as they are.
    public static Match<ArgumentModel> MatchVariable(ParameterPair pair) =>
        pair.IsByReference
        && IsOneElement(pair)
        && IsMemory(pair, pair.Pointee, pair.Managed)
        && !(pair.IsWritableReference && pair.Managed is CSharpType.Primitive { Keyword: CSharpPrimitive.Boolean })
            ? Variable(pair)
            : default(Match<ArgumentModel>);

    public static Match<ArgumentModel> RefuseManagedElement(ParameterPair pair) =>
        pair.SpanOrArrayElement is { IsUnmanaged: false } and not CSharpType.Named and var element
            ? new ManagedElementMismatch(element)
            : default(Match<ArgumentModel>);

    /// <summary>Whether one variable can be what C points to: not a string of one character without a NUL, and not one element of an array.</summary>
    public static bool IsOneElement(ParameterPair pair) =>
        !(TypeMatcher.TextEncodingOf(pair.Pointee) is not null && pair.IsReadOnly && !pair.HasLength)
        && !pair.Types.IsElement(pair.Pointee, pair.Managed)
        && pair.IsOneVariable;

    private static PinnedArgument Variable(ParameterPair pair) =>
        new(pair.Identifier, NativeType.VoidPointer, NativeType.Of(pair.Managed))
        {
            IsVariable = true,
            IsOut = pair.Declared.RefKind == ByRefKind.Out,
        };

    private static bool IsMemory(ParameterPair pair, CType type, CSharpType managed) =>
        pair.Types.IsSameMemory(type, managed) || (type.Canonical is VoidType && managed is CSharpType.TypeParameter { IsUnmanaged: true });
}
