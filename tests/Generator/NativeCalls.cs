using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace KoffiGen.Tests.Generator;

/// <summary>The calls of C functions in a generated file.</summary>
internal static partial class NativeCalls
{
    /// <summary>
    /// Finds the signatures that the method <c>F</c>, or the class of its asynchronous call, calls C with: the convention and the native
    /// types, without namespaces. A convention that differs between processors has two.
    /// </summary>
    public static IEnumerable<string> FindSignatures(string generated) =>
        FindMethods(generated)
            .SelectMany(static node => node.DescendantNodes())
            .OfType<InvocationExpressionSyntax>()
            .Select(static call => call.Expression)
            .OfType<ParenthesizedExpressionSyntax>()
            .Select(static function => function.Expression)
            .OfType<CastExpressionSyntax>()
            .Select(static cast => cast.Type)
            .OfType<FunctionPointerTypeSyntax>()
            .Select(static type => Qualifier().Replace(type.ToString(), "")["delegate* unmanaged".Length..])
            .Distinct();

    /// <summary>Finds the method <c>F</c> and, if it is asynchronous, the class of its call.</summary>
    public static IEnumerable<SyntaxNode> FindMethods(string generated) =>
        CSharpSyntaxTree
            .ParseText(generated, GeneratorHarness.ParseOptions)
            .GetRoot()
            .DescendantNodes()
            .Where(static node =>
                node
                    is MethodDeclarationSyntax { Identifier.ValueText: "F" or "class" }
                        or ClassDeclarationSyntax { Identifier.ValueText: "__FCall" }
            );

    [GeneratedRegex(@"\w+::|\w+\.(?=\w)")]
    private static partial Regex Qualifier();
}
