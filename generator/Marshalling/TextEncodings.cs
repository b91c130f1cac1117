using KoffiGen.C;
using KoffiGen.CSharp;

namespace KoffiGen.Marshalling;

internal static class TextEncodings
{
    /// <summary>Returns the native type of pointers to characters of the encoding.</summary>
    public static NativeType PointerType(this TextEncoding encoding) =>
        encoding switch
        {
            TextEncoding.Utf8 => NativeType.Byte.PointerTo(),
            TextEncoding.Utf16 => NativeType.UInt16.PointerTo(),
            TextEncoding.Utf32 => NativeType.UInt32.PointerTo(),
            _ => NativeType.VoidPointer,
        };
}
