using System.Diagnostics;

namespace KoffiGen.Tests.Runtime;

/// <summary>A temporary directory for native files that a test creates.</summary>
internal sealed class NativeSource : IDisposable
{
    internal string Directory { get; } = System.IO.Directory.CreateTempSubdirectory("koffi").FullName;

    internal string File(string name) => Path.Combine(Directory, name);

    /// <summary>Compiles a shared library. Without a C compiler, the test is ignored.</summary>
    internal void Compile(string name, string source)
    {
        System.IO.File.WriteAllText(File("source.c"), source);
        try
        {
            using Process compiler = Process.Start("cc", ["-shared", "-fPIC", "-O2", "-o", File(name), File("source.c")]);
            compiler.WaitForExit();
            Assert.That(compiler.ExitCode, Is.Zero);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Fail("There is no C compiler: install gcc (Debian: apt-get install gcc libc6-dev).");
        }
    }

    public void Dispose() => System.IO.Directory.Delete(Directory, recursive: true);
}
