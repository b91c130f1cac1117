using KoffiGen.C;
using KoffiGen.CSharp;
using KoffiGen.Model.Conversions;

namespace KoffiGen.Emit.Conversions;

/// <summary>Conversions as expressions of C#.</summary>
internal static class ConversionWriter
{
    /// <param name="value">The expression of the C# value.</param>
    public static string ToNative(Conversion conversion, string value, MessageSubject subject) =>
        conversion.Accept(new ToNativeWriter(value, subject));

    /// <param name="value">The expression of the native value.</param>
    /// <param name="result">The local that has the result of the call, for values that are counted with it.</param>
    public static string ToManaged(ToManagedConversion conversion, string value, MessageSubject subject, string result = "") =>
        conversion.Accept(new ToManagedWriter(value, subject, result));

    public static string SwapBytes(ByteOrder order, string value) =>
        $"{(order == ByteOrder.Big ? RuntimeMembers.NativeByteOrder.Big : RuntimeMembers.NativeByteOrder.Little)}({value})";
}
