using System.Collections.Immutable;
using KoffiGen.C;
using KoffiGen.CSharp;
using KoffiGen.Model;

namespace KoffiGen.Marshalling.Parameters;

/// <summary>Matchers for numbers and structs that C accesses without a copy.</summary>
internal static class MemoryMatchers
{
    private static readonly ImmutableArray<ParameterMatcher> Matchers =
    [
        MatchOwnedMemory, // KoffiMemory<T>
        MatchSpan, // spans and arrays, pinned
        MatchWholeArray, // ref, in and out of one variable with the layout of the whole array, pinned
        MatchVariable, // ref, in and out of one element, pinned
    ];

    public static Match<ArgumentModel> Match(ParameterPair pair) => ParameterMatchers.MatchFirst(Matchers, pair);

    /// <summary>Refuses read-only memory for a parameter whose annotation states that C writes it.</summary>
    public static Match<ArgumentModel> RefuseReadOnlyOutput(ParameterPair pair) =>
        pair.IsWritten && (pair.IsReadOnlyReference || (!pair.IsByReference && pair.Managed is CSharpType.Span { IsReadOnly: true }))
            ? Mismatch.ReadOnlyMemory
            : default(Match<ArgumentModel>);

    /// <summary>Refuses .NET memory if C takes ownership of it, because C cannot free it.</summary>
    public static Match<ArgumentModel> RefuseTransfer(ParameterPair pair) =>
        pair.Pointer.Ownership is not null && !TypeMatcher.IsOpaque(pair.Pointee) ? Mismatch.OtherType : default(Match<ArgumentModel>);

    /// <summary>
    /// Refuses a read-only span if C does not declare the memory <c>const</c>: a write to read-only memory would crash the process.
    /// </summary>
    public static Match<ArgumentModel> RefuseReadOnlySpan(ParameterPair pair) =>
        pair.Managed is CSharpType.Span { IsReadOnly: true }
        && !pair.Pointer.Pointee.IsConst
        && pair.Parameter.Direction != ParameterDirection.In
        && pair.Pointee.Canonical is not PointerType
            ? Mismatch.OtherType
            : default(Match<ArgumentModel>);

    private static Match<ArgumentModel> MatchOwnedMemory(ParameterPair pair) =>
        !pair.IsByReference && pair.Managed is CSharpType.KoffiMemory { ElementType: var element } && IsMemory(pair, pair.Pointee, element)
            ? new MemoryArgument(pair.Identifier) { Element = NativeType.Of(element) }
            : default(Match<ArgumentModel>);

    private static Match<ArgumentModel> MatchSpan(ParameterPair pair) =>
        !pair.IsByReference && pair.SpanOrArrayElement is { } element && IsMemory(pair, pair.Pointee, element)
            ? new PinnedArgument(pair.Identifier, NativeType.VoidPointer, NativeType.Of(element))
            {
                IsReadOnly = pair.IsReadOnly,
                IsOutput = pair.IsWritten,
            }
            : default(Match<ArgumentModel>);

    /// <summary>Matches one variable that has the layout of the whole array that C states.</summary>
    private static Match<ArgumentModel> MatchWholeArray(ParameterPair pair) =>
        IsWholeArray(pair) ? Variable(pair) : default(Match<ArgumentModel>);

    // C# requires that a bool is 0 or 1, but C may write any value. A single variable is therefore converted, whereas the elements of an
    // array are used unchanged.
    private static Match<ArgumentModel> MatchVariable(ParameterPair pair) =>
        pair.IsByReference
        && IsOneElement(pair)
        && IsMemory(pair, pair.Pointee, pair.Managed)
        && !(pair.IsWritableReference && pair.Managed is CSharpType.Primitive { Keyword: CSharpPrimitive.Boolean })
            ? Variable(pair)
            : default(Match<ArgumentModel>);

    public static Match<ArgumentModel> RefuseManagedElement(ParameterPair pair) =>
        !pair.IsByReference && !TextMatchers.IsStringArray(pair) && ManagedElementMismatch.Find(pair.Managed) is { } mismatch
            ? mismatch
            : default(Match<ArgumentModel>);

    /// <summary>
    /// Whether one variable can be the memory behind the pointer. It cannot be a string, which would lack its NUL, or an element of an
    /// array.
    /// </summary>
    public static bool IsOneElement(ParameterPair pair) =>
        !(TypeMatcher.TextEncodingOf(pair.Pointee) is not null && pair.IsReadOnly && !pair.HasLength)
        && !pair.Types.IsElement(pair.Pointee, pair.Managed)
        && pair.IsOneVariable;

    /// <summary>Whether the variable has the layout of all elements that C states.</summary>
    public static bool IsWholeArray(ParameterPair pair) =>
        pair.IsByReference
        && pair.Type.Canonical is PointerType { Pointee: var element }
        && pair.Parameter is { StatedLength: > 1 and { } length, IsByteCount: false }
        && pair.Types.IsWholeArray(new ArrayType(element, length), pair.Managed);

    private static PinnedArgument Variable(ParameterPair pair) =>
        new(pair.Identifier, NativeType.VoidPointer, NativeType.Of(pair.Managed))
        {
            IsVariable = true,
            IsOut = pair.Declared.RefKind == ByRefKind.Out,
        };

    private static bool IsMemory(ParameterPair pair, CType type, CSharpType managed) =>
        pair.Types.IsSameMemory(type, managed) || (type.Canonical is VoidType && managed is CSharpType.TypeParameter { IsUnmanaged: true });
}
