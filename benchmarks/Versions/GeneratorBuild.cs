using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;

namespace KoffiGen.Benchmarks.Versions;

/// <summary>One build of the generator, in a load context of its own. Roslyn is shared with this program.</summary>
internal static class GeneratorBuild
{
    public static Func<IIncrementalGenerator> Load(string path)
    {
        AssemblyLoadContext context = new(path);
        Assembly assembly = context.LoadFromAssemblyPath(Path.GetFullPath(path));
        Type type = assembly.GetType("KoffiGen.KoffiGenerator", throwOnError: true)!;
        return () => (IIncrementalGenerator)Activator.CreateInstance(type)!;
    }
}
