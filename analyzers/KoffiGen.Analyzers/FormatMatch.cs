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
        if (type is null or CSharpType.Other or CSharpType.MultidimensionalArray or CSharpType.Tuple { IsUnmanaged: false })
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
            FormatArgument.Text => type is CSharpType.String || IsBytes(type),
            FormatArgument.WideText => type
                is CSharpType.Primitive { Keyword: CSharpPrimitive.IntPtr }
                    or CSharpType.Pointer
                    or CSharpType.TypedPointer
                    or CSharpType.Span
                    or CSharpType.Array,
            _ => type is null
                || type
                    is not (
                        CSharpType.String
                        or CSharpType.Primitive { Keyword: CSharpPrimitive.Single or CSharpPrimitive.Double or CSharpPrimitive.Boolean }
                    )
                    && !IsSmall(Number(type)),
        };

    // C23 6.5.3.3: integers narrower than int are promoted to int, and float to double.
    private static bool IsPromoted(FormatConversion conversion, CSharpType number) =>
        conversion.Type switch
        {
            BasicTypeKind.Int32 => IsSmall(number)
                && (conversion.HasAnySign || number is not CSharpType.Primitive { Keyword: CSharpPrimitive.UInt32 }),
            BasicTypeKind.UInt32 => IsSmall(number) && (conversion.HasAnySign || number is not CSharpType.Primitive { IsSigned: true }),
            BasicTypeKind.Double => number is CSharpType.Primitive { IsFloating: true },
            var type => IsExactly(type, number, conversion.HasAnySign),
        };

    private static bool IsScanned(FormatConversion conversion, CSharpType type, RefKind refKind)
    {
        CSharpType? target =
            refKind is RefKind.Out or RefKind.Ref ? type
            : type
                is CSharpType.Pointer
                    or CSharpType.TypedPointer
                    or CSharpType.Span { IsReadOnly: false }
                    or CSharpType.Array
                    or CSharpType.KoffiMemory
                ? type.Element
            : null;

        // The type behind an untyped address is unknown, so any conversion may match.
        if (
            refKind == RefKind.None && type is CSharpType.Primitive { Keyword: CSharpPrimitive.IntPtr or CSharpPrimitive.UIntPtr }
            || target is { IsVoid: true }
        )
        {
            return true;
        }

        return conversion.Argument switch
        {
            FormatArgument.Number => target is not null && IsExactly(conversion.Type, Number(target), conversion.HasAnySign),
            FormatArgument.Text => refKind == RefKind.None && IsBytes(type) && type is not CSharpType.Span { IsReadOnly: true },
            _ => target is not null,
        };
    }

    private static bool IsExactly(BasicTypeKind type, CSharpType number, bool hasAnySign)
    {
        CSharpPrimitive? keyword = (number as CSharpType.Primitive)?.Keyword;
        return type switch
        {
            BasicTypeKind.Int8 => keyword == CSharpPrimitive.SByte,
            BasicTypeKind.UInt8 => keyword == CSharpPrimitive.Byte || (hasAnySign && keyword == CSharpPrimitive.SByte),
            BasicTypeKind.Int16 => keyword == CSharpPrimitive.Int16,
            BasicTypeKind.UInt16 => keyword == CSharpPrimitive.UInt16 || (hasAnySign && keyword == CSharpPrimitive.Int16),
            BasicTypeKind.Int32 => keyword == CSharpPrimitive.Int32,
            BasicTypeKind.UInt32 => keyword == CSharpPrimitive.UInt32 || (hasAnySign && keyword == CSharpPrimitive.Int32),
            BasicTypeKind.Int64 => keyword == CSharpPrimitive.Int64,
            BasicTypeKind.UInt64 => keyword == CSharpPrimitive.UInt64 || (hasAnySign && keyword == CSharpPrimitive.Int64),
            BasicTypeKind.Long => number is CSharpType.CLong,
            BasicTypeKind.ULong => number is CSharpType.CULong || (hasAnySign && number is CSharpType.CLong),
            BasicTypeKind.IntPtr => keyword == CSharpPrimitive.IntPtr,
            BasicTypeKind.UIntPtr => keyword == CSharpPrimitive.UIntPtr || (hasAnySign && keyword == CSharpPrimitive.IntPtr),
            BasicTypeKind.Float => keyword == CSharpPrimitive.Single,
            BasicTypeKind.Double => keyword == CSharpPrimitive.Double,
            _ => false,
        };
    }

    /// <summary>Whether C passes the number as an <c>int</c>, or as another integer of that size.</summary>
    private static bool IsSmall(CSharpType number) => number is CSharpType.Rune or CSharpType.Primitive { IsFloating: false, Size: <= 4 };

    private static bool IsBytes(CSharpType? type) =>
        type is not null
        && (
            type is CSharpType.Utf8Pointer or CSharpType.Primitive { Keyword: CSharpPrimitive.IntPtr }
            || (
                type is CSharpType.Pointer or CSharpType.TypedPointer or CSharpType.Span or CSharpType.Array or CSharpType.KoffiMemory
                && type.Element is CSharpType.Primitive { Keyword: CSharpPrimitive.Byte or CSharpPrimitive.SByte or CSharpPrimitive.Void }
            )
        );

    private static CSharpType Number(CSharpType type) => type is CSharpType.Enum { UnderlyingType: var underlying } ? underlying : type;

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
                    CSharpType.Primitive { Keyword: var keyword } => keyword switch
                    {
                        CSharpPrimitive.Boolean or CSharpPrimitive.Int32 => "%d",
                        CSharpPrimitive.Char when isPrintf => "%c",
                        CSharpPrimitive.SByte => isPrintf ? "%d" : "%hhd",
                        CSharpPrimitive.Byte => isPrintf ? "%d" : "%hhu",
                        CSharpPrimitive.Int16 => isPrintf ? "%d" : "%hd",
                        CSharpPrimitive.UInt16 => isPrintf ? "%d" : "%hu",
                        CSharpPrimitive.UInt32 => "%u",
                        CSharpPrimitive.Int64 => "%lld",
                        CSharpPrimitive.UInt64 => "%llu",
                        CSharpPrimitive.IntPtr => isPrintf && conversion.Argument == FormatArgument.Number ? "%zd' or '%p" : "%p",
                        CSharpPrimitive.UIntPtr => "%zu",
                        CSharpPrimitive.Single => isPrintf ? "%g" : "%f",
                        CSharpPrimitive.Double => isPrintf ? "%g" : "%lf",
                        _ => null,
                    },
                    CSharpType.CLong => "%ld",
                    CSharpType.CULong => "%lu",
                    CSharpType.String when conversion.Argument == FormatArgument.WideText => null,
                    CSharpType.String or CSharpType.Utf8Pointer when isPrintf => "%s",
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
