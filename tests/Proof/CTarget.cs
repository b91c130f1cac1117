using System.Collections.Immutable;
using KoffiGen.Tests.Types;
using KoffiGen.Types;

namespace KoffiGen.Tests.Proof;

/// <summary>A C compiler, and what we say about the target that it compiles for.</summary>
internal sealed record CTarget(string Name, string Compiler, ImmutableArray<string> Options, TargetAbi Abi, RandomTypeOptions Types)
{
    public static readonly CTarget LinuxX64 = new("linux-x64", "gcc", [], TargetAbi.LinuxX64, new RandomTypeOptions());

    public static readonly CTarget LinuxX86 = new("linux-x86", "gcc", ["-m32"], TargetAbi.LinuxX86, WithoutInt128);

    /// <summary>Microsoft's rules for structs, with everything else as on 64-bit Linux: gcc without a Windows tool chain.</summary>
    public static readonly CTarget MicrosoftStructs = new(
        "linux-x64 with Microsoft's structs", "gcc", ["-mms-bitfields"], TargetAbi.LinuxX64 with { Rules = RecordLayoutRules.Windows }, MicrosoftTypes);

    public static readonly CTarget WindowsX64 = new("win-x64", "x86_64-w64-mingw32-gcc", [], TargetAbi.WindowsX64, MicrosoftTypes with { HasWideNumbers = false });

    public static readonly CTarget LinuxArm64 = new("linux-arm64", "aarch64-linux-gnu-gcc", [], TargetAbi.LinuxArm64, new RandomTypeOptions());

    private static RandomTypeOptions WithoutInt128 => new() { HasWideNumbers = false };

    private static RandomTypeOptions MicrosoftTypes => new() { HasWideEnums = false, HasGnuAlignments = false };

    public bool IsInstalled => CCompiler.IsInstalled(Compiler);

    public override string ToString() => Name;
}
