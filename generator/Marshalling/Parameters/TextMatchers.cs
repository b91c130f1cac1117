using System.Collections.Immutable;
using KoffiGen.C;
using KoffiGen.CSharp;
using KoffiGen.Model;

namespace KoffiGen.Marshalling.Parameters;

/// <summary>Matchers for strings and characters.</summary>
internal static class TextMatchers
{
    private static readonly ImmutableArray<ParameterMatcher> Matchers =
    [
        MatchString, // string and spans of characters, up to the NUL
        MatchBuffer, // string in a buffer of the length that C states
        MatchStringArray, // string[] and spans of strings
        MatchUntypedString, // string for void *
    ];

    public static Match<ArgumentModel> Match(ParameterPair pair) => ParameterMatchers.MatchFirst(Matchers, pair);

    /// <summary>Matches a NUL-terminated string with a C# string or a span of code units.</summary>
    private static Match<ArgumentModel> MatchString(ParameterPair pair)
    {
        if (TypeMatcher.TextEncodingOf(pair.Pointee) is not { } encoding || pair.IsWritten || pair.IsByReference)
        {
            return default;
        }

        bool isSpan = !pair.HasLength && pair.IsReadOnly && IsUnit(pair.SpanOrArrayElement, encoding);
        bool isString = pair.Managed is CSharpType.String && pair.Parameter.StatedLength is null;
        return isString || isSpan
            ? new TextArgument(pair.Identifier, encoding.PointerType(), encoding)
            {
                IsSpan = isSpan,
                IsCopy = encoding == TextEncoding.Utf16 && isString && !pair.IsReadOnly,
            }
            : default(Match<ArgumentModel>);
    }

    /// <summary>Matches a C# string with a buffer of stated length, all of which C may read or write.</summary>
    private static Match<ArgumentModel> MatchBuffer(ParameterPair pair)
    {
        bool? isWritten = (pair.Parameter.Direction, pair.Declared.RefKind) switch
        {
            (ParameterDirection.Out, ByRefKind.Out) or (ParameterDirection.Inout, ByRefKind.Ref) => true,
            (ParameterDirection.Default or ParameterDirection.In, ByRefKind.None) when pair.Parameter.StatedLength is not null => false,
            _ => null,
        };
        return
            TypeMatcher.TextEncodingOf(pair.Pointee) is { } encoding
            && isWritten is { } written
            && pair.Managed is CSharpType.String { IsNullable: var isNullable }
            && pair.Parameter.Size is { } size
            && pair.Counts?.ExpressBefore(size) is { } length
            ? new TextBufferArgument(pair.Identifier, encoding, length)
            {
                IsByteCount = pair.Parameter.IsByteCount,
                IsRead = pair.Declared.RefKind != ByRefKind.Out,
                IsWritten = written,
                IsRequired =
                    pair.Declared.RefKind != ByRefKind.Out && pair.Parameter.IsNeverNull && pair.Parameter.StatedLength is not null,
                IsNullable = isNullable,
            }
            : default(Match<ArgumentModel>);
    }

    /// <summary>Matches C# strings with an array of pointers to strings that C only reads.</summary>
    private static Match<ArgumentModel> MatchStringArray(ParameterPair pair) =>
        IsStringArray(pair)
            ? new TextArrayArgument(pair.Identifier, FindStringArray(pair.Parameter)!.Value)
            : default(Match<ArgumentModel>);

    public static bool IsStringArray(ParameterPair pair) =>
        !pair.IsWritten
        && !pair.IsByReference
        && pair.SpanOrArrayElement is CSharpType.String
        && FindStringArray(pair.Parameter) is not null;

    /// <summary>Matches a C# string with a pointer to <c>void</c>. It is passed as UTF-8.</summary>
    private static Match<ArgumentModel> MatchUntypedString(ParameterPair pair) =>
        pair.Pointee.Canonical is VoidType
        && pair.Managed is CSharpType.String
        && pair.Parameter.StatedLength is null
        && !pair.IsWritten
        && !pair.IsByReference
            ? new TextArgument(pair.Identifier, TextEncoding.Utf8.PointerType(), TextEncoding.Utf8)
            : default(Match<ArgumentModel>);

    /// <summary>
    /// Returns the encoding of an array of strings that C only reads, because the pointers or the characters are <c>const</c> or the
    /// parameter is <c>_In_</c>; <see langword="null"/> for other parameters.
    /// </summary>
    public static TextEncoding? FindStringArray(CParameter parameter) =>
        parameter.Type.Type.Canonical is PointerType { Pointee: { Type.Canonical: PointerType { Ownership: null } text } element }
        && (parameter.Direction == ParameterDirection.In || text.Pointee.IsConst || element.IsConst)
            ? TypeMatcher.TextEncodingOf(text.Pointee.Type)
            : null;

    private static bool IsUnit(CSharpType? element, TextEncoding encoding) =>
        element is CSharpType.Primitive { Keyword: var keyword }
        && (encoding, keyword) is (TextEncoding.Utf8, CSharpPrimitive.Byte) or (TextEncoding.Utf16, CSharpPrimitive.Char);
}
