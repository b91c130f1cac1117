using KoffiGen.Diagnostics;
using KoffiGen.Marshalling;
using KoffiGen.Model;
using KoffiGen.Model.Declarations;
using KoffiGen.Syntax.Parsing;

namespace KoffiGen.Binding;

// All imports of a class at once, for the generator.
internal sealed partial class ImportBinder
{
    /// <summary>
    /// Binds all imports of a class. If this fails or the types are not available, each partial method and property throws.
    /// </summary>
    public static ImportClassModel Bind(ImportClass imports, TypeEnvironment environment, Guard guard) =>
        environment.IsAvailable
        && guard.Run(GuardedStep.BoundImports, imports.ContainingType.MetadataName, () => BindClass(imports, environment, guard))
            is { } model
            ? model
            : CreatePlaceholder(imports);

    private static ImportClassModel BindClass(ImportClass imports, TypeEnvironment environment, Guard guard)
    {
        BlittableStandInTable standIns = new(imports.ContainingType);
        ImportBinder binder = new(imports.ContainingType, environment, standIns, guard);
        List<ImportModel> methods = [];
        foreach (ImportAttribute import in imports.ClassImports)
        {
            methods.AddRange(binder.BindGenerated(import).Methods);
        }

        foreach (MethodImport import in imports.MethodImports)
        {
            methods.AddRange(binder.BindMethod(import).Methods);
        }

        ImportClassModel model = binder.CreateClass(
            imports.Library.IsNamed ? imports.Library : environment.FindLibrary(imports.ContainingType) ?? imports.Library,
            methods,
            imports.AllowsUnsafe
        );
        EquatableArray<VariableModel> variables = imports
            .Symbols.Where(static symbol => symbol.Property.IsDefinition)
            .Select(symbol => binder.BindSymbol(symbol).Variable)
            .Select(variable => imports.AllowsUnsafe ? variable : variable.WithoutAccess())
            .ToEquatableArray();
        return model with
        {
            HintName = imports.HintName,
            BlittableStandIns = standIns.StandIns,
            Variables = variables,
            DeclaresInstance = model.DeclaresInstance || variables.Any(static variable => variable.Target.IsInInstanceLibrary),
        };
    }

    /// <summary>
    /// Returns the class with members that throw. Without a body, the compiler would stop before the analyzers report the reason.
    /// </summary>
    private static ImportClassModel CreatePlaceholder(ImportClass imports)
    {
        EquatableArray<ImportModel> methods = imports
            .MethodImports.Where(static import => import.Method.IsPartial)
            .Select(CreatePlaceholder)
            .ToEquatableArray();
        EquatableArray<VariableModel> variables = imports
            .Symbols.Where(static symbol => symbol.Property.IsDefinition)
            .Select(CreatePlaceholder)
            .ToEquatableArray();
        return new ImportClassModel(imports.ContainingType, imports.Library)
        {
            HintName = imports.HintName,
            Imports = methods,
            Variables = variables,
            DeclaresInstance =
                imports.ContainingType.Innermost.IsInstanceLibrary
                && (
                    methods.Any(static method => !method.Method.IsStatic)
                    || variables.Any(static variable => variable.Target.IsInInstanceLibrary)
                ),
        };
    }

    private static ImportModel CreatePlaceholder(MethodImport import) =>
        new(PrototypeText(import.Import), import.Method, DeclaresMethod: false);

    private static VariableModel CreatePlaceholder(SymbolImport import) =>
        new(
            TargetBinder.BindVariable(import, import.Property.Name),
            import.Property.Modifiers,
            import.Property.Name,
            new VariablePlaceholder(import.Property.Type, import.Property.RefKind),
            DeclarationText.OnOneLine(import.Declaration)
        );
}
