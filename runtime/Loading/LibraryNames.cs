using System.Globalization;

namespace KoffiGen;

/// <summary>The platforms whose library names differ.</summary>
internal enum LibraryPlatform
{
    Linux,
    MacOS,
    Windows,
}

/// <summary>Derives file names from the name of a library. The result depends only on the name and the platform.</summary>
internal static class LibraryNames
{
    internal static LibraryPlatform Current =>
        OperatingSystem.IsWindows() ? LibraryPlatform.Windows
        : OperatingSystem.IsMacOS() || OperatingSystem.IsIOS() || OperatingSystem.IsTvOS() || OperatingSystem.IsMacCatalyst()
            ? LibraryPlatform.MacOS
        : LibraryPlatform.Linux;

    /// <summary>
    /// Returns the files of the C runtime for a well-known name. musl handles <c>lib….so</c> names itself; in glibc, these files are linker
    /// scripts.
    /// </summary>
    internal static string[]? WellKnown(string name, LibraryPlatform platform) =>
        (platform, name) switch
        {
            (LibraryPlatform.Linux, "c") => ["libc.so.6", "libc.so.7", "libc.so"],
            (LibraryPlatform.Linux, "m") => ["libm.so.6", "libm.so.5", "libm.so"],
            (LibraryPlatform.Linux, "pthread") => ["libpthread.so.0", "libc.so.6", "libpthread.so"],
            (LibraryPlatform.Linux, "dl") => ["libdl.so.2", "libc.so.6", "libdl.so"],
            (LibraryPlatform.MacOS, "c" or "m" or "pthread" or "dl") => ["/usr/lib/libSystem.B.dylib"],
            (LibraryPlatform.Windows, "c" or "m") => ["ucrtbase.dll"],
            _ => null,
        };

    /// <summary>Returns the file names to try in each directory, in this order.</summary>
    internal static List<string> Candidates(string name, string[]? versions, LibraryPlatform platform)
    {
        List<string> names = [];
        foreach (string version in versions ?? [])
        {
            if (version.Length > 0 && !char.IsAsciiDigit(version[0]))
            {
                names.Add(version);
            }
            else if (platform == LibraryPlatform.Windows)
            {
                names.AddRange([$"{name}-{version}.dll", $"lib{name}-{version}.dll"]);
            }
            else
            {
                names.Add(platform == LibraryPlatform.MacOS ? $"lib{name}.{version}.dylib" : $"lib{name}.so.{version}");
            }
        }

        names.Add(name);
        names.AddRange(
            platform switch
            {
                LibraryPlatform.Windows => [$"{name}.dll", $"lib{name}.dll"],
                LibraryPlatform.MacOS => [$"lib{name}.dylib", $"{name}.dylib"],
                _ => [$"lib{name}.so", $"{name}.so"],
            }
        );
        return names;
    }

    /// <summary>Compares versions so that <c>libfoo.so.10.1</c> comes before <c>libfoo.so.9</c>.</summary>
    internal static int CompareVersions(string left, string right)
    {
        string[] leftParts = left.Split('.');
        string[] rightParts = right.Split('.');
        for (int i = 0; i < leftParts.Length && i < rightParts.Length; i++)
        {
            bool numbers =
                ulong.TryParse(leftParts[i], CultureInfo.InvariantCulture, out ulong leftNumber)
                & ulong.TryParse(rightParts[i], CultureInfo.InvariantCulture, out ulong rightNumber);
            int order = numbers ? rightNumber.CompareTo(leftNumber) : string.CompareOrdinal(rightParts[i], leftParts[i]);
            if (order != 0)
            {
                return order;
            }
        }

        return rightParts.Length.CompareTo(leftParts.Length);
    }
}
