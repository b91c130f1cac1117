using KoffiGen.CSharp;

namespace KoffiGen.Emit;

/// <summary>
/// The function, variable, callback or member that the messages of exceptions name. Generated code passes it as a constant, so that it
/// costs nothing until something is thrown.
/// </summary>
internal sealed class MessageSubject
{
    private readonly string? _constant;
    private readonly string _description;

    /// <param name="symbol">The name in C; null if only the address is known.</param>
    /// <param name="member">The C# method or property with its type.</param>
    /// <param name="constant">The constant that the generated method declares; null to write the literal at each use.</param>
    public MessageSubject(string? symbol, string member, string? constant = null)
    {
        // The escapes of identifiers that are keywords are C# syntax, not parts of the names.
        string name = member.Replace("@", "");
        _constant = constant;
        _description = symbol is null || symbol == name ? $"'{name}'" : $"'{symbol}' ({name})";
        Name = symbol ?? name;
    }

    /// <summary>Returns the name of a member of a generated struct.</summary>
    public static MessageSubject OfMember(CSharpType type, string member) => new(symbol: null, $"{type.DisplayText}.{member}");

    /// <summary>Gets the name in C or, if only the address is known, the C# method or property with its type.</summary>
    public string Name { get; }

    /// <summary>Gets the expression in generated code.</summary>
    public string Expression => _constant ?? Literal;

    /// <summary>Gets the declaration of the constant.</summary>
    public string Declaration => $"const string {_constant} = {Literal};";

    private string Literal => CSharpLiteral.String(_description);
}
