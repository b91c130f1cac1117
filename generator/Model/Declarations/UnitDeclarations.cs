namespace KoffiGen.Model.Declarations;

/// <summary>
/// A unit of C declarations that share one scope and one generated file: the <c>[KoffiDefine]</c> attributes of one class or of the
/// assembly, or a <c>.koffi</c> file.
/// </summary>
internal abstract record UnitDeclaration
{
    public abstract EquatableArray<string> Texts { get; }

    /// <summary>The name of the unit in messages.</summary>
    public abstract string DisplayName { get; }
}

/// <summary>The <c>[KoffiDefine]</c> attributes of one class.</summary>
internal sealed record DefineDeclaration(ContainingType? ContainingType, LibraryDeclaration Library, EquatableArray<string> Texts)
    : UnitDeclaration
{
    public override EquatableArray<string> Texts { get; } = Texts;

    /// <summary>The dispatch of asynchronous calls; <see langword="null"/> to use the setting of the library.</summary>
    public DispatchDeclaration? Dispatch { get; init; }

    /// <summary>Whether the class also has <c>[KoffiImport]</c> attributes, which generate a file of their own.</summary>
    public bool HasImports { get; init; }

    public override string DisplayName => ContainingType?.MetadataName ?? "the assembly";
}

/// <summary>A <c>.koffi</c> file of the project.</summary>
/// <param name="Path">The path that MSBuild passes. Other files' <c>#include</c> directives are resolved against it.</param>
internal sealed record KoffiFile(string Path, string Text) : UnitDeclaration
{
    /// <summary>The directives that the project file sets for this file, in the syntax of <c>#pragma koffi</c>.</summary>
    public string ProjectDirectives { get; init; } = "";

    /// <summary>Whether the file is valid Unicode. If not, the compiler has guessed an encoding.</summary>
    public bool IsUnicode { get; init; } = true;

    public override EquatableArray<string> Texts => new([Text]);

    public override string DisplayName => FileName;

    public string FileName => Path.Substring(Path.LastIndexOfAny(['/', '\\']) + 1);

    /// <summary>The file name without its extension. It is the default name of the class and of the library.</summary>
    public string Name =>
        FileName.EndsWith(".koffi", StringComparison.OrdinalIgnoreCase)
            ? FileName.Substring(0, FileName.Length - ".koffi".Length)
            : FileName;
}
