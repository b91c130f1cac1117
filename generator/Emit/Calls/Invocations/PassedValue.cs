using KoffiGen.CSharp;

namespace KoffiGen.Emit.Calls.Invocations;

/// <summary>An argument as one call passes it.</summary>
/// <param name="Type">The native type in the function pointer.</param>
internal readonly record struct PassedValue(NativeType Type, string Expression)
{
    public static PassedValue Unchanged(ArgumentEmitter argument) => new(argument.NativeType, argument.Pass);

    /// <summary>Passes a floating-point value as an integer with the same bits.</summary>
    public static PassedValue WithoutFloats(ArgumentEmitter argument) =>
        IsFloat(argument)
            ? new PassedValue(BitsType(argument.NativeType), ToBits(argument.NativeType, argument.Pass))
            : Unchanged(argument);

    /// <summary>Passes any value in eight bytes.</summary>
    public static PassedValue InPlace(ArgumentEmitter argument) =>
        new(
            NativeType.Int64,
            argument.NativeType switch
            {
                { IsFloat: true } type => ToBits(type, argument.Pass),
                NativeLong { IsUnsigned: true } => $"(long){Operand(argument.Pass)}.{SystemMembers.CULong.Value}",
                NativeLong => $"{Operand(argument.Pass)}.{SystemMembers.CLong.Value}",
                NativePrimitive { Keyword: CSharpPrimitive.Int64 } => argument.Pass,
                _ => "(long)" + Operand(argument.Pass),
            }
        );

    public static bool IsFloat(ArgumentEmitter argument) => argument.NativeType.IsFloat;

    /// <summary>Returns the integer type with the same number of bits.</summary>
    public static NativeType BitsType(NativeType type) => type.Size == 4 ? NativeType.Int32 : NativeType.Int64;

    public static string FromBits(NativeType type, string value) =>
        $"{(type.Size == 4 ? SystemMembers.BitConverter.Int32BitsToSingle : SystemMembers.BitConverter.Int64BitsToDouble)}({value})";

    /// <summary>Returns the expression as the operand of a cast.</summary>
    public static string Operand(string expression) =>
        expression.All(static character => character is '_' or '@' || char.IsLetterOrDigit(character)) ? expression : $"({expression})";

    private static string ToBits(NativeType type, string value) =>
        $"{(type.Size == 4 ? SystemMembers.BitConverter.SingleToInt32Bits : SystemMembers.BitConverter.DoubleToInt64Bits)}({value})";
}
