using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace KoffiGen.NativeTests;

/// <summary>A case in one of the assemblies.</summary>
/// <param name="Assembly">The simple name of the assembly.</param>
/// <param name="Name">The class and the method.</param>
/// <param name="LeftOut">The reason why the case does not apply to this platform, or <see langword="null"/> if it does.</param>
internal sealed record DiscoveredCase(string Assembly, string Name, MethodInfo Method, string? LeftOut)
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

    private static NativePlatforms CurrentPlatform =>
        OperatingSystem.IsWindows() ? NativePlatforms.Windows
        : OperatingSystem.IsMacOS() ? NativePlatforms.MacOS
        : NativePlatforms.Linux;

    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "The project roots both assemblies.")]
    [UnconditionalSuppressMessage("Trimming", "IL2075", Justification = "The project roots both assemblies.")]
    public static IEnumerable<DiscoveredCase> All() =>
        from name in Assemblies
        from type in Assembly.Load(new AssemblyName(name)).GetTypes()
        from method in type.GetMethods(BindingFlags.Public | BindingFlags.Static)
        let mark = method.GetCustomAttributesData().FirstOrDefault(static data => data.AttributeType.Name == nameof(NativeCaseAttribute))
        where mark is not null
        orderby name, type.Name, method.Name
        select new DiscoveredCase(name, $"{type.Name}.{method.Name}", method, LeftOut(mark));

    // The attribute is read as data, because each assembly has its own.
    private static string? LeftOut(CustomAttributeData mark) =>
        mark.ConstructorArguments is [{ Value: int platforms }, { Value: string reason }]
        && !((NativePlatforms)platforms).HasFlag(CurrentPlatform)
            ? reason
            : null;
}
