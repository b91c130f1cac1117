using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace KoffiGen.CompilerServices;

/// <summary>
/// Properties of the platform that the JIT and NativeAOT compilers fold to constants. Both compilers must be allowed to inline the getters.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class NativeTarget
{
    /// <summary>Whether the process is a 32-bit x86 process, where calling conventions differ.</summary>
    public static bool IsX86
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => nint.Size == 4 && RuntimeInformation.ProcessArchitecture == Architecture.X86;
    }

    /// <summary>Whether the system is Windows.</summary>
    public static bool IsWindows => OperatingSystem.IsWindows();

    /// <summary>
    /// Whether calls follow the System V AMD64 ABI, in which variadic functions read the number of vector registers from AL.
    /// </summary>
    public static bool IsSystemV
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => RuntimeInformation.ProcessArchitecture == Architecture.X64 && !OperatingSystem.IsWindows();
    }

    /// <summary>Whether variadic arguments are passed only on the stack, in eight-byte slots: Apple's arm64 ABI.</summary>
    public static bool HasVariadicsOnStack
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => RuntimeInformation.ProcessArchitecture == Architecture.Arm64 && IsApple;
    }

    /// <summary>Whether variadic floating-point arguments are passed in integer registers: Windows, Arm, RISC-V and LoongArch.</summary>
    public static bool HasVariadicFloatsAsIntegers
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get =>
            RuntimeInformation.ProcessArchitecture is Architecture.X64 or Architecture.Arm64
                ? OperatingSystem.IsWindows()
                : RuntimeInformation.ProcessArchitecture
                    is Architecture.Arm
                        or Architecture.Armv6
                        or Architecture.RiscV64
                        or Architecture.LoongArch64;
    }

    /// <summary>
    /// Whether a variadic function receives all floating-point arguments in integer registers, also the named ones: 32-bit Arm and Windows
    /// on arm64.
    /// </summary>
    public static bool HasVariadicFunctionsWithoutFloats
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get =>
            RuntimeInformation.ProcessArchitecture is Architecture.Arm64
                ? OperatingSystem.IsWindows()
                : RuntimeInformation.ProcessArchitecture is Architecture.Arm or Architecture.Armv6;
    }

    /// <summary>Whether the process is a 32-bit Arm process, where variadic functions return floats as integers (AAPCS32 7.1.3).</summary>
    public static bool IsArm
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => nint.Size == 4 && RuntimeInformation.ProcessArchitecture is Architecture.Arm or Architecture.Armv6;
    }

    /// <summary>Whether the system is an Apple system.</summary>
    internal static bool IsApple
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => OperatingSystem.IsMacOS() || OperatingSystem.IsIOS() || OperatingSystem.IsTvOS() || OperatingSystem.IsMacCatalyst();
    }
}
