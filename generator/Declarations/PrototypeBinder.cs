using System.Collections.Immutable;
using KoffiGen.C;
using KoffiGen.Diagnostics;
using KoffiGen.Model.Declarations;
using KoffiGen.Syntax.Parsing;
using KoffiGen.Syntax.Tree;
using KoffiGen.Text;

namespace KoffiGen.Declarations;

/// <summary>Binds the function that the strings of an attribute declare, as a prototype or in Koffi's classic form.</summary>
internal sealed class PrototypeBinder(TypeScope scope, DiagnosticCollector diagnostics)
{
    private readonly List<DeclarationSite> _sites = [];

    /// <summary>Gets the declarations of the strings.</summary>
    public IReadOnlyList<DeclarationSite> Sites => _sites;

    public BoundFunction? BindImport(ImportAttribute import, CallingConvention convention)
    {
        ImmutableArray<SourceText> texts = SourceText.CreateAll(import.Texts);
        BoundFunction? function = import.IsClassic
            ? BindClassic(texts, convention)
            : BindPrototype(texts[0], convention, isCallback: false);
        if (function is { Name.Length: 0 } && import is not { IsClassic: true, Ordinal: not 0 })
        {
            diagnostics.Report(
                SignatureRules.MissingName,
                import.IsClassic ? texts[0].Locate(new SourceSpan(0, texts[0].Content.Length)) : function.NameLocation
            );
        }

        return function;
    }

    /// <summary>Binds the function type of a callback, which may have no name and may be declared as a pointer.</summary>
    public BoundFunction? BindCallback(ImmutableArray<SourceText> texts) =>
        texts.Length > 1
            ? BindClassic(texts, CallingConvention.Default)
            : BindPrototype(texts[0], CallingConvention.Default, isCallback: true);

    /// <summary>Returns the function's name in the strings; <see langword="null"/> if they have none.</summary>
    public static string? FindName(EquatableArray<string> texts)
    {
        string name =
            texts.Count > 1 ? texts[0].Trim()
            : Parser.ParseFunctionType(new SourceText(texts.Count == 0 ? "" : texts[0])).Root.Declarators
                is [{ Declarator.Name: { IsMissing: false, Text: var written } }, ..]
                ? written
            : "";
        return name.Length == 0 ? null : name;
    }

    private BoundFunction? BindPrototype(SourceText text, CallingConvention convention, bool isCallback)
    {
        string trimmed = text.Content.Trim();
        if (
            trimmed.Length > 0
            && text.Content.IndexOf('(') < 0
            && trimmed.All(static character => char.IsLetterOrDigit(character) || character is '_' or '$')
        )
        {
            diagnostics.Report(
                SignatureRules.MissingReturnType,
                text.Locate(new SourceSpan(text.Content.IndexOf(trimmed, StringComparison.Ordinal), trimmed.Length)),
                trimmed
            );
            return null;
        }

        ParseResult<DeclarationSyntax> parsed = isCallback ? Parser.ParseFunctionType(text) : Parser.ParsePrototype(text);
        diagnostics.Add(parsed.Diagnostics);
        DeclarationSite site = AddSite(parsed.Location);
        BoundFunction? function = parsed.IsSound ? new DeclarationBinder(scope, site).BindFunction(parsed.Root, isCallback) : null;

        // A missing name has no location, so its diagnostics are reported at the declaration.
        function = function is { Name.Length: 0 } ? function with { NameLocation = parsed.Location } : function;
        return function is not null && convention != CallingConvention.Default && function.Type.Convention == CallingConvention.Default
            ? function with
            {
                Type = function.Type.With(convention: convention),
            }
            : function;
    }

    private BoundFunction? BindClassic(ImmutableArray<SourceText> texts, CallingConvention convention)
    {
        ParseResult<ParameterSyntax>[] types = [.. texts.Skip(1).Select(Parser.ParseParameterType)];
        foreach (ParseResult<ParameterSyntax> type in types)
        {
            diagnostics.Add(type.Diagnostics);
        }

        if (!types.All(static type => type.IsSound))
        {
            return null;
        }

        DeclarationSite[] sites = [.. types.Select(type => AddSite(type.Location))];
        return new DeclarationBinder(scope, sites[0]).BindClassic(
            texts[0].Content.Trim(),
            types[0].Root,
            [.. types.Skip(1).Select(static type => type.Root)],
            [.. sites.Skip(1)],
            convention
        );
    }

    private DeclarationSite AddSite(SourceLocation location)
    {
        DeclarationSite site = new(location);
        _sites.Add(site);
        return site;
    }
}
