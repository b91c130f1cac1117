using KoffiGen.Model;
using KoffiGen.Types;
using KoffiGen.Types.Formats;
using Microsoft.CodeAnalysis;

namespace KoffiGen.Analyzers;

/// <summary>Whether an argument in C# is what a conversion takes.</summary>
internal static class FormatMatch
{
    /// <summary>What the conversion takes, and what to write; <see langword="null"/> where the argument is right, or could be.</summary>
    /// <param name="type">The argument's type; <see langword="null"/> where it could be anything.</param>
    public static (string Expected, string Advice)? Explain(
        FormatConversion conversion,
        FormatKind kind,
        ManagedType? type,
        RefKind refKind
    )
    {
        if (type is null || type.Kind == ManagedTypeKind.Other)
        {
            return null;
        }

        bool isRight =
            kind == FormatKind.Printf ? IsPrinted(conversion, refKind == RefKind.None ? type : null) : IsScanned(conversion, type, refKind);
        return isRight ? null : (Describe(conversion, kind), Advise(conversion, kind, type, refKind));
    }

    private static bool IsPrinted(FormatConversion conversion, ManagedType? type) =>
        conversion.Argument switch
        {
            FormatArgument.Number => type is not null && IsPromoted(conversion, Number(type)),
            FormatArgument.Text => type is { Kind: ManagedTypeKind.String } || IsBytes(type),
            FormatArgument.WideText => type
                is {
                    Kind: ManagedTypeKind.IntPtr
                        or ManagedTypeKind.Pointer
                        or ManagedTypeKind.TypedPointer
                        or ManagedTypeKind.Span
                        or ManagedTypeKind.ReadOnlySpan
                        or ManagedTypeKind.Array
                },
            _ => type is null
                || type.Kind is not (ManagedTypeKind.String or ManagedTypeKind.Single or ManagedTypeKind.Double or ManagedTypeKind.Boolean)
                    && !IsSmall(Number(type)),
        };

    // C23 6.5.3.3: what has fewer bits than an int comes as one.
    private static bool IsPromoted(FormatConversion conversion, ManagedTypeKind number) =>
        conversion.Type switch
        {
            BasicTypeKind.Int32 => IsSmall(number) && (number != ManagedTypeKind.UInt32 || conversion.HasAnySign),
            BasicTypeKind.UInt32 => IsSmall(number)
                && (conversion.HasAnySign || number is not (ManagedTypeKind.Int32 or ManagedTypeKind.Int16 or ManagedTypeKind.SByte)),
            BasicTypeKind.Double => number is ManagedTypeKind.Single or ManagedTypeKind.Double,
            var type => IsExactly(type, number, conversion.HasAnySign),
        };

    private static bool IsScanned(FormatConversion conversion, ManagedType type, RefKind refKind)
    {
        ManagedType? target = refKind is RefKind.Out or RefKind.Ref
            ? type
            : type.Kind switch
            {
                ManagedTypeKind.Pointer
                or ManagedTypeKind.TypedPointer
                or ManagedTypeKind.Span
                or ManagedTypeKind.Array
                or ManagedTypeKind.OwnedMemory => type.Element,
                _ => null,
            };

        // What is behind an address, nobody knows.
        if (
            refKind == RefKind.None && type.Kind is ManagedTypeKind.IntPtr or ManagedTypeKind.UIntPtr
            || target is { Kind: ManagedTypeKind.Void }
        )
        {
            return true;
        }

        return conversion.Argument switch
        {
            FormatArgument.Number => target is not null && IsExactly(conversion.Type, Number(target), conversion.HasAnySign),
            FormatArgument.Text => refKind == RefKind.None && IsBytes(type) && type.Kind != ManagedTypeKind.ReadOnlySpan,
            _ => target is not null,
        };
    }

    private static bool IsExactly(BasicTypeKind type, ManagedTypeKind number, bool hasAnySign) =>
        type switch
        {
            BasicTypeKind.Int8 => number == ManagedTypeKind.SByte,
            BasicTypeKind.UInt8 => number == ManagedTypeKind.Byte || (hasAnySign && number == ManagedTypeKind.SByte),
            BasicTypeKind.Int16 => number == ManagedTypeKind.Int16,
            BasicTypeKind.UInt16 => number == ManagedTypeKind.UInt16 || (hasAnySign && number == ManagedTypeKind.Int16),
            BasicTypeKind.Int32 => number == ManagedTypeKind.Int32,
            BasicTypeKind.UInt32 => number == ManagedTypeKind.UInt32 || (hasAnySign && number == ManagedTypeKind.Int32),
            BasicTypeKind.Int64 => number == ManagedTypeKind.Int64,
            BasicTypeKind.UInt64 => number == ManagedTypeKind.UInt64 || (hasAnySign && number == ManagedTypeKind.Int64),
            BasicTypeKind.Long => number == ManagedTypeKind.CLong,
            BasicTypeKind.ULong => number == ManagedTypeKind.CULong || (hasAnySign && number == ManagedTypeKind.CLong),
            BasicTypeKind.IntPtr => number == ManagedTypeKind.IntPtr,
            BasicTypeKind.UIntPtr => number == ManagedTypeKind.UIntPtr || (hasAnySign && number == ManagedTypeKind.IntPtr),
            BasicTypeKind.Float => number == ManagedTypeKind.Single,
            BasicTypeKind.Double => number == ManagedTypeKind.Double,
            _ => false,
        };

