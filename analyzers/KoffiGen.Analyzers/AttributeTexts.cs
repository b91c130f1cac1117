using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using SourceLocation = KoffiGen.Text.SourceLocation;
using SourceSpan = KoffiGen.Text.SourceSpan;

namespace KoffiGen.Analyzers;

/// <summary>The source locations of an attribute's strings, in the order in which <c>DeclarationReader</c> reads them.</summary>
/// <param name="first">The index of the attribute's first string among the texts of the declaration.</param>
internal sealed class AttributeTexts(AttributeSyntax syntax, AttributeData data, Compilation compilation, int first = 0)
{
    private const int NoParameter = -1;

    private readonly Dictionary<ExpressionSyntax, LiteralMapper> _mappers = [];

    /// <summary>Gets the location of the attribute's name, for messages about the attribute as a whole.</summary>
    public Location Name => syntax.Name.GetLocation();

    public Location Locate(SourceLocation location)
    {
        SourceSpan span = location.Written.Span;
        // There is no smaller span: the message is about the whole string.
        if (FindText(location.Written.Text.Index - first) is not var (expression, value))
        {
            return Name;
        }

        TextSpan place = span == default ? expression.Span : MapperOf(expression, value ?? "").Map(span);
        return Location.Create(syntax.SyntaxTree, place);
    }

    private LiteralMapper MapperOf(ExpressionSyntax expression, string value)
    {
        if (!_mappers.TryGetValue(expression, out LiteralMapper? mapper))
        {
            _mappers.Add(expression, mapper = LiteralMapper.Read(expression, value, Resolve));
        }

        return mapper;
    }

    public Location LocateNamed(string? name)
    {
        foreach (AttributeArgumentSyntax argument in syntax.ArgumentList?.Arguments ?? default)
        {
            if (argument.NameEquals?.Name.Identifier.ValueText == name)
            {
                return argument.Expression.GetLocation();
            }
        }

        return Name;
    }

    private (ExpressionSyntax Expression, string? Value)? FindText(int index)
    {
        if (data.AttributeConstructor is not { } constructor)
        {
            return null;
        }

        int text = 0;
        for (int parameter = 0; parameter < constructor.Parameters.Length && parameter < data.ConstructorArguments.Length; parameter++)
        {
            TypedConstant constant = data.ConstructorArguments[parameter];
            List<ExpressionSyntax> expressions = FindExpressions(constructor, parameter);
            if (constant.Kind != TypedConstantKind.Array)
            {
                if (text++ == index)
                {
                    return expressions is [{ } single] ? (single, constant.Value as string) : null;
                }

                continue;
            }

            int count = constant.IsNull ? 0 : constant.Values.Length;
            if (index < text + count)
            {
                string? value = constant.Values[index - text].Value as string;
                return Elements(expressions) is { } elements && elements.Count == count ? (elements[index - text], value)
                    : expressions is [{ } whole] ? (whole, null)
                    : null;
            }

            text += count;
        }

        return null;
    }

    private List<ExpressionSyntax> FindExpressions(IMethodSymbol constructor, int parameter)
    {
        List<ExpressionSyntax> expressions = [];
        int position = 0;
        foreach (AttributeArgumentSyntax argument in syntax.ArgumentList?.Arguments ?? default)
        {
            if (argument.NameEquals is not null)
            {
                continue;
            }

            int target = argument.NameColon is { } named
                ? IndexOf(constructor, named.Name.Identifier.ValueText)
                : Math.Min(position, constructor.Parameters.Length - 1);
            position++;
            if (target == parameter)
            {
                expressions.Add(argument.Expression);
            }
        }

        return expressions;
    }

    private static int IndexOf(IMethodSymbol constructor, string name)
    {
        foreach (IParameterSymbol parameter in constructor.Parameters)
        {
            if (parameter.Name == name)
            {
                return parameter.Ordinal;
            }
        }

        return NoParameter;
    }

    /// <summary>Returns the elements of a params array, which are written one by one or as an array.</summary>
    private static List<ExpressionSyntax>? Elements(List<ExpressionSyntax> expressions) =>
        expressions is [{ } single]
            ? single switch
            {
                ArrayCreationExpressionSyntax { Initializer: { } initializer } => [.. initializer.Expressions],
                ImplicitArrayCreationExpressionSyntax array => [.. array.Initializer.Expressions],
                CollectionExpressionSyntax collection => collection.Elements.All(static element => element is ExpressionElementSyntax)
                    ? [.. collection.Elements.Select(static element => ((ExpressionElementSyntax)element).Expression)]
                    : null,
                _ => expressions,
            }
            : expressions;

    private ISymbol? Resolve(ExpressionSyntax expression)
    {
        // Runs only for diagnostics inside constants, so a correct program does not pay for a semantic model.
#pragma warning disable RS1030
        return compilation.GetSemanticModel(expression.SyntaxTree).GetSymbolInfo(expression).Symbol;
#pragma warning restore RS1030
    }
}
