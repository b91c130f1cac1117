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
    /// Returns the minimum length that C states; <see langword="null"/> if it states none, if the value is not known before the call, or if
    /// the C# type has no length to compare.
    /// </summary>
    private static MinimumLength? FindMinimum(ParameterPair pair)
    {
        if (FindStated(pair) is not { } stated)
        {
            return null;
        }

        if (pair.IsByReference)
        {
            return pair.CountsBytes && pair.Managed.IsUnmanaged
                ? new MinimumLength(new TypeSize(pair.Managed), stated) { IsByteCount = true }
                : null;
        }

        if (Lengths.Of(pair.Declared) is not { } length)
        {
            return null;
        }

        // C receives an array of pointers for an array of strings.
        CSharpType element = pair.Managed.Element is CSharpType.String ? CSharpType.IntPtr : pair.Managed.Element!;
        bool isByteCount = Lengths.IsScaled(pair.Parameter, element);
        if (isByteCount && !element.IsUnmanaged)
        {
            return null;
        }

        Number needed =
            isByteCount || pair.Parameter.IsByteCount ? stated : CountElements(stated, pair.Types.CountElements(pair.Pointee, element));

        // An empty array of strings is not passed as NULL: its pointer table still ends with NULL.
        bool allowsNone = !pair.Parameter.IsNeverNull && pair.Managed.Element is not CSharpType.String;
        return needed is ConstantNumber { Value: 1 } && allowsNone
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

    // If the C# signature omits the count, C receives the length itself. A pointer to an array points to at least one array.
    private static Number? FindStated(ParameterPair pair) =>
        pair.Parameter.Size switch
        {
            ConstantCount { Value: <= 0 } => null,
            ConstantCount constant => new ConstantNumber(constant.Value),
            { } size => pair.IsMeasured ? null : pair.Counts?.ExpressMinimum(size),
            null => pair.Parameter.Count is null && pair.Pointee.Canonical is ArrayType ? new ConstantNumber(1) : null,
        };

    private static Number CountElements(Number rows, long rowLength) =>
        rowLength == 1 ? rows
        : rows is ConstantNumber constant ? new ConstantNumber(constant.Value * rowLength)
        : new RowElementCount(rows, rowLength);

    // Addresses that the caller passes are excluded: the caller is responsible for their alignment.
    private static ArgumentModel AddAlignment(ArgumentModel argument, ParameterPair pair)
    {
        if (
            argument
                is not (
                    PinnedArgument
                    or MemoryArgument
                    or ConvertedOutput
                    or ManagedFormArgument
                    or HandleArgument { Element: not null, IsConsumed: false }
                )
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
