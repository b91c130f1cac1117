using System.Globalization;
using System.Reflection;
using System.Runtime.Loader;
using KoffiGen.Declarations.Units;
using KoffiGen.Tests.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;

namespace KoffiGen.Tests.Proof;

/// <summary>
/// Compares generated structs with those of a C compiler: size, alignment and offsets. Each member is also set in memory of random bytes,
/// which
/// must leave the same bytes as in C, and is read back from there.
/// </summary>
internal static class StructProof
{
    /// <param name="runtimeIdentifier">The platform that the project is built for, or an empty string for all platforms.</param>
    /// <returns>For each type the differences, or <see langword="null"/> if there are none.</returns>
    public static string?[] Compare(IReadOnlyList<DeclaredType> types, int seed, string runtimeIdentifier)
    {
        CFacts[] facts = CFactsReader.Read(CTarget.Native, types);
        object[] compiled = Compile(types, runtimeIdentifier);
        Random random = new(seed);
        return
        [
            .. types.Select(
                (type, index) =>
                {
                    string? difference = compiled[index] is StructAccessor accessor
                        ? FindDifference(type, facts[index], accessor, random)
                        : (string)compiled[index];
                    return difference is null ? null : $"{type.Declarations}{difference}\n";
                }
            ),
        ];
    }

    private static string? FindDifference(DeclaredType type, CFacts facts, StructAccessor accessor, Random random)
    {
        if (accessor.Size != facts.Size)
        {
            return $"{facts.Size} bytes in C, {accessor.Size} in C#";
        }

        if (LayoutConstant(accessor.Type, "Size") != facts.Size || LayoutConstant(accessor.Type, "Alignment") != facts.Alignment)
        {
            return $"C: size {facts.Size}, alignment {facts.Alignment}; "
                + $"the constants: {LayoutConstant(accessor.Type, "Size")}, {LayoutConstant(accessor.Type, "Alignment")}";
        }

        int next = 0;
        for (int i = 0; i < type.Members.Length; i++)
        {
            MemberPath path = type.Members[i];
            CMemberFacts member = facts.Members[i];
            if (
                path is { IsDirect: true, Width: null }
                && OffsetConstant(accessor.Type, path.Text) is var offset
                && offset != member.Bit / 8
            )
            {
                return $"{path.Text} at {member.Bit / 8} in C, the constant is {offset}";
            }

            if (
                IsAccessed(path)
                && MemberProof.FindDifference(path, member, (int)facts.Size, accessor.Members[next++], random) is { } difference
            )
            {
                return difference;
            }
        }

        return null;
    }

    /// <summary>Whether the member is set and read. A struct is not, because a copy may lose its padding; its own members are.</summary>
    private static bool IsAccessed(MemberPath path) => !path.IsFlexible && !IsOfRecords(path.Shape);

    /// <summary>Whether it is a struct or union, or an array of them.</summary>
    public static bool IsOfRecords(TypeShape? shape) =>
        shape switch
        {
            ArrayShape array => IsOfRecords(array.Element),
            TypedefShape definition => IsOfRecords(definition.Target),
            _ => shape is RecordShape,
        };

    private static int LayoutConstant(Type type, string name) => ReadConstant(Nested(type, "Layout"), name);

    private static int OffsetConstant(Type type, string name) => ReadConstant(Nested(Nested(type, "Layout"), "Offset"), name);

    private static Type Nested(Type type, string name) => type.GetNestedType(name, BindingFlags.Public | BindingFlags.NonPublic)!;

    private static int ReadConstant(Type type, string name) =>
        (int)(type.GetField(name)?.GetValue(null) ?? type.GetProperty(name)!.GetValue(null))!;

    /// <returns>For each type its accessor, or the compiler's errors.</returns>
    private static object[] Compile(IReadOnlyList<DeclaredType> types, string runtimeIdentifier)
    {
        string declarations = string.Concat(types.Select(static type => type.Declarations));
        CSharpCompilation input = GeneratorHarness
            .CreateCompilation([$"[assembly: KoffiDefine(\"\"\"\n{declarations}\"\"\")]"])
            .AddReferences(MetadataReference.CreateFromFile(typeof(StructAccessor).Assembly.Location))
            .AddSyntaxTrees(
                types.Select(
                    (type, index) => CSharpSyntaxTree.ParseText(WriteAccessor(type, index), GeneratorHarness.ParseOptions, $"{index}")
                )
            );
        GeneratorRun run = GeneratorHarness.RunOnce(
            input,
            GeneratorHarness.CreateDriver(options: new MemoryOptions(runtimeIdentifier: runtimeIdentifier))
        );
        CSharpCompilation compilation = run.Output;
        Diagnostic[] diagnostics =
        [
            .. compilation.GetDiagnostics().Where(static diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning),
        ];
        object[] results = new object[types.Count];
        foreach (Diagnostic diagnostic in diagnostics)
        {
            if (int.TryParse(diagnostic.Location.SourceTree!.FilePath, CultureInfo.InvariantCulture, out int index))
            {
                results[index] = diagnostic.ToString();
            }
            else if (types.Count == 1)
            {
                int line = diagnostic.Location.GetLineSpan().StartLinePosition.Line;
                return [$"{diagnostic}: {diagnostic.Location.SourceTree.GetText().Lines[line]}"];
            }
            else
            {
                return
                [
                    .. Compile([.. types.Take(types.Count / 2)], runtimeIdentifier),
                    .. Compile([.. types.Skip(types.Count / 2)], runtimeIdentifier),
                ];
            }
        }

        compilation = compilation.RemoveSyntaxTrees(
            compilation.SyntaxTrees.Where(tree => int.TryParse(tree.FilePath, out int index) && results[index] is not null)
        );
        using MemoryStream stream = new();
        EmitResult emitted = compilation.Emit(stream);
        Assert.That(emitted.Success, Is.True, () => string.Join("\n", emitted.Diagnostics));
        stream.Position = 0;
        Assembly assembly = new AssemblyLoadContext("Proof", isCollectible: true).LoadFromStream(stream);
        for (int index = 0; index < results.Length; index++)
        {
            results[index] ??= assembly.GetType($"Accessor{index}")!.GetMethod("Create")!.Invoke(null, null)!;
        }

        return results;
    }

    private static string WriteAccessor(DeclaredType type, int index)
    {
        string members = string.Concat(
            type.Members.Where(IsAccessed)
                .Select(static member =>
                    $"\n        .Member((ref value) => value.{member.Text}, (ref value, member) => value.{member.Text} = member)"
                )
        );
        return $$"""
            internal static class Accessor{{index}}
            {
                public static {{typeof(StructAccessor)}} Create() => new {{typeof(StructAccessor)}}<{{type.Tag}}>(){{members}};
            }
            """;
    }
}
