using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace KoffiGen.NativeTests;

/// <summary>A case in one of the assemblies.</summary>
/// <param name="Assembly">The simple name of the assembly.</param>
/// <param name="Name">The class and the method.</param>
internal sealed record DiscoveredCase(string Assembly, string Name, MethodInfo Method)
{
    /// <summary>Runs the case and throws its exception without a wrapper.</summary>
    public void Run()
    {
        if (Method.ReturnType == typeof(Task))
        {
            Method.CreateDelegate<Func<Task>>()().GetAwaiter().GetResult();
        }
        else
        {
            Method.CreateDelegate<Action>()();
        }
    }
}

/// <summary>Finds the cases, for the tests and for the NativeAOT program.</summary>
internal static class CaseDiscovery
{
    private static readonly string[] Assemblies = ["KoffiGen.NativeTests.Cases", "KoffiGen.NativeTests.Cases.DisabledMarshalling"];

    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "The project roots both assemblies.")]
    [UnconditionalSuppressMessage("Trimming", "IL2075", Justification = "The project roots both assemblies.")]
    public static IEnumerable<DiscoveredCase> All() =>
        from name in Assemblies
        from type in Assembly.Load(new AssemblyName(name)).GetTypes()
        from method in type.GetMethods(BindingFlags.Public | BindingFlags.Static)
        where method.GetCustomAttributesData().Any(static attribute => attribute.AttributeType.Name == "NativeCaseAttribute")
        orderby name, type.Name, method.Name
        select new DiscoveredCase(name, $"{type.Name}.{method.Name}", method);
}
