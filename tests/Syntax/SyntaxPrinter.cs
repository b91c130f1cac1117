using System.Text;
using KoffiGen.C;
using KoffiGen.Syntax.Tree;

namespace KoffiGen.Tests.Syntax;

/// <summary>Describes declarations in words, starting from the name: <c>argv: pointer to const pointer to char</c>.</summary>
internal static class SyntaxPrinter
{
    public static string Print(DeclarationSyntax declaration) =>
        string.Join("; ", declaration.Declarators.Select(d => Print(declaration.Specifiers, d.Declarator)));

    public static string Print(ParameterSyntax parameter) =>
        parameter.IsEllipsis
            ? "..."
            : string.Concat(parameter.Annotations.Select(a => a.Word + " ")) + Print(parameter.Specifiers, parameter.Declarator);

    public static string Print(DeclarationSpecifiersSyntax specifiers, DeclaratorSyntax declarator)
    {
        // The chain starts next to the specifiers, but the description starts at the name.
        Stack<string> parts = new();
        DeclaratorSyntax current = declarator;
        while (current is DerivedDeclaratorSyntax derived)
        {
            parts.Push(Print(derived));
            current = derived.Inner;
        }

        string name = declarator.Name.IsMissing ? "" : declarator.Name.Text + ": ";
        return name + string.Concat(parts) + Print(specifiers);
    }

    private static string Print(DerivedDeclaratorSyntax node) =>
        node switch
        {
            PointerDeclaratorSyntax pointer => Words(pointer.Qualifiers)
                + Print(pointer.Convention)
                + (pointer.Ownership is null ? "" : "owned ")
                + "pointer to ",
            ArrayDeclaratorSyntax array => $"array[{(array.Length is null ? "" : Print(array.Length))}] of ",
            FunctionDeclaratorSyntax function => Print(function.Convention)
                + "function("
                + string.Join(", ", function.Parameters.Select(Print).Concat(function.IsVariadic ? ["..."] : []))
                + ") returning ",
            _ => throw new ArgumentOutOfRangeException(nameof(node)),
        };

    private static string Print(DeclarationSpecifiersSyntax specifiers) =>
        Words(specifiers.Qualifiers)
        + Print(specifiers.Convention)
        + (specifiers.Ownership is null ? "" : "owned ")
        + specifiers.Type switch
        {
            BuiltinTypeSpecifierSyntax builtin => string.Concat(
                builtin
                    .Type.ToString()
                    .Split(' ', '_')
                    .Where(word => word.Length > 0)
                    .Select(word => char.ToUpperInvariant(word[0]) + word[1..])
            ),
            NamedTypeSpecifierSyntax named => named.Name.Text,
            RecordSpecifierSyntax record => (record.IsUnion ? "union " : "struct ") + record.Tag?.Text,
            EnumSpecifierSyntax specifier => "enum " + specifier.Tag?.Text,
            _ => "?",
        };

    private static string Print(ConventionSyntax? convention) =>
        convention is null ? "" : convention.Convention.ToString().ToLowerInvariant() + " ";

    private static string Words(TypeQualifiers qualifiers) =>
        qualifiers == TypeQualifiers.None ? "" : qualifiers.ToString().ToLowerInvariant().Replace(",", "", StringComparison.Ordinal) + " ";

    public static string Print(ExpressionSyntax expression)
    {
        StringBuilder text = new();
        Append(text, expression);
        return text.ToString();
    }

    private static void Append(StringBuilder text, ExpressionSyntax expression)
    {
        _ = expression switch
        {
            LiteralExpressionSyntax literal => text.Append(literal.Text),
            NameExpressionSyntax name => text.Append(name.Name.Text),
            UnaryExpressionSyntax unary => text.Append($"({unary.Operator} {Print(unary.Operand)})"),
            BinaryExpressionSyntax binary => text.Append($"({binary.Operator} {Print(binary.Left)} {Print(binary.Right)})"),
            ConditionalExpressionSyntax c => text.Append($"(? {Print(c.Condition)} {Print(c.WhenTrue)} {Print(c.WhenFalse)})"),
            CastExpressionSyntax cast => text.Append($"(cast {Print(cast.Type.Specifiers, cast.Type.Declarator)} {Print(cast.Operand)})"),
            TypeQueryExpressionSyntax query => text.Append($"({query.Query} {Print(query.Type.Specifiers, query.Type.Declarator)})"),
            _ => text.Append("<missing>"),
        };
    }
}
