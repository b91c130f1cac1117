using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace KoffiGen.Tests.Architecture;

/// <summary>The sources of the repository, as the compiler reads them.</summary>
internal static class Sources
{
    private static readonly string[] Folders = ["generator", "analyzers", "runtime", "tests", "native-tests", "samples", "benchmarks"];

    /// <summary>The generator's project: its files, with the names of their folders as rooms.</summary>
    public static CSharpCompilation Generator { get; } = CreateGenerator();

    /// <summary>All C# sources that a person writes, with their paths in the repository.</summary>
    public static IEnumerable<(string Path, string File)> All { get; } =
    [
        .. Folders
            .SelectMany(static folder => FilesIn(folder))
            .Where(static file =>
                !file.Path.EndsWith(".verified.cs", StringComparison.Ordinal)
                && !file.Path.EndsWith(".received.cs", StringComparison.Ordinal)
            ),
    ];

    /// <summary>The folder of <c>generator/</c> that the file is in; <see langword="null"/> for what stands beside the rooms.</summary>
    public static string? RoomOf(string file) => PathOf(file).Split('/') is ["generator", var room, _, ..] ? room : null;

    public static string PathOf(string file) => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/');

    private static CSharpCompilation CreateGenerator()
    {
        // A cref uses a namespace, too.
        CSharpParseOptions options = new(LanguageVersion.CSharp14, DocumentationMode.Diagnose);
        const string ImplicitUsings =
            "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; "
            + "global using System.Threading; global using System.Threading.Tasks;";
        return CSharpCompilation.Create(
            "KoffiGen.Generator",
            FilesIn("generator")
                .Select(file => CSharpSyntaxTree.ParseText(File.ReadAllText(file.File), options, file.File))
                .Append(CSharpSyntaxTree.ParseText(ImplicitUsings, options)),
            [
                .. Net100.References.All,
                .. new[] { typeof(Compilation), typeof(CSharpCompilation) }.Select(static type =>
                    MetadataReference.CreateFromFile(type.Assembly.Location)
                ),
            ],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable)
        );
    }

    private static IEnumerable<(string Path, string File)> FilesIn(string folder) =>
        Directory
            .EnumerateFiles(Path.Combine(Repository.Root, folder), "*.cs", SearchOption.AllDirectories)
            .Select(static file => (Path: PathOf(file), File: file))
            .Where(static file => !file.Path.Split('/').Any(static part => part is "obj" or "bin"))
            .OrderBy(static file => file.Path, StringComparer.Ordinal);
}
