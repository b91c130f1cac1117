using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace KoffiGen.CompilerServices;

/// <summary>
/// Saves and restores <c>errno</c> (the last error on Windows) around a callback, so that C finds its own value. Called by generated code.
/// </summary>
/// <remarks>
/// It does not cover what the .NET runtime does before and after the callback. The first callback on a thread that .NET does not know may
/// change the value.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly unsafe struct ErrorNumber
{
    // Each thread has its own errno, whose address never changes. It is cached, because the lookup costs more than the rest of the method.
    // The class has no static constructor, so the JIT emits no check for one.
    [ThreadStatic]
    private static int* _threadLocation;

    private readonly int* _location;
    private readonly int _value;

    private ErrorNumber(int* location, int value)
    {
        _location = location;
        _value = value;
    }

    /// <summary>Saves the current value of this thread.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ErrorNumber Save()
    {
        if (OperatingSystem.IsWindows())
        {
            return new ErrorNumber(null, Marshal.GetLastSystemError());
        }

        int* location = _threadLocation;
        if (location == null)
        {
            location = _threadLocation = Locator.Find();
        }

        return new ErrorNumber(location, *location);
    }

    /// <summary>Restores the saved value. Must be called on the thread that saved it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Restore()
    {
        if (OperatingSystem.IsWindows())
        {
            Marshal.SetLastSystemError(_value);
        }
        else
        {
            *_location = _value;
        }
    }

    private static class Locator
    {
        // The C library has a function that returns the address of errno; its name differs between systems.
        private static readonly delegate* unmanaged[Cdecl]<int*> Function = (delegate* unmanaged[Cdecl]<int*>)
            PosixLoader.Find(
                OperatingSystem.IsLinux() ? "__errno_location"
                : OperatingSystem.IsAndroid() ? "__errno"
                : "__error"
            );

        [MethodImpl(MethodImplOptions.NoInlining)]
        internal static int* Find() => Function();
    }
}
