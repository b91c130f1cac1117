using KoffiGen.C;
using KoffiGen.C.Layout;

namespace KoffiGen.Declarations;

internal enum ConstantKind
{
    Integer,
    Floating,
    String,
}

/// <summary>The value of a constant with its C type.</summary>
/// <param name="Bits">The 64 bits of an integer, sign-extended if the type is signed.</param>
internal sealed record ConstantValue(ConstantKind Kind, BasicType Type, long Bits = 0, double Floating = 0, string Text = "")
{
    /// <summary>Whether the integer is above <see cref="long.MaxValue"/>, so that its bits are a <see cref="ulong"/>.</summary>
    public bool IsAboveInt64 => Kind == ConstantKind.Integer && Bits < 0 && !Type.IsSigned(TargetAbi.LinuxX64);

    /// <summary>Gets the value on Windows x64; <see langword="null"/> if it is the same as on Linux x64.</summary>
    public ConstantValue? OnWindows { get; init; }

    public static ConstantValue Int(long value) => new(ConstantKind.Integer, BasicType.Get(BasicTypeKind.Int32), value);

    public bool IsTrue => Kind == ConstantKind.Floating ? Floating != 0 : Kind == ConstantKind.String || Bits != 0;
}
