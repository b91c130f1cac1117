using System.Collections.Immutable;
using KoffiGen.C;
using KoffiGen.Diagnostics;
using KoffiGen.Model;
using KoffiGen.Text;

namespace KoffiGen.Binding;

/// <summary>Collects what is wrong with one import.</summary>
internal sealed class DiagnosticCollector
{
    private readonly ImmutableArray<BindingDiagnostic>.Builder _diagnostics = ImmutableArray.CreateBuilder<BindingDiagnostic>();

    public bool HasErrors { get; private set; }

    public void Report(DiagnosticRule rule, DiagnosticSite site, params string[] arguments) => Report(rule, site, 0, default, arguments);

    public void Report(DiagnosticRule rule, DiagnosticSite site, int index, SourceSpan span, params string[] arguments)
    {
        HasErrors |= rule.PreventsBinding;
        _diagnostics.Add(new BindingDiagnostic(rule, site, index, span, new EquatableArray<string>(arguments)));
    }

    public void ReportArgument(DiagnosticRule rule, string argumentName, params string[] arguments)
    {
        HasErrors |= rule.PreventsBinding;
        _diagnostics.Add(
            new BindingDiagnostic(rule, DiagnosticSite.NamedArgument, 0, default, new EquatableArray<string>(arguments))
            {
                ArgumentName = argumentName,
            }
        );
    }

    /// <summary>A type for which there is no C#. What could not be bound was told already.</summary>
    /// <param name="obstacle">Why a struct has no C# struct.</param>
    public void ReportUnsupported(CType type, int text, SourceSpan span, string? obstacle)
    {
        if (type.Canonical is ErrorType)
        {
            HasErrors = true;
            return;
        }

        // Once one type keeps .NET from calling the function, the others are no news.
        if (
            _diagnostics.Any(static diagnostic =>
                diagnostic.Rule == SignatureRules.UnsupportedByValue || diagnostic.Rule == SignatureRules.StructByValue
            )
        )
            return;

        if (obstacle is not null)
        {
            Report(SignatureRules.StructByValue, DiagnosticSite.Text, text, span, type.ToString(), obstacle);
        }
        else
        {
            Report(SignatureRules.UnsupportedByValue, DiagnosticSite.Text, text, span, type.ToString());
        }
    }

    /// <summary>A struct that C gives away without naming the function that frees it.</summary>
    /// <param name="span">The place of the declaration, where the <c>!</c> is in another text.</param>
    public void ReportMissingDisposer(QualifiedType type, int text, SourceSpan span)
    {
        PointerType pointer = (PointerType)type.Type.Canonical;
        Report(
            OwnershipRules.StructWithoutDisposer,
            DiagnosticSite.Text,
            text,
            type.Type is PointerType { OwnershipSpan.Length: > 0 } ? pointer.OwnershipSpan : span,
            type.ToString(),
            pointer.Pointee.ToString()
        );
    }

    public void Add(ImmutableArray<TextDiagnostic> diagnostics, int text)
    {
        foreach (TextDiagnostic diagnostic in diagnostics)
        {
            HasErrors |= diagnostic.Rule.PreventsBinding;
            _diagnostics.Add(new BindingDiagnostic(diagnostic.Rule, DiagnosticSite.Text, text, diagnostic.Span, diagnostic.Arguments));
        }
    }

    public ImmutableArray<BindingDiagnostic> ToImmutable() => _diagnostics.ToImmutable();
}
