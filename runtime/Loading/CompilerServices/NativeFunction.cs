using System.Collections.Concurrent;
using System.ComponentModel;

namespace KoffiGen.CompilerServices;

/// <summary>Supports calls through function pointers. Called by generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class NativeFunction
{
    // A stub can never be freed, because it may be in use. So each function has one stub permanently.
    private static readonly ConcurrentDictionary<nint, nint> FastcallAdapters = new();
    private static readonly ConcurrentDictionary<nint, nint> VariadicAdapters = new();

    /// <summary>Creates the exception for a call through a NULL function pointer.</summary>
    /// <param name="function">The C# method that makes the call, for messages.</param>
    public static InvalidOperationException NullPointer(string function) =>
        new($"{function} cannot call the C function: the function pointer is NULL.");

    /// <summary>
    /// Returns the adapter of a fastcall function on 32-bit x86: a stdcall function that continues as fastcall with the first two arguments
    /// in ECX and EDX. .NET cannot call a fastcall function directly.
    /// </summary>
    /// <param name="address">The address of the fastcall function.</param>
    /// <param name="function">The C function and the C# method, for messages.</param>
    /// <exception cref="PlatformNotSupportedException">Executable memory is not available.</exception>
    public static nint GetFastcallAdapter(nint address, string function) =>
        FastcallAdapters.GetOrAdd(
            address,
            static (address, function) => AdapterStub.Create(AdapterStub.StdcallToFastcall((uint)address), function),
            function
        );

    /// <summary>
    /// Returns the adapter of a variadic function in the System V AMD64 ABI, which sets AL so that all vector registers can contain
    /// arguments.
    /// </summary>
    /// <param name="address">The address of the variadic function.</param>
    /// <param name="hasFloats">Whether the call has floating-point arguments, and so needs the adapter.</param>
    /// <param name="function">The C function and the C# method, for messages.</param>
    /// <exception cref="PlatformNotSupportedException">
    /// The call has floating-point arguments, and executable memory is not available.
    /// </exception>
    public static nint GetVariadicAdapter(nint address, bool hasFloats, string function)
    {
        nint adapter = VariadicAdapters.GetOrAdd(
            address,
            static address => AdapterStub.TryCreate(AdapterStub.VariadicOnSystemV((ulong)address))
        );
        if (adapter != 0)
        {
            return adapter;
        }

        // Without floating-point arguments, any value of AL is safe.
        return hasFloats ? throw AdapterStub.Forbidden(function) : address;
    }

    /// <summary>Whether the address is that of an adapter for a variadic function.</summary>
    internal static bool IsVariadicAdapter(nint address) => VariadicAdapters.Values.Contains(address);
}
