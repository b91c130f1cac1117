using System.Reflection;
using System.Runtime.InteropServices;
using Microsoft.CodeAnalysis;

namespace KoffiGen.Benchmarks.Generator;

/// <summary>The generator of LibraryImport, from the targeting pack of the .NET version that runs the benchmark.</summary>
internal static class LibraryImportGenerator
{
    public static IIncrementalGenerator Create()
    {
        string root = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "../../.."));
        string packs = Path.Combine(root, "packs", "Microsoft.NETCore.App.Ref");
        string folder = Directory
            .GetDirectories(packs, "10.*")
            .OrderByDescending(static path => Version.Parse(Path.GetFileName(path).Split('-')[0]))
            .Select(static path => Path.Combine(path, "analyzers", "dotnet", "cs"))
            .First(Directory.Exists);
        Assembly.LoadFrom(Path.Combine(folder, "Microsoft.Interop.SourceGeneration.dll"));
        Assembly generators = Assembly.LoadFrom(Path.Combine(folder, "Microsoft.Interop.LibraryImportGenerator.dll"));
        return (IIncrementalGenerator)
            Activator.CreateInstance(generators.GetType("Microsoft.Interop.LibraryImportGenerator", throwOnError: true)!)!;
    }
}
