using System.Collections.Immutable;
using KoffiGen.Model;
using KoffiGen.Model.Declarations;
using KoffiGen.Syntax.Parsing;
using KoffiGen.Syntax.Tree;

namespace KoffiGen.Binding;

/// <summary>A <c>.koffi</c> file with its syntax: the same as another of the same file, so that nothing but an edit of the file parses it again.</summary>
internal sealed class ParsedKoffiFile(KoffiFile file) : IEquatable<ParsedKoffiFile>
{
    public KoffiFile File { get; } = file;

    public ParseResult<TranslationUnitSyntax> Parsed { get; } = Parser.ParseTranslationUnit(file.Text);

    public bool Equals(ParsedKoffiFile? other) => other is not null && File.Equals(other.File);

    public override bool Equals(object? obj) => Equals(obj as ParsedKoffiFile);

    public override int GetHashCode() => File.GetHashCode();
}

/// <summary>What the project says to all declarations.</summary>
/// <param name="RootNamespace">The namespace of what no class of the user's holds.</param>
/// <param name="RuntimeIdentifier">The one platform that is built for; <see langword="null"/> where the assembly must run on all.</param>
internal sealed record ProjectSettings(string RootNamespace, string? RuntimeIdentifier)
{
    /// <summary>The assembly carries <c>[DisableRuntimeMarshalling]</c>.</summary>
    public bool DisablesRuntimeMarshalling { get; init; }
}

/// <summary>All declarations of a compilation: what its types follow from.</summary>
internal sealed record EnvironmentInput(ProjectSettings Project)
{
    public EquatableArray<DefineDeclaration> Defines { get; init; }

    public EquatableArray<DisposableDeclaration> Disposables { get; init; }

    public EquatableArray<ParsedKoffiFile> Files { get; init; }

    public EquatableArray<ForeignTypeDeclaration> ForeignTypes { get; init; }

    public EquatableArray<CallbackDeclaration> Callbacks { get; init; }
}
