using System.Globalization;
using KoffiGen.CSharp;
using KoffiGen.Model.Numbers;

namespace KoffiGen.Emit.Conversions;

/// <summary>Numbers as expressions of C#.</summary>
/// <param name="result">The local that has the result of C; numbers that are known without it need none.</param>
/// <param name="memory">The parameter whose length the number is, for messages.</param>
internal sealed class NumberWriter(MessageSubject subject, string result, string? memory = null) : INumberVisitor<string>
{
    /// <summary>The expression that is being written, for messages.</summary>
    private string _length = "";

    private string _receiver = "";

    /// <summary>The number as an operand.</summary>
    public static string Write(Number number, MessageSubject subject, string result = "") =>
        number.Accept(new NumberWriter(subject, result));

    /// <summary>The number as an argument, which needs no parentheses.</summary>
    /// <param name="memory">The parameter whose length the number is, for messages.</param>
    public static string WriteArgument(Number number, MessageSubject subject, string? memory = null)
    {
        NumberWriter writer = new(subject, result: "", memory);
        return number is ByteCount bytes ? writer.Scale(bytes) : number.Accept(writer);
    }

    /// <summary>The number whose arguments are members of a struct.</summary>
    /// <param name="receiver">The struct and a dot.</param>
    public static string WriteOf(string receiver, Number number, MessageSubject subject) =>
        number.Accept(new NumberWriter(subject, result: "") { _receiver = receiver });

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
            NumberPlace.FirstElement => $"({number.Identifier} is {{ Length: > 0 }} ? {number.Identifier}[0] : default)",
            _ => _receiver + number.Identifier,
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
        string outer = _length;
        _length = number.Name;
        string value = number.Value.Accept(this);
        _length = outer;
        string check = number.IsLong ? RuntimeMembers.CountedMemory.LongLength : RuntimeMembers.CountedMemory.Length;
        return Check(check, value, number.Name);
    }

    public string Visit(IntegerNumber number) => Check(RuntimeMembers.LengthArithmetic.Integer, number.Value.Accept(this), number.Name);

    public string Visit(ConvertedNumber number) =>
        "(long)" + Check($"{RuntimeMembers.CheckedInteger.Convert}<long, {number.Type}>", number.Value.Accept(this), number.Name);

    public string Visit(ComputedNumber number)
    {
        string left = number.Left.Accept(this);
        string right = number.Right.Accept(this);
        string? function = (number.Operator, number.Right) switch
        {
            ("+", _) => RuntimeMembers.LengthArithmetic.Add,
            ("-", _) => RuntimeMembers.LengthArithmetic.Subtract,
            ("*", _) => RuntimeMembers.LengthArithmetic.Multiply,
            ("<<", _) => RuntimeMembers.LengthArithmetic.ShiftLeft,
            (">>", _) => RuntimeMembers.LengthArithmetic.ShiftRight,
            ("/", not ConstantNumber) => RuntimeMembers.LengthArithmetic.Divide,
            ("%", not ConstantNumber) => RuntimeMembers.LengthArithmetic.Remainder,
            _ => null,
        };
        string length = memory is null ? $"'{_length}'" : $"'{_length}' of '{memory}'";
        return function is null
            ? $"({left} {number.Operator} {right})"
            : $"{function}({left}, {right}, {CSharpLiteral.String(length)}, {subject.Expression})";
    }

    public string Visit(ConditionNumber number) => $"({WriteCondition(number)} ? 1L : 0L)";

    public string Visit(ConditionalNumber number) =>
        $"({WriteCondition(number.Condition)} ? {number.WhenTrue.Accept(this)} : {number.WhenFalse.Accept(this)})";

    private string WriteCondition(ConditionNumber number) =>
        number is { Operator: "&&" or "||", Left: ConditionNumber left, Right: ConditionNumber right }
            ? $"({WriteCondition(left)} {number.Operator} {WriteCondition(right)})"
            : $"{number.Left.Accept(this)} {number.Operator} {number.Right.Accept(this)}";

    private string Check(string function, string value, string name) =>
        $"{function}({value}, {CSharpLiteral.String(name)}, {subject.Expression})";

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
