using System.Collections.Concurrent;
using KoffiGen.Binding;
using KoffiGen.Binding.Calls;
using KoffiGen.Model;
using KoffiGen.Symbols;
using Microsoft.CodeAnalysis;

namespace KoffiGen.Analyzers;

/// <summary>Which function of C's a method calls. The declarations tell, bound as the generator binds them: what is generated says nothing of it that could be relied on.</summary>
internal sealed class ImportedFunctions(Lazy<CompilationTypes> types)
{
    private readonly ConcurrentDictionary<IMethodSymbol, string?> _functions = new(SymbolEqualityComparer.Default);
    private readonly Lazy<Dictionary<string, string>> _members = new(() => ReadMembers(types.Value));

    /// <summary>The function's name in C; <see langword="null"/> where the method is no import of this compilation, or a wrong one.</summary>
    public string? Find(IMethodSymbol method)
    {
        IMethodSymbol definition = method.OriginalDefinition;
        return definition.IsStatic && definition.DeclaringSyntaxReferences.Length > 0 ? _functions.GetOrAdd(definition.PartialDefinitionPart ?? definition, Read) : null;
    }

    private string? Read(IMethodSymbol method)
    {
        ContainingType container = DeclarationReader.ReadContainingType(method.ContainingType);
        if (Imports(method).FirstOrDefault() is { } own)
        {
            return DeclarationReader.ReadMethodImport(method, own) is { } import ? Function(CreateBinder().BindMethod(import).Methods, import.Method.Name) : null;
        }

        string name = CSharpIdentifier.Escape(method.Name);
        ImportBinder? binder = null;
        foreach (AttributeData attribute in Imports(method.ContainingType))
        {
            if (DeclarationReader.ReadImport(attribute) is { } import && Function((binder ??= CreateBinder()).BindWhole(import).Methods, name) is { } function)
            {
                return function;
            }
        }

        return _members.Value.TryGetValue(Key(container, name), out string? member) ? member : null;

        ImportBinder CreateBinder() => new(container, types.Value.Environment, new BlittableTwinTable(container));
    }

    private static Dictionary<string, string> ReadMembers(CompilationTypes types)
    {
        Dictionary<string, string> members = new(StringComparer.Ordinal);
        foreach (ImportClassModel model in types.WithMembers.Select(static unit => unit.Model.Members!))
        {
            foreach (ImportModel import in model.Imports.Where(static import => import.Call is not null))
            {
                members[Key(model.ContainingType, import.Method.Name)] = import.Call!.Symbol.Name;
            }
        }

        return members;
    }

    private static string Key(ContainingType type, string method) => $"{type.QualifiedName}.{method}";

    private static string? Function(EquatableArray<ImportModel> methods, string name) => methods.FirstOrDefault(import => import.Method.Name == name)?.Call?.Symbol.Name;

    private static IEnumerable<AttributeData> Imports(ISymbol symbol) =>
        symbol.GetAttributes().Where(static attribute => DeclarationReader.IsAttribute(attribute, "KoffiImportAttribute"));
}
