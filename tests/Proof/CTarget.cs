using System.Collections.Immutable;
using System.Runtime.InteropServices;
using KoffiGen.C.Layout;
using KoffiGen.Tests.C;

namespace KoffiGen.Tests.Proof;

/// <summary>A C compiler, and KoffiGen's description of the target that it compiles for.</summary>
internal sealed record CTarget(string Name, string Compiler, ImmutableArray<string> Options, TargetAbi Abi, RandomTypeOptions Types)
{
    public static readonly CTarget Native = new(
        RuntimeInformation.RuntimeIdentifier,
        "gcc",
        [],
        TargetAbi.FromRuntimeIdentifier(RuntimeInformation.RuntimeIdentifier)!,
        new RandomTypeOptions()
    );

    public static readonly CTarget LinuxX86 = new(
        "linux-x86",
        "gcc",
        ["-m32"],
        TargetAbi.LinuxX86,
        new RandomTypeOptions { HasWideNumbers = false }
    );

    /// <summary>Microsoft's layout rules on this machine, with gcc and without a Windows tool chain.</summary>
    public static readonly CTarget MicrosoftStructs = new(
        "Linux with Microsoft's structs",
        "gcc",
        ["-mms-bitfields"],
        Native.Abi with
        {
            Rules = RecordLayoutRules.Windows,
        },
        MicrosoftTypes
    );

    public static readonly CTarget WindowsX64 = new(
        "win-x64",
        "x86_64-w64-mingw32-gcc",
        [],
        TargetAbi.WindowsX64,
        MicrosoftTypes with
        {
            HasWideNumbers = false,
        }
    );

    public static readonly CTarget LinuxArm64 = new(
        "linux-arm64",
        "aarch64-linux-gnu-gcc",
        [],
        TargetAbi.LinuxArm64,
        new RandomTypeOptions()
    );

    private static RandomTypeOptions MicrosoftTypes => new() { HasWideEnums = false, HasGnuAlignments = false };

    /// <summary>Whether the compiler is installed. Cross compilers are optional.</summary>
    public bool IsAvailable => this == Native || CCompiler.IsInstalled(Compiler, Options);

    public override string ToString() => Name;
}
