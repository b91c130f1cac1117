using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace KoffiGen.CompilerServices;

/// <summary>Calls variadic functions whose arguments are known only at run time. Called by generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static unsafe class NativeVariadic
{
    private const int TextBufferBytes = 1024;

    /// <summary>Calls a function.</summary>
    /// <typeparam name="TResult">A number or a pointer. The result of a <c>void</c> function is undefined.</typeparam>
    /// <param name="address">The address of the function; in the System V ABI, that of its adapter if it has one.</param>
    /// <param name="named">The named arguments.</param>
    /// <param name="tail">The variable arguments.</param>
    /// <param name="function">The C function and the C# method, for messages.</param>
    /// <exception cref="ArgumentException">A string contains a NUL, or there are too many arguments.</exception>
    /// <exception cref="ObjectDisposedException">A handle is closed.</exception>
    /// <exception cref="PlatformNotSupportedException">
    /// The System V ABI requires an adapter for floating-point arguments, and executable memory is not available.
    /// </exception>
    [SkipLocalsInit]
    public static TResult Call<TResult>(
        nint address,
        scoped ReadOnlySpan<KoffiArgument> named,
        scoped ReadOnlySpan<KoffiArgument> tail,
        string function
    )
        where TResult : unmanaged
    {
        // Not stackalloc: the JIT compiles such a method only once, before it knows the values of static readonly fields.
        Unsafe.SkipInit(out StackMemory memory);
        long* stack = (long*)&memory;
        VariadicFrame frame = new(VariadicAbi.GetCurrent(function), new Span<long>(stack, VariadicInvoker.StackSlots), function);
        foreach (ref readonly KoffiArgument argument in named)
        {
            frame.Add(argument.Kind, argument.Bits, isTail: false);
        }

        foreach (ref readonly KoffiArgument argument in tail)
        {
            if (argument.Reference is not null)
            {
                return CallWithReferences<TResult>(address, named, tail, function, out _);
            }

            frame.Add(argument.Kind, argument.Bits, isTail: true);
        }

        return Invoke<TResult>(address, ref frame, stack);
    }

    /// <summary>Calls a function, and returns the error code after the call.</summary>
    /// <typeparam name="TResult">A number or a pointer. The result of a <c>void</c> function is undefined.</typeparam>
    /// <param name="address">The address of the function; in the System V ABI, that of its adapter if it has one.</param>
    /// <param name="named">The named arguments.</param>
    /// <param name="tail">The variable arguments.</param>
    /// <param name="function">The C function and the C# method, for messages.</param>
    /// <param name="error">The value of <c>errno</c>, or the last error on Windows.</param>
    /// <exception cref="ArgumentException">A string contains a NUL, or there are too many arguments.</exception>
    /// <exception cref="ObjectDisposedException">A handle is closed.</exception>
    /// <exception cref="PlatformNotSupportedException">
    /// The System V ABI requires an adapter for floating-point arguments, and executable memory is not available.
    /// </exception>
    public static TResult Call<TResult>(
        nint address,
        scoped ReadOnlySpan<KoffiArgument> named,
        scoped ReadOnlySpan<KoffiArgument> tail,
        string function,
        out int error
    )
        where TResult : unmanaged => CallWithReferences<TResult>(address, named, tail, function, out error);

    [SkipLocalsInit]
    private static TResult CallWithReferences<TResult>(
        nint address,
        scoped ReadOnlySpan<KoffiArgument> named,
        scoped ReadOnlySpan<KoffiArgument> tail,
        string function,
        out int error
    )
        where TResult : unmanaged
    {
        long* stack = stackalloc long[VariadicInvoker.StackSlots];
        VariadicFrame frame = new(VariadicAbi.GetCurrent(function), new Span<long>(stack, VariadicInvoker.StackSlots), function);
        foreach (ref readonly KoffiArgument argument in named)
        {
            frame.Add(argument.Kind, argument.Bits, isTail: false);
        }

        nuint textBytes = 0;
        bool hasOwners = false;
        foreach (ref readonly KoffiArgument argument in tail)
        {
            if (argument.Kind is VariadicKind.Text or VariadicKind.WideText)
            {
                textBytes += Place(Measure(argument, function));
            }
            else
            {
                hasOwners |= argument.Reference is not null;
            }
        }

        byte* buffer = stackalloc byte[TextBufferBytes];
        byte* allocated = textBytes > TextBufferBytes ? (byte*)NativeMemory.Alloc(textBytes) : null;
        int opened = 0;
        try
        {
            byte* text = allocated == null ? buffer : allocated;
            foreach (ref readonly KoffiArgument argument in tail)
            {
                switch (argument.Kind)
                {
                    case VariadicKind.Text or VariadicKind.WideText:
                        nuint size = Measure(argument, function);
                        CallbackText.Write(Unsafe.As<string>(argument.Reference!), EncodingOf(argument), text, size);
                        frame.Add(VariadicKind.Address, (nint)text, isTail: true);
                        text += Place(size);
                        break;
                    case VariadicKind.Handle:
                        frame.Add(VariadicKind.Address, Open((SafeHandle)argument.Reference!, function), isTail: true);
                        break;
                    default:
                        frame.Add(argument.Kind, argument.Bits, isTail: true);
                        break;
                }

                opened++;
            }

            Marshal.SetLastSystemError(0);
            TResult result = Invoke<TResult>(address, ref frame, stack);
            error = Marshal.GetLastSystemError();
            return result;
        }
        finally
        {
            // Reading the arguments here also keeps the owners of their memory alive during the call.
            if (hasOwners)
            {
                Close(tail[..opened]);
            }

            NativeMemory.Free(allocated);
        }
    }

    private static TResult Invoke<TResult>(nint address, ref VariadicFrame frame, long* stack)
        where TResult : unmanaged
    {
        // Without an adapter, AL is undefined, so C may not read the vector registers.
        if (NativeTarget.IsSystemV && AdapterStub.IsForbidden && frame.VectorCount != 0 && !NativeFunction.IsVariadicAdapter(address))
        {
            throw AdapterStub.Forbidden(frame.Function);
        }

        return VariadicInvoker.Invoke<TResult>(address, ref frame, stack);
    }

    /// <summary>Creates a <c>float</c> for a named parameter, which is not promoted.</summary>
    /// <param name="value">The number.</param>
    public static KoffiArgument Single(float value) => KoffiArgument.Single(value);

    private static nint Open(SafeHandle handle, string function)
    {
        if (handle is KoffiHandle owner)
        {
            return owner.Acquire(function);
        }

        bool isOpen = false;
        try
        {
            handle.DangerousAddRef(ref isOpen);
        }
        catch (ObjectDisposedException)
        {
            throw new ObjectDisposedException(handle.GetType().Name, $"The {handle.GetType().Name} passed to {function} is closed.");
        }

        return handle.DangerousGetHandle();
    }

    private static void Close(ReadOnlySpan<KoffiArgument> arguments)
    {
        foreach (ref readonly KoffiArgument argument in arguments)
        {
            if (argument.Kind != VariadicKind.Handle)
            {
                continue;
            }

            if (argument.Reference is KoffiHandle owner)
            {
                owner.Release();
            }
            else
            {
                ((SafeHandle)argument.Reference!).DangerousRelease();
            }
        }
    }

    private static nuint Measure(in KoffiArgument argument, string function) =>
        CallbackText.Measure(Unsafe.As<string>(argument.Reference!), EncodingOf(argument), function);

    private static NativeTextEncoding EncodingOf(in KoffiArgument argument) =>
        argument.Kind == VariadicKind.Text ? NativeTextEncoding.Utf8 : NativeTextEncoding.Wide;

    [InlineArray(VariadicInvoker.StackSlots)]
    private struct StackMemory
    {
        private long _first;
    }

    // Each string is aligned for the widest characters.
    private static nuint Place(nuint size) => (size + 7) & ~(nuint)7;
}
