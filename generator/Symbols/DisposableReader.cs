using KoffiGen.Model.Declarations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace KoffiGen.Symbols;

/// <summary>Converts <c>[KoffiDisposable]</c> to its record, for the generator and the analyzers.</summary>
internal static class DisposableReader
{
    public static EquatableArray<DisposableDeclaration> ReadAll(
        ISymbol owner,
        IEnumerable<AttributeData> attributes,
        Compilation compilation
    ) => attributes.Select(attribute => Read(owner, attribute, compilation)).OfType<DisposableDeclaration>().ToEquatableArray();

    /// <summary>Returns the declaration, or <see langword="null"/> if the name is not a constant, which the compiler reports.</summary>
    public static DisposableDeclaration? Read(ISymbol owner, AttributeData attribute, Compilation compilation)
    {
        INamedTypeSymbol? containing = owner as INamedTypeSymbol;
        ContainingType? type = containing is null ? null : DeclarationReader.ReadContainingType(containing);
        if (
            attribute.ConstructorArguments
            is not [
                { Kind: TypedConstantKind.Primitive } name,
                { Kind: TypedConstantKind.Primitive } text,
                { Kind: not TypedConstantKind.Array } disposer,
            ]
        )
        {
            // The compiler reports the unreadable argument. The name is declared anyway, so that its uses are not reported as unknown.
            return
                attribute.ApplicationSyntaxReference?.GetSyntax()
                    is AttributeSyntax
                    {
                        ArgumentList.Arguments: [{ Expression: LiteralExpressionSyntax { Token.Value: string literal } }, ..]
                    }
                ? new DisposableDeclaration(type, literal, "void *", new DisposerDeclaration("") { Problem = DisposerProblem.Unreadable })
                : null;
        }

        return new DisposableDeclaration(
            type,
            name.Value as string ?? "",
            text.Value as string ?? "",
            ReadDisposer(containing, attribute, disposer, compilation)
        );
    }

    private static DisposerDeclaration? ReadDisposer(
        INamedTypeSymbol? containing,
        AttributeData attribute,
        TypedConstant disposer,
        Compilation compilation
    )
    {
        AttributeSyntax? syntax = attribute.ApplicationSyntaxReference?.GetSyntax() as AttributeSyntax;

        // The value of nameof(Native.MyFree) is only the last name, so the class is read from the syntax. If KoffiGen generates the method
        // itself, nameof has no value at all while the generator runs.
        if (syntax is not null && FindNameOf(syntax) is { } named)
        {
            return new DisposerFinder(compilation, syntax).Find(containing, new DisposerDeclaration(named));
        }

        if (disposer.Kind == TypedConstantKind.Error)
        {
            return new DisposerDeclaration("") { Problem = DisposerProblem.Unreadable };
        }

        return disposer.Value is string written
            ? new DisposerFinder(compilation, syntax).Find(containing, new DisposerDeclaration(written) { IsText = true })
            : null;
    }

    private static string? FindNameOf(AttributeSyntax syntax)
    {
        AttributeArgumentSyntax[] arguments = [.. syntax.ArgumentList?.Arguments ?? default];
        AttributeArgumentSyntax? argument =
            arguments.FirstOrDefault(static argument => argument.NameColon?.Name.Identifier.ValueText == "disposer")
            ?? (arguments is [_, _, { NameColon: null, NameEquals: null } third, ..] ? third : null);
        return
            argument?.Expression
                is InvocationExpressionSyntax
                {
                    Expression: IdentifierNameSyntax { Identifier.ValueText: "nameof" },
                    ArgumentList.Arguments: [{ Expression: { } name }]
                }
            ? string.Concat(name.DescendantTokens().Select(static token => token.ValueText))
            : null;
    }
}
