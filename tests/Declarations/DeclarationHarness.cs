using System.Collections.Immutable;
using KoffiGen.C;
using KoffiGen.Declarations;
using KoffiGen.Syntax.Parsing;
using KoffiGen.Syntax.Tree;
using KoffiGen.Text;

namespace KoffiGen.Tests.Declarations;

/// <summary>A parsed and bound text of C declarations.</summary>
internal sealed class DeclarationHarness
{
    private DeclarationHarness(string text)
    {
        Text = text;
        ParseResult<TranslationUnitSyntax> parsed = Parser.ParseTranslationUnit(new SourceText(text));
        Assert.That(parsed.Diagnostics.Select(static diagnostic => diagnostic.ToString()), Is.Empty);
        BoundTranslationUnit unit = new DeclarationBinder(Scope, parsed.Text).BindTranslationUnit(parsed.Root);
        Bound = unit.Declarations;
        Diagnostics = unit.Diagnostics;
    }

    public string Text { get; }

    public TypeScope Scope { get; } = new();

    public ImmutableArray<BoundDeclaration> Bound { get; }

    public ImmutableArray<TextDiagnostic> Diagnostics { get; }

    public static DeclarationHarness Bind(string text) => new(text);

    public static DeclarationHarness BindSound(string text)
    {
        DeclarationHarness declarations = new(text);
        Assert.That(declarations.Describe(), Is.Empty);
        return declarations;
    }

    public QualifiedType TypeOf(string name) => Scope.Find(name)!.Type;

    /// <summary>Formats each diagnostic as <c>KOFFI101 'the text that it points to'</c>.</summary>
    public IEnumerable<string> Describe() =>
        Diagnostics.Select(diagnostic =>
            $"{diagnostic.Rule.Id} '{Text.Substring(diagnostic.Location.Span.Start, diagnostic.Location.Span.Length)}'"
        );
}
