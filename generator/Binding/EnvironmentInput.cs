using KoffiGen.Diagnostics;
using KoffiGen.Model.Declarations;
using KoffiGen.Syntax.Parsing;
using KoffiGen.Syntax.Tree;
using KoffiGen.Text;

namespace KoffiGen.Binding;

/// <summary>
/// A <c>.koffi</c> file with its syntax. Equality considers only the file, so that only an edit of the file causes it to be parsed again.
/// </summary>
internal sealed class ParsedKoffiFile(KoffiFile file) : IEquatable<ParsedKoffiFile>
{
    public KoffiFile File { get; } = file;

    public ParseResult<TranslationUnitSyntax> Parsed { get; } = Parser.ParseTranslationUnit(new SourceText(file.Text));

    public bool Equals(ParsedKoffiFile? other) => other is not null && File.Equals(other.File);

    public override bool Equals(object? obj) => Equals(obj as ParsedKoffiFile);

    public override int GetHashCode() => File.GetHashCode();
}

/// <summary>All declarations of a compilation, from which its types are derived.</summary>
internal sealed record EnvironmentInput(ProjectSettings Project)
{
    public EquatableArray<DefineDeclaration> Defines { get; init; }

    public EquatableArray<DisposableDeclaration> Disposables { get; init; }

    public EquatableArray<ParsedKoffiFile> Files { get; init; }

    public EquatableArray<ForeignTypeDeclaration> ForeignTypes { get; init; }

    public EquatableArray<CallbackDeclaration> Callbacks { get; init; }

    /// <summary>The prototypes of attributes that may name disposers.</summary>
    public EquatableArray<OwningPrototype> OwningPrototypes { get; init; }

    /// <summary>The failures of the steps that read the declarations.</summary>
    public EquatableArray<Failure> Failures { get; init; }
}
