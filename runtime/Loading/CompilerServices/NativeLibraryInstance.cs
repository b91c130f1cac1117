using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace KoffiGen.CompilerServices;

/// <summary>
/// A library that one object has loaded for itself. Called by generated code. It is unloaded when the object is disposed, all calls have
/// ended and all handles from the library are released. Calls include asynchronous calls.
/// </summary>
/// <remarks>The garbage collector does not unload the library, because KoffiGen cannot track C's pointers into it.</remarks>
/// <param name="reference">The declaration of the library.</param>
/// <param name="type">The name of the C# class, for messages.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class NativeLibraryInstance(NativeLibraryReference reference, string type) : IPointerOwner
{
    private readonly Lock _gate = new();
    private LoadedLibrary? _library;
    private nint[] _addresses = [];

    // The users of the library: calls, and handles that it returned.
    private CallsInFlight _users;

    /// <summary>Loads the library.</summary>
    /// <param name="path">
    /// A path, or a name to search for; null for the declared library. A relative path starts at the application's directory.
    /// </param>
    /// <param name="flags">Additional options.</param>
    /// <exception cref="DllNotFoundException">The library cannot be loaded. The message lists every file that was tried.</exception>
    /// <exception cref="InvalidOperationException">The library is already loaded.</exception>
    /// <exception cref="ObjectDisposedException">The object is disposed.</exception>
    public void Load(string? path, KoffiLoad flags)
    {
        if (_users.IsClosed)
        {
            throw new ObjectDisposedException(type, $"The {type} is disposed, so its library can no longer be loaded.");
        }

        if (path is not null)
        {
            ArgumentException.ThrowIfNullOrEmpty(path);
        }

        if (_library is not null)
        {
            throw new InvalidOperationException($"The library of this {type} is already loaded. Create another {type} to load it again.");
        }

        _library =
            LibraryCache.LoadInstance(reference, path, flags, out LoadFailure failure) ?? throw failure.ToException($"class '{type}'");
    }

    /// <summary>Begins a call, which keeps the library loaded until <see cref="Exit"/>.</summary>
    /// <param name="symbol">The function or variable.</param>
    /// <param name="function">The symbol and the C# method or property, for messages.</param>
    /// <returns>The address of the function.</returns>
    /// <exception cref="ObjectDisposedException">The object is disposed. The caller must not call <see cref="Exit"/>.</exception>
    /// <exception cref="EntryPointNotFoundException">
    /// The library does not export the symbol. The message lists every name that was tried. The caller must not call <see cref="Exit"/>.
    /// </exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public nint Enter(NativeSymbol symbol, string function)
    {
        if (!_users.TryEnter())
        {
            throw Disposed(function);
        }

        return TryGetAddress(symbol, out nint address) ? address : BindOrExit(symbol, function);
    }

    /// <summary>Ends a call. After Dispose, the last call unloads the library.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Exit()
    {
        if (_users.Exit())
        {
            Unload();
        }
    }

    /// <summary>Keeps the library loaded until an asynchronous call has ended.</summary>
    /// <param name="symbol">The function or variable.</param>
    /// <param name="function">The symbol and the C# method or property, for messages.</param>
    /// <exception cref="ObjectDisposedException">The object is disposed.</exception>
    public PointerHold Hold(NativeSymbol symbol, string function) =>
        _users.TryEnter() ? new PointerHold(_library?.Handle ?? 0, this) : throw Disposed(function);

    /// <summary>Returns the address of a symbol. The caller must keep the library loaded.</summary>
    /// <param name="symbol">The symbol.</param>
    /// <param name="function">The symbol and the C# method or property, for messages; null for the exported name alone.</param>
    /// <exception cref="EntryPointNotFoundException">
    /// The library does not export the symbol. The message lists every name that was tried.
    /// </exception>
    public nint GetAddress(NativeSymbol symbol, string? function = null) =>
        TryGetAddress(symbol, out nint address) ? address : Bind(symbol, function);

    /// <summary>Returns whether the library exports the symbol.</summary>
    /// <param name="symbol">The symbol.</param>
    /// <exception cref="ObjectDisposedException">The object is disposed.</exception>
    public bool IsAvailable(NativeSymbol symbol)
    {
        ArgumentNullException.ThrowIfNull(symbol);
        PointerHold hold = Hold(symbol, symbol.Describe(function: null));
        try
        {
            return TryGetAddress(symbol, out _) || (_library is { } library && Keep(symbol, symbol.Find(library, tried: null)) != 0);
        }
        finally
        {
            hold.Release();
        }
    }

    /// <summary>
    /// Frees memory with the <c>free</c> function of the C runtime that the library uses. The caller must keep the library loaded.
    /// </summary>
    /// <param name="pointer">The memory. NULL has no effect.</param>
    public unsafe void Free(nint pointer)
    {
        if (pointer == 0)
        {
            return;
        }

        if (OperatingSystem.IsWindows())
        {
            NativeMemoryOwner.Free(_library!.WindowsFree(reference.FreeFrom), pointer);
        }
        else
        {
            NativeMemory.Free((void*)pointer);
        }
    }

    /// <summary>
    /// Rejects new calls, and unloads the library when nothing uses it any more. It never waits. Further calls have no effect.
    /// </summary>
    public void Dispose()
    {
        if (_users.Close())
        {
            Unload();
        }
    }

    void IPointerOwner.ReleasePointer() => Exit();

    /// <summary>Adds a user of the library. The caller must be a user already.</summary>
    internal void AddUser() => _users.EnterAgain();

    private nint BindOrExit(NativeSymbol symbol, string function)
    {
        try
        {
            return Bind(symbol, function);
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

    private nint Bind(NativeSymbol symbol, string? function)
    {
        if (_library is not { } library)
        {
            throw new InvalidOperationException(
                $"The library of this {type} is not loaded, so {symbol.Describe(function)} cannot be used. Call Load in the constructor."
            );
        }

        List<string> tried = [];
        nint address = symbol.Find(library, tried, function);
        return address != 0 ? Keep(symbol, address) : throw symbol.NotFound(library, tried, function);
    }

    private nint Keep(NativeSymbol symbol, nint address)
    {
        if (address == 0)
        {
            return 0;
        }

        lock (_gate)
        {
            // Other threads may read the array at the same time, so a longer array replaces it.
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

    private void Unload() => _library?.Close();

    private ObjectDisposedException Disposed(string function) => new(type, $"The {type} is disposed, so {function} can no longer be used.");
}
