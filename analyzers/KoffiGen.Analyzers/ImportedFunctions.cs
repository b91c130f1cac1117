using System.Collections.Concurrent;
using KoffiGen.Binding;
using KoffiGen.CSharp;
using KoffiGen.Diagnostics;
using KoffiGen.Marshalling;
using KoffiGen.Model;
using KoffiGen.Model.Declarations;
using KoffiGen.Symbols;
using Microsoft.CodeAnalysis;

namespace KoffiGen.Analyzers;

/// <summary>
/// Finds the C function that a C# method calls. It binds the declarations as the generator does, because the generated code does not
/// contain this information reliably.
/// </summary>
/// <remarks>
/// A declaration that fails here is not a known function. <see cref="ImportAnalyzer"/> runs the same steps, and reports the failure.
/// </remarks>
internal sealed class ImportedFunctions(Lazy<CompilationTypes> types)
{
    private readonly ConcurrentDictionary<IMethodSymbol, ImportModel?> _functions = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<INamedTypeSymbol, Dictionary<string, ImportModel>> _classes = new(SymbolEqualityComparer.Default);
    private readonly Lazy<Dictionary<QualifiedName, ImportModel>> _members = new(() => ReadMembers(types.Value));

    /// <summary>
    /// Returns the import that the method declares, or <see langword="null"/> if the method is not an import of this compilation or has
    /// errors.
    /// </summary>
    public ImportModel? Find(IMethodSymbol method)
    {
        IMethodSymbol definition = method.OriginalDefinition;
        return (definition.IsStatic || IsOfInstanceLibrary(definition.ContainingType)) && definition.DeclaringSyntaxReferences.Length > 0
            ? _functions.GetOrAdd(definition.PartialDefinitionPart ?? definition, Read)
            : null;
    }

    private static bool IsOfInstanceLibrary(INamedTypeSymbol? type) =>
        type is { TypeKind: TypeKind.Class, IsStatic: false }
        && type.GetAttributes().Any(static attribute => DeclarationReader.IsAttribute(attribute, "KoffiLibraryAttribute"));

    private ImportModel? Read(IMethodSymbol method)
    {
        Guard guard = new();
        if (ReadContainer(method.ContainingType, guard) is not { } container)
        {
            return null;
        }

        if (Imports(method).FirstOrDefault() is { } own)
        {
            return
                guard.Run(GuardedStep.Methods, method, DeclarationReader.NameOf, method => DeclarationReader.ReadMethodImport(method, own))
                    is { } import
                ? CreateBinder(container, guard)
                    .BindMethod(import)
                    .Methods.FirstOrDefault(bound => bound.Method.Name == import.Method.Name && bound.Call is not null)
                : null;
        }

        string name = CSharpIdentifier.Escape(method.Name);
        return
            _classes.GetOrAdd(method.ContainingType, ReadClass).TryGetValue(name, out ImportModel? function)
            || _members.Value.TryGetValue(Key(container, name), out function)
            ? function
            : null;
    }

    /// <summary>Returns the functions that the attributes of a class import, by their C# names.</summary>
    private Dictionary<string, ImportModel> ReadClass(INamedTypeSymbol type)
    {
        Dictionary<string, ImportModel> functions = new(StringComparer.Ordinal);
        Guard guard = new();
        ImportAttribute[]? imports = guard.Run(
            GuardedStep.Classes,
            type,
            DeclarationReader.NameOf,
            static type => Imports(type).Select(DeclarationReader.ReadImport).OfType<ImportAttribute>().ToArray()
        );
        if (imports is { Length: > 0 } && ReadContainer(type, guard) is { } container)
        {
            ImportBinder binder = CreateBinder(container, guard);
            foreach (
                ImportModel import in imports
                    .SelectMany(import => binder.BindGenerated(import).Methods)
                    .Where(import => import.Call is not null && !functions.ContainsKey(import.Method.Name))
            )
            {
                functions.Add(import.Method.Name, import);
            }
        }

        return functions;
    }

    private static ContainingType? ReadContainer(INamedTypeSymbol type, Guard guard) =>
        guard.Run(GuardedStep.Classes, type, DeclarationReader.NameOf, DeclarationReader.ReadContainingType);

    private ImportBinder CreateBinder(ContainingType container, Guard guard) =>
        new(container, types.Value.Environment, new BlittableStandInTable(container), guard);

    private static Dictionary<QualifiedName, ImportModel> ReadMembers(CompilationTypes types)
    {
        Dictionary<QualifiedName, ImportModel> members = [];
        foreach (ImportClassModel model in types.WithMembers.Select(static unit => unit.Model.Members!))
        {
            // The first method of a function is the exact one. Its overloads have the same parameters in other forms.
            foreach (ImportModel import in model.Imports.Where(static import => import.Call is not null))
            {
                QualifiedName key = Key(model.ContainingType, import.Method.Name);
                if (!members.ContainsKey(key))
                {
                    members.Add(key, import);
                }
            }
        }

        return members;
    }

    private static QualifiedName Key(ContainingType type, string method) => type.QualifiedName.Member(method);

    private static IEnumerable<AttributeData> Imports(ISymbol symbol) =>
        symbol.GetAttributes().Where(static attribute => DeclarationReader.IsAttribute(attribute, "KoffiImportAttribute"));
}
