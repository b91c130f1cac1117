using KoffiGen.C;
using KoffiGen.CSharp;
using KoffiGen.Model;
using KoffiGen.Model.Numbers;

namespace KoffiGen.Marshalling.Parameters;

/// <summary>The requirements of C on the memory behind a pointer: a minimum length and an alignment.</summary>
internal static class MemoryRequirements
{
    public static ArgumentModel Add(ArgumentModel argument, ParameterPair pair)
    {
        ArgumentModel aligned = AddAlignment(argument, pair);
        return FindMinimum(pair) is { } minimum ? aligned with { Minimum = minimum } : aligned;
    }

    /// <summary>
    /// Returns the minimum length that C states as a constant; <see langword="null"/> if there is none or the C# type has no length to
    /// compare.
    /// </summary>
    private static MinimumLength? FindMinimum(ParameterPair pair)
    {
        // A pointer to an array points to at least one array.
        long? stated = pair.Parameter.StatedLength ?? (pair.Parameter.Count is null && pair.Pointee.Canonical is ArrayType ? 1 : null);
        if (stated is not > 0)
        {
            return null;
        }

        if (pair.IsByReference)
        {
            return pair.CountsBytes && pair.Managed.IsUnmanaged
                ? new MinimumLength(new TypeSize(pair.Managed), stated.Value) { IsByteCount = true }
                : null;
        }

        if (Lengths.Of(pair.Declared) is not { } length)
        {
            return null;
        }

        CSharpType element = pair.Managed.Element!;
        bool isByteCount = Lengths.IsScaled(pair.Parameter, element);
        long needed =
            isByteCount || pair.Parameter.IsByteCount ? stated.Value : stated.Value * pair.Types.CountElements(pair.Pointee, element);

        // An empty array of strings is not passed as NULL: its pointer table still ends with NULL.
        bool allowsNone = !pair.Parameter.IsNeverNull && element is not CSharpType.String;
        return needed == 1 && allowsNone
            ? null
            : new MinimumLength(
                !isByteCount ? length
                    : pair.Managed is CSharpType.KoffiMemory ? new MemoryByteLength(pair.Identifier)
                    : new ByteCount(length, element),
                needed
            )
            {
                AllowsNone = allowsNone,
                IsByteCount = isByteCount,
            };
    }

    // Addresses that the caller passes are excluded: the caller is responsible for their alignment.
    private static ArgumentModel AddAlignment(ArgumentModel argument, ParameterPair pair)
    {
        if (
            argument is not (PinnedArgument or MemoryArgument or ConvertedOutput or ManagedFormArgument)
            || FindMemory(pair) is not { } memory
            || pair.Types.FindOverAlignment(memory) is not { } alignment
        )
        {
            return argument;
        }

        return argument is not PinnedArgument pinned
            ? argument with
            {
                OverAlignment = alignment,
            }
            : pinned with
            {
                OverAlignment = alignment,
                IsReadOnly = pair.IsReadOnly,

                // The copy is on the stack, so it must be small, and must include all the memory that C may access.
                IsCopiedToAlign = pair.IsByReference && pair.Types.FindCommonSize(memory, pair.Managed) <= TypeMatcher.MaximumArgumentSize,
            };
    }

    /// <summary>Returns the C type of the memory, as far as the declarations state it.</summary>
    private static CType? FindMemory(ParameterPair pair) =>
        pair.Pointee.Canonical is not VoidType ? pair.Parameter.Array?.Type ?? pair.Pointee
        : pair.IsByReference ? pair.Types.FindCType(pair.Managed)
        : null;
}
