using System.Diagnostics;

namespace KoffiGen.Tests.C;

/// <summary>The C compilers of this machine, which the tests compare KoffiGen with.</summary>
internal static class CCompiler
{
    private const string Native = "gcc";

    /// <summary>Compiles a program and runs it.</summary>
    /// <returns>The lines that it printed.</returns>
    public static string[] Run(string source) =>
        Compile(Native, [], source, static program => Start(program).Split('\n', StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Compiles a text without running it.</summary>
    /// <returns>The object file.</returns>
    public static byte[] CompileObject(string compiler, IEnumerable<string> options, string source) =>
        Compile(compiler, options.Append("-c"), source, File.ReadAllBytes);

    /// <summary>Compiles a text to a shared library.</summary>
    public static void CompileLibrary(string source, string file) =>
        Compile(
            Native,
            ["-shared", "-fPIC", "-O2"],
            source,
            library =>
            {
                File.Copy(library, file, overwrite: true);
                return file;
            }
        );

    /// <summary>Whether a compiler with that name is installed and supports the options.</summary>
    public static bool IsInstalled(string compiler, IEnumerable<string> options)
    {
        try
        {
            return ToolProcess.Run(compiler, [.. options, "-x", "c", "-fsyntax-only", "/dev/null"]).ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    private static TResult Compile<TResult>(string compiler, IEnumerable<string> options, string source, Func<string, TResult> read)
    {
        string directory = Directory.CreateTempSubdirectory("koffigen").FullName;
        try
        {
            string file = Path.Combine(directory, "oracle.c");
            string output = Path.Combine(directory, "oracle");
            File.WriteAllText(file, source);
            Start(compiler, [.. options, "-std=gnu2x", "-w", "-o", output, file]);
            return read(output);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private static string Start(string program, params string[] arguments)
    {
        try
        {
            (int exitCode, string output, string errors) = ToolProcess.Run(program, arguments);
            Assert.That(exitCode, Is.Zero, errors);
            return output;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Fail($"'{program}' is not installed: apt-get install gcc libc6-dev");
            throw;
        }
    }
}
