using System.Runtime.InteropServices;
using KoffiGen.CompilerServices;

namespace KoffiGen;

/// <summary>Where a calling convention puts the arguments of a variadic function.</summary>
internal sealed class VariadicAbi
{
    /// <summary>System V AMD64 ABI 1.0, 3.2.3: six integer and eight vector registers, the tail like the rest; AL says how many vector registers there are.</summary>
    internal static readonly VariadicAbi SystemV = new() { GeneralRegisters = 6, VectorRegisters = 8 };

    /// <summary>Windows x64: four registers by position. A float of the tail travels in the integer register of its position.</summary>
    internal static readonly VariadicAbi WindowsX64 = new()
    {
        GeneralRegisters = 4,
        HasPositions = true,
        TailFloats = VariadicFloats.General,
    };

    /// <summary>AAPCS64, 6.8: the tail like the rest.</summary>
    internal static readonly VariadicAbi Arm64 = new() { GeneralRegisters = 8, VectorRegisters = 8 };

    /// <summary>Apple's arm64 ABI: the tail on the stack, in slots of eight bytes; other stack arguments take as many bytes as they have.</summary>
    internal static readonly VariadicAbi AppleArm64 = new()
    {
        GeneralRegisters = 8,
        VectorRegisters = 8,
        TailIsOnStack = true,
        PacksStack = true,
    };

    /// <summary>Windows on arm64: variadic functions know no vector registers.</summary>
    internal static readonly VariadicAbi WindowsArm64 = new()
    {
        GeneralRegisters = 8,
        NamedFloats = VariadicFloats.General,
        TailFloats = VariadicFloats.General,
    };

    /// <summary>The RISC-V calling convention for LP64D, and the one of LoongArch: the tail in integer registers, and named floats, too, once the vector registers are taken.</summary>
    internal static readonly VariadicAbi RiscV64 = new()
    {
        GeneralRegisters = 8,
        VectorRegisters = 8,
        OverflowsToGeneral = true,
        TailFloats = VariadicFloats.General,
    };

    /// <summary>The System V i386 ABI, and cdecl of Windows: all on the stack.</summary>
    internal static readonly VariadicAbi X86 = new()
    {
        SlotSize = 4,
        NamedFloats = VariadicFloats.General,
        TailFloats = VariadicFloats.General,
    };

    /// <summary>AAPCS32, 7.1.3: variadic functions take the base standard. The four registers and the stack are one row, with 64-bit values at even places.</summary>
    internal static readonly VariadicAbi Arm32 = new()
    {
        SlotSize = 4,
        AlignsWide = true,
        NamedFloats = VariadicFloats.General,
        TailFloats = VariadicFloats.General,
    };

    /// <summary>That of the process.</summary>
    internal static VariadicAbi Current
    {
        get
        {
            if (NativeTarget.IsSystemV)
                return SystemV;
            if (NativeTarget.IsX86)
                return X86;
            return RuntimeInformation.ProcessArchitecture switch
            {
                Architecture.X64 => WindowsX64,
                Architecture.Arm64 => OperatingSystem.IsWindows() ? WindowsArm64
                : NativeTarget.IsApple ? AppleArm64
                : Arm64,
                Architecture.Arm or Architecture.Armv6 => Arm32,
                Architecture.RiscV64 or Architecture.LoongArch64 => RiscV64,
                var other => throw new PlatformNotSupportedException(
                    $"How variadic functions are called on {other} is not known to KoffiGen."
                ),
            };
        }
    }

    /// <summary>The registers for integers, before the stack.</summary>
    internal int GeneralRegisters { get; private init; }

    /// <summary>The registers for floats that travel in some.</summary>
    internal int VectorRegisters { get; private init; }

    /// <summary>Integers and floats share one row of registers.</summary>
    internal bool HasPositions { get; private init; }

    /// <summary>What comes for the dots never travels in registers.</summary>
    internal bool TailIsOnStack { get; private init; }

    /// <summary>A named argument on the stack takes no more bytes than it has.</summary>
    internal bool PacksStack { get; private init; }

    /// <summary>Floats that find no vector register take integer registers.</summary>
    internal bool OverflowsToGeneral { get; private init; }

    /// <summary>64-bit values begin at even places.</summary>
    internal bool AlignsWide { get; private init; }

    /// <summary>The bytes of a place on the stack.</summary>
    internal int SlotSize { get; private init; } = 8;

    /// <summary>Where floats before the dots travel.</summary>
    internal VariadicFloats NamedFloats { get; private init; } = VariadicFloats.Vector;

    /// <summary>Where floats in place of the dots travel.</summary>
    internal VariadicFloats TailFloats { get; private init; } = VariadicFloats.Vector;
}

/// <summary>The registers that a float travels in.</summary>
internal enum VariadicFloats
{
    Vector,
    General,
}
