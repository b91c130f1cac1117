using System.Collections.Immutable;
using KoffiGen.Model;

namespace KoffiGen;

/// <summary>Brings the imports of one class together: they share a file.</summary>
internal static class ImportGrouping
{
    public static ImmutableArray<ImportClass> Group(ImmutableArray<MethodImport> methods, ImmutableArray<ClassImports> classes)
    {
        // Attributes on several parts of a class arrive apart, and a class's identity is its name.
        Dictionary<string, (ContainingType Type, LibraryDeclaration Library, List<ImportAttribute> Whole, List<MethodImport> Methods)> groups = new(StringComparer.Ordinal);
        List<string> order = [];
        foreach (ClassImports imports in classes)
        {
            Find(imports.ContainingType, imports.Library).Whole.AddRange(imports.Imports);
        }

        foreach (MethodImport import in methods)
        {
            Find(import.ContainingType, import.Library).Methods.Add(import);
        }

        HintNames names = new();
        return
        [
            .. order.Select(name => groups[name]).Select(group => new ImportClass(group.Type, group.Library)
            {
                ClassImports = group.Whole.ToEquatableArray(),
                MethodImports = group.Methods.ToEquatableArray(),
                HintName = names.Add(group.Type.MetadataName),
            }),
        ];

        (ContainingType Type, LibraryDeclaration Library, List<ImportAttribute> Whole, List<MethodImport> Methods) Find(ContainingType type, LibraryDeclaration library)
        {
            string name = type.MetadataName;
            if (!groups.TryGetValue(name, out (ContainingType Type, LibraryDeclaration Library, List<ImportAttribute> Whole, List<MethodImport> Methods) group))
            {
                group = (type, library, [], []);
                groups.Add(name, group);
                order.Add(name);
            }

            return group;
        }
    }
}
