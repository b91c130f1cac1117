using System.Collections.Immutable;
using KoffiGen.C;
using KoffiGen.CSharp;
using KoffiGen.Marshalling.Values;
using KoffiGen.Model;
using KoffiGen.Model.Conversions;

namespace KoffiGen.Marshalling.Received;

/// <summary>One step in the decision how a pointer that C returns becomes a C# value.</summary>
internal delegate ReceivedForm? ReceivedMatcher(ReceivedPair pair);

/// <summary>
/// The ordered list of matchers for pointers that C returns. The first that matches wins. Results, outputs and parameters of callbacks
/// share them.
/// </summary>
internal static class ReceivedMatchers
{
    private static readonly ImmutableArray<ReceivedMatcher> Matchers =
    [
        CountedMatcher.Match, // arrays, strings and spans of counted memory
        MatchAddress, // nint, Pointer<T>, Utf8Pointer, generated function pointers and handle values
        MatchPointer, // T*, delegate*
        MatchString, // string: copied up to the NUL
        MatchSafeHandle, // the generated SafeHandle class, for a pointer that C transfers to the caller
        MatchCopy, // one number or struct behind the pointer
    ];

    /// <returns><see langword="null"/> if the types do not match.</returns>
    public static ReceivedForm? Match(ReceivedPair pair) =>
        Matchers.Select(matcher => matcher(pair)).FirstOrDefault(static form => form is not null);

    private static ReceivedForm? MatchAddress(ReceivedPair pair)
    {
        ValuePair value = pair.Value;
        ValueForm? form =
            PointerMatchers.MatchAddress(value, pair.Pointee)
            ?? PointerMatchers.MatchFunctionPointer(value, pair.Pointee)
            ?? PointerMatchers.MatchHandle(value, pair.Pointee);
        return form is null ? null : ReceivedForm.Address(form);
    }

    // This matches only results: an out parameter of a pointer type needs no conversion and is matched as pinned memory.
    private static ReceivedForm? MatchPointer(ReceivedPair pair) =>
        pair.Role == ReceivedRole.Result && PointerMatchers.MatchPointer(pair.Value, pair.Pointee) is { } form
            ? new ReceivedForm(form.NativeType, new PointerCastConversion(pair.Managed))
            : null;

    private static ReceivedForm? MatchString(ReceivedPair pair) =>
        !pair.IsInout && pair.Managed is CSharpType.String text && TypeMatcher.TextEncodingOf(pair.Pointee) is { } encoding
            ? Copied(pair, encoding.PointerType(), new TextConversion(encoding, text.IsNullable))
            : null;

    private static ReceivedForm? MatchSafeHandle(ReceivedPair pair)
    {
        if (
            pair.IsInout
            || pair.Pointer is not { Count: null, Ownership: { } ownership }
            || pair.Types.FindGenerated(pair.Pointee) is not { Disposal: { } closing } generated
            || !generated.IsHandle(pair.Managed)
        )
        {
            return null;
        }

        // The binder of the call reports a disposer that the handle cannot call.
        DisposalModel disposer = generated.FindDisposer(ownership) ?? closing;
        return new ReceivedForm(NativeType.IntPtr, Conversion.Identity)
        {
            Handle = new OwningHandle(generated.Handle, disposer.Symbol, disposer.IsSame(closing)),
        };
    }

    // Memory that the library owns is copied only to a nullable C# type, which can represent NULL.
    private static ReceivedForm? MatchCopy(ReceivedPair pair)
    {
        CSharpType? nullable = pair.Managed.NullableValue;
        CSharpType value = nullable ?? pair.Managed;
        bool isOwned = pair.Pointer.Ownership is not null;
        if (pair.IsInout || pair.Pointer.Count is not null || pair.Pointee.Canonical is VoidType || (!isOwned && nullable is null))
        {
            return null;
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
            : null;
    }

    /// <summary>Returns the form of memory that is copied, and then freed if C transfers ownership of it.</summary>
    private static ReceivedForm Copied(ReceivedPair pair, NativeType native, ToManagedConversion conversion) =>
        new(native, conversion) { Disposal = pair.Types.FindDisposal(pair.Pointer), CopiesMemory = pair.Pointer.Ownership is null };
}
