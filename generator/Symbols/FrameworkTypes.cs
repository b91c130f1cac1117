using KoffiGen.CSharp;
using Microsoft.CodeAnalysis;

namespace KoffiGen.Symbols;

/// <summary>The types of .NET and of the KoffiGen runtime that are cases of <see cref="CSharpType"/>.</summary>
internal static class FrameworkTypes
{
    private static readonly Dictionary<(string Name, int Arity), Row> Rows = new Row[]
    {
        new(CSharpType.CLong.Path, 0, static _ => new CSharpType.CLong()),
        new(CSharpType.CULong.Path, 0, static _ => new CSharpType.CULong()),
        new(CSharpType.Rune.Path, 0, static _ => new CSharpType.Rune()),
        new(CSharpType.Utf8Pointer.Path, 0, static _ => new CSharpType.Utf8Pointer()),
        new(CSharpType.CancellationToken.Path, 0, static _ => new CSharpType.CancellationToken()),
        new(CSharpType.Span.Path, 1, static arguments => new CSharpType.Span(arguments[0])),
        new(CSharpType.Span.ReadOnlyPath, 1, static arguments => new CSharpType.Span(arguments[0]) { IsReadOnly = true }),
        new(CSharpType.Memory.Path, 1, static arguments => new CSharpType.Memory(arguments[0])),
        new(CSharpType.Memory.ReadOnlyPath, 1, static arguments => new CSharpType.Memory(arguments[0]) { IsReadOnly = true }),
        new(CSharpType.TypedPointer.Path, 1, static arguments => new CSharpType.TypedPointer(arguments[0])),
        new(CSharpType.KoffiMemory.Path, 1, static arguments => new CSharpType.KoffiMemory(arguments[0])),
        new(CSharpType.Registered.Path, 1, static arguments => new CSharpType.Registered(arguments[0])),
        new(CSharpType.Task.Path, 0, static _ => new CSharpType.Task(ResultType: null)),
        new(CSharpType.Task.Path, 1, static arguments => new CSharpType.Task(arguments[0])),
        new(CSharpType.ValueTask.Path, 0, static _ => new CSharpType.ValueTask(ResultType: null)),
        new(CSharpType.ValueTask.Path, 1, static arguments => new CSharpType.ValueTask(arguments[0])),
    }.ToDictionary(static row => (row.Name, row.Arity));

    /// <summary>Reads the type without its nullable annotation, or returns <see langword="null"/> if it has no case of its own.</summary>
    /// <param name="readArgument">Reads a type argument.</param>
    public static CSharpType? Read(INamedTypeSymbol type, Func<ITypeSymbol, CSharpType> readArgument) =>
        type is { ContainingType: null, TypeKind: not TypeKind.Error }
        && Rows.TryGetValue((type.Name, type.Arity), out Row? row)
        && type.ContainingNamespace?.ToDisplayString() == row.Namespace
            ? row.Create([.. type.TypeArguments.Select(readArgument)])
            : null;

    private sealed class Row(string path, int arity, Func<CSharpType[], CSharpType> create)
    {
        public string Namespace { get; } = path.Substring(0, path.LastIndexOf('.'));

        public string Name { get; } = path.Substring(path.LastIndexOf('.') + 1);

        public int Arity => arity;

        public Func<CSharpType[], CSharpType> Create => create;
    }
}
