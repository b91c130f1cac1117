namespace KoffiGen.Types;

/// <summary>How a target's C compiler lays out types.</summary>
internal enum RecordLayoutRules
{
    /// <summary>The System V psABI and its kin: gcc and clang everywhere but on Windows.</summary>
    SystemV,

    /// <summary>Microsoft's: MSVC, and the others on Windows.</summary>
    Windows,
}

/// <summary>What the type system needs to know of a target (C23 5.2.5.3 and the target's ABI document).</summary>
internal sealed record TargetAbi(string Name, int PointerSize, int LongSize, int WCharSize, bool IsWCharSigned, RecordLayoutRules Rules)
{
    public static readonly TargetAbi LinuxX64 = new("linux-x64", 8, 8, 4, true, RecordLayoutRules.SystemV);
    public static readonly TargetAbi LinuxArm64 = new("linux-arm64", 8, 8, 4, false, RecordLayoutRules.SystemV);
    public static readonly TargetAbi LinuxX86 = new("linux-x86", 4, 4, 4, true, RecordLayoutRules.SystemV) { Int64Alignment = 4, DoubleAlignment = 4 };
    public static readonly TargetAbi LinuxArm = new("linux-arm", 4, 4, 4, false, RecordLayoutRules.SystemV);
    public static readonly TargetAbi MacX64 = new("osx-x64", 8, 8, 4, true, RecordLayoutRules.SystemV);
    public static readonly TargetAbi MacArm64 = new("osx-arm64", 8, 8, 4, true, RecordLayoutRules.SystemV);
    public static readonly TargetAbi WindowsX64 = new("win-x64", 8, 4, 2, false, RecordLayoutRules.Windows);
    public static readonly TargetAbi WindowsArm64 = new("win-arm64", 8, 4, 2, false, RecordLayoutRules.Windows);
    public static readonly TargetAbi WindowsX86 = new("win-x86", 4, 4, 2, false, RecordLayoutRules.Windows);

    /// <summary>The alignment of 64-bit integers in a struct: 4 on System V i386.</summary>
    public int Int64Alignment { get; init; } = 8;

    /// <summary>The alignment of <c>double</c> in a struct: 4 on System V i386.</summary>
    public int DoubleAlignment { get; init; } = 8;
}
