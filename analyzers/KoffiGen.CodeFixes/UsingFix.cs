using System.Collections.Immutable;
using System.Composition;
using KoffiGen.Diagnostics;
using KoffiGen.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace KoffiGen.CodeFixes;

/// <summary>A code fix that adds <c>using</c> to the local declaration of a registration.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UsingFix)), Shared]
public sealed class UsingFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [CallbackRules.NeverDisposed.Id];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            // The analyzer adds the location only if the variable is assigned once, as 'using' requires. C# does not allow a using
            // declaration directly in a switch section.
            if (
                root is null
                || diagnostic.AdditionalLocations is not [{ } place]
                || root.FindNode(place.SourceSpan).FirstAncestorOrSelf<LocalDeclarationStatementSyntax>()
                    is not { Declaration.Variables.Count: 1, Parent: BlockSyntax or GlobalStatementSyntax } declaration
            )
            {
                continue;
            }

            context.RegisterCodeFix(
                CodeAction.Create(
                    "Dispose the registration at the end of the block",
                    _ => Task.FromResult(context.Document.WithSyntaxRoot(root.ReplaceNode(declaration, Fix(declaration)))),
                    equivalenceKey: "using"
                ),
                diagnostic
            );
        }
    }

    private static LocalDeclarationStatementSyntax Fix(LocalDeclarationStatementSyntax declaration) =>
        declaration
            .WithoutLeadingTrivia()
            .WithUsingKeyword(
                SyntaxFactory
                    .Token(SyntaxKind.UsingKeyword)
                    .WithLeadingTrivia(declaration.GetLeadingTrivia())
                    .WithTrailingTrivia(SyntaxFactory.Space)
            );
}
