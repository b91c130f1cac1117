using KoffiGen.C;
using KoffiGen.CSharp;
using KoffiGen.Model;
using KoffiGen.Model.Declarations;
using KoffiGen.Syntax.Tree;

namespace KoffiGen.Marshalling;

// Text: strings, and spans of characters.
internal sealed partial class ArgumentBinder
{
    private static TextArgument? BindText(TextEncoding encoding, CParameter parameter, PointerType pointer, ParameterDeclaration declared)
    {
        NativeType native = encoding switch
        {
            TextEncoding.Utf8 => NativeType.Byte.PointerTo(),
            TextEncoding.Utf16 => NativeType.UInt16.PointerTo(),
            TextEncoding.Utf32 => NativeType.UInt32.PointerTo(),
            _ => NativeType.VoidPointer,
        };

        // Characters of a known number need no NUL.
        bool isBuffer = parameter.Count is not null || parameter.StatedLength is not null;
        bool isSpan =
            !isBuffer
            && IsReadOnly(parameter, pointer)
            && declared.Type.Kind is CSharpTypeKind.ReadOnlySpan or CSharpTypeKind.Span or CSharpTypeKind.Array
            && (encoding, declared.Type.Element!.Kind)
                is
                    (TextEncoding.Utf8, CSharpTypeKind.Byte)
                    or
                    (TextEncoding.Utf16, CSharpTypeKind.Char);
        bool isString = declared.Type.Kind == CSharpTypeKind.String && parameter.StatedLength is null;
        return isString || isSpan
            ? new TextArgument(declared.Identifier, native, encoding)
            {
                IsSpan = isSpan,
                IsCopy = encoding == TextEncoding.Utf16 && isString && !IsReadOnly(parameter, pointer),
            }
            : null;
    }

    /// <summary>Pointers to text that C only reads: either the pointers or the characters are constant, or the parameter is <c>_In_</c>.</summary>
    private static bool IsTextArray(CParameter parameter, CType pointee) =>
        pointee.Canonical is PointerType { Ownership: null } inner
        && TypeMatcher.TextEncodingOf(inner.Pointee.Type) is not null
        && (
            parameter.Direction == ParameterDirection.In
            || inner.Pointee.IsConst
            || parameter.Type.Type.Canonical is PointerType { Pointee.IsConst: true }
        );

    private static TextArrayArgument? BindTextArray(CParameter parameter, CType pointee, ParameterDeclaration declared) =>
        IsTextArray(parameter, pointee)
        && declared.Type
            is { Kind: CSharpTypeKind.ReadOnlySpan or CSharpTypeKind.Span or CSharpTypeKind.Array, Element.Kind: CSharpTypeKind.String }
            ? new TextArrayArgument(declared.Identifier, TypeMatcher.TextEncodingOf(((PointerType)pointee.Canonical).Pointee.Type)!.Value)
            : null;
}
