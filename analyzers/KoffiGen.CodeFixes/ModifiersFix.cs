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

/// <summary>A code fix that makes methods <c>static partial</c> and types <c>partial</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ModifiersFix)), Shared]
public sealed class ModifiersFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } =
    [ProjectRules.MethodNotPartial.Id, ProjectRules.TypeNotPartial.Id, ProjectRules.InstanceMethod.Id];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            SyntaxNode? node = root?.FindNode(diagnostic.Location.SourceSpan);
            bool isType = diagnostic.Id == ProjectRules.TypeNotPartial.Id;
            diagnostic.Properties.TryGetValue("Argument0", out string? name);
            MemberDeclarationSyntax? declaration = isType
                ? node?.AncestorsAndSelf().OfType<TypeDeclarationSyntax>().FirstOrDefault(type => type.Identifier.ValueText == name)
                : node?.FirstAncestorOrSelf<MethodDeclarationSyntax>();
            if (root is null || declaration is null)
            {
                continue;
            }

            string title = isType ? $"Make '{name}' partial" : $"Make '{name}' static partial";
            context.RegisterCodeFix(
                CodeAction.Create(
                    title,
                    _ => Task.FromResult(context.Document.WithSyntaxRoot(root.ReplaceNode(declaration, Fix(declaration)))),
                    equivalenceKey: isType ? "partial" : "static partial"
                ),
                diagnostic
            );
        }
    }

    private static MemberDeclarationSyntax Fix(MemberDeclarationSyntax declaration)
    {
        if (declaration is not MethodDeclarationSyntax method)
        {
            return WithModifiers(declaration, [.. declaration.Modifiers, SyntaxFactory.Token(SyntaxKind.PartialKeyword)]);
        }

        List<SyntaxToken> modifiers =
        [
            .. method.Modifiers.Where(static modifier =>
                !modifier.IsKind(SyntaxKind.ExternKeyword) && !modifier.IsKind(SyntaxKind.PartialKeyword)
            ),
        ];

        // A partial method that returns a value needs an accessibility modifier.
        if (!modifiers.Any(static modifier => SyntaxFacts.IsAccessibilityModifier(modifier.Kind())))
        {
            modifiers.Insert(0, SyntaxFactory.Token(SyntaxKind.PrivateKeyword));
        }

        if (!method.Modifiers.Any(SyntaxKind.StaticKeyword))
        {
            modifiers.Add(SyntaxFactory.Token(SyntaxKind.StaticKeyword));
        }

        modifiers.Add(SyntaxFactory.Token(SyntaxKind.PartialKeyword));

        // KoffiGen generates the body.
        if (method.Body is not null || method.ExpressionBody is not null)
        {
            SyntaxTriviaList trailing = method.GetTrailingTrivia();
            method = method.WithBody(null).WithExpressionBody(null);
            method = method
                .WithParameterList(method.ParameterList.WithTrailingTrivia())
                .WithSemicolonToken(SyntaxFactory.Token(SyntaxKind.SemicolonToken).WithTrailingTrivia(trailing));
        }

        return WithModifiers(method, modifiers);
    }

    // Keeps the white space and the comments before the declaration.
    private static MemberDeclarationSyntax WithModifiers(MemberDeclarationSyntax declaration, List<SyntaxToken> modifiers)
    {
        SyntaxToken first =
            declaration.AttributeLists.Count > 0
                ? declaration.AttributeLists.Last().GetLastToken().GetNextToken()
                : declaration.GetFirstToken();
        SyntaxTriviaList leading = first.LeadingTrivia;
        MemberDeclarationSyntax bare = declaration.ReplaceToken(first, first.WithLeadingTrivia());
        return bare.WithModifiers([
            .. modifiers.Select(
                (modifier, index) => modifier.WithLeadingTrivia(index == 0 ? leading : default).WithTrailingTrivia(SyntaxFactory.Space)
            ),
        ]);
    }
}
