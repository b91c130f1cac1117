using System.ComponentModel;
using System.Globalization;

namespace KoffiGen.CompilerServices;

/// <summary>
/// A function or variable of a library, found by name when it is first needed. A symbol that is missing fails only its own function, and
/// only until it comes.
/// </summary>
/// <param name="library">The library that should have the symbol.</param>
/// <param name="name">The name that it is exported under.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class NativeSymbol(NativeLibraryReference library, string name)
{
    private static int s_count;

    private nint _address;
    private int _index;

    /// <summary>The name on Windows, in place of the other one.</summary>
    public string? WindowsName { get; init; }

    /// <summary>The number on Windows, tried before the names; 0 is none.</summary>
    public int Ordinal { get; init; }

    /// <summary>The calling convention. It matters on 32-bit x86 only.</summary>
    public NativeConvention Convention { get; init; }

    /// <summary>How many bytes the arguments take on 32-bit x86: part of decorated names.</summary>
    public int StackBytes { get; init; }

    /// <summary>
    /// For fastcall on 32-bit x86, how many arguments travel in ECX and EDX. With two, the address is that of an adapter.
    /// </summary>
    public int RegisterArguments { get; init; }

    /// <summary>The function is variadic. Where the ABI asks for it, the address is that of an adapter.</summary>
    public bool IsVariadic { get; init; }

    /// <summary>The function is called with floats: without an adapter, where the ABI asks for one, it cannot be.</summary>
    public bool HasFloats { get; init; }

    /// <summary>The C# name of the function, for messages; without it, the exported name.</summary>
    public string? Function { get; init; }

    /// <summary>The library is there and has the symbol. Loads the library.</summary>
    public bool IsAvailable => TryBind() != 0;

    /// <summary>A number of its own, from 1 on: where instances of a library keep the address.</summary>
    internal int Index => _index != 0 ? _index : AssignIndex();

    /// <summary>The address of the symbol, or 0 if the library or the symbol is missing. Never throws: static initialisers call it.</summary>
    public nint TryBind()
    {
        if (_address != 0)
            return _address;

#pragma warning disable CA1031 // Bind meets the same failure again, outside the initialiser, and lets it out.
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

    /// <summary>The address of the symbol, after <see cref="TryBind"/> gave 0: it may have come meanwhile.</summary>
    /// <exception cref="DllNotFoundException">The library can't be loaded; the message lists every path tried.</exception>
    /// <exception cref="EntryPointNotFoundException">The library has no such symbol; the message lists every name tried.</exception>
    /// <exception cref="PlatformNotSupportedException">The call needs an adapter, and the system forbids to make code.</exception>
    public nint Bind()
    {
        if (_address != 0)
            return _address;
        if (!library.TryLoad(out LoadedLibrary? loaded, out LoadFailure failure))
            throw failure.ToException(Function ?? name);

        List<string> tried = [];
        nint address = Find(loaded, tried);
        return address != 0 ? Keep(address) : throw NotFound(loaded, tried);
    }

    internal EntryPointNotFoundException NotFound(LoadedLibrary loaded, List<string> tried) =>
        new($"The function '{Function ?? name}' was not found in '{loaded.File}'. Names tried: {string.Join(", ", tried)}.");

    /// <summary>The address of the symbol in a library, or 0.</summary>
    /// <param name="loaded">The library.</param>
    /// <param name="tried">Gets the names that were tried in vain.</param>
    internal nint Find(LoadedLibrary loaded, List<string>? tried)
    {
        nint address = Lookup(loaded, tried);
        if (address == 0)
            return 0;

        if (NativeTarget.IsX86 && Convention == NativeConvention.Fastcall && RegisterArguments == 2)
            address = AdapterStub.Create(AdapterStub.StdcallToFastcall((uint)address));
        else if (NativeTarget.IsSystemV && IsVariadic)
            address = NativeFunction.GetVariadicAdapter(address, HasFloats);

        return address;
    }

    // Threads that race here make at most one adapter each, and all of these do.
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
                return address;
            tried?.Add("#" + Ordinal.ToString(CultureInfo.InvariantCulture));
        }

        string exported = OperatingSystem.IsWindows() ? WindowsName ?? name : name;
        string[] names =
            OperatingSystem.IsWindows() && NativeTarget.IsX86 ? NameDecoration.Candidates(exported, Convention, StackBytes) : [exported];
        foreach (string candidate in names)
        {
            if (loaded.TryGetExport(candidate, out nint address))
                return address;
            tried?.Add(candidate);
        }

        return 0;
    }
}
