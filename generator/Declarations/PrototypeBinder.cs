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
    private readonly List<(int Text, DeclarationSite Site)> _sites = [];

    /// <summary>Gets the declarations of the strings, each with the index of its string.</summary>
    public IReadOnlyList<(int Text, DeclarationSite Site)> Sites => _sites;

    public BoundFunction? BindImport(ImportAttribute import, CallingConvention convention)
    {
        BoundFunction? function = import.IsClassic
            ? BindClassic(import.Texts, convention)
            : BindPrototype(import.Texts[0], convention, isCallback: false);
        if (function is { Name.Length: 0 } && import is not { IsClassic: true, Ordinal: not 0 })
        {
            diagnostics.Report(
                SignatureRules.MissingName,
                import.IsClassic ? new SourceLocation(0, new SourceSpan(0, import.Texts[0].Length)) : function.NameLocation
            );
        }

        return function;
    }

    /// <summary>Binds the function type of a callback, which may have no name and may be declared as a pointer.</summary>
    public BoundFunction? BindCallback(EquatableArray<string> texts) =>
        texts.Count > 1
            ? BindClassic(texts, CallingConvention.Default)
            : BindPrototype(texts[0], CallingConvention.Default, isCallback: true);

    /// <summary>Returns the function's name in the strings; <see langword="null"/> if they have none.</summary>
    public static string? FindName(EquatableArray<string> texts)
    {
        string name =
            texts.Count > 1 ? texts[0].Trim()
            : Parser.ParseFunctionType(texts.Count == 0 ? "" : texts[0]).Root.Declarators
                is [{ Declarator.Name: { IsMissing: false, Text: var written } }, ..]
                ? written
            : "";
        return name.Length == 0 ? null : name;
    }

    private BoundFunction? BindPrototype(string text, CallingConvention convention, bool isCallback)
    {
        string trimmed = text.Trim();
        if (
            trimmed.Length > 0
            && text.IndexOf('(') < 0
            && trimmed.All(static character => char.IsLetterOrDigit(character) || character is '_' or '$')
        )
        {
            diagnostics.Report(
                SignatureRules.MissingReturnType,
                new SourceLocation(0, new SourceSpan(text.IndexOf(trimmed, StringComparison.Ordinal), trimmed.Length)),
                trimmed
            );
            return null;
        }

        ParseResult<DeclarationSyntax> parsed = isCallback ? Parser.ParseFunctionType(text) : Parser.ParsePrototype(text);
        diagnostics.Add(parsed.Diagnostics, 0);
        DeclarationSite site = AddSite(0, parsed.Root.Span);
        BoundFunction? function = parsed.IsSound ? new DeclarationBinder(scope, site).BindFunction(parsed.Root, isCallback) : null;

        // A missing name has no location, so its diagnostics are reported at the declaration.
        function = function is { Name.Length: 0 } ? function with { NameLocation = new SourceLocation(0, parsed.Root.Span) } : function;
        return function is not null && convention != CallingConvention.Default && function.Type.Convention == CallingConvention.Default
            ? function with
            {
                Type = function.Type.With(convention: convention),
            }
            : function;
    }

    private BoundFunction? BindClassic(EquatableArray<string> texts, CallingConvention convention)
    {
        ParameterSyntax[] types = new ParameterSyntax[texts.Count - 1];
        bool isSound = true;
        for (int index = 0; index < types.Length; index++)
        {
            ParseResult<ParameterSyntax> parsed = Parser.ParseParameterType(texts[index + 1]);
            diagnostics.Add(parsed.Diagnostics, index + 1);
            isSound &= parsed.IsSound;
            types[index] = parsed.Root;
        }

        if (!isSound)
        {
            return null;
        }

        DeclarationSite[] sites = [.. types.Select((type, index) => AddSite(index + 1, type.Span))];
        return new DeclarationBinder(scope, sites[0]).BindClassic(
            texts[0].Trim(),
            types[0],
            types.AsSpan(1).ToArray(),
            convention,
            sites.AsSpan(1).ToArray()
        );
    }

    private DeclarationSite AddSite(int text, SourceSpan span)
    {
        DeclarationSite site = new(span);
        _sites.Add((text, site));
        return site;
    }
}
