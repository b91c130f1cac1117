using KoffiGen.Diagnostics;

namespace KoffiGen.Pipeline;

/// <summary>The names of the pipeline's steps, which the caching tests use. They are those of the guarded steps.</summary>
internal static class TrackingNames
{
    public const string Methods = nameof(GuardedStep.Methods);
    public const string Symbols = nameof(GuardedStep.Symbols);
    public const string Classes = nameof(GuardedStep.Classes);
    public const string Defines = nameof(GuardedStep.Defines);
    public const string Disposables = nameof(GuardedStep.Disposables);
    public const string Files = nameof(GuardedStep.Files);
    public const string ParsedFiles = nameof(GuardedStep.ParsedFiles);
    public const string Project = nameof(GuardedStep.Project);
    public const string ForeignTypes = nameof(GuardedStep.ForeignTypes);
    public const string Callbacks = nameof(GuardedStep.Callbacks);
    public const string Environment = nameof(GuardedStep.Environment);
    public const string ImportClasses = nameof(GuardedStep.ImportClasses);
    public const string BoundImports = nameof(GuardedStep.BoundImports);
    public const string BoundUnits = nameof(GuardedStep.BoundUnits);
}
