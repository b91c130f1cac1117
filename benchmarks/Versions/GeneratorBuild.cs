using System.Collections.Immutable;
using System.Runtime.Loader;
using KoffiGen.Benchmarks.Generator;
using Microsoft.CodeAnalysis;

namespace KoffiGen.Benchmarks.Versions;

/// <summary>One build of the generator, in a load context of its own, with its runtime. Roslyn is shared with this program.</summary>
internal sealed class GeneratorBuild
{
    private readonly Type _generator;
    private readonly string _runtime;

    /// <param name="root">The root of a working tree in which generator and runtime are built in the configuration Release.</param>
    public GeneratorBuild(string root)
    {
        string path = Path.GetFullPath(Path.Combine(root, "generator/bin/Release/netstandard2.0/KoffiGen.Generator.dll"));
        _generator = new AssemblyLoadContext(path).LoadFromAssemblyPath(path).GetType("KoffiGen.KoffiGenerator", throwOnError: true)!;
        _runtime = Path.GetFullPath(Path.Combine(root, "runtime/bin/Release/net10.0/KoffiGen.dll"));
    }

    public GeneratorRun CreateRun(Func<int, IEnumerable<string>> files, params ImmutableArray<AdditionalText> additional) =>
        new((IIncrementalGenerator)Activator.CreateInstance(_generator)!, _runtime, files, additional);
}
