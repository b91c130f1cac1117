using System.Collections.Immutable;
using KoffiGen.C;
using KoffiGen.Model;

namespace KoffiGen.Marshalling.Parameters;

/// <summary>One step in the decision how a C# parameter becomes an argument of a C function.</summary>
internal delegate Match<ArgumentModel> ParameterMatcher(ParameterPair pair);

/// <summary>
/// The ordered lists of matchers for parameters. The first that decides wins: a <c>Match</c> method with the form of the argument, a
/// <c>Refuse</c> method with the reason why no later matcher may accept the C# type.
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
        TextMatchers.MatchString, // string and spans of characters, up to the NUL
        TextMatchers.MatchBuffer, // string in a buffer of the length that C states
        TextMatchers.MatchStringArray, // string[] and spans of strings
        TextMatchers.MatchUntypedString, // string for void *
        CallbackMatchers.MatchDelegate, // a delegate that C calls only during the call
        HandleMatchers.MatchFunctionPointer, // the generated type of pointers to functions
        HandleMatchers.MatchUntyped, // a generated handle value or SafeHandle for void *
        HandleMatchers.MatchOpaque, // the generated handle value or SafeHandle of the opaque type
        OutputMatchers.MatchPointer, // out and ref of a pointer that C writes through T **
        MemoryMatchers.MatchOwnedMemory, // KoffiMemory<T>
        MemoryMatchers.MatchSpan, // spans and arrays, pinned
        MemoryMatchers.MatchWholeArray, // ref, in and out of one variable with the layout of the whole array, pinned
        MemoryMatchers.MatchVariable, // ref, in and out of one element, pinned
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
        foreach (ParameterMatcher matcher in isPointer ? Pointers : Values)
        {
            Match<ArgumentModel> match = matcher(pair);
            if (match.IsDecided)
            {
                return isPointer && match.Form is { } argument ? MemoryRequirements.Add(argument, pair) : match;
            }
        }

        return Mismatch.OtherType;
    }
}
