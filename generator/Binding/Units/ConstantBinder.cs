using System.Globalization;
using KoffiGen.C;
using KoffiGen.CSharp;
using KoffiGen.Declarations;
using KoffiGen.Model;

namespace KoffiGen.Binding.Units;

/// <summary>Binds C constants to C# constants of the same width and signedness.</summary>
internal static class ConstantBinder
{
    public static ConstantModel? Bind(string name, ConstantValue value, string declaration, string? documentation)
    {
        string? type = TypeOf(value);
        return type is null
            ? null
            : new ConstantModel(name, type, Write(value, type), declaration)
            {
                WindowsValue =
                    value.OnWindows is { } onWindows && Write(onWindows, type) is var other && other != Write(value, type) ? other : null,
                Documentation = documentation,
            };
    }

    private static string? TypeOf(ConstantValue value) =>
        value.Kind switch
        {
            ConstantKind.String => "string",
            ConstantKind.Floating => value.Type.Kind == BasicTypeKind.Float ? "float" : "double",
            _ => value.Type.Kind switch
            {
                BasicTypeKind.Bool => "bool",
                BasicTypeKind.Char or BasicTypeKind.Int8 => "sbyte",
                BasicTypeKind.UInt8 => "byte",
                BasicTypeKind.Int16 => "short",
                BasicTypeKind.UInt16 => "ushort",
                BasicTypeKind.Char16 => "char",
                BasicTypeKind.Int32 or BasicTypeKind.WChar => "int",
                BasicTypeKind.UInt32 or BasicTypeKind.Char32 => "uint",

                // The width of a C# constant cannot depend on the platform, so the widest type is used.
                BasicTypeKind.Int64 or BasicTypeKind.Long or BasicTypeKind.IntPtr => "long",
                BasicTypeKind.UInt64 or BasicTypeKind.ULong or BasicTypeKind.UIntPtr => "ulong",
                _ => null,
            },
        };

    private static string Write(ConstantValue value, string type) =>
        type switch
        {
            "string" => CSharpLiteral.String(value.Text),
            "bool" => value.Bits != 0 ? "true" : "false",
            "char" => $"(char){(ushort)value.Bits}",
            "float" => WriteFloating(
                (float)value.Floating,
                ((float)value.Floating).ToString("R", CultureInfo.InvariantCulture),
                "float",
                "f"
            ),
            "double" => WriteFloating(value.Floating, value.Floating.ToString("R", CultureInfo.InvariantCulture), "double", "d"),
            "uint" => unchecked((uint)value.Bits).ToString(CultureInfo.InvariantCulture),
            "ulong" => unchecked((ulong)value.Bits).ToString(CultureInfo.InvariantCulture),
            _ => value.Bits.ToString(CultureInfo.InvariantCulture),
        };

    private static string WriteFloating(double value, string digits, string type, string suffix) =>
        double.IsNaN(value) ? $"{type}.NaN"
        : double.IsPositiveInfinity(value) ? $"{type}.PositiveInfinity"
        : double.IsNegativeInfinity(value) ? $"{type}.NegativeInfinity"
        : digits + suffix;
}
