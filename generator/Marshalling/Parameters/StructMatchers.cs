using KoffiGen.C;
using KoffiGen.CSharp;
using KoffiGen.Model;

namespace KoffiGen.Marshalling.Parameters;

/// <summary>Matchers for structs with another layout and for managed forms.</summary>
internal static class StructMatchers
{
    /// <summary>Refuses a user's struct whose layout differs from that of the C struct.</summary>
    public static Match<ArgumentModel> RefuseOtherLayout(ParameterPair pair) =>
        !MemoryMatchers.IsWholeArray(pair) && pair.Types.FindLayoutMismatch(pair.Type, pair.Managed) is { } mismatch
            ? mismatch
            : default(Match<ArgumentModel>);

    public static Match<ArgumentModel> MatchManagedFormByValue(ParameterPair pair) =>
        pair.Declared.RefKind is ByRefKind.None or ByRefKind.In && pair.Types.FindManagedForm(pair.Type, pair.Managed) is { } generated
            ? new ManagedFormArgument(pair.Identifier, NativeType.Of(generated.Type), NativeType.Of(generated.Type)) { IsRead = true }
            : default(Match<ArgumentModel>);

    public static Match<ArgumentModel> MatchManagedForm(ParameterPair pair) =>
        pair.IsByReference ? MatchOneManagedForm(pair) : MatchManagedForms(pair);

    // A single variable cannot back an array.
    private static Match<ArgumentModel> MatchOneManagedForm(ParameterPair pair) =>
        pair.Types.FindManagedForm(pair.Pointee, pair.Managed) is { } generated && pair.IsOneVariable
            ? new ManagedFormArgument(pair.Identifier, NativeType.Of(generated.Type).PointerTo(), NativeType.Of(generated.Type))
            {
                IsRead = pair.Declared.RefKind != ByRefKind.Out,
                IsWritten = !pair.IsReadOnlyReference,
                FreesMembers = !pair.IsReadOnlyReference && pair.Types.OwnsMemory(pair.Pointee),
            }
            : default(Match<ArgumentModel>);

    private static Match<ArgumentModel> MatchManagedForms(ParameterPair pair)
    {
        if (
            pair.SpanOrArrayElement is not { } element
            || pair.Types.FindManagedForm(pair.Pointee, element) is not { } generated
            || pair.Parameter.IsByteCount
        )
        {
            return default;
        }

        if (pair.Managed is CSharpType.Span { IsReadOnly: true } && !pair.IsReadOnly)
        {
            return Mismatch.OtherType;
        }

        bool isRead = pair.Parameter.Direction != ParameterDirection.Out;
        bool ownsMemory = pair.Types.OwnsMemory(pair.Pointee);

        // KoffiGen tracks which owned members C has replaced for one struct, not for several.
        return isRead && !pair.IsReadOnly && ownsMemory
            ? Mismatch.OtherType
            : new ManagedFormArgument(pair.Identifier, NativeType.Of(generated.Type).PointerTo(), NativeType.Of(generated.Type))
            {
                IsArray = true,
                IsRead = isRead,
                IsWritten = !pair.IsReadOnly,
                FreesMembers = ownsMemory && !pair.IsReadOnly,
            };
    }
}
