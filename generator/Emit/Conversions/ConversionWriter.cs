using KoffiGen.C;
using KoffiGen.CSharp;
using KoffiGen.Model.Conversions;
using KoffiGen.Model.Numbers;

namespace KoffiGen.Emit.Conversions;

/// <summary>Conversions as expressions of C#.</summary>
internal static class ConversionWriter
{
    /// <param name="value">The expression of the C# value.</param>
    public static string ToNative(Conversion conversion, Expression value, MessageSubject subject) =>
        conversion.Accept(new ToNativeWriter(value, subject));

    /// <param name="value">The expression of the native value.</param>
    /// <param name="result">The local that has the result of the call, for values that are counted with it.</param>
    public static string ToManaged(ToManagedConversion conversion, Expression value, MessageSubject subject, string result = "") =>
        conversion.Accept(new ToManagedWriter(value, subject, result));

    private static string SwapBytes(ByteOrder order, string value) =>
        $"{(order == ByteOrder.Big ? RuntimeMembers.NativeByteOrder.Big : RuntimeMembers.NativeByteOrder.Little)}({value})";

    /// <summary>The way of a C# value to C.</summary>
    private sealed class ToNativeWriter(Expression value, MessageSubject subject) : IConversionVisitor<string>
    {
        public string Visit(IdentityConversion conversion) => value.Text;

        public string Visit(CastConversion conversion) =>
            conversion.AlwaysFits ? $"({conversion.Native}){value.Operand}"
            : conversion.Native is NativeLong ? $"new {conversion.Native}(unchecked((nint){value.Operand}))"
            : $"unchecked(({conversion.Native}){value.Operand})";

        public string Visit(CheckedCastConversion conversion)
        {
            string method = conversion.Native switch
            {
                NativeLong { IsUnsigned: true } => RuntimeMembers.CheckedInteger.ToCULong,
                NativeLong => RuntimeMembers.CheckedInteger.ToCLong,
                _ => $"{RuntimeMembers.CheckedInteger.Convert}<{conversion.Managed.Text}, {conversion.Native}>",
            };
            return $"{method}({value}, {CSharpLiteral.String(conversion.Name)}, {subject.Expression})";
        }

        public string Visit(TruthValueConversion conversion) =>
            conversion.Native is NativeLong wide
                ? $"new {wide}({value.Operand} ? 1{(wide.IsUnsigned ? "u" : "")} : 0)"
                : $"({value.Operand} ? ({conversion.Native})1 : ({conversion.Native})0)";

        public string Visit(SwapBytesConversion conversion) => SwapBytes(conversion.Order, conversion.Inner.Accept(this));

        public string Visit(RuneConversion conversion) => $"(uint){value.Operand}.Value";

        public string Visit(WideCharacterConversion conversion) =>
            conversion.Managed is CSharpType.Primitive { Keyword: CSharpPrimitive.Char }
                ? $"(uint){value.Operand}"
                : $"unchecked((uint){value.Operand})";

        public string Visit(WrapPointerConversion conversion) => $"{value.Operand}.{conversion.Property}";

        public string Visit(BitCastConversion conversion) =>
            $"{SystemMembers.Unsafe.BitCast}<{conversion.Managed.Text}, {conversion.StandIn}>({value})";
    }

    /// <summary>The way of a native value to C#.</summary>
    private sealed class ToManagedWriter(Expression value, MessageSubject subject, string result) : IToManagedConversionVisitor<string>
    {
        public string Visit(IdentityConversion conversion) => value.Text;

        public string Visit(CastConversion conversion) =>
            conversion.AlwaysFits ? $"({conversion.Managed.Text}){value.Operand}"
            : conversion.Native is NativeLong ? $"unchecked(({conversion.Managed.Text}){value.Operand}.Value)"
            : $"unchecked(({conversion.Managed.Text}){value.Operand})";

        public string Visit(CheckedCastConversion conversion)
        {
            string method = conversion.Native switch
            {
                NativeLong { IsUnsigned: true } => $"{RuntimeMembers.CheckedInteger.FromCULong}<{conversion.Managed.Text}>",
                NativeLong => $"{RuntimeMembers.CheckedInteger.FromCLong}<{conversion.Managed.Text}>",
                _ => $"{RuntimeMembers.CheckedInteger.Convert}<{conversion.Native}, {conversion.Managed.Text}>",
            };
            return $"{method}({value}, {CSharpLiteral.String(conversion.Name)}, {subject.Expression})";
        }

