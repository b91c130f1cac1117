using System.Collections.Immutable;
using System.Composition;
using KoffiGen.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace KoffiGen.CodeFixes;

/// <summary>A code fix that replaces a misspelt word in a C declaration.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SpellingFix)), Shared]
public sealed class SpellingFix : CodeFixProvider
{
    private const string Question = " Did you mean '";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } =
    [
        SyntaxRules.UnknownSpecifier.Id,
        SyntaxRules.MisspelledAnnotation.Id,
        TypeRules.UnknownType.Id,
        TypeRules.UnknownConstant.Id,
        TypeRules.UnknownCounter.Id,
        TypeRules.UnknownMember.Id,
        OwnershipRules.DisposerNotFound.Id,
    ];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SourceText text = await context.Document.GetTextAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            // No fix for a word with escapes or a word that is split over several literals.
            TextSpan span = diagnostic.Location.SourceSpan;
            if (
                FindSuggestion(diagnostic) is { } suggestion
                && !span.IsEmpty
                && text.ToString(span).All(static character => char.IsLetterOrDigit(character) || character == '_')
            )
            {
                context.RegisterCodeFix(
                    CodeAction.Create(
                        $"Change to '{suggestion}'",
                        _ => Task.FromResult(context.Document.WithText(text.Replace(span, suggestion))),
                        equivalenceKey: suggestion
                    ),
                    diagnostic
                );
            }
        }
    }

    private static string? FindSuggestion(Diagnostic diagnostic)
    {
        if (diagnostic.Id == SyntaxRules.MisspelledAnnotation.Id)
        {
            return diagnostic.Properties.TryGetValue("Argument1", out string? word) ? word : null;
        }

        string? question = diagnostic.Properties.Values.FirstOrDefault(static value =>
            value is not null && value.StartsWith(Question, StringComparison.Ordinal)
        );
        int end = question?.IndexOf('\'', Question.Length) ?? -1;
        return end < 0 ? null : question!.Substring(Question.Length, end - Question.Length);
    }
}
