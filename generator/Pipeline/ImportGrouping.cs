using System.Collections.Immutable;
using KoffiGen.Diagnostics;
using KoffiGen.Model.Declarations;

namespace KoffiGen.Pipeline;

/// <summary>Groups the imports of each class, because they share a generated file.</summary>
internal static class ImportGrouping
{
    /// <summary>
    /// Returns the classes that a further part can be generated for. The last result has the failures of the imports that have no class.
    /// </summary>
    public static ImmutableArray<Result<ImportClass>> GroupByClass(
        ImmutableArray<Result<MethodImport>> methods,
        ImmutableArray<Result<ClassImports>> classes,
        ImmutableArray<Result<SymbolImport>> symbols,
        bool allowsUnsafe
    )
    {
        // Attributes on several parts of a class arrive separately, so classes are identified by name.
        Dictionary<string, Group> groups = new(StringComparer.Ordinal);
        List<string> order = [];
        List<Failure> failures = [];
        foreach (ClassImports imports in classes.Unwrap(failures))
        {
            Find(imports.ContainingType, imports.Library).Whole.AddRange(imports.Imports);
        }

        foreach (MethodImport import in methods.Unwrap(failures))
        {
            Find(import.ContainingType, import.Library).Methods.Add(import);
        }

        foreach (SymbolImport symbol in symbols.Unwrap(failures))
        {
            Find(symbol.ContainingType, symbol.Library).Symbols.Add(symbol);
        }

        HintNames names = new();
        IEnumerable<Result<ImportClass>> results = order
            .Select(name =>
                Result.Of(GuardedStep.ImportClasses, name, static name => name, name => CreateClass(groups[name], names.Add(name)))
            )
            .Where(static result => result.Value is not { ContainingType.IsPartial: false });
        return failures.Count == 0 ? [.. results] : [.. results, new Result<ImportClass>(null, failures.ToEquatableArray())];

        ImportClass CreateClass(Group group, string hintName) =>
            new(group.Type, group.Library)
            {
                ClassImports = group.Whole.ToEquatableArray(),
                MethodImports = group.Methods.ToEquatableArray(),
                Symbols = group.Symbols.ToEquatableArray(),
                HintName = hintName,
                AllowsUnsafe = allowsUnsafe,
            };

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
