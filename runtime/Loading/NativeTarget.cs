using System.ComponentModel;
using System.Runtime.InteropServices;

namespace KoffiGen.CompilerServices;

/// <summary>What the code runs on, in a form that the JIT and the AOT compiler fold to constants.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class NativeTarget
{
    /// <summary>The process is a 32-bit x86 one, where calling conventions differ.</summary>
    public static bool IsX86 => nint.Size == 4 && RuntimeInformation.ProcessArchitecture == Architecture.X86;

    /// <summary>The system is Windows.</summary>
    public static bool IsWindows => OperatingSystem.IsWindows();

    /// <summary>Calls follow the System V AMD64 ABI, in which variadic functions ask AL for the number of vector registers.</summary>
    public static bool IsSystemV => RuntimeInformation.ProcessArchitecture == Architecture.X64 && !OperatingSystem.IsWindows();

    /// <summary>Variadic arguments travel on the stack alone, in places of eight bytes: Apple's arm64 ABI.</summary>
    public static bool HasVariadicsOnStack => RuntimeInformation.ProcessArchitecture == Architecture.Arm64 && IsApple;

    /// <summary>Floats among variadic arguments travel as integers: on Windows, Arm, RISC-V and LoongArch.</summary>
    public static bool HasVariadicFloatsAsIntegers => RuntimeInformation.ProcessArchitecture switch
    {
        Architecture.X64 or Architecture.Arm64 => OperatingSystem.IsWindows(),
        Architecture.Arm or Architecture.Armv6 or Architecture.RiscV64 or Architecture.LoongArch64 => true,
        _ => false,
    };

    /// <summary>So do the floats before the dots: on 32-bit Arm, and on Windows on arm64.</summary>
    public static bool HasVariadicFunctionsWithoutFloats => RuntimeInformation.ProcessArchitecture switch
    {
        Architecture.Arm64 => OperatingSystem.IsWindows(),
        Architecture.Arm or Architecture.Armv6 => true,
        _ => false,
    };

    /// <summary>The process is one of 32-bit Arm, where variadic functions return floats as integers (AAPCS32 7.1.3).</summary>
    public static bool IsArm => nint.Size == 4 && RuntimeInformation.ProcessArchitecture is Architecture.Arm or Architecture.Armv6;

    /// <summary>The system is one of Apple's.</summary>
    internal static bool IsApple => OperatingSystem.IsMacOS() || OperatingSystem.IsIOS() || OperatingSystem.IsTvOS() || OperatingSystem.IsMacCatalyst();
}
