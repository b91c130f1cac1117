using KoffiGen.C;
using KoffiGen.C.Formats;
using KoffiGen.CSharp;
using Microsoft.CodeAnalysis;

namespace KoffiGen.Analyzers;

/// <summary>The rules for the C# types that a conversion of a format accepts.</summary>
internal static class FormatMatch
{
    /// <summary>Returns the expected type and a proposal, or <see langword="null"/> if the argument matches or may match.</summary>
    /// <param name="type">The argument's type, or <see langword="null"/> if it can be anything.</param>
    public static (string Expected, string Advice)? Explain(FormatConversion conversion, FormatKind kind, CSharpType? type, RefKind refKind)
    {
        if (type is null || type.Kind == CSharpTypeKind.Other)
        {
            return null;
        }

        bool isRight =
            kind == FormatKind.Printf ? IsPrinted(conversion, refKind == RefKind.None ? type : null) : IsScanned(conversion, type, refKind);
        return isRight ? null : (Describe(conversion, kind), Advise(conversion, kind, type, refKind));
    }

    private static bool IsPrinted(FormatConversion conversion, CSharpType? type) =>
        conversion.Argument switch
        {
            FormatArgument.Number => type is not null && IsPromoted(conversion, Number(type)),
            FormatArgument.Text => type is { Kind: CSharpTypeKind.String } || IsBytes(type),
            FormatArgument.WideText => type
                is {
                    Kind: CSharpTypeKind.IntPtr
                        or CSharpTypeKind.Pointer
                        or CSharpTypeKind.TypedPointer
                        or CSharpTypeKind.Span
                        or CSharpTypeKind.ReadOnlySpan
                        or CSharpTypeKind.Array
                },
            _ => type is null
                || type.Kind is not (CSharpTypeKind.String or CSharpTypeKind.Single or CSharpTypeKind.Double or CSharpTypeKind.Boolean)
                    && !IsSmall(Number(type)),
        };

    // C23 6.5.3.3: integers narrower than int are promoted to int, and float to double.
    private static bool IsPromoted(FormatConversion conversion, CSharpTypeKind number) =>
        conversion.Type switch
        {
            BasicTypeKind.Int32 => IsSmall(number) && (number != CSharpTypeKind.UInt32 || conversion.HasAnySign),
            BasicTypeKind.UInt32 => IsSmall(number)
                && (conversion.HasAnySign || number is not (CSharpTypeKind.Int32 or CSharpTypeKind.Int16 or CSharpTypeKind.SByte)),
            BasicTypeKind.Double => number is CSharpTypeKind.Single or CSharpTypeKind.Double,
            var type => IsExactly(type, number, conversion.HasAnySign),
        };

    private static bool IsScanned(FormatConversion conversion, CSharpType type, RefKind refKind)
    {
        CSharpType? target = refKind is RefKind.Out or RefKind.Ref
            ? type
            : type.Kind switch
            {
                CSharpTypeKind.Pointer
                or CSharpTypeKind.TypedPointer
                or CSharpTypeKind.Span
                or CSharpTypeKind.Array
                or CSharpTypeKind.OwnedMemory => type.Element,
                _ => null,
            };

        // The type behind an untyped address is unknown, so any conversion may match.
        if (
            refKind == RefKind.None && type.Kind is CSharpTypeKind.IntPtr or CSharpTypeKind.UIntPtr
            || target is { Kind: CSharpTypeKind.Void }
        )
        {
            return true;
        }

        return conversion.Argument switch
        {
            FormatArgument.Number => target is not null && IsExactly(conversion.Type, Number(target), conversion.HasAnySign),
            FormatArgument.Text => refKind == RefKind.None && IsBytes(type) && type.Kind != CSharpTypeKind.ReadOnlySpan,
            _ => target is not null,
        };
    }

    private static bool IsExactly(BasicTypeKind type, CSharpTypeKind number, bool hasAnySign) =>
        type switch
        {
            BasicTypeKind.Int8 => number == CSharpTypeKind.SByte,
            BasicTypeKind.UInt8 => number == CSharpTypeKind.Byte || (hasAnySign && number == CSharpTypeKind.SByte),
            BasicTypeKind.Int16 => number == CSharpTypeKind.Int16,
            BasicTypeKind.UInt16 => number == CSharpTypeKind.UInt16 || (hasAnySign && number == CSharpTypeKind.Int16),
            BasicTypeKind.Int32 => number == CSharpTypeKind.Int32,
            BasicTypeKind.UInt32 => number == CSharpTypeKind.UInt32 || (hasAnySign && number == CSharpTypeKind.Int32),
            BasicTypeKind.Int64 => number == CSharpTypeKind.Int64,
            BasicTypeKind.UInt64 => number == CSharpTypeKind.UInt64 || (hasAnySign && number == CSharpTypeKind.Int64),
            BasicTypeKind.Long => number == CSharpTypeKind.CLong,
            BasicTypeKind.ULong => number == CSharpTypeKind.CULong || (hasAnySign && number == CSharpTypeKind.CLong),
            BasicTypeKind.IntPtr => number == CSharpTypeKind.IntPtr,
            BasicTypeKind.UIntPtr => number == CSharpTypeKind.UIntPtr || (hasAnySign && number == CSharpTypeKind.IntPtr),
            BasicTypeKind.Float => number == CSharpTypeKind.Single,
            BasicTypeKind.Double => number == CSharpTypeKind.Double,
            _ => false,
        };

