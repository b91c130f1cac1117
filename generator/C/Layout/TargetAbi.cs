using System.Collections.Immutable;

namespace KoffiGen.C.Layout;

/// <summary>The rules by which C compilers lay out structs and unions.</summary>
internal enum RecordLayoutRules
{
    /// <summary>The System V psABI and related ABIs, which GCC and Clang use outside of Windows.</summary>
    SystemV,

    /// <summary>The rules of MSVC, which all compilers use on Windows.</summary>
    Windows,
}

/// <summary>The facts about a target that determine the sizes and layouts of types (C23 5.2.5.3 and the target's ABI document).</summary>
internal sealed record TargetAbi(string Name, int PointerSize, int LongSize, int WCharSize, bool IsWCharSigned, RecordLayoutRules Rules)
{
    public static readonly TargetAbi LinuxX64 = new("linux-x64", 8, 8, 4, true, RecordLayoutRules.SystemV)
    {
        LongDoubleSize = 16,
        VaListSize = 24,
    };
    public static readonly TargetAbi LinuxArm64 = new("linux-arm64", 8, 8, 4, false, RecordLayoutRules.SystemV)
    {
        LongDoubleSize = 16,
        VaListSize = 32,
        UnnamedBitFieldsAlign = true,
    };

    public static readonly TargetAbi LinuxX86 = new("linux-x86", 4, 4, 4, true, RecordLayoutRules.SystemV)
    {
        Int64Alignment = 4,
        DoubleAlignment = 4,
        LongDoubleSize = 12,
        LongDoubleAlignment = 4,
    };

    public static readonly TargetAbi LinuxArm = new("linux-arm", 4, 4, 4, false, RecordLayoutRules.SystemV)
    {
        UnnamedBitFieldsAlign = true,
    };
    public static readonly TargetAbi MacX64 = new("osx-x64", 8, 8, 4, true, RecordLayoutRules.SystemV)
    {
        LongDoubleSize = 16,
        VaListSize = 24,
    };
    public static readonly TargetAbi MacArm64 = new("osx-arm64", 8, 8, 4, true, RecordLayoutRules.SystemV);
    public static readonly TargetAbi WindowsX64 = new("win-x64", 8, 4, 2, false, RecordLayoutRules.Windows);
    public static readonly TargetAbi WindowsArm64 = new("win-arm64", 8, 4, 2, false, RecordLayoutRules.Windows);
    public static readonly TargetAbi WindowsX86 = new("win-x86", 4, 4, 2, false, RecordLayoutRules.Windows);

    /// <summary>Gets the targets of a portable assembly, the most common first. Generated code must be correct on all of them.</summary>
    public static ImmutableArray<TargetAbi> Portable { get; } =
    [LinuxX64, WindowsX64, MacArm64, LinuxArm64, MacX64, WindowsArm64, LinuxArm, WindowsX86];

    /// <summary>Gets the alignment of 64-bit integers in a struct, which is 4 on System V i386.</summary>
    public int Int64Alignment { get; init; } = 8;

    /// <summary>Gets the alignment of <c>double</c> in a struct, which is 4 on System V i386.</summary>
    public int DoubleAlignment { get; init; } = 8;

    /// <summary>
    /// Gets the size of <c>long double</c>: padded x87 extended precision (System V x86-64 and i386), IEEE quadruple precision
    /// (AAPCS64), or double precision.
    /// </summary>
    public int LongDoubleSize { get; init; } = 8;

    /// <summary>Gets the alignment of <c>long double</c>, which is its size except on i386.</summary>
    public int LongDoubleAlignment
    {
        get => field == 0 ? LongDoubleSize : field;
        init;
    }

    /// <summary>Gets the size of <c>va_list</c>, which is the size of a pointer unless the ABI defines a struct.</summary>
    public int VaListSize
    {
        get => field == 0 ? PointerSize : field;
        init;
    }

    /// <summary>Whether an unnamed bit-field aligns its struct as a named one does (AAPCS 8.1.8.2, except on Apple's platforms).</summary>
    public bool UnnamedBitFieldsAlign { get; init; }

    /// <summary>Whether every enum without a fixed underlying type is compatible with <c>int</c>.</summary>
    public bool EnumsAreInt => Rules == RecordLayoutRules.Windows;

    /// <summary>Returns the target of a runtime identifier: <c>linux-musl-x64</c>, <c>win-x86</c>, <c>osx.13-arm64</c>.</summary>
    /// <returns><see langword="null"/> if the architecture is missing or unknown.</returns>
    public static TargetAbi? FromRuntimeIdentifier(string identifier)
    {
        string[] parts = identifier.Split('-');
        string system = parts[0] switch
        {
            var name when name.StartsWith("win", StringComparison.Ordinal) => "win",
            var name when name.StartsWith("osx", StringComparison.Ordinal) => "osx",
            _ => "linux",
        };
        string target = system + "-" + parts[parts.Length - 1];
        return Portable.FirstOrDefault(known => known.Name == target) ?? (target == LinuxX86.Name ? LinuxX86 : null);
    }
}
