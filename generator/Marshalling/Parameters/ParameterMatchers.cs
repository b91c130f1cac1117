using System.Collections.Immutable;
using KoffiGen.C;
using KoffiGen.Model;

namespace KoffiGen.Marshalling.Parameters;

/// <summary>One step in the decision how a C# parameter becomes an argument of a C function.</summary>
internal delegate Match<ArgumentModel> ParameterMatcher(ParameterPair pair);

/// <summary>
/// The ordered lists of matchers for parameters. The first that decides wins: a <c>Match</c> method with the form of the argument, a
/// <c>Refuse</c> method with the reason why no later matcher may accept the C# type. A family of matchers that follow each other has a
/// list of its own.
/// </summary>
internal static class ParameterMatchers
{
    /// <summary>The matchers for pointers. Each comment names the C# types that the matcher decides on.</summary>
    private static readonly ImmutableArray<ParameterMatcher> Pointers =
    [
        StructMatchers.RefuseOtherLayout, // a C# struct with another layout than the C struct
        AddressMatchers.Match, // nint, T*, delegate*, Pointer<T>, Utf8Pointer: passed unchanged
        CallbackMatchers.MatchRegistration, // Registered<T>
        MemoryMatchers.RefuseManagedElement, // elements with references, except strings for an array of strings
        MemoryMatchers.RefuseReadOnlyOutput, // memory that C writes and C# passes as read-only
        HandleMatchers.MatchStruct, // the SafeHandle class of a struct, and its type of arguments
        MemoryMatchers.RefuseTransfer, // any other type for T *!: C frees the argument, which must not be .NET memory
        StructMatchers.MatchManagedForm, // S.Managed, and spans and arrays of it
        MemoryMatchers.RefuseReadOnlySpan, // ReadOnlySpan<T> for T * without const
        TextMatchers.Match, // string, spans of characters, and arrays and spans of strings: transcoded
        CallbackMatchers.MatchDelegate, // a delegate that C calls only during the call
        HandleMatchers.Match, // the generated types of pointers to functions and to opaque types
        OutputMatchers.MatchPointer, // out and ref of a pointer that C writes through T **
        MemoryMatchers.Match, // KoffiMemory<T>, spans and arrays, and variables by reference: used without a copy
        OutputMatchers.MatchConverted, // out and ref of a value that is converted
    ];

    /// <summary>The matchers for all other C types.</summary>
    private static readonly ImmutableArray<ParameterMatcher> Values =
    [
        StructMatchers.MatchManagedFormByValue, // S.Managed
        ValueParameterMatcher.Match, // numbers, enums and structs: what results, outputs, callbacks and struct members match, too
    ];

    /// <returns>The form of the argument, with what C requires of its memory, or the reason why the types do not match.</returns>
    public static Match<ArgumentModel> Match(ParameterPair pair)
    {
        bool isPointer = pair.Type.Canonical is PointerType;
        Match<ArgumentModel> match = MatchFirst(isPointer ? Pointers : Values, pair);
        return !match.IsDecided ? Mismatch.OtherType
            : isPointer && match.Form is { } argument ? MemoryRequirements.Add(argument, pair)
            : match;
    }

    /// <summary>Returns the match of the first matcher that decides.</summary>
    public static Match<ArgumentModel> MatchFirst(ImmutableArray<ParameterMatcher> matchers, ParameterPair pair)
    {
        foreach (ParameterMatcher matcher in matchers)
        {
            Match<ArgumentModel> match = matcher(pair);
            if (match.IsDecided)
            {
                return match;
            }
        }

        return default;
    }
}
