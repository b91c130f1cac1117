using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace KoffiGen.CompilerServices;

/// <summary>
/// Called by generated code: a library that one object has loaded for itself. It is unloaded when the object is disposed of, and the last call that began
/// before, asynchronous ones included, and the last handle that it has given, are done.
/// </summary>
/// <remarks>What was loaded is not unloaded by the garbage collector: C's pointers into it can't be counted.</remarks>
/// <param name="reference">The declaration.</param>
/// <param name="type">The C# class, for messages.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class NativeLibraryInstance(NativeLibraryReference reference, string type) : IPointerOwner
{
    private const int Closed = 1;
    private const int User = 2;

    private readonly Lock _gate = new();
    private LoadedLibrary? _library;
    private nint[] _addresses = [];

    // Twice the number of those that use the library, and one once it is disposed of.
    private int _state;
    private int _isUnloaded;

    /// <summary>Loads the library.</summary>
    /// <param name="path">A path (a relative one starts at the application's directory), or another name to search for; null is the library as declared.</param>
    /// <param name="flags">How it is loaded.</param>
    /// <exception cref="DllNotFoundException">The library can't be loaded; the message lists every path tried.</exception>
    /// <exception cref="InvalidOperationException">It is loaded already.</exception>
    /// <exception cref="ObjectDisposedException">The object is disposed of.</exception>
    public void Load(string? path, KoffiLoad flags)
    {
        if ((Volatile.Read(ref _state) & Closed) != 0)
            throw Disposed();
        if (path is not null)
            ArgumentException.ThrowIfNullOrEmpty(path);
        if (_library is not null)
            throw new InvalidOperationException($"The library of this {type} is loaded already.");

        _library = LibraryCache.LoadInstance(reference, path, flags, out LoadFailure failure) ?? throw failure.ToException(type);
    }

    /// <summary>Begins a call: the library stays until <see cref="Exit"/>.</summary>
    /// <param name="symbol">The function.</param>
    /// <returns>The function's address.</returns>
    /// <exception cref="ObjectDisposedException">The object is disposed of. There is nothing to end then.</exception>
    /// <exception cref="EntryPointNotFoundException">The library has no such symbol; the message lists every name tried. There is nothing to end then.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public nint Enter(NativeSymbol symbol)
    {
        if ((Interlocked.Add(ref _state, User) & Closed) == 0 && TryGetAddress(symbol, out nint address))
            return address;

        return EnterSlowly(symbol);
    }

    /// <summary>Ends what <see cref="Enter"/> began. The last to do so unloads a library that is disposed of.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Exit()
    {
        if (Interlocked.Add(ref _state, -User) == Closed)
            Unload();
    }

    /// <summary>Keeps the library loaded, for an asynchronous call.</summary>
    /// <exception cref="ObjectDisposedException">The object is disposed of.</exception>
    public PointerHold Hold()
    {
        if ((Interlocked.Add(ref _state, User) & Closed) == 0)
            return new PointerHold(_library?.Handle ?? 0, this);

        Exit();
        throw Disposed();
    }

    /// <summary>The address of a function, for one that keeps the library loaded.</summary>
    /// <param name="symbol">The function.</param>
    /// <exception cref="EntryPointNotFoundException">The library has no such symbol; the message lists every name tried.</exception>
    public nint GetAddress(NativeSymbol symbol) => TryGetAddress(symbol, out nint address) ? address : Bind(symbol);

    /// <summary>Whether the library has the symbol.</summary>
    /// <param name="symbol">The function.</param>
    /// <exception cref="ObjectDisposedException">The object is disposed of.</exception>
    public bool IsAvailable(NativeSymbol symbol)
    {
        ArgumentNullException.ThrowIfNull(symbol);
        PointerHold hold = Hold();
        try
        {
            return TryGetAddress(symbol, out _) || (_library is { } library && Keep(symbol, symbol.Find(library, tried: null)) != 0);
        }
        finally
        {
            hold.Release();
        }
    }

    /// <summary>Gives memory back with the <c>free</c> of the C runtime that the library uses; for one that keeps the library loaded.</summary>
    /// <param name="pointer">The memory; NULL is left alone.</param>
    public unsafe void Free(nint pointer)
    {
        if (pointer == 0)
            return;

        if (OperatingSystem.IsWindows())
            NativeMemoryOwner.Free(_library!.WindowsFree(reference.FreeFrom), pointer);
        else
            NativeMemory.Free((void*)pointer);
    }

    /// <summary>Refuses new calls, and unloads the library as soon as nothing uses it. It never waits. Once done, it does nothing.</summary>
    public void Dispose()
    {
        if ((Interlocked.Or(ref _state, Closed) & ~Closed) == 0)
            Unload();
    }

    void IPointerOwner.ReleasePointer() => Exit();

    /// <summary>One use more, beside one that there is.</summary>
    internal void AddUser() => Interlocked.Add(ref _state, User);

    private nint EnterSlowly(NativeSymbol symbol)
    {
        try
        {
            return (Volatile.Read(ref _state) & Closed) == 0 ? Bind(symbol) : throw Disposed();
        }
        catch
        {
            Exit();
            throw;
        }
    }

    private bool TryGetAddress(NativeSymbol symbol, out nint address)
    {
        nint[] addresses = _addresses;
        int index = symbol.Index;
        address = index < addresses.Length ? addresses[index] : 0;
        return address != 0;
    }

    private nint Bind(NativeSymbol symbol)
    {
        if (_library is not { } library)
            throw new InvalidOperationException($"The library of this {type} is not loaded: its constructor calls Load.");

        List<string> tried = [];
        nint address = symbol.Find(library, tried);
        return address != 0 ? Keep(symbol, address) : throw symbol.NotFound(library, tried);
    }

    private nint Keep(NativeSymbol symbol, nint address)
    {
        if (address == 0)
            return 0;

        lock (_gate)
        {
            // Threads read it meanwhile: a longer one takes the place of the shorter.
            if (symbol.Index >= _addresses.Length)
            {
                nint[] longer = new nint[Math.Max(symbol.Index + 1, _addresses.Length * 2)];
                _addresses.CopyTo(longer, 0);
                _addresses = longer;
            }

            _addresses[symbol.Index] = address;
        }

        return address;
    }

    private void Unload()
    {
        // Those that come too late count themselves in and out again.
        if (Interlocked.Exchange(ref _isUnloaded, 1) == 0 && _library is { } library)
            library.Close();
    }

    private ObjectDisposedException Disposed() => new(type, $"The {type} is disposed of: its library is unloaded, or about to be.");
}
