using System.Collections.Concurrent;
using System.Reflection;
using KoffiGen.CompilerServices;

namespace KoffiGen;

/// <summary>The loaded libraries of the process, and the paths that the program has set.</summary>
internal static class LibraryCache
{
    private static readonly ConcurrentDictionary<Key, Entry> Entries = new();
    private static readonly Dictionary<string, string> Paths = new(StringComparer.Ordinal);

    // The number of declarations of each name that have loaded the library or are loading it. A declaration that fails subtracts only
    // itself.
    private static readonly Dictionary<string, int> Uses = new(StringComparer.Ordinal);
    private static readonly Lock Gate = new();

    internal static void SetPath(string name, string path)
    {
        lock (Gate)
        {
            if (Uses.ContainsKey(name))
            {
                throw new InvalidOperationException(
                    $"The native library '{name}' is already in use. Call SetLibrary before the first call into the library."
                );
            }

            Paths[name] = path;
        }
    }

    /// <summary>Loads a library once.</summary>
    /// <remarks>
    /// Each library has its own lock: loading runs the library's constructors and the program's resolver, and both can load another
    /// library.
    /// </remarks>
    internal static LoadedLibrary? Load(NativeLibraryReference reference, out LoadFailure failure)
    {
        failure = default;
        Entry entry = Entries.GetOrAdd(Key.Of(reference), static _ => new Entry());
        lock (entry)
        {
            if (entry.Library is not null)
            {
                return entry.Library;
            }

            string? path = BeginUse(reference.Name);
            try
            {
                entry.Library = Find(reference, path, out failure);
            }
            finally
            {
                if (entry.Library is null)
                {
                    EndUse(reference.Name);
                }
            }

            return entry.Library;
        }
    }

    /// <summary>Loads a library again, for an instance. The loader of the system counts the handles.</summary>
    /// <param name="reference">The declaration.</param>
    /// <param name="path">The path of the library; null for the path from <see cref="Koffi.SetLibrary"/> or a search.</param>
    /// <param name="flags">Additional options.</param>
    /// <param name="failure">The files that were tried.</param>
    internal static LoadedLibrary? LoadInstance(NativeLibraryReference reference, string? path, KoffiLoad flags, out LoadFailure failure)
    {
        NativeLibraryReference loading = new(reference.Assembly, reference.Name)
        {
            Windows = reference.Windows,
            Linux = reference.Linux,
            MacOS = reference.MacOS,
            Versions = reference.Versions,
            Lazy = reference.Lazy || flags.HasFlag(KoffiLoad.Lazy),
            Global = reference.Global || flags.HasFlag(KoffiLoad.Global),
            DeepBind = reference.DeepBind || flags.HasFlag(KoffiLoad.DeepBind),
            FreeFrom = reference.FreeFrom,
        };
        if (path is null)
        {
            lock (Gate)
            {
                path = Paths.GetValueOrDefault(reference.Name);
            }
        }

        return Find(loading, path, out failure);
    }

    /// <summary>Prevents the program from setting another path.</summary>
    /// <returns>The path that the program has set, or null.</returns>
    private static string? BeginUse(string name)
    {
        lock (Gate)
        {
            Uses[name] = Uses.GetValueOrDefault(name) + 1;
            return Paths.GetValueOrDefault(name);
        }
    }

    private static void EndUse(string name)
    {
        lock (Gate)
        {
            if (--Uses[name] == 0)
            {
                Uses.Remove(name);
            }
        }
    }

    private static LoadedLibrary? Find(NativeLibraryReference reference, string? path, out LoadFailure failure)
    {
        failure = default;
        if (path is null && Koffi.LibraryResolver is { } resolver && resolver(reference.Name, reference.Assembly) is var handle and not 0)
        {
            return new LoadedLibrary(handle, LibraryFile.Of(handle) ?? reference.Name);
        }

        return new LibrarySearch(reference, path).Run(out failure);
    }

    private sealed class Entry
    {
        internal LoadedLibrary? Library { get; set; }
    }

    /// <summary>The values that make two declarations the same library.</summary>
    private readonly record struct Key(
        Assembly Assembly,
        string Name,
        string? Windows,
        string? Linux,
        string? MacOS,
        string Versions,
        bool Lazy,
        bool Global,
        bool DeepBind,
        string? FreeFrom
    )
    {
        internal static Key Of(NativeLibraryReference reference) =>
            new(
                reference.Assembly,
                reference.Name,
                reference.Windows,
                reference.Linux,
                reference.MacOS,
                string.Join('\0', reference.Versions ?? []),
                reference.Lazy,
                reference.Global,
                reference.DeepBind,
                reference.FreeFrom
            );
    }
}
