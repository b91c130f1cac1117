using KoffiGen.Model;
using KoffiGen.Model.Declarations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace KoffiGen.Symbols;

/// <summary>Turns <c>[KoffiDisposable]</c> into its record, for the generator and the analyzers alike.</summary>
internal static class DisposableReader
{
    public static EquatableArray<DisposableDeclaration> ReadAll(
        ISymbol owner,
        IEnumerable<AttributeData> attributes,
        Compilation compilation
    ) => attributes.Select(attribute => Read(owner, attribute, compilation)).OfType<DisposableDeclaration>().ToEquatableArray();

    /// <summary>The declaration; <see langword="null"/> where the name is no constant, which the compiler says.</summary>
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
            // The compiler reports what it cannot read. That the name is then unknown is nothing to report as well.
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

        // The value of nameof(Native.MyFree) is the last name alone; the class is in the syntax. While the generator runs, the name of a method that it
        // generates has no value at all.
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
