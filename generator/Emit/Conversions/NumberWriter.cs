using System.Globalization;
using KoffiGen.CSharp;
using KoffiGen.Model.Numbers;

namespace KoffiGen.Emit.Conversions;

/// <summary>Numbers as expressions of C#.</summary>
/// <param name="result">The local that has the result of C; numbers that are known without it need none.</param>
internal sealed class NumberWriter(MessageSubject subject, string result) : INumberVisitor<string>
{
    /// <summary>The number as an operand.</summary>
    public static string Write(Number number, MessageSubject subject, string result = "") =>
        number.Accept(new NumberWriter(subject, result));

    /// <summary>The number as an argument, which needs no parentheses.</summary>
    public static string WriteArgument(Number number, MessageSubject subject)
    {
        NumberWriter writer = new(subject, result: "");
        return number is ByteCount bytes ? writer.Scale(bytes) : number.Accept(writer);
    }

    public string Visit(ConstantNumber number) => Format(number.Value);

    public string Visit(MemoryLength number) => number.MayBeNull ? $"({number.Identifier}?.Length ?? 0)" : $"{number.Identifier}.Length";

    public string Visit(MemoryByteLength number) => $"(long)({number.Identifier}?.ByteLength ?? 0)";

    public string Visit(TypeSize number) => $"sizeof({number.Type.Text})";

    public string Visit(ByteCount number) => $"({Scale(number)})";

    public string Visit(ElementCount number) => $"{number.Bytes.Accept(this)} / sizeof({number.Element.Text})";

    public string Visit(RowCount number) =>
        $"{RuntimeMembers.CountedMemory.CountRows}({number.Length.Accept(this)}, "
        + $"{Format(number.RowLength)}, {CSharpLiteral.String(number.Name)}, {subject.Expression})";

    public string Visit(RowElementCount number) => $"checked({number.Rows.Accept(this)} * {Format(number.RowLength)})";

    public string Visit(LargerNumber number) => $"{SystemMembers.Math.Max}({number.Left.Accept(this)}, {number.Right.Accept(this)})";

    public string Visit(ArgumentNumber number)
    {
        string place = number.Place switch
        {
            NumberPlace.Pointee => $"(*{number.Identifier})",
            NumberPlace.FirstElement => number.Identifier + "[0]",
            _ => number.Identifier,
        };
        return Read(place, number.Form);
    }

    public string Visit(ResultNumber number) => Read(result, number.Form);

    public string Visit(ReceivedNumber number) =>
        Read(
            number.Pointee is { } pointee
                ? $"({number.Identifier} == default ? default : *({pointee}*){number.Identifier})"
                : number.Identifier,
            number.Form
        );

    public string Visit(CheckedLength number)
    {
        string value = number.Value.Accept(this);
        string length = number.Value is ComputedNumber ? $"checked({value})" : value;
        string check = number.IsLong ? RuntimeMembers.CountedMemory.LongLength : RuntimeMembers.CountedMemory.Length;
        return $"{check}({length}, {CSharpLiteral.String(number.Name)}, {subject.Expression})";
    }

    public string Visit(ComputedNumber number)
    {
        string cast = number.Left.IsWide ? "" : "(long)";
        return $"({cast}{number.Left.Accept(this)} {number.Operator} {number.Right.Accept(this)})";
    }

    private static string Read(string place, NumberForm form) =>
        form switch
        {
            NumberForm.CLong => place + ".Value",
            NumberForm.Enum => "(long)" + place,
            _ => place,
        };

    private string Scale(ByteCount number) => $"(long){number.Length.Accept(this)} * sizeof({number.Element.Text})";

    private static string Format(long value) => value.ToString(CultureInfo.InvariantCulture);
}
