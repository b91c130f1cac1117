using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace KoffiGen.CompilerServices;

/// <summary>What the code runs on, in a form that the JIT and the AOT compiler fold to constants: both must be told to look inside.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class NativeTarget
{
    /// <summary>The process is a 32-bit x86 one, where calling conventions differ.</summary>
    public static bool IsX86
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => nint.Size == 4 && RuntimeInformation.ProcessArchitecture == Architecture.X86;
    }

    /// <summary>The system is Windows.</summary>
    public static bool IsWindows => OperatingSystem.IsWindows();

    /// <summary>Calls follow the System V AMD64 ABI, in which variadic functions ask AL for the number of vector registers.</summary>
    public static bool IsSystemV
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => RuntimeInformation.ProcessArchitecture == Architecture.X64 && !OperatingSystem.IsWindows();
    }

    /// <summary>Variadic arguments travel on the stack alone, in places of eight bytes: Apple's arm64 ABI.</summary>
    public static bool HasVariadicsOnStack
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => RuntimeInformation.ProcessArchitecture == Architecture.Arm64 && IsApple;
    }

    /// <summary>Floats among variadic arguments travel as integers: on Windows, Arm, RISC-V and LoongArch.</summary>
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

    /// <summary>So do the floats before the dots: on 32-bit Arm, and on Windows on arm64.</summary>
    public static bool HasVariadicFunctionsWithoutFloats
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get =>
            RuntimeInformation.ProcessArchitecture is Architecture.Arm64
                ? OperatingSystem.IsWindows()
                : RuntimeInformation.ProcessArchitecture is Architecture.Arm or Architecture.Armv6;
    }

    /// <summary>The process is one of 32-bit Arm, where variadic functions return floats as integers (AAPCS32 7.1.3).</summary>
    public static bool IsArm
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => nint.Size == 4 && RuntimeInformation.ProcessArchitecture is Architecture.Arm or Architecture.Armv6;
    }

    /// <summary>The system is one of Apple's.</summary>
    internal static bool IsApple
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => OperatingSystem.IsMacOS() || OperatingSystem.IsIOS() || OperatingSystem.IsTvOS() || OperatingSystem.IsMacCatalyst();
    }
}
