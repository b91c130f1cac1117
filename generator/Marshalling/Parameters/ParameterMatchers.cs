using System.Collections.Immutable;
using KoffiGen.C;
using KoffiGen.Model;

namespace KoffiGen.Marshalling.Parameters;

/// <summary>One step in the decision how a C# parameter becomes an argument of a C function.</summary>
internal delegate Match<ArgumentModel> ParameterMatcher(ParameterPair pair);

/// <summary>The ordered list of matchers for parameters. The first that decides wins.</summary>
internal static class ParameterMatchers
{
    private static readonly ImmutableArray<ParameterMatcher> Pointers =
    [
        StructMatchers.RefuseOtherLayout, // struct S * and a C# struct with another layout
        AddressMatchers.Match, // nint, T*, delegate*, Pointer<T>, Utf8Pointer: passed unchanged
        CallbackMatchers.MatchRegistration, // Registered<T>
        MemoryMatchers.RefuseManagedElement, // elements with references, except strings for an array of strings
        MemoryMatchers.RefuseReadOnlyOutput, // memory that C writes and C# passes as read-only
        MemoryMatchers.RefuseTransfer, // T *!: C frees the argument, which must not be .NET memory
        StructMatchers.MatchManagedForm, // S.Managed, and spans and arrays of it
        MemoryMatchers.RefuseReadOnlySpan, // ReadOnlySpan<T> for T * without const
        TextMatchers.MatchString, // string and spans of characters
        TextMatchers.MatchBuffer, // string in a buffer of the length that C states
        TextMatchers.MatchStringArray, // string[] and spans of strings
        TextMatchers.MatchUntypedString, // string for void *
        CallbackMatchers.MatchDelegate,
        HandleMatchers.MatchFunctionPointer,
        HandleMatchers.MatchUntyped, // a generated handle for void *
        HandleMatchers.MatchOpaque,
        OutputMatchers.MatchPointer, // out and ref of a pointer that C writes through T **
        MemoryMatchers.MatchOwnedMemory, // KoffiMemory<T>
        MemoryMatchers.MatchSpan, // spans and arrays, pinned
        MemoryMatchers.MatchWholeArray, // one variable with the layout of the whole array
        MemoryMatchers.MatchVariable, // ref, in and out, pinned
        OutputMatchers.MatchConverted, // out and ref of a value that is converted
    ];

    private static readonly ImmutableArray<ParameterMatcher> Values =
    [
        StructMatchers.RefuseOtherLayout,
        StructMatchers.MatchManagedFormByValue,
        ValueParameterMatcher.Match,
    ];

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
