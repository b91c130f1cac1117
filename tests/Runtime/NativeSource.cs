using KoffiGen.Tests.C;

namespace KoffiGen.Tests.Runtime;

/// <summary>A temporary directory for native files that a test creates.</summary>
internal sealed class NativeSource : IDisposable
{
    internal string Directory { get; } = System.IO.Directory.CreateTempSubdirectory("koffi").FullName;

    internal string File(string name) => Path.Combine(Directory, name);

    internal void Compile(string name, string source) => CCompiler.CompileLibrary(source, File(name));

    public void Dispose() => System.IO.Directory.Delete(Directory, recursive: true);
}
