using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using KoffiGen.CompilerServices;

namespace KoffiGen.Tests.Runtime;

/// <summary><c>typedef int Step(int);</c></summary>
internal delegate int Step(int number);

/// <summary>
/// A hand-written copy of the code that the generator writes for <see cref="Step"/>, with two slots for registrations and one for calls.
/// </summary>
internal static unsafe class StepThunks
{
    internal static readonly CallbackTable<Step> Table = new(
        "Native.Step",
        "unmanaged[Cdecl]<int, int>",
        [(nint)(delegate* unmanaged[Cdecl]<int, int>)&Slot0, (nint)(delegate* unmanaged[Cdecl]<int, int>)&Slot1],
        [(nint)(delegate* unmanaged[Cdecl]<int, int>)&Slot2],
        static registration => new Registration(registration).Call,
        static slot =>
        {
            Native native = slot.Call;
            slot.Native = native;
            return Marshal.GetFunctionPointerForDelegate(native);
        }
    );

    private static readonly Step?[] Targets = Table.Targets;

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int Native(int number);

    /// <summary>Makes the call that C would make.</summary>
    internal static int CallByC(nint address, int number) => ((delegate* unmanaged[Cdecl]<int, int>)address)(number);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Invoke(Step? callback, nint place, int number)
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

    private static int Call(this CallbackSlot slot, int number) => Invoke(slot.GetTarget<Step>(), slot.Index, number);

    private sealed class Registration(Registered<Step> registration) : RegistrationTarget<Step>(registration)
    {
        internal int Call(int number) => Callback(number);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Slot0(int number) => Invoke(Targets[0], 0, number);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Slot1(int number) => Invoke(Targets[1], 1, number);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Slot2(int number) => Invoke(Targets[2], 2, number);
}
