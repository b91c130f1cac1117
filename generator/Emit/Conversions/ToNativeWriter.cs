using KoffiGen.CSharp;
using KoffiGen.Model.Conversions;

namespace KoffiGen.Emit.Conversions;

/// <summary>The way of a C# value to C.</summary>
internal sealed class ToNativeWriter(string value, MessageSubject subject) : IConversionVisitor<string>
{
    public string Visit(IdentityConversion conversion) => value;

    public string Visit(CastConversion conversion) =>
        conversion.AlwaysFits ? $"({conversion.Native}){value}"
        : conversion.Native is NativeLong ? $"new {conversion.Native}(unchecked((nint){value}))"
        : $"unchecked(({conversion.Native}){value})";

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
            ? $"new {wide}({value} ? 1{(wide.IsUnsigned ? "u" : "")} : 0)"
            : $"({value} ? ({conversion.Native})1 : ({conversion.Native})0)";

    public string Visit(SwapBytesConversion conversion) => ConversionWriter.SwapBytes(conversion.Order, conversion.Inner.Accept(this));

    public string Visit(RuneConversion conversion) => $"(uint){value}.Value";

    public string Visit(WideCharacterConversion conversion) =>
        conversion.Managed is CSharpType.Primitive { Keyword: CSharpPrimitive.Char } ? $"(uint){value}" : $"unchecked((uint){value})";

    public string Visit(WrapPointerConversion conversion) => $"{value}.{conversion.Property}";

    public string Visit(BitCastConversion conversion) =>
        $"{SystemMembers.Unsafe.BitCast}<{conversion.Managed.Text}, {conversion.StandIn}>({value})";
}
