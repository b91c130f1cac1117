using System.ComponentModel;
using System.Globalization;

namespace KoffiGen.CompilerServices;

/// <summary>
/// A function or variable of a library, which is looked up at its first use. Called by generated code. A missing symbol affects only its
/// own function or variable, and is looked up again at the next use.
/// </summary>
/// <param name="library">The library that exports the symbol.</param>
/// <param name="name">The exported name.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class NativeSymbol(NativeLibraryReference library, string name)
{
    private static int s_count;

    private nint _address;
    private int _index;

    /// <summary>Gets the exported name on Windows, if it differs.</summary>
    public string? WindowsName { get; init; }

    /// <summary>Gets the ordinal on Windows, which is tried before the names; 0 for none.</summary>
    public int Ordinal { get; init; }

    /// <summary>Gets the calling convention. It has an effect on 32-bit x86 only.</summary>
    public NativeConvention Convention { get; init; }

    /// <summary>Gets the size of the arguments in bytes on 32-bit x86, which is part of decorated names.</summary>
    public int StackBytes { get; init; }

    /// <summary>
    /// Gets how many arguments a fastcall function receives in ECX and EDX on 32-bit x86. With two, the address is that of an adapter.
    /// </summary>
    public int RegisterArguments { get; init; }

    /// <summary>Whether the function is variadic. If the ABI requires it, the address is that of an adapter.</summary>
    public bool IsVariadic { get; init; }

    /// <summary>
    /// Whether calls have floating-point arguments. If the ABI requires an adapter, the function cannot be called without it.
    /// </summary>
    public bool HasFloats { get; init; }

    /// <summary>Whether the library can be loaded and exports the symbol. Loads the library.</summary>
    public bool IsAvailable => TryBind() != 0;

    /// <summary>A unique number, counted from 1: the index of the address in each library instance.</summary>
    internal int Index => _index != 0 ? _index : AssignIndex();

    /// <summary>
    /// Returns the address of the symbol, or 0 if the library or the symbol is missing. It never throws, because static initializers call
    /// it.
    /// </summary>
    public nint TryBind()
    {
        if (_address != 0)
        {
            return _address;
        }

#pragma warning disable CA1031 // Bind reports the failure again, outside of the static initializer.
        try
        {
            return library.TryLoad(out LoadedLibrary? loaded, out _) ? Keep(Find(loaded, tried: null)) : 0;
        }
        catch (Exception)
        {
            return 0;
        }
#pragma warning restore CA1031
    }

    /// <summary>Returns the address of the symbol after <see cref="TryBind"/> has returned 0.</summary>
    /// <param name="function">The symbol and the C# method or property, for messages; null for the exported name alone.</param>
    /// <exception cref="DllNotFoundException">The library cannot be loaded. The message lists every file that was tried.</exception>
    /// <exception cref="EntryPointNotFoundException">
    /// The library does not export the symbol. The message lists every name that was tried.
    /// </exception>
    /// <exception cref="PlatformNotSupportedException">The call needs an adapter, and executable memory is not available.</exception>
    public nint Bind(string? function = null)
    {
        if (_address != 0)
        {
            return _address;
        }

        if (!library.TryLoad(out LoadedLibrary? loaded, out LoadFailure failure))
        {
            throw failure.ToException($"symbol {Describe(function)}");
        }

        List<string> tried = [];
        nint address = Find(loaded, tried, function);
        return address != 0 ? Keep(address) : throw NotFound(loaded, tried, function);
    }

    /// <summary>Returns the name of the symbol in messages.</summary>
    internal string Describe(string? function) => function ?? $"'{name}'";

    internal EntryPointNotFoundException NotFound(LoadedLibrary loaded, List<string> tried, string? function) =>
        new($"The symbol {Describe(function)} was not found in '{loaded.File}'. Names tried: {string.Join(", ", tried)}.");

    /// <summary>Returns the address of the symbol in a library, or 0.</summary>
    /// <param name="loaded">The library.</param>
    /// <param name="tried">Receives the names that were not found.</param>
    /// <param name="function">The symbol and the C# method or property, for messages; null for the exported name alone.</param>
    internal nint Find(LoadedLibrary loaded, List<string>? tried, string? function = null)
    {
        nint address = Lookup(loaded, tried);
        if (address == 0)
        {
            return 0;
        }

        if (NativeTarget.IsX86 && Convention == NativeConvention.Fastcall && RegisterArguments == 2)
        {
            address = AdapterStub.Create(AdapterStub.StdcallToFastcall((uint)address), Describe(function));
        }
        else if (NativeTarget.IsSystemV && IsVariadic)
        {
            address = NativeFunction.GetVariadicAdapter(address, HasFloats, Describe(function));
        }

        return address;
    }

    // Several threads may each create an adapter at the same time. All adapters are valid, and one is kept.
    private nint Keep(nint address)
    {
        nint earlier = Interlocked.CompareExchange(ref _address, address, 0);
        return earlier != 0 ? earlier : address;
    }

    private int AssignIndex()
    {
        Interlocked.CompareExchange(ref _index, Interlocked.Increment(ref s_count), 0);
        return _index;
    }

    private nint Lookup(LoadedLibrary loaded, List<string>? tried)
    {
        if (OperatingSystem.IsWindows() && Ordinal != 0)
        {
            nint address = Kernel32.GetProcAddress(loaded.Handle, Ordinal);
            if (address != 0)
            {
                return address;
            }

            tried?.Add("#" + Ordinal.ToString(CultureInfo.InvariantCulture));
        }

        string exported = OperatingSystem.IsWindows() ? WindowsName ?? name : name;
        string[] names =
            OperatingSystem.IsWindows() && NativeTarget.IsX86 ? NameDecoration.Candidates(exported, Convention, StackBytes) : [exported];
        foreach (string candidate in names)
        {
            if (loaded.TryGetExport(candidate, out nint address))
            {
                return address;
            }

            tried?.Add(candidate);
        }

        return 0;
    }
}
