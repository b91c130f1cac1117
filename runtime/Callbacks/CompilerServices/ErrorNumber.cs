using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace KoffiGen.CompilerServices;

/// <summary>
/// Called by generated code: <c>errno</c> (on Windows, the last error) of the thread on which C calls back, so that C finds it as it was. What the runtime itself does before
/// and after a callback is not seen: on the first call on a thread that is new to .NET, it may change the number.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly unsafe struct ErrorNumber
{
    // Each thread's number has a place of its own. It is asked for once: the call costs more than all else here. Without a static constructor in the class, nothing asks whether that has run.
    [ThreadStatic]
    private static int* _threadLocation;

    private readonly int* _location;
    private readonly int _value;

    private ErrorNumber(int* location, int value)
    {
        _location = location;
        _value = value;
    }

    /// <summary>The number as it is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ErrorNumber Save()
    {
        if (OperatingSystem.IsWindows())
            return new ErrorNumber(null, Marshal.GetLastSystemError());

        int* location = _threadLocation;
        if (location == null)
            location = _threadLocation = Locator.Find();
        return new ErrorNumber(location, *location);
    }

    /// <summary>Sets the number to what it was, on the same thread.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Restore()
    {
        if (OperatingSystem.IsWindows())
            Marshal.SetLastSystemError(_value);
        else
            *_location = _value;
    }

    private static class Locator
    {
        // C's library has a function that tells the place, under a name of each system's choice.
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
