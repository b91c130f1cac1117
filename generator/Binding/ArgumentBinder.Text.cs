using KoffiGen.Model;
using KoffiGen.Types;

namespace KoffiGen.Binding;

// Text: strings, and spans of characters.
internal sealed partial class ArgumentBinder
{
    private static TextArgument? BindText(TextEncoding encoding, CParameter parameter, PointerType pointer, ParameterDeclaration declared)
    {
        string native = encoding switch
        {
            TextEncoding.Utf8 => "byte*",
            TextEncoding.Utf16 => "ushort*",
            TextEncoding.Utf32 => "uint*",
            _ => "void*",
        };

        // Counted characters need no NUL.
        bool isSpan = parameter.Count is null && declared.Type.Kind == ManagedTypeKind.ReadOnlySpan && (encoding, declared.Type.Element!.Kind) is (TextEncoding.Utf8, ManagedTypeKind.Byte) or (TextEncoding.Utf16, ManagedTypeKind.Char);
        return declared.Type.Kind == ManagedTypeKind.String || isSpan
            ? new TextArgument(declared.Identifier, native, encoding) { IsSpan = isSpan, IsCopy = encoding == TextEncoding.Utf16 && !isSpan && !pointer.Pointee.IsConst }
            : null;
    }
}
