using KoffiGen.CSharp;
using KoffiGen.Model.Declarations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace KoffiGen.Symbols;

/// <summary>Converts a delegate with <c>[KoffiCallback]</c> to its record, for the generator and the analyzers.</summary>
internal static class CallbackReader
{
    /// <summary>
    /// Returns the declaration, or <see langword="null"/> if the attribute's arguments are not constants, which the compiler reports.
    /// </summary>
    public static CallbackDeclaration? Read(INamedTypeSymbol type, AttributeData attribute)
    {
        if (DeclarationReader.ReadImport(attribute) is not { } prototype || type.DelegateInvokeMethod is not { } invoke)
        {
            return null;
        }

        ContainingType? container = type.ContainingType is { } containing ? DeclarationReader.ReadContainingType(containing) : null;
        CallbackDeclaration callback = new(
            container,
            type.ContainingNamespace is { IsGlobalNamespace: false } space ? space.ToDisplayString() : "",
            CSharpIdentifier.Escape(type.Name),
            prototype.Texts,
            CSharpTypeReader.ReadSignature(invoke)
        )
        {
            Library = DeclarationReader.ReadLibrary(type),
            Accessibility = SyntaxFacts.GetText(type.DeclaredAccessibility),
            Obstacle = FindObstacle(type),
        };
        foreach (KeyValuePair<string, TypedConstant> named in attribute.NamedArguments)
        {
            callback = named.Key switch
            {
                "Slots" => callback with { Slots = named.Value.Value as int? ?? callback.Slots },
                "OnException" => callback with { OnException = named.Value.Value as int? ?? callback.OnException },
                "Async" => callback with { IsAsynchronous = named.Value.Value as bool? ?? false },
                _ => callback,
            };
        }

        return callback;
    }

    // An enclosing type can also be the obstacle.
    private static string? FindObstacle(INamedTypeSymbol type) =>
        type.IsGenericType ? "it is generic or inside a generic type. Move the delegate to a type that is not generic."
        : type.IsFileLocal ? "the generated file cannot access a 'file' type. Make it 'internal'."
        : type.ContainingType is { } container ? FindObstacle(container)
        : null;
}
