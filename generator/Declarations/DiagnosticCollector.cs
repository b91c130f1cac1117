using System.Collections.Immutable;
using KoffiGen.C;
using KoffiGen.Diagnostics;
using KoffiGen.Text;

namespace KoffiGen.Declarations;

/// <summary>The diagnostics of one declaration.</summary>
internal sealed class DiagnosticCollector
{
    private readonly ImmutableArray<BindingDiagnostic>.Builder _diagnostics = ImmutableArray.CreateBuilder<BindingDiagnostic>();

    public bool HasErrors { get; private set; }

    public void Report(DiagnosticRule rule, DiagnosticSite site, params string[] arguments) =>
        Add(new BindingDiagnostic(rule, site, new EquatableArray<string>(arguments)));

    public void Report(DiagnosticRule rule, SourceLocation location, params string[] arguments) =>
        Add(new BindingDiagnostic(rule, location, new EquatableArray<string>(arguments)));

    /// <param name="index">The index of the parameter of the C# method.</param>
    public void ReportParameter(DiagnosticRule rule, int index, params string[] arguments) =>
        Add(new BindingDiagnostic(rule, DiagnosticSite.Parameter, new EquatableArray<string>(arguments)) { ParameterIndex = index });

    public void ReportArgument(DiagnosticRule rule, string argumentName, params string[] arguments) =>
        Add(
            new BindingDiagnostic(rule, DiagnosticSite.NamedArgument, new EquatableArray<string>(arguments)) { ArgumentName = argumentName }
        );

    /// <summary>Reports a C type that C# cannot represent. An erroneous type is already reported.</summary>
    /// <param name="obstacle">The reason why a struct has no C# struct; <see langword="null"/> for other types.</param>
    public void ReportUnsupported(CType type, SourceLocation location, string? obstacle)
    {
        if (type.Canonical is ErrorType)
        {
            HasErrors = true;
            return;
        }

        // One unsupported type suffices to prevent the call, so further ones are not reported.
        if (
            _diagnostics.Any(static diagnostic =>
                diagnostic.Rule == SignatureRules.UnsupportedByValue || diagnostic.Rule == SignatureRules.StructByValue
            )
        )
        {
            return;
        }

        if (obstacle is not null)
        {
            Report(SignatureRules.StructByValue, location, type.ToString(), obstacle);
        }
        else
        {
            Report(SignatureRules.UnsupportedByValue, location, type.ToString());
        }
    }

    /// <summary>Reports a struct whose ownership C transfers without naming the function that frees it.</summary>
    /// <param name="location">The location of the declaration, used if a typedef contains the <c>!</c>.</param>
    public void ReportMissingDisposer(QualifiedType type, SourceLocation location)
    {
        PointerType pointer = (PointerType)type.Type.Canonical;
        Report(
            OwnershipRules.StructWithoutDisposer,
            type.Type is PointerType ? location.Narrow(pointer.OwnershipLocation) : location,
            type.ToString(),
            pointer.Pointee.ToString(),
            pointer.Pointee.Type.Canonical is RecordType { IsComplete: false } ? "a value that you close yourself" : "a copy of the struct"
        );
    }

    public void Add(BindingDiagnostic diagnostic)
    {
        HasErrors |= diagnostic.Rule.PreventsBinding;
        _diagnostics.Add(diagnostic);
    }

    public void Add(ImmutableArray<TextDiagnostic> diagnostics)
    {
        foreach (TextDiagnostic diagnostic in diagnostics)
        {
            Add(new BindingDiagnostic(diagnostic.Rule, diagnostic.Location, diagnostic.Arguments));
        }
    }

    public ImmutableArray<BindingDiagnostic> ToImmutable() => _diagnostics.ToImmutable();
}