    private static bool IsSmall(CSharpTypeKind number) =>
        number
            is CSharpTypeKind.Boolean
                or CSharpTypeKind.Char
                or CSharpTypeKind.Rune
                or CSharpTypeKind.SByte
                or CSharpTypeKind.Byte
                or CSharpTypeKind.Int16
                or CSharpTypeKind.UInt16
                or CSharpTypeKind.Int32
                or CSharpTypeKind.UInt32;

    private static bool IsBytes(CSharpType? type) =>
        type is not null
        && (
            type.Kind is CSharpTypeKind.Utf8Pointer or CSharpTypeKind.IntPtr
            || (
                type.Kind
                    is CSharpTypeKind.Pointer
                        or CSharpTypeKind.TypedPointer
                        or CSharpTypeKind.Span
                        or CSharpTypeKind.ReadOnlySpan
                        or CSharpTypeKind.Array
                        or CSharpTypeKind.OwnedMemory
                && type.Element?.Kind is CSharpTypeKind.Byte or CSharpTypeKind.SByte or CSharpTypeKind.Void
            )
        );

    private static CSharpTypeKind Number(CSharpType type) =>
        type is { Kind: CSharpTypeKind.Enum, Element: { } underlying } ? underlying.Kind : type.Kind;

    private static string Describe(FormatConversion conversion, FormatKind kind) =>
        conversion.Argument switch
        {
            FormatArgument.Text => kind == FormatKind.Printf ? "a string" : "memory for a string",
            FormatArgument.WideText => "a wide string",
            FormatArgument.Pointer => "a pointer",
            _ when conversion.Type == BasicTypeKind.LongDouble => "a 'long double', which C# does not have",
            _ => (kind == FormatKind.Printf ? "the C type '" : "a pointer to the C type '") + BasicType.Get(conversion.Type) + "'",
        };

    private static string Advise(FormatConversion conversion, FormatKind kind, CSharpType type, RefKind refKind)
    {
        bool isPrintf = kind == FormatKind.Printf;
        string? written =
            isPrintf && refKind != RefKind.None
                ? null
                : Number(isPrintf || refKind != RefKind.None ? type : type.Element ?? type) switch
                {
                    CSharpTypeKind.Boolean or CSharpTypeKind.Int32 => "%d",
                    CSharpTypeKind.Char when isPrintf => "%c",
                    CSharpTypeKind.SByte => isPrintf ? "%d" : "%hhd",
                    CSharpTypeKind.Byte => isPrintf ? "%d" : "%hhu",
                    CSharpTypeKind.Int16 => isPrintf ? "%d" : "%hd",
                    CSharpTypeKind.UInt16 => isPrintf ? "%d" : "%hu",
                    CSharpTypeKind.UInt32 => "%u",
                    CSharpTypeKind.Int64 => "%lld",
                    CSharpTypeKind.UInt64 => "%llu",
                    CSharpTypeKind.CLong => "%ld",
                    CSharpTypeKind.CULong => "%lu",
                    CSharpTypeKind.IntPtr => isPrintf && conversion.Argument == FormatArgument.Number ? "%zd' or '%p" : "%p",
                    CSharpTypeKind.UIntPtr => "%zu",
                    CSharpTypeKind.Single => isPrintf ? "%g" : "%f",
                    CSharpTypeKind.Double => isPrintf ? "%g" : "%lf",
                    CSharpTypeKind.String when conversion.Argument == FormatArgument.WideText => null,
                    CSharpTypeKind.String or CSharpTypeKind.Utf8Pointer when isPrintf => "%s",
                    _ => null,
                };
        string? passed = conversion.Argument switch
        {
            FormatArgument.Text => isPrintf ? "a 'string'" : "a 'Span<byte>'",
            FormatArgument.WideText => isPrintf ? "'KoffiArgument.Wide(…)', or a pointer" : "a pointer",
            FormatArgument.Pointer => "a pointer",
            _ => ScalarName(conversion.Type) is { } name
                ? isPrintf
                    ? $"a value of type '{name}'"
                    : $"'out {name}'"
                : null,
        };
        return (written, passed) switch
        {
            (not null, not null) => $"Write '{written}', or pass {passed}",
            (not null, null) => $"Write '{written}'",
            (null, not null) => $"Pass {passed}",
            _ => "Pass a number of a type that C has",
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
