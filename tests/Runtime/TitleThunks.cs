using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using KoffiGen.CompilerServices;

namespace KoffiGen.Tests.Runtime;

/// <summary><c>typedef const char *Title(_Context_ void *, const char **second);</c></summary>
internal delegate string? Title(out string? second);

/// <summary>A hand-written copy of the code that the generator writes for <see cref="Title"/>.</summary>
internal static unsafe class TitleThunks
{
    internal static readonly CallbackTable<Title> Table = new(
        "Native.Title",
        "unmanaged[Cdecl]<void*, byte**, byte*>, context 0",
        (nint)(delegate* unmanaged[Cdecl]<void*, byte**, byte*>)&Thunk,
        static registration => new Registration(registration).Call
    );

    /// <summary>Makes the call that C would make.</summary>
    internal static nint CallByC(nint address, nint context, out nint second)
    {
        byte* other = null;
        byte* result = ((delegate* unmanaged[Cdecl]<void*, byte**, byte*>)address)((void*)context, &other);
        second = (nint)other;
        return (nint)result;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static byte* Invoke(Title? callback, nint place, byte** second)
    {
        ErrorNumber error = ErrorNumber.Save();
        byte* result = default;
        try
        {
            if (callback is not null || Table.Enter(place, out callback, out bool isElsewhere))
            {
                string? text = callback(out string? other);
                *second = (byte*)Table.KeepText(place, 1, other, NativeTextEncoding.Utf8, "'Title'");
                result = (byte*)Table.KeepText(place, 0, text, NativeTextEncoding.Utf8, "'Title'");
            }
            else if (isElsewhere)
            {
                result = Deliver(place, second);
            }
        }
        catch (Exception exception)
        {
            Table.Fail(place, callback, exception);
        }

        error.Restore();
        return result;
    }

    private static byte* Deliver(nint place, byte** second)
    {
        byte* result = default;
        Table.Deliver(place, () => result = Invoke(null, place, second));
        return result;
    }

    private sealed class Registration(Registered<Title> registration) : RegistrationTarget<Title>(registration)
    {
        internal string? Call(out string? second) => Callback(out second);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static byte* Thunk(void* user, byte** second) => Invoke(Table.Find((nint)user), (nint)user, second);
}