        public string Visit(TruthValueConversion conversion) =>
            conversion.Native is NativeLong ? $"({value.Operand}.Value != 0)" : $"({value.Operand} != 0)";

        public string Visit(SwapBytesConversion conversion) =>
            ToManaged(conversion.Inner, Expression.Primary(SwapBytes(conversion.Order, value.Text)), subject);

        public string Visit(RuneConversion conversion) =>
            $"{RuntimeMembers.NativeCharacter.ToRune}({(conversion.IsWide ? Wide : value.Text)})";

        public string Visit(WideCharacterConversion conversion) => $"unchecked(({conversion.Managed.Text}){Wide})";

        public string Visit(WrapPointerConversion conversion) => $"new {conversion.Wrapper.Text}({value})";

        public string Visit(BitCastConversion conversion) =>
            $"{SystemMembers.Unsafe.BitCast}<{conversion.StandIn}, {conversion.Managed.Text}>({value})";

        public string Visit(TextConversion conversion)
        {
            string text = conversion.Encoding switch
            {
                TextEncoding.Utf8 => $"{RuntimeMembers.NativeString.FromUtf8}({value})",
                TextEncoding.Utf16 => $"{RuntimeMembers.NativeString.FromUtf16}((char*){value.Operand})",
                TextEncoding.Utf32 => $"{RuntimeMembers.NativeString.FromUtf32}({value})",
                _ => $"{RuntimeMembers.NativeString.FromWide}({value})",
            };
            return text + NullForgiving(conversion.AllowsNull);
        }

        public string Visit(CountedTextConversion conversion)
        {
            string length = Write(conversion.Length);
            string text = conversion.Encoding switch
            {
                TextEncoding.Utf8 => $"{RuntimeMembers.NativeString.FromUtf8}((byte*){value.Operand}, {length})",
                TextEncoding.Utf16 => $"{RuntimeMembers.NativeString.FromUtf16}((char*){value.Operand}, {length})",
                TextEncoding.Utf32 => $"{RuntimeMembers.NativeString.FromUtf32}((uint*){value}, {length})",
                _ => $"{RuntimeMembers.NativeString.FromWide}({value}, {length})",
            };
            return UnlessNull(text, conversion.AllowsNull);
        }

        public string Visit(CountedStringsConversion conversion)
        {
            string encoding = RuntimeMembers.NativeTextEncoding.Value(conversion.Encoding);
            return UnlessNull(
                $"{RuntimeMembers.CountedMemory.ToStrings}({value}, {Write(conversion.Length)}, {encoding})",
                conversion.AllowsNull
            );
        }

        public string Visit(CountedArrayConversion conversion) =>
            UnlessNull(
                $"new {SystemMembers.ReadOnlySpan.Type}<{conversion.Element.Text}>({value}, {Write(conversion.Length)}).ToArray()",
                conversion.AllowsNull
            );

        public string Visit(SpanConversion conversion) =>
            $"({value.Operand} == null ? default : new {conversion.Span.Text}({value}, {Write(conversion.Length)}))";

        public string Visit(CopyConversion conversion)
        {
            string none = conversion.Managed.NullableValue is null ? "default" : $"default({conversion.Managed.Text})";
            string copy = conversion.IsManagedForm ? $"{value.Operand}->ToManaged()" : $"*{value.Operand}";
            return $"({value.Operand} == null ? {none} : {copy})";
        }

        public string Visit(ReadManagedFormConversion conversion) => $"{value.Operand}.ToManaged()";

        public string Visit(PointerCastConversion conversion) => $"({conversion.Pointer.Text}){value.Operand}";

        public string Visit(ReinterpretConversion conversion) =>
            ToManaged(conversion.Inner, Expression.Operation($"({conversion.NativeType}){value.Operand}"), subject, result);

        private string Wide => $"{RuntimeMembers.NativeCharacter.Wide}({value})";

        private string Write(Number length) => NumberWriter.Write(length, subject, result);

        private string UnlessNull(string copy, bool allowsNull) => $"({value.Operand} == null ? null : {copy}){NullForgiving(allowsNull)}";

        private static string NullForgiving(bool allowsNull) => allowsNull ? "" : "!";
    }
}
