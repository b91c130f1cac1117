using System.Runtime.InteropServices;
using KoffiGen.CompilerServices;

namespace KoffiGen;

/// <summary>The rules by which an ABI assigns the arguments of a variadic function to registers and stack slots.</summary>
internal sealed class VariadicAbi
{
    /// <summary>System V AMD64 ABI 1.0, 3.2.3: six integer and eight vector registers, for named and variable arguments alike.</summary>
    internal static readonly VariadicAbi SystemV = new() { GeneralRegisters = 6, VectorRegisters = 8 };

    /// <summary>
    /// Windows x64: four positions, each with an integer and a vector register. A variable floating-point argument is passed in the integer
    /// register.
    /// </summary>
    internal static readonly VariadicAbi WindowsX64 = new()
    {
        GeneralRegisters = 4,
        HasPositions = true,
        TailFloats = VariadicFloats.General,
    };

    /// <summary>AAPCS64, 6.8: variable arguments are passed like named ones.</summary>
    internal static readonly VariadicAbi Arm64 = new() { GeneralRegisters = 8, VectorRegisters = 8 };

    /// <summary>
    /// Apple's arm64 ABI: variable arguments are passed on the stack in eight-byte slots. A named argument on the stack takes up only its
    /// own size.
    /// </summary>
    internal static readonly VariadicAbi AppleArm64 = new()
    {
        GeneralRegisters = 8,
        VectorRegisters = 8,
        TailIsOnStack = true,
        PacksStack = true,
    };

    /// <summary>Windows on arm64: variadic functions do not use vector registers.</summary>
    internal static readonly VariadicAbi WindowsArm64 = new()
    {
        GeneralRegisters = 8,
        NamedFloats = VariadicFloats.General,
        TailFloats = VariadicFloats.General,
    };

    /// <summary>
    /// The RISC-V calling convention for LP64D, and that of LoongArch: variable arguments are passed in integer registers, and so are named
    /// floating-point arguments when the vector registers are used up.
    /// </summary>
    internal static readonly VariadicAbi RiscV64 = new()
    {
        GeneralRegisters = 8,
        VectorRegisters = 8,
        OverflowsToGeneral = true,
        TailFloats = VariadicFloats.General,
    };

    /// <summary>The System V i386 ABI, and cdecl on Windows: all arguments are passed on the stack.</summary>
    internal static readonly VariadicAbi X86 = new()
    {
        SlotSize = 4,
        NamedFloats = VariadicFloats.General,
        TailFloats = VariadicFloats.General,
    };

    /// <summary>
    /// AAPCS32, 7.1.3: variadic functions follow the base standard. The four registers and the stack form one sequence, in which 64-bit
    /// values begin at even slots.
    /// </summary>
    internal static readonly VariadicAbi Arm32 = new()
    {
        SlotSize = 4,
        AlignsWide = true,
        NamedFloats = VariadicFloats.General,
        TailFloats = VariadicFloats.General,
    };

    /// <summary>Returns the rules of this process.</summary>
    /// <param name="function">The C function and the C# method, for messages.</param>
    /// <exception cref="PlatformNotSupportedException">KoffiGen does not know the rules of the architecture.</exception>
    internal static VariadicAbi GetCurrent(string function)
    {
        if (NativeTarget.IsSystemV)
        {
            return SystemV;
        }

        if (NativeTarget.IsX86)
        {
            return X86;
        }

        return Get(RuntimeInformation.ProcessArchitecture, function);
    }

    /// <summary>Returns the rules of an architecture on this system, except those of System V and x86.</summary>
    /// <inheritdoc cref="GetCurrent"/>
    internal static VariadicAbi Get(Architecture architecture, string function) =>
        architecture switch
        {
            Architecture.X64 => WindowsX64,
            Architecture.Arm64 => OperatingSystem.IsWindows() ? WindowsArm64
            : NativeTarget.IsApple ? AppleArm64
            : Arm64,
            Architecture.Arm or Architecture.Armv6 => Arm32,
            Architecture.RiscV64 or Architecture.LoongArch64 => RiscV64,
            _ => throw new PlatformNotSupportedException(
                $"{function} cannot be called: KoffiGen does not support variable arguments known only at run time on {architecture}."
            ),
        };

    /// <summary>The number of integer registers.</summary>
    internal int GeneralRegisters { get; private init; }

    /// <summary>The number of vector registers.</summary>
    internal int VectorRegisters { get; private init; }

    /// <summary>Whether integer and vector registers share one sequence of positions.</summary>
    internal bool HasPositions { get; private init; }

    /// <summary>Whether variable arguments are passed only on the stack.</summary>
    internal bool TailIsOnStack { get; private init; }

    /// <summary>Whether a named argument on the stack takes up only its own size.</summary>
    internal bool PacksStack { get; private init; }

    /// <summary>Whether floating-point arguments use integer registers when the vector registers are used up.</summary>
    internal bool OverflowsToGeneral { get; private init; }

    /// <summary>Whether 64-bit values begin at even slots.</summary>
    internal bool AlignsWide { get; private init; }

    /// <summary>The size of a stack slot in bytes.</summary>
    internal int SlotSize { get; private init; } = 8;

    /// <summary>The registers of named floating-point arguments.</summary>
    internal VariadicFloats NamedFloats { get; private init; } = VariadicFloats.Vector;

    /// <summary>The registers of variable floating-point arguments.</summary>
    internal VariadicFloats TailFloats { get; private init; } = VariadicFloats.Vector;
}

/// <summary>The registers that floating-point arguments use.</summary>
internal enum VariadicFloats
{
    Vector,
    General,
}
