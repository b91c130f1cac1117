using System.Collections.Immutable;
using System.Composition;
using KoffiGen.Diagnostics;
using KoffiGen.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;

namespace KoffiGen.CodeFixes;

/// <summary>A code fix that writes the C# type that the message proposes for a parameter or a result.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ProposedTypeFix)), Shared]
public sealed class ProposedTypeFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } =
    [SignatureRules.ParameterType.Id, SignatureRules.ReturnType.Id, SignatureRules.ReadOnlyMemory.Id];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            if (root is null || !diagnostic.Properties.TryGetValue("Argument2", out string? proposal) || proposal is null)
            {
                continue;
            }

            SyntaxNode node = root.FindNode(diagnostic.Location.SourceSpan);
            (SyntaxNode Old, SyntaxNode New)? change =
                diagnostic.Id == SignatureRules.ReturnType.Id
                    ? ChangeReturnType(node, proposal)
                    : ChangeParameter(node.FirstAncestorOrSelf<ParameterSyntax>(), proposal);
            if (change is var (old, replacement))
            {
                context.RegisterCodeFix(
                    CodeAction.Create(
                        $"Change to '{proposal}'",
                        _ => Task.FromResult(context.Document.WithSyntaxRoot(root.ReplaceNode(old, replacement))),
                        equivalenceKey: "proposal"
                    ),
                    diagnostic
                );
            }
        }
    }

    private static (SyntaxNode Old, SyntaxNode New)? ChangeReturnType(SyntaxNode node, string proposal) =>
        node.FirstAncestorOrSelf<MethodDeclarationSyntax>() is { ReturnType: var type }
            ? (type, Parse(proposal).WithTriviaFrom(type))
            : null;

    private static (SyntaxNode Old, SyntaxNode New)? ChangeParameter(ParameterSyntax? parameter, string proposal)
    {
        if (parameter is null || SyntaxFactory.ParseParameterList($"({proposal})").Parameters is not [{ Type: { } type } proposed])
        {
            return null;
        }

        // Attributes and the name stay. A default value is removed, because it belonged to the old type.
        return (
            parameter,
            SyntaxFactory
                .Parameter(parameter.AttributeLists, proposed.Modifiers, Annotate(type), parameter.Identifier.WithTrailingTrivia(), null)
                .WithTriviaFrom(parameter)
        );
    }

    private static TypeSyntax Parse(string type) => Annotate(SyntaxFactory.ParseTypeName(type));

    // The proposed name is qualified; the simplifier shortens it as far as the using directives allow.
    private static TypeSyntax Annotate(TypeSyntax type) => type.WithAdditionalAnnotations(Simplifier.Annotation);
}
