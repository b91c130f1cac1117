namespace KoffiGen.Pipeline;

/// <summary>The names of the pipeline's steps, which the caching tests use.</summary>
internal static class TrackingNames
{
    public const string Methods = nameof(Methods);
    public const string Symbols = nameof(Symbols);
    public const string Classes = nameof(Classes);
    public const string Defines = nameof(Defines);
    public const string Disposables = nameof(Disposables);
    public const string Files = nameof(Files);
    public const string ParsedFiles = nameof(ParsedFiles);
    public const string Project = nameof(Project);
    public const string ForeignTypes = nameof(ForeignTypes);
    public const string Callbacks = nameof(Callbacks);
    public const string Environment = nameof(Environment);
    public const string ImportClasses = nameof(ImportClasses);
    public const string BoundImports = nameof(BoundImports);
    public const string BoundUnits = nameof(BoundUnits);
}
