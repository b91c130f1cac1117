namespace KoffiGen.Model.Declarations;

/// <summary>C declarations that become C# together: those of the <c>[KoffiDefine]</c> attributes in one place, or a <c>.koffi</c> file.</summary>
internal abstract record UnitDeclaration
{
    public abstract EquatableArray<string> Texts { get; }

    /// <summary>What messages and lists of matches call the unit.</summary>
    public abstract string DisplayName { get; }
}

/// <summary>The C declarations of the <c>[KoffiDefine]</c> attributes on one class; without a class, of the assembly.</summary>
internal sealed record DefineDeclaration(ContainingType? ContainingType, LibraryDeclaration Library, EquatableArray<string> Texts)
    : UnitDeclaration
{
    public override EquatableArray<string> Texts { get; } = Texts;

    /// <summary>Where asynchronous calls run, if something nearer than the library says it.</summary>
    public DispatchDeclaration? Dispatch { get; init; }

    /// <summary>The class has imports besides.</summary>
    public bool HasImports { get; init; }

    public override string DisplayName => ContainingType?.MetadataName ?? "the assembly";
}

/// <summary>A <c>.koffi</c> file of the project.</summary>
/// <param name="Path">The path as MSBuild gives it, which other files' inclusions are resolved against.</param>
/// <param name="Text">The content.</param>
internal sealed record KoffiFile(string Path, string Text) : UnitDeclaration
{
    /// <summary>What the project says about the file, in the words of <c>#pragma koffi</c>.</summary>
    public string ProjectDirectives { get; init; } = "";

    /// <summary>The bytes were Unicode; otherwise the text is the compiler's guess.</summary>
    public bool IsUnicode { get; init; } = true;

    public override EquatableArray<string> Texts => new([Text]);

    public override string DisplayName => FileName;

    public string FileName => Path.Substring(Path.LastIndexOfAny(['/', '\\']) + 1);

    /// <summary>The file's name without its ending: what class and library are called unless a directive says otherwise.</summary>
    public string Name =>
        FileName.EndsWith(".koffi", StringComparison.OrdinalIgnoreCase)
            ? FileName.Substring(0, FileName.Length - ".koffi".Length)
            : FileName;
}
