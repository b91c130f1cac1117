using KoffiGen.CompilerServices;

namespace KoffiGen;

/// <summary>
/// Calls a function with every register that can carry arguments, and with at least as many stack slots as the arguments need. A function
/// does not read the registers and slots that its arguments do not use.
/// </summary>
/// <remarks>The calls are in <c>VariadicInvoker.Calls.g.cs</c>, which <c>VariadicInvokerTests</c> writes.</remarks>
internal static unsafe partial class VariadicInvoker
{
    /// <summary>The largest number of eight-byte slots that a call can pass on the stack.</summary>
    internal const int StackSlots = 120;

    /// <param name="function">The address of the function; if the System V ABI reads AL, the address of its adapter stub.</param>
    /// <param name="frame">The arguments in registers.</param>
    /// <param name="stack">The arguments on the stack: <see cref="StackSlots"/> slots.</param>
    internal static TResult Invoke<TResult>(nint function, ref VariadicFrame frame, long* stack)
        where TResult : unmanaged
    {
        int slots = (frame.StackBytes + 7) / 8;
        fixed (long* general = frame.General)
        fixed (double* vector = frame.Vector)
        {
            if (nint.Size == 4)
            {
                return Words<TResult>(function, (int*)stack, frame.StackBytes / 4);
            }

            if (NativeTarget.IsSystemV)
            {
                return SystemV<TResult>(function, general, vector, stack, slots);
            }

            if (!NativeTarget.IsWindows)
            {
                return EightRegisters<TResult>(function, general, vector, stack, slots);
            }

            return NativeTarget.HasVariadicFunctionsWithoutFloats
                ? GeneralRegisters<TResult>(function, general, stack, slots)
                : Positions<TResult>(function, frame.FloatPositions, general, stack, slots);
        }
    }

    // On Windows x64, each of the first four positions has one integer register and one vector register.
    private static TResult Positions<TResult>(nint function, int floats, long* general, long* stack, int slots)
        where TResult : unmanaged =>
        (floats & 3) switch
        {
            0 => Positions<long, long, TResult>(function, floats, general, stack, slots),
            1 => Positions<double, long, TResult>(function, floats, general, stack, slots),
            2 => Positions<long, double, TResult>(function, floats, general, stack, slots),
            _ => Positions<double, double, TResult>(function, floats, general, stack, slots),
        };

    private static TResult Positions<T0, T1, TResult>(nint function, int floats, long* general, long* stack, int slots)
        where T0 : unmanaged
        where T1 : unmanaged
        where TResult : unmanaged =>
        (floats >> 2) switch
        {
            0 => Positions<T0, T1, long, long, TResult>(function, general, stack, slots),
            1 => Positions<T0, T1, double, long, TResult>(function, general, stack, slots),
            2 => Positions<T0, T1, long, double, TResult>(function, general, stack, slots),
            _ => Positions<T0, T1, double, double, TResult>(function, general, stack, slots),
        };
}
