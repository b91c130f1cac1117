using System.Collections.Concurrent;
using System.ComponentModel;

namespace KoffiGen.CompilerServices;

/// <summary>Called by generated code that calls functions through pointers.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class NativeFunction
{
    // A stub cannot be freed while someone may call it, so there is one for each function, for good.
    private static readonly ConcurrentDictionary<nint, nint> FastcallAdapters = new();
    private static readonly ConcurrentDictionary<nint, nint> VariadicAdapters = new();

    /// <summary>The exception for a pointer that is NULL.</summary>
    /// <param name="method">The method that was to call the function: <c>CmpPointer.Invoke</c>.</param>
    public static InvalidOperationException NullPointer(string method) =>
        new($"'{method}' cannot call C's NULL: there is no function behind this pointer.");

    /// <summary>
    /// On 32-bit x86, where .NET has no call site for fastcall: a function called as stdcall, which goes on as fastcall with its first two arguments in
    /// ECX and EDX.
    /// </summary>
    /// <param name="function">The address of the fastcall function.</param>
    /// <exception cref="PlatformNotSupportedException">The system forbids to make code.</exception>
    public static nint GetFastcallAdapter(nint function) =>
        FastcallAdapters.GetOrAdd(function, static address => AdapterStub.Create(AdapterStub.StdcallToFastcall((uint)address)));

    /// <summary>
    /// In the System V AMD64 ABI: what is called in place of a variadic function, and tells it that all vector registers may hold arguments.
    /// </summary>
    /// <param name="function">The address of the variadic function.</param>
    /// <param name="hasFloats">The function gets floats: it needs to be told.</param>
    /// <exception cref="PlatformNotSupportedException">There are floats, and the system forbids to make code.</exception>
    public static nint GetVariadicAdapter(nint function, bool hasFloats)
    {
        nint adapter = VariadicAdapters.GetOrAdd(
            function,
            static address => AdapterStub.TryCreate(AdapterStub.VariadicOnSystemV((ulong)address))
        );
        if (adapter != 0)
            return adapter;

        // Without floats, it is all the same what the function saves of the vector registers.
        return hasFloats ? throw AdapterStub.Forbidden() : function;
    }

    /// <summary>Whether the address is that of an adapter for a variadic function.</summary>
    internal static bool IsVariadicAdapter(nint address) => VariadicAdapters.Values.Contains(address);
}
