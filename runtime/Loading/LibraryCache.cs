using System.Collections.Concurrent;
using System.Reflection;

namespace KoffiGen;

/// <summary>The loaded libraries of the process, and what the program said about where they are.</summary>
internal static class LibraryCache
{
    private static readonly ConcurrentDictionary<Key, Entry> Entries = new();
    private static readonly Dictionary<string, string> Paths = new(StringComparer.Ordinal);

    // How many declarations of a name have their library, or are about to. A declaration that fails takes back its own use only.
    private static readonly Dictionary<string, int> Uses = new(StringComparer.Ordinal);
    private static readonly Lock Gate = new();

    internal static void SetPath(string name, string path)
    {
        lock (Gate)
        {
            if (Uses.ContainsKey(name))
                throw new InvalidOperationException(
                    $"The native library '{name}' is in use already: call SetLibrary before its first function."
                );
            Paths[name] = path;
        }
    }

    /// <summary>
    /// Loads a library once. Each library has a lock of its own: loading runs the library's constructors and the program's resolver, and
    /// these may well need another library.
    /// </summary>
    internal static LoadedLibrary? Load(CompilerServices.NativeLibraryReference reference, out LoadFailure failure)
    {
        failure = default;
        Entry entry = Entries.GetOrAdd(Key.Of(reference), static _ => new Entry());
        lock (entry)
        {
            if (entry.Library is not null)
                return entry.Library;

            string? path = BeginUse(reference.Name);
            try
            {
                entry.Library = Find(reference, path, out failure);
            }
            finally
            {
                if (entry.Library is null)
                    EndUse(reference.Name);
            }

            return entry.Library;
        }
    }

    /// <summary>Loads a library once more, for an instance: the loader counts.</summary>
    /// <param name="reference">The declaration.</param>
    /// <param name="path">Where it is; null is where the program, or the search, finds it.</param>
    /// <param name="flags">How it is loaded besides.</param>
    /// <param name="failure">What was tried in vain.</param>
    internal static LoadedLibrary? LoadInstance(
        CompilerServices.NativeLibraryReference reference,
        string? path,
        KoffiLoad flags,
        out LoadFailure failure
    )
    {
        CompilerServices.NativeLibraryReference loading = new(reference.Assembly, reference.Name)
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

    /// <summary>From now on, no other path can be set.</summary>
    /// <returns>The path that the program set, or null.</returns>
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
                Uses.Remove(name);
        }
    }

    private static LoadedLibrary? Find(CompilerServices.NativeLibraryReference reference, string? path, out LoadFailure failure)
    {
        failure = default;
        if (path is null && Koffi.LibraryResolver is { } resolver && resolver(reference.Name, reference.Assembly) is var handle and not 0)
            return new LoadedLibrary(handle, LibraryFile.Of(handle) ?? reference.Name);

        return new LibrarySearch(reference, path).Run(out failure);
    }

    private sealed class Entry
    {
        internal LoadedLibrary? Library { get; set; }
    }

    /// <summary>What makes two declarations the same library.</summary>
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
        internal static Key Of(CompilerServices.NativeLibraryReference reference) =>
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
