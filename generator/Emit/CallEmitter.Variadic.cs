using KoffiGen.CSharp;
using KoffiGen.Model;
using KoffiGen.Pipeline;

namespace KoffiGen.Emit;

// Variadic functions, which every ABI calls in its own way: one call for each way that these arguments make a difference to, and the compiler keeps that of its target.
internal sealed partial class CallEmitter
{
    private const string Target = "global::KoffiGen.CompilerServices.NativeTarget.";

    /// <summary>Apple's arm64 has eight integer registers, which named arguments come first in.</summary>
    private const int GeneralRegisters = 8;

    private void WriteVariadicCalls(VariadicCall variadic)
    {
        ArgumentModel[] named = [.. _call.Arguments.Take(variadic.Named)];
        ArgumentModel[] tail = [.. _call.Arguments.Skip(variadic.Named)];
        bool hasNamedFloats = named.Any(IsFloat);
        bool hasFloatResult = _call.Result.NativeType.IsFloat;
        string word = "if";
        if (tail.Length > 0)
        {
            WriteBranch("HasVariadicsOnStack", () => WriteCallOnStack(named, tail));
        }

        // 32-bit Arm returns floats as it passes them.
        if (hasFloatResult)
        {
            WriteBranch(
                "IsArm",
                () => WriteReturn(FromBits(_call.Result.NativeType, FormatCall(AsIntegers, AsIntegers, BitsType(_call.Result.NativeType))))
            );
        }

        if (hasNamedFloats)
        {
            WriteBranch(
                "HasVariadicFunctionsWithoutFloats",
                () => WriteReturn(FormatCall(AsIntegers, AsIntegers, _call.Result.NativeType))
            );
        }

        if (tail.Any(IsFloat))
        {
            WriteBranch("HasVariadicFloatsAsIntegers", () => WriteReturn(FormatCall(AsTheyAre, AsIntegers, _call.Result.NativeType)));
        }

        if (word == "if")
        {
            WriteCall("Cdecl", null);
            return;
        }

        using (_writer.Block("else"))
        {
            WriteCall("Cdecl", null);
        }

        void WriteBranch(string condition, Action write)
        {
            if (word == "if")
            {
                _writer.Line("// Each platform has its own way for these arguments. The compiler keeps one.");
            }

            using (_writer.Block($"{word} ({Target}{condition})"))
            {
                write();
            }

            word = "else if";
        }

        string FormatCall(
            Func<ArgumentModel, (NativeType Type, string Value)> convertNamed,
            Func<ArgumentModel, (NativeType Type, string Value)> convertTail,
            NativeType result
        )
        {
            (NativeType Type, string Value)[] passed = [.. named.Select(convertNamed), .. tail.Select(convertTail)];
            return this.FormatCall(
                "Cdecl",
                passed.Select(static argument => argument.Type),
                passed.Select(static argument => argument.Value),
                result
            );
        }
    }

    // Behind as many zeros as there are registers left, all that comes for the dots is on the stack, in places of eight bytes.
    private void WriteCallOnStack(ArgumentModel[] named, ArgumentModel[] tail)
    {
        int free = Math.Max(0, GeneralRegisters - named.Count(static argument => !IsFloat(argument)));
        IEnumerable<(NativeType Type, string Value)> passed = named
            .Select(AsTheyAre)
            .Concat(Enumerable.Repeat((NativeType.Int64, "0"), free))
            .Concat(tail.Select(argument => (NativeType.Int64, AsPlace(argument))));
        WriteReturn(
            FormatCall(
                "Cdecl",
                passed.Select(static argument => argument.Type),
                passed.Select(static argument => argument.Value),
                _call.Result.NativeType
            )
        );
    }

    private void WriteOpenCall(string arguments)
    {
        NativeType result = _call.Result.NativeType;
        NativeType type =
            result.IsVoid ? NativeType.Int32
            : result.IsPointer ? NativeType.IntPtr
            : result;
        string error = CapturesError ? $", out {_prefix}error" : "";
        string call =
            $"global::KoffiGen.CompilerServices.NativeVariadic.Call<{type}>({_prefix}address, [{string.Join(", ", _call.Arguments.Select(AsArgument))}], {arguments}{error})";
        WriteReturn(result.IsPointer ? $"({result}){call}" : call);
    }

    private string AsArgument(ArgumentModel argument) =>
        argument.NativeType switch
        {
            { IsFloat: true, Size: 4 } => $"global::KoffiGen.CompilerServices.NativeVariadic.Single({NativeExpression(argument)})",
            { IsPointer: true } => "(nint)" + Operand(NativeExpression(argument)),
            _ => NativeExpression(argument),
        };

    private (NativeType Type, string Value) AsTheyAre(ArgumentModel argument) => (argument.NativeType, NativeExpression(argument));

    private (NativeType Type, string Value) AsIntegers(ArgumentModel argument) =>
        IsFloat(argument) ? (BitsType(argument.NativeType), ToBits(argument.NativeType, NativeExpression(argument))) : AsTheyAre(argument);

    private string AsPlace(ArgumentModel argument) =>
        argument.NativeType switch
        {
            { IsFloat: true } type => ToBits(type, NativeExpression(argument)),
            NativeLong { IsUnsigned: true } => $"(long){Operand(NativeExpression(argument))}.Value",
            NativeLong => $"{Operand(NativeExpression(argument))}.Value",
            NativePrimitive { Keyword: CSharpPrimitive.Int64 } => NativeExpression(argument),
            _ => "(long)" + Operand(NativeExpression(argument)),
        };

    private static string Operand(string expression) =>
        expression.All(static character => character is '_' or '@' || char.IsLetterOrDigit(character)) ? expression : $"({expression})";

    private static bool IsFloat(ArgumentModel argument) => argument.NativeType.IsFloat;

    private static NativeType BitsType(NativeType type) => type.Size == 4 ? NativeType.Int32 : NativeType.Int64;

    private static string ToBits(NativeType type, string value) =>
        $"global::System.BitConverter.{(type.Size == 4 ? "SingleToInt32Bits" : "DoubleToInt64Bits")}({value})";

    private static string FromBits(NativeType type, string value) =>
        $"global::System.BitConverter.{(type.Size == 4 ? "Int32BitsToSingle" : "Int64BitsToDouble")}({value})";
}