    private static bool IsSmall(ManagedTypeKind number) =>
        number
            is ManagedTypeKind.Boolean
                or ManagedTypeKind.Char
                or ManagedTypeKind.Rune
                or ManagedTypeKind.SByte
                or ManagedTypeKind.Byte
                or ManagedTypeKind.Int16
                or ManagedTypeKind.UInt16
                or ManagedTypeKind.Int32
                or ManagedTypeKind.UInt32;

    private static bool IsBytes(ManagedType? type) =>
        type is not null
        && (
            type.Kind is ManagedTypeKind.Utf8Pointer or ManagedTypeKind.IntPtr
            || (
                type.Kind
                    is ManagedTypeKind.Pointer
                        or ManagedTypeKind.TypedPointer
                        or ManagedTypeKind.Span
                        or ManagedTypeKind.ReadOnlySpan
                        or ManagedTypeKind.Array
                        or ManagedTypeKind.OwnedMemory
                && type.Element?.Kind is ManagedTypeKind.Byte or ManagedTypeKind.SByte or ManagedTypeKind.Void
            )
        );

    private static ManagedTypeKind Number(ManagedType type) =>
        type is { Kind: ManagedTypeKind.Enum, Element: { } underlying } ? underlying.Kind : type.Kind;

    private static string Describe(FormatConversion conversion, FormatKind kind) =>
        conversion.Argument switch
        {
            FormatArgument.Text => kind == FormatKind.Printf ? "text" : "memory for text",
            FormatArgument.WideText => "wide text",
            FormatArgument.Pointer => "a pointer",
            _ when conversion.Type == BasicTypeKind.LongDouble => "a 'long double', which C# does not have",
            _ => (kind == FormatKind.Printf ? "C's '" : "a pointer to C's '") + BasicType.Get(conversion.Type) + "'",
        };

    private static string Advise(FormatConversion conversion, FormatKind kind, ManagedType type, RefKind refKind)
    {
        bool isPrintf = kind == FormatKind.Printf;
        string? written =
            isPrintf && refKind != RefKind.None
                ? null
                : Number(isPrintf || refKind != RefKind.None ? type : type.Element ?? type) switch
                {
                    ManagedTypeKind.Boolean or ManagedTypeKind.Int32 => "%d",
                    ManagedTypeKind.Char when isPrintf => "%c",
                    ManagedTypeKind.SByte => isPrintf ? "%d" : "%hhd",
                    ManagedTypeKind.Byte => isPrintf ? "%d" : "%hhu",
                    ManagedTypeKind.Int16 => isPrintf ? "%d" : "%hd",
                    ManagedTypeKind.UInt16 => isPrintf ? "%d" : "%hu",
                    ManagedTypeKind.UInt32 => "%u",
                    ManagedTypeKind.Int64 => "%lld",
                    ManagedTypeKind.UInt64 => "%llu",
                    ManagedTypeKind.CLong => "%ld",
                    ManagedTypeKind.CULong => "%lu",
                    ManagedTypeKind.IntPtr => isPrintf && conversion.Argument == FormatArgument.Number ? "%zd' or '%p" : "%p",
                    ManagedTypeKind.UIntPtr => "%zu",
                    ManagedTypeKind.Single => isPrintf ? "%g" : "%f",
                    ManagedTypeKind.Double => isPrintf ? "%g" : "%lf",
                    ManagedTypeKind.String when conversion.Argument == FormatArgument.WideText => null,
                    ManagedTypeKind.String or ManagedTypeKind.Utf8Pointer when isPrintf => "%s",
                    _ => null,
                };
        string? passed = conversion.Argument switch
        {
            FormatArgument.Text => isPrintf ? "a 'string'" : "a 'Span<byte>'",
            FormatArgument.WideText => isPrintf ? "'KoffiArgument.Wide(…)', or a pointer" : "a pointer",
            FormatArgument.Pointer => "a pointer",
            _ => ScalarName(conversion.Type) is { } name
                ? isPrintf
                    ? $"a '{name}'"
                    : $"an 'out {name}'"
                : null,
        };
        return (written, passed) switch
        {
            (not null, not null) => $"write '{written}', or pass {passed}",
            (not null, null) => $"write '{written}'",
            (null, not null) => $"pass {passed}",
            _ => "pass a number that C has",
        };
    }

    private static string? ScalarName(BasicTypeKind type) =>
        type switch
        {
            BasicTypeKind.Int8 => "sbyte",
            BasicTypeKind.UInt8 => "byte",
            BasicTypeKind.Int16 => "short",
            BasicTypeKind.UInt16 => "ushort",
            BasicTypeKind.Int32 => "int",
            BasicTypeKind.UInt32 => "uint",
            BasicTypeKind.Int64 => "long",
            BasicTypeKind.UInt64 => "ulong",
            BasicTypeKind.Long => "CLong",
            BasicTypeKind.ULong => "CULong",
            BasicTypeKind.IntPtr => "nint",
            BasicTypeKind.UIntPtr => "nuint",
            BasicTypeKind.Float => "float",
            BasicTypeKind.Double => "double",
            _ => null,
        };
}
