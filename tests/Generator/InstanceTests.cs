using Microsoft.CodeAnalysis;

namespace KoffiGen.Tests.Generator;

/// <summary>Tests of classes whose objects each load a library: the generated members, and those that the user writes.</summary>
internal sealed class InstanceTests
{
    private const string Import = "[KoffiImport(\"int version(void)\")] public partial int Version();";

    [TestCase("sealed partial class Plugin", "")]
    [TestCase("public partial class Plugin", "")]
    [TestCase("public abstract partial class Plugin", "")]
    [TestCase("partial class Plugin<T> where T : class", "")]
    [TestCase("partial record Plugin", "")]
    [TestCase("partial class Plugin", "public Plugin() => Load(\"a\", KoffiLoad.Lazy);")]
    [TestCase("partial class Plugin : IDisposable", "public Plugin(int a) => Load(); public void Dispose() { Unload(); }")]
    [TestCase("partial class Plugin", "protected virtual void Dispose(bool disposing) { }")]
    [TestCase("partial class Plugin(string path)", "private readonly string _path = path;")]
    [TestCase("partial class Plugin", "static Plugin() { }")]
    [TestCase("unsafe partial class Plugin", "")]
    public void Instance_libraries_compile_without_a_warning(string header, string members)
    {
        GeneratorRun run = GeneratorHarness.Run(
            $$"""
            [KoffiLibrary("plugin")]
            [KoffiDefine("opaque item !(item_free); item *!item_new(void);")]
            [KoffiImport("int f(int (*callback)(int), const char *text)", Async = true, Optional = true)]
            {{header}}
            {
                {{Import}}
                {{members}}
                [KoffiImport("int g(item *a, _Out_ item *!*b)")] public partial Task<(int, itemHandle)> G(itemHandle a);
                [KoffiImport("int printf(const char *format, ...)")] public partial int Print(string format, int a);
            }
            """
        );
        string text = run.Text(
            run.Result.GeneratedSources.Single(static source => !source.HintName.Contains("-Types", StringComparison.Ordinal)).HintName
        );
        using (Assert.EnterMultipleScope())
        {
            Assert.That(text, Does.Not.Contain("errors, which the build reports"));
            Assert.That(
                text,
                members.Contains("Plugin(", StringComparison.Ordinal) && !members.Contains("static", StringComparison.Ordinal)
                        ? Does.Not.Contain("public Plugin(")
                    : header.Contains("(string", StringComparison.Ordinal) ? Does.Not.Contain("public Plugin(")
                    : Does.Contain("public Plugin(")
            );
            Assert.That(
                text,
                members.Contains("Dispose()", StringComparison.Ordinal)
                    ? Does.Contain("void Unload()")
                    : Does.Contain("public void Dispose()")
            );
        }
    }

    [Test]
    public void Definitions_without_imports_generate_an_instance_library()
    {
        GeneratorRun run = GeneratorHarness.Run(
            """
            [KoffiLibrary("plugin")]
            [KoffiDefine("int version(void);")]
            sealed partial class Plugin
            {
                public static int Ask()
                {
                    using Plugin plugin = new("a");
                    return plugin.version();
                }
            }
            """
        );
        Assert.That(run.Text("Plugin-Types.g.cs"), Does.Contain("public Plugin("));
    }

    [Test]
    public void A_class_with_only_static_imports_is_not_disposable()
    {
        GeneratorRun run = GeneratorHarness.Run(
            """
            [KoffiLibrary("shared")]
            partial class Shared
            {
                [KoffiImport("int version(void)")] public static partial int Version();
            }
            """
        );
        Assert.That(run.Text("Shared.g.cs"), Does.Not.Contain("IDisposable"));
    }

    [Test]
    public void A_class_without_a_library_of_its_own_has_static_methods()
    {
        GeneratorRun run = GeneratorHarness.Run(
            """
            [assembly: KoffiLibrary("shared")]

            [KoffiImport("int version(void)")]
            partial class Shared
            {
                public static int Ask() => version();
            }
            """
        );
        Assert.That(run.Text("Shared.g.cs"), Does.Not.Contain("IDisposable"));
    }
}
