using System.Collections.Immutable;
using KoffiGen.Model;
using KoffiGen.Model.Declarations;

namespace KoffiGen.Pipeline;

/// <summary>Groups the imports of each class, because they share a generated file.</summary>
internal static class ImportGrouping
{
    public static ImmutableArray<ImportClass> GroupByClass(
        ImmutableArray<MethodImport> methods,
        ImmutableArray<ClassImports> classes,
        ImmutableArray<SymbolImport> symbols
    )
    {
        // Attributes on several parts of a class arrive separately, so classes are identified by name.
        Dictionary<string, Group> groups = new(StringComparer.Ordinal);
        List<string> order = [];
        foreach (ClassImports imports in classes)
        {
            Find(imports.ContainingType, imports.Library).Whole.AddRange(imports.Imports);
        }

        foreach (MethodImport import in methods)
        {
            Find(import.ContainingType, import.Library).Methods.Add(import);
        }

        foreach (SymbolImport symbol in symbols)
        {
            Find(symbol.ContainingType, symbol.Library).Symbols.Add(symbol);
        }

        HintNames names = new();
        return
        [
            .. order
                .Select(name => groups[name])
                .Select(group => new ImportClass(group.Type, group.Library)
                {
                    ClassImports = group.Whole.ToEquatableArray(),
                    MethodImports = group.Methods.ToEquatableArray(),
                    Symbols = group.Symbols.ToEquatableArray(),
                    HintName = names.Add(group.Type.MetadataName),
                }),
        ];

        Group Find(ContainingType type, LibraryDeclaration library)
        {
            string name = type.MetadataName;
            if (!groups.TryGetValue(name, out Group? group))
            {
                group = new Group(type, library, [], [], []);
                groups.Add(name, group);
                order.Add(name);
            }

            return group;
        }
    }

    private sealed record Group(
        ContainingType Type,
        LibraryDeclaration Library,
        List<ImportAttribute> Whole,
        List<MethodImport> Methods,
        List<SymbolImport> Symbols
    );
}
