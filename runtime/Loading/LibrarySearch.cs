using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using KoffiGen.CompilerServices;

namespace KoffiGen;

/// <summary>
/// One search for a library: in the directories of the application, then in those of the system, then for versioned files in both.
/// </summary>
internal sealed class LibrarySearch
{
    private readonly NativeLibraryReference _reference;
    private readonly string _name;
    private readonly string[]? _versions;
    private readonly bool _isPath;
    private readonly string[]? _wellKnown;
    private readonly LibraryPlatform _platform = LibraryNames.Current;
    private readonly List<string> _attempts = [];

    internal LibrarySearch(NativeLibraryReference reference, string? path)
    {
        string? forSystem = _platform switch
        {
            LibraryPlatform.Windows => reference.Windows,
            LibraryPlatform.MacOS => reference.MacOS,
            _ => reference.Linux,
        };
        _reference = reference;
        _name = path ?? forSystem ?? reference.Name;

        // A path from SetLibrary replaces the declared versions, which would otherwise be tried first.
        _versions = path is null ? reference.Versions : null;
        _isPath =
            _name.Contains('/', StringComparison.Ordinal)
            || (_platform == LibraryPlatform.Windows && _name.AsSpan().ContainsAny('\\', ':'));
        _wellKnown = LibraryNames.WellKnown(_name, _platform);
    }

    internal LoadedLibrary? Run(out LoadFailure failure)
    {
        LoadedLibrary? library =
            _name.Length == 0 ? new LoadedLibrary(NativeLibrary.GetMainProgramHandle(), "the process itself")
            : _isPath ? Open(Path.Combine(AppContext.BaseDirectory, _name))
            : _wellKnown is not null ? OpenFirst(_wellKnown)
            : FindByName();

        failure = library is null ? new LoadFailure(_reference.Name, _attempts) : default;
        return library;
    }

    private LoadedLibrary? FindByName()
    {
        List<string> names = LibraryNames.Candidates(_name, _versions, _platform);
        string[] directories = ApplicationDirectories();
        LoadedLibrary? library =
            OpenFirst(directories.SelectMany(directory => names.Select(name => Path.Combine(directory, name)))) ?? OpenFirst(names);
        if (library is null && _platform == LibraryPlatform.Linux && _versions is null)
        {
            library = OpenFirst(directories.Concat(SystemDirectories()).SelectMany(VersionedFiles));
        }

        return library;
    }

    private LoadedLibrary? OpenFirst(IEnumerable<string> files)
    {
        foreach (string file in files)
        {
            if (Open(file) is { } library)
            {
                return library;
            }
        }

        return null;
    }

    private LoadedLibrary? Open(string file)
    {
        if (Path.IsPathFullyQualified(file) && _platform != LibraryPlatform.MacOS && !File.Exists(file))
        {
            _attempts.Add(file + ": no such file");
            return null;
        }

        nint handle = OperatingSystem.IsWindows()
            ? WindowsLoader.Open(file, out string? message)
            : PosixLoader.Open(file, _reference.Lazy, _reference.Global, _reference.DeepBind, out message);
        if (handle != 0)
        {
            return new LoadedLibrary(handle, LibraryFile.Of(handle) ?? file);
        }

        _attempts.Add($"{file}: {message}");
        return null;
    }

    private IEnumerable<string> VersionedFiles(string directory)
    {
        string prefix = $"lib{_name}.so.";
        try
        {
            string[] files = Directory.GetFiles(directory, prefix + "*");
            Array.Sort(
                files,
                (left, right) =>
                    LibraryNames.CompareVersions(Path.GetFileName(left)[prefix.Length..], Path.GetFileName(right)[prefix.Length..])
            );
            return files;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private string[] ApplicationDirectories()
    {
        List<string> directories = [];
        if (AppContext.GetData("NATIVE_DLL_SEARCH_DIRECTORIES") is string native)
        {
            directories.AddRange(native.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries));
        }

        directories.Add(AppContext.BaseDirectory);
        if (Path.GetDirectoryName(LocationOf(_reference.Assembly)) is { Length: > 0 } folder)
        {
            directories.Add(folder);
        }

        // A relative entry would refer to the current directory.
        return [.. directories.Where(Path.IsPathFullyQualified).Select(Path.TrimEndingDirectorySeparator).Distinct(StringComparer.Ordinal)];
    }

    [UnconditionalSuppressMessage(
        "SingleFile",
        "IL3000",
        Justification = "The location can be empty. The directory of the application is searched in any case."
    )]
    private static string LocationOf(System.Reflection.Assembly assembly) => assembly.Location;

    private static IEnumerable<string> SystemDirectories()
    {
        string triplet = RuntimeInformation.ProcessArchitecture switch
        {
            Architecture.X64 => "x86_64-linux-gnu",
            Architecture.X86 => "i386-linux-gnu",
            Architecture.Arm64 => "aarch64-linux-gnu",
            Architecture.Arm => "arm-linux-gnueabihf",
            Architecture.RiscV64 => "riscv64-linux-gnu",
            Architecture.LoongArch64 => "loongarch64-linux-gnu",
            Architecture.Ppc64le => "powerpc64le-linux-gnu",
            Architecture.S390x => "s390x-linux-gnu",
            _ => "",
        };
        string wordSize = Environment.Is64BitProcess ? "lib64" : "lib32";
        return
        [
            "/usr/local/lib/" + triplet,
            "/usr/local/lib",
            "/usr/lib/" + triplet,
            "/lib/" + triplet,
            "/usr/" + wordSize,
            "/" + wordSize,
            "/usr/lib",
            "/lib",
        ];
    }
}
