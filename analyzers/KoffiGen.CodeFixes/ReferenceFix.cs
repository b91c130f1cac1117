using System.Collections.Immutable;
using System.Composition;
using KoffiGen.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace KoffiGen.CodeFixes;

/// <summary>A code fix that passes a variable by reference instead of in a collection expression, so that C can write it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ReferenceFix)), Shared]
public sealed class ReferenceFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [MemoryUseRules.LostValues.Id];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            // The analyzer adds the replacement only if the method has an overload for it.
            if (
                root is null
                || !diagnostic.Properties.TryGetValue("Replacement", out string? replacement)
                || replacement is null
                || root.FindNode(diagnostic.Location.SourceSpan).FirstAncestorOrSelf<ArgumentSyntax>()
                    is not {
                        Expression: CollectionExpressionSyntax { Elements: [ExpressionElementSyntax { Expression: var variable }] }
                    } argument
            )
            {
                continue;
            }

            ArgumentSyntax reference = SyntaxFactory
                .Argument(variable.WithoutTrivia())
                .WithRefKindKeyword(SyntaxFactory.Token(SyntaxKind.RefKeyword).WithTrailingTrivia(SyntaxFactory.Space));
            ArgumentSyntax fixedArgument = (
                replacement.StartsWith("ref ", StringComparison.Ordinal)
                    ? reference.WithNameColon(argument.NameColon)
                    : argument.WithExpression(
                        SyntaxFactory.ImplicitObjectCreationExpression(
                            SyntaxFactory.ArgumentList(SyntaxFactory.SingletonSeparatedList(reference)),
                            initializer: null
                        )
                    )
            ).WithTriviaFrom(argument);
            context.RegisterCodeFix(
                CodeAction.Create(
                    $"Pass '{replacement}'",
                    _ => Task.FromResult(context.Document.WithSyntaxRoot(root.ReplaceNode(argument, fixedArgument))),
                    equivalenceKey: "reference"
                ),
                diagnostic
            );
        }
    }
}
