using KoffiGen.CSharp;

namespace KoffiGen.Emit;

/// <summary>
/// The function, callback or member that the messages of exceptions name. It is a constant of the generated code, so that it costs nothing
/// until something is thrown.
/// </summary>
/// <param name="description">The name in messages, with its quotes.</param>
/// <param name="constant">The constant that the generated method declares if it is used; a literal replaces it if null.</param>
internal sealed class MessageSubject(string description, string? constant = null)
{
    /// <summary>Whether generated code contains it.</summary>
    public bool IsUsed { get; private set; }

    /// <summary>The expression in generated code.</summary>
    public string Expression
    {
        get
        {
            IsUsed = true;
            return constant ?? Literal;
        }
    }

    /// <summary>The declaration of the constant.</summary>
    public string Declaration => $"const string {constant} = {Literal};";

    private string Literal => CSharpLiteral.String(description);

    /// <summary>Returns the name that messages have for a C function or variable and the C# member that represents it.</summary>
    /// <param name="symbol">The name in C; null if only the address is known.</param>
    /// <param name="member">The C# method or property with its type.</param>
    public static string Describe(string? symbol, string member) =>
        symbol is null || symbol == member ? $"'{member}'" : $"'{symbol}' ({member})";
}
