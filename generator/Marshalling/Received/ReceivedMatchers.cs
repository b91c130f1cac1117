using System.Collections.Immutable;
using KoffiGen.C;
using KoffiGen.CSharp;
using KoffiGen.Marshalling.Values;
using KoffiGen.Model;
using KoffiGen.Model.Conversions;

namespace KoffiGen.Marshalling.Received;

/// <summary>One step in the decision how a pointer that C returns becomes a C# value.</summary>
internal delegate Match<ReceivedForm> ReceivedMatcher(ReceivedPair pair);

/// <summary>
/// The ordered list of matchers for pointers that C returns. The first that decides wins: a <c>Match</c> method with the form, a
/// <c>Refuse</c> method with the reason why no later matcher may accept the C# type. Results, outputs and parameters of callbacks
/// share them.
/// </summary>
internal static class ReceivedMatchers
{
    private static readonly ImmutableArray<ReceivedMatcher> Matchers =
    [
        RefuseOtherLayout, // a C# struct with another layout than the C struct
        CountedMatcher.Match, // arrays, strings and spans of counted memory
        CountedMatcher.RefuseManagedElement, // elements with references, except strings for an array of strings
        MatchAddress, // nint, Pointer<T>, Utf8Pointer
        MatchFunctionPointer, // the generated type of pointers to functions
        MatchHandle, // the generated handle value of the opaque type
        MatchPointer, // T*, delegate*
        MatchString, // string: copied up to the NUL
        MatchSafeHandle, // the generated SafeHandle class, for a pointer that C transfers to the caller
        MatchCopy, // one number or struct behind the pointer
    ];

    public static Match<ReceivedForm> Match(ReceivedPair pair) =>
        Matchers.Select(matcher => matcher(pair)).FirstOrDefault(static match => match.IsDecided);

    private static Match<ReceivedForm> RefuseOtherLayout(ReceivedPair pair) =>
        pair.Types.FindLayoutMismatch(pair.Pointer, pair.Managed) is { } mismatch ? mismatch : default(Match<ReceivedForm>);

    private static Match<ReceivedForm> MatchAddress(ReceivedPair pair) =>
        PointerMatchers.MatchAddress(pair.Value, pair.Pointee).Select(ReceivedForm.Address);

    private static Match<ReceivedForm> MatchFunctionPointer(ReceivedPair pair) =>
        PointerMatchers.MatchFunctionPointer(pair.Value, pair.Pointee).Select(ReceivedForm.Address);

    private static Match<ReceivedForm> MatchHandle(ReceivedPair pair) =>
        PointerMatchers.MatchHandle(pair.Value, pair.Pointee).Select(ReceivedForm.Address);

    private static Match<ReceivedForm> MatchPointer(ReceivedPair pair)
    {
        Match<ValueForm> match = PointerMatchers.MatchPointer(pair.Value, pair.Pointee);

        // An out or ref parameter of a pointer type needs no conversion, so it is matched as pinned memory.
        return match.Form is not null && pair.Role != ReceivedRole.Result
            ? default
            : match.Select(form => new ReceivedForm(form.NativeType, new PointerCastConversion(pair.Managed)));
    }

    private static Match<ReceivedForm> MatchString(ReceivedPair pair) =>
        !pair.IsInout && pair.Managed is CSharpType.String text && TypeMatcher.TextEncodingOf(pair.Pointee) is { } encoding
            ? Copied(pair, encoding.PointerType(), new TextConversion(encoding, text.IsNullable))
            : default(Match<ReceivedForm>);

    private static Match<ReceivedForm> MatchSafeHandle(ReceivedPair pair)
    {
        if (
            pair.IsInout
            || pair.Pointer is not { Count: null, Ownership: { } ownership }
            || pair.Types.FindGenerated(pair.Pointee) is not { Disposal: { } closing } generated
            || !generated.IsHandle(pair.Managed)
        )
        {
            return default;
        }

        // The binder of the call reports a disposer that the handle cannot call.
        DisposalModel disposer = generated.FindDisposer(ownership) ?? closing;
        return new ReceivedForm(NativeType.IntPtr, Conversion.Identity)
        {
            Handle = new OwningHandle(generated.Handle, disposer.Symbol, disposer.IsSame(closing)) { Method = disposer.Method },
        };
    }

    // Memory that the library owns is copied only to a nullable C# type, which can represent NULL.
    private static Match<ReceivedForm> MatchCopy(ReceivedPair pair)
    {
        CSharpType? nullable = pair.Managed.NullableValue;
        CSharpType value = nullable ?? pair.Managed;
        bool isOwned = pair.Pointer.Ownership is not null;
        if (pair.IsInout || pair.Pointer.Count is not null || pair.Pointee.Canonical is VoidType || (!isOwned && nullable is null))
        {
            return default;
        }

        if (pair.Types.FindManagedForm(pair.Pointee, value) is { } generated)
        {
            CopyConversion conversion = new(pair.Managed, IsManagedForm: true);
            return Copied(pair, NativeType.Of(generated.Type).PointerTo(), conversion) with
            {
                FreesMembers = isOwned && pair.Types.OwnsMemory(pair.Pointee),
            };
        }

        return pair.Types.IsSameMemory(pair.Pointee, value)
            ? Copied(pair, NativeType.Of(value).PointerTo(), new CopyConversion(pair.Managed, IsManagedForm: false))
            : default(Match<ReceivedForm>);
    }

    /// <summary>Returns the form of memory that is copied, and then freed if C transfers ownership of it.</summary>
    private static ReceivedForm Copied(ReceivedPair pair, NativeType native, ToManagedConversion conversion) =>
        new(native, conversion) { Disposal = pair.Types.FindDisposal(pair.Pointer), CopiesMemory = pair.Pointer.Ownership is null };
}
