using System.Collections.Immutable;
using KoffiGen.Binding;
using KoffiGen.Binding.Units;
using KoffiGen.Declarations.Units;
using KoffiGen.Diagnostics;
using KoffiGen.Model;
using KoffiGen.Model.Declarations;
using KoffiGen.Pipeline;
using Microsoft.CodeAnalysis;

namespace KoffiGen;

// The steps between reading and writing: records become bound models.
public sealed partial class KoffiGenerator
{
    private static IncrementalValueProvider<TypeEnvironment> CreateEnvironment(
        IncrementalValuesProvider<Result<DefineDeclaration>> defines,
        IncrementalValuesProvider<Result<EquatableArray<DisposableDeclaration>>> disposables,
        IncrementalValuesProvider<Result<ParsedKoffiFile>> files,
        IncrementalValuesProvider<Result<ForeignTypeDeclaration>> foreignTypes,
        IncrementalValuesProvider<Result<CallbackDeclaration>> callbacks,
        IncrementalValueProvider<Result<ProjectSettings>> project,
        IncrementalValueProvider<EquatableArray<OwningPrototype>> prototypes
    ) =>
        defines
            .Collect()
            .Combine(disposables.Collect())
            .Combine(files.Collect())
            .Combine(foreignTypes.Collect())
            .Combine(callbacks.Collect())
            .Combine(project.Combine(prototypes))
            .Select(
                static (input, _) =>
                {
                    (Result<ProjectSettings> project, EquatableArray<OwningPrototype> prototypes) = input.Right;
                    List<Failure> failures = [.. project.Failures];
                    return TypeEnvironment.Create(
                        new EnvironmentInput(project.Value ?? new ProjectSettings("", null))
                        {
                            Defines = input.Left.Left.Left.Left.Left.Unwrap(failures).ToEquatableArray(),
                            Disposables = input
                                .Left.Left.Left.Left.Right.Unwrap(failures)
                                .SelectMany(static holder => holder)
                                .ToEquatableArray(),
                            Files = input.Left.Left.Left.Right.Unwrap(failures).ToEquatableArray(),
                            ForeignTypes = input.Left.Left.Right.Unwrap(failures).ToEquatableArray(),
                            Callbacks = input.Left.Right.Unwrap(failures).ToEquatableArray(),
                            OwningPrototypes = prototypes,
                            Failures = failures.ToEquatableArray(),
                        }
                    );
                }
            )
            .WithTrackingName(TrackingNames.Environment);

    private static IncrementalValuesProvider<Result<ImportClass>> GroupImports(
        IncrementalValuesProvider<Result<MethodImport>> methods,
        IncrementalValuesProvider<Result<ClassImports>> classes,
        IncrementalValuesProvider<Result<SymbolImport>> symbols,
        IncrementalValueProvider<bool> allowsUnsafe
    ) =>
        methods
            .Collect()
            .Combine(classes.Collect())
            .Combine(symbols.Collect())
            .Combine(allowsUnsafe)
            .SelectMany(
                static (input, _) => ImportGrouping.GroupByClass(input.Left.Left.Left, input.Left.Left.Right, input.Left.Right, input.Right)
            )
            .WithTrackingName(TrackingNames.ImportClasses);

    // Only the prototypes that name disposers affect the types of the project, so an edit of the others does not bind it again.
    private static IncrementalValueProvider<EquatableArray<OwningPrototype>> FindOwningPrototypes(
        IncrementalValuesProvider<Result<ImportClass>> classes
    ) =>
        classes
            .SelectMany(static (result, _) => result.Value is { } imports ? OwningPrototype.Of(imports).ToImmutableArray() : [])
            .Collect()
            .Select(static (prototypes, _) => prototypes.ToEquatableArray());

    private static IncrementalValuesProvider<Result<ImportClassModel>> BindImports(
        IncrementalValuesProvider<Result<ImportClass>> classes,
        IncrementalValueProvider<TypeEnvironment> environment
    ) =>
        classes
            .Combine(environment)
            .Select(
                static (input, cancellation) =>
                {
                    cancellation.ThrowIfCancellationRequested();
                    return input.Left.Value is { } imports
                        ? Result.Of<ImportClassModel>(guard => ImportBinder.Bind(imports, input.Right, guard))
                        : new Result<ImportClassModel>(null, input.Left.Failures);
                }
            )
            .WithTrackingName(TrackingNames.BoundImports);

    // Only the names through which imports use function types affect the units, so an edit of the others does not bind them again.
    private static IncrementalValueProvider<EquatableArray<string>> FindImportedNames(
        IncrementalValuesProvider<Result<ImportClass>> classes,
        IncrementalValueProvider<TypeEnvironment> environment
    ) =>
        classes
            .Select(static (result, _) => result.Value is { } imports ? ImportedNames.Of(imports) : default)
            .Collect()
            .Combine(environment)
            .Select(
                static (input, _) =>
                    input
                        .Left.SelectMany(static names => names)
                        .Distinct(StringComparer.Ordinal)
                        .Where(name => FunctionTypeUses.IsRelevant(input.Right, name))
                        .OrderBy(static name => name, StringComparer.Ordinal)
                        .ToEquatableArray()
            );

    private static IncrementalValuesProvider<Result<UnitModel>> BindUnits(
        IncrementalValueProvider<TypeEnvironment> environment,
        IncrementalValueProvider<EquatableArray<string>> imported,
        IncrementalValueProvider<bool> allowsUnsafe
    ) =>
        environment
            .Combine(imported)
            .Combine(allowsUnsafe)
            .SelectMany(static (input, cancellation) => BindUnits(input.Left.Left, input.Left.Right, input.Right, cancellation))
            .WithTrackingName(TrackingNames.BoundUnits);

    private static ImmutableArray<Result<UnitModel>> BindUnits(
        TypeEnvironment environment,
        EquatableArray<string> imported,
        bool allowsUnsafe,
        CancellationToken cancellation
    )
    {
        Result<FunctionTypeUses> found = Result.Of(guard => FunctionTypeUses.Find(environment, imported, guard));
        FunctionTypeUses uses = found.Value!;
        HintNames names = new();
        ImmutableArray<Result<UnitModel>>.Builder results = ImmutableArray.CreateBuilder<Result<UnitModel>>();
        foreach (DeclarationUnit unit in environment.Units)
        {
            string hintName = names.Add(HintNames.Of(unit.Source));
            if (unit.TypeClass is { IsPartial: false })
            {
                continue;
            }

            cancellation.ThrowIfCancellationRequested();
            Result<UnitModel> result = Result.Of(guard =>
                UnitBinder.Bind(unit, environment, uses, allowsUnsafe, guard) is { Model: { IsEmpty: false } model }
                    ? model with
                    {
                        HintName = hintName,
                    }
                    : null
            );
            if (result is not { Value: null, Failures.IsEmpty: true })
            {
                results.Add(result);
            }
        }

        if (!found.Failures.IsEmpty)
        {
            results.Add(new Result<UnitModel>(null, found.Failures));
        }

        return results.ToImmutable();
    }
}
