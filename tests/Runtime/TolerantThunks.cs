using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using KoffiGen.CompilerServices;

namespace KoffiGen.Tests.Runtime;

/// <summary><c>typedef int Tolerant(_Context_ void *, int);</c></summary>
internal delegate int Tolerant(int number);

/// <summary>
/// A hand-written copy of the code that the generator writes for <see cref="Tolerant"/>, whose exceptions are not rethrown by the call.
/// </summary>
internal static unsafe class TolerantThunks
{
    internal static readonly CallbackTable<Tolerant> Table = new(
        "Native.Tolerant",
        "unmanaged[Cdecl]<void*, int, int>, context 0",
        (nint)(delegate* unmanaged[Cdecl]<void*, int, int>)&Thunk,
        static registration => new Registration(registration).Call
    )
    {
        OnException = KoffiCallbackPolicy.Default,
    };

    /// <summary>Makes the call that C would make.</summary>
    internal static int CallByC(nint address, nint context, int number) =>
        ((delegate* unmanaged[Cdecl]<void*, int, int>)address)((void*)context, number);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Invoke(Tolerant? callback, nint place, int number)
    {
        ErrorNumber error = ErrorNumber.Save();
        int result = default;
        try
        {
            if (callback is not null || Table.Enter(place, out callback, out bool isElsewhere))
            {
                result = callback(number);
            }
            else if (isElsewhere)
            {
                result = Deliver(place, number);
            }
        }
        catch (Exception exception)
        {
            Table.Fail(place, callback, exception);
        }

        error.Restore();
        return result;
    }

    private static int Deliver(nint place, int number)
    {
        int result = default;
        Table.Deliver(place, () => result = Invoke(null, place, number));
        return result;
    }

    private sealed class Registration(Registered<Tolerant> registration) : RegistrationTarget<Tolerant>(registration)
    {
        internal int Call(int number) => Callback(number);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Thunk(void* user, int number) => Invoke(Table.Find((nint)user), (nint)user, number);
}
