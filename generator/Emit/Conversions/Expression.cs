namespace KoffiGen.Emit.Conversions;

/// <summary>An expression of C#, which is an operand of others only in parentheses if it has an operator.</summary>
internal readonly record struct Expression
{
    private Expression(string text, bool isPrimary) => (Text, IsPrimary) = (text, isPrimary);

    public string Text { get; }

    /// <summary>The expression as an operand of a cast, a member access or another operator.</summary>
    public string Operand => IsPrimary ? Text : $"({Text})";

    private bool IsPrimary { get; }

    /// <summary>A name, a literal, a call, a member or an element, or an expression in parentheses.</summary>
    public static Expression Primary(string text) => new(text, isPrimary: true);

    /// <summary>An expression with an operator, including those before the operand: <c>*value</c>, <c>-1</c>, <c>(int)value</c>.</summary>
    public static Expression Operation(string text) => new(text, isPrimary: false);

    public override string ToString() => Text;
}
