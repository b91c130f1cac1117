using KoffiGen.C;
using KoffiGen.CSharp;

namespace KoffiGen.Marshalling;

/// <summary>The C# types of the C basic types. <see cref="BasicTypes"/> does not contain them because it is independent of C#.</summary>
internal static class ScalarTypes
{
    private static readonly Dictionary<BasicTypeKind, Row> Rows = new()
    {
        [BasicTypeKind.Bool] = new(NativeType.Byte, CSharpType.Of(CSharpPrimitive.Boolean)),
        [BasicTypeKind.Char] = new(NativeType.SByte, CSharpType.Of(CSharpPrimitive.SByte))
        {
            Element = CSharpType.Of(CSharpPrimitive.Byte),
        },
        [BasicTypeKind.Int8] = new(NativeType.SByte, CSharpType.Of(CSharpPrimitive.SByte)),
        [BasicTypeKind.UInt8] = new(NativeType.Byte, CSharpType.Of(CSharpPrimitive.Byte)),
        [BasicTypeKind.Int16] = new(NativeType.Int16, CSharpType.Of(CSharpPrimitive.Int16)),
        [BasicTypeKind.UInt16] = new(NativeType.UInt16, CSharpType.Of(CSharpPrimitive.UInt16)),
        [BasicTypeKind.Int32] = new(NativeType.Int32, CSharpType.Of(CSharpPrimitive.Int32)),
        [BasicTypeKind.UInt32] = new(NativeType.UInt32, CSharpType.Of(CSharpPrimitive.UInt32)),
        [BasicTypeKind.Int64] = new(NativeType.Int64, CSharpType.Of(CSharpPrimitive.Int64)),
        [BasicTypeKind.UInt64] = new(NativeType.UInt64, CSharpType.Of(CSharpPrimitive.UInt64)),
        [BasicTypeKind.Int128] = Row.None,
        [BasicTypeKind.UInt128] = Row.None,
        [BasicTypeKind.Long] = new(NativeType.CLong, new CSharpType.CLong()),
        [BasicTypeKind.ULong] = new(NativeType.CULong, new CSharpType.CULong()),
        [BasicTypeKind.IntPtr] = new(NativeType.IntPtr, CSharpType.IntPtr),
        [BasicTypeKind.UIntPtr] = new(NativeType.UIntPtr, CSharpType.Of(CSharpPrimitive.UIntPtr)),
        [BasicTypeKind.Char16] = new(NativeType.UInt16, CSharpType.Of(CSharpPrimitive.Char)),
        [BasicTypeKind.Char32] = new(NativeType.UInt32, new CSharpType.Rune()) { Element = CSharpType.Of(CSharpPrimitive.UInt32) },

        // The size of wchar_t depends on the target, so no C# type has its layout.
        [BasicTypeKind.WChar] = new(NativeType.UInt32, new CSharpType.Rune()) { Element = null },
        [BasicTypeKind.Float] = new(NativeType.Single, CSharpType.Of(CSharpPrimitive.Single)),
        [BasicTypeKind.Double] = new(NativeType.Double, CSharpType.Of(CSharpPrimitive.Double)),
        [BasicTypeKind.LongDouble] = Row.None,
        [BasicTypeKind.FloatComplex] = Row.None,
        [BasicTypeKind.DoubleComplex] = Row.None,
        [BasicTypeKind.LongDoubleComplex] = Row.None,
        [BasicTypeKind.VaList] = Row.None,
    };

    public static IEnumerable<BasicTypeKind> Kinds => Rows.Keys;

    public static Row Get(BasicTypeKind kind) => Rows[kind];

    /// <param name="Native">The blittable type that calls pass; <see langword="null"/> if .NET cannot pass the type by value.</param>
    /// <param name="Default">The default type in signatures; <see langword="null"/> if there is none.</param>
    internal sealed record Row(NativeType? Native, CSharpType? Default)
    {
        public static readonly Row None = new(null, null);

        /// <summary>Gets the type of an element of an array or span; <see langword="null"/> if no C# type has the same layout.</summary>
        public CSharpType? Element { get; init; } = Default;
    }
}
