using KoffiGen.C;
using KoffiGen.C.Layout;

namespace KoffiGen.Declarations;

internal enum ConstantKind
{
    Integer,
    Floating,
    String,
}

/// <summary>The value of a constant, with C's type for it.</summary>
/// <param name="Bits">Of an integer: the value in 64 bits, sign-extended if the type is signed.</param>
internal sealed record ConstantValue(ConstantKind Kind, BasicType Type, long Bits = 0, double Floating = 0, string Text = "")
{
    /// <summary>The integer is to be read as <see cref="ulong"/>, because it is above <see cref="long.MaxValue"/>.</summary>
    public bool IsAboveInt64 => Kind == ConstantKind.Integer && Bits < 0 && !Type.IsSigned(TargetAbi.LinuxX64);

    /// <summary>The value on Windows x64, where it differs from that on Linux x64.</summary>
    public ConstantValue? OnWindows { get; init; }

    public static ConstantValue Int(long value) => new(ConstantKind.Integer, BasicType.Get(BasicTypeKind.Int32), value);

    public bool IsTrue => Kind == ConstantKind.Floating ? Floating != 0 : Kind == ConstantKind.String || Bits != 0;
}
