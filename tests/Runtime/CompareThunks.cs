using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using KoffiGen.CompilerServices;

namespace KoffiGen.Tests.Runtime;

/// <summary><c>typedef int Compare(const void *, const void *);</c></summary>
internal delegate int Compare(nint left, nint right);

/// <summary>A hand-written copy of the code that the generator writes for <see cref="Compare"/>.</summary>
internal static unsafe class CompareThunks
{
    internal static readonly CallbackTable<Compare> Table = new(
        "Native.Compare",
        "unmanaged[Cdecl]<void*, void*, int>",
        [
            Address(&Slot0),
            Address(&Slot1),
            Address(&Slot2),
            Address(&Slot3),
            Address(&Slot4),
            Address(&Slot5),
            Address(&Slot6),
            Address(&Slot7),
            Address(&Slot8),
            Address(&Slot9),
            Address(&Slot10),
            Address(&Slot11),
            Address(&Slot12),
            Address(&Slot13),
            Address(&Slot14),
            Address(&Slot15),
        ],
        [
            Address(&Slot16),
            Address(&Slot17),
            Address(&Slot18),
            Address(&Slot19),
            Address(&Slot20),
            Address(&Slot21),
            Address(&Slot22),
            Address(&Slot23),
        ],
        static registration => new Registration(registration).Call,
        static slot =>
        {
            Native native = slot.Call;
            slot.Native = native;
            return Marshal.GetFunctionPointerForDelegate(native);
        }
    );

    private static readonly Compare?[] Targets = Table.Targets;

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int Native(void* left, void* right);

    /// <summary>Makes the call that C would make.</summary>
    internal static int CallByC(nint address, nint left, nint right) =>
        ((delegate* unmanaged[Cdecl]<void*, void*, int>)address)((void*)left, (void*)right);

    private static nint Address(delegate* unmanaged[Cdecl]<void*, void*, int> thunk) => (nint)thunk;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Invoke(Compare? callback, nint place, void* left, void* right)
    {
        ErrorNumber error = ErrorNumber.Save();
        int result = default;
        try
        {
            if (callback is not null || Table.Enter(place, out callback, out bool isElsewhere))
            {
                result = callback((nint)left, (nint)right);
            }
            else if (isElsewhere)
            {
                result = Deliver(place, left, right);
            }
        }
        catch (Exception exception)
        {
            Table.Fail(place, callback, exception);
        }

        error.Restore();
        return result;
    }

    private static int Deliver(nint place, void* left, void* right)
    {
        int result = default;
        Table.Deliver(place, () => result = Invoke(null, place, left, right));
        return result;
    }

    private static int Call(this CallbackSlot slot, void* left, void* right) => Invoke(slot.GetTarget<Compare>(), slot.Index, left, right);

    private sealed class Registration(Registered<Compare> registration) : RegistrationTarget<Compare>(registration)
    {
        internal int Call(nint left, nint right) => Callback(left, right);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Slot0(void* left, void* right) => Invoke(Targets[0], 0, left, right);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Slot1(void* left, void* right) => Invoke(Targets[1], 1, left, right);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Slot2(void* left, void* right) => Invoke(Targets[2], 2, left, right);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Slot3(void* left, void* right) => Invoke(Targets[3], 3, left, right);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Slot4(void* left, void* right) => Invoke(Targets[4], 4, left, right);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Slot5(void* left, void* right) => Invoke(Targets[5], 5, left, right);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Slot6(void* left, void* right) => Invoke(Targets[6], 6, left, right);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Slot7(void* left, void* right) => Invoke(Targets[7], 7, left, right);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Slot8(void* left, void* right) => Invoke(Targets[8], 8, left, right);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Slot9(void* left, void* right) => Invoke(Targets[9], 9, left, right);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Slot10(void* left, void* right) => Invoke(Targets[10], 10, left, right);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Slot11(void* left, void* right) => Invoke(Targets[11], 11, left, right);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Slot12(void* left, void* right) => Invoke(Targets[12], 12, left, right);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Slot13(void* left, void* right) => Invoke(Targets[13], 13, left, right);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Slot14(void* left, void* right) => Invoke(Targets[14], 14, left, right);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Slot15(void* left, void* right) => Invoke(Targets[15], 15, left, right);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Slot16(void* left, void* right) => Invoke(Targets[16], 16, left, right);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Slot17(void* left, void* right) => Invoke(Targets[17], 17, left, right);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Slot18(void* left, void* right) => Invoke(Targets[18], 18, left, right);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Slot19(void* left, void* right) => Invoke(Targets[19], 19, left, right);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Slot20(void* left, void* right) => Invoke(Targets[20], 20, left, right);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Slot21(void* left, void* right) => Invoke(Targets[21], 21, left, right);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Slot22(void* left, void* right) => Invoke(Targets[22], 22, left, right);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Slot23(void* left, void* right) => Invoke(Targets[23], 23, left, right);
}
