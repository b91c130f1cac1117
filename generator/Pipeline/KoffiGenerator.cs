using System.Text;
using KoffiGen.Binding;
using KoffiGen.Diagnostics;
using KoffiGen.Emit;
using KoffiGen.Model.Declarations;
using KoffiGen.Pipeline;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace KoffiGen;

/// <summary>
/// The pipeline: attributes become records, records become bound models, models become text. The value of each step is equatable and holds
/// neither symbols nor syntax, so an edit repeats only the steps that it affects. Each step runs under a <see cref="Guard"/>, so a bug of
/// KoffiGen costs only the declaration that meets it.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed partial class KoffiGenerator : IIncrementalGenerator
{
    private static readonly DiagnosticDescriptor FailureDescriptor = DiagnosticDescriptors.Get(InternalRules.Failure);

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValueProvider<bool> allowsUnsafe = context.CompilationProvider.Select(
            static (compilation, _) => ((CSharpCompilationOptions)compilation.Options).AllowUnsafe
        );
        IncrementalValuesProvider<Result<ImportClass>> classes = GroupImports(
            ReadMethods(context),
            ReadClasses(context),
            ReadSymbols(context),
            allowsUnsafe
        );
        IncrementalValueProvider<TypeEnvironment> environment = CreateEnvironment(
            ReadDefines(context),
            ReadDisposables(context),
            ReadFiles(context),
            ReadForeignTypes(context),
            ReadCallbacks(context),
            ReadProject(context),
            FindOwningPrototypes(classes)
        );
        context.RegisterSourceOutput(environment, static (context, environment) => Report(context, environment.Failures));

        context.RegisterSourceOutput(
            BindImports(classes, environment),
            static (context, result) =>
                Add(
                    context,
                    result,
                    static model => model.ContainingType.MetadataName,
                    static model => model.HintName,
                    ImportClassEmitter.Emit
                )
        );
        context.RegisterSourceOutput(
            BindUnits(environment, FindImportedNames(classes, environment), allowsUnsafe),
            static (context, result) =>
                Add(context, result, static model => model.DisplayName, static model => model.HintName, UnitEmitter.Emit)
        );
    }

    /// <summary>Adds the file of a model, and reports what failed on the way to it.</summary>
    private static void Add<TModel>(
        SourceProductionContext context,
        Result<TModel> result,
        Func<TModel, string> nameOf,
        Func<TModel, string> hintNameOf,
        Func<TModel, string> emit
    )
    {
        Report(context, result.Failures);
        if (result.Value is { } model)
        {
            Guard guard = new();
            guard.TryRun(
                GuardedStep.Emission,
                nameOf(model),
                () => context.AddSource(hintNameOf(model) + ".g.cs", SourceText.From(emit(model), Encoding.UTF8))
            );
            Report(context, guard.Failures);
        }
    }

    private static void Report(SourceProductionContext context, EquatableArray<Failure> failures)
    {
        foreach (Failure failure in failures)
        {
            context.ReportDiagnostic(
                Microsoft.CodeAnalysis.Diagnostic.Create(FailureDescriptor, Location.None, failure.Declaration, failure.Description)
            );
        }
    }
}
