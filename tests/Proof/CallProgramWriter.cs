using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace KoffiGen.Tests.Proof;

/// <summary>
/// Writes both sides of random calls. C# passes arguments of random bits. C compares each with the expected bits, writes new values to the
/// outputs and returns a value, and C# compares those. Members are compared; padding is not.
/// </summary>
internal sealed class CallProgramWriter
{
    private readonly Random _random;
    private readonly StringBuilder _c = new();
    private readonly StringBuilder _csharp = new();
    private int _places;

    private CallProgramWriter(Random random) => _random = random;

    public static CallProgram Write(
        string library,
        IReadOnlyList<DeclaredType> types,
        IReadOnlyList<RandomSignature> signatures,
        Random random
    )
    {
        CallProgramWriter writer = new(random);
        writer
            ._c.Append(CFactsReader.Prelude)
            .Append(
                """
                #include <string.h>

                /* Members that are const are set, too. */
                #define const
                #define volatile

                """
            );
        foreach (DeclaredType type in types)
        {
            writer._c.Append(type.CDeclarations);
        }

        writer._c.Append(
            """
            static int failure;
            int TakeFailure(void) { int taken = failure; failure = 0; return taken; }
            static void put(void *to, size_t size, uint64_t bits) { for (size_t i = 0; i < size; i++) ((unsigned char *)to)[i] = (unsigned char)(bits >> i % 8 * 8); }

            """
        );

        string declarations = string.Concat(types.Select(static type => type.Declarations));
        writer._csharp.Append("#pragma warning disable CS8981 // the class has the name of its library\nusing KoffiGen.Tests.Proof;\n\n");
        writer._csharp.Append(
            CultureInfo.InvariantCulture,
            $"[KoffiLibrary(\"{library}\")]\n[KoffiDefine(\"\"\"\n{declarations}\"\"\")]\n[KoffiImport(\"int TakeFailure(void)\")]\n"
        );
        foreach (RandomSignature signature in signatures)
        {
            writer._csharp.Append(CultureInfo.InvariantCulture, $"[KoffiImport(\"{Prototype(signature, "_Inout_ ")}\")]\n");
        }

        writer._csharp.Append(CultureInfo.InvariantCulture, $"internal static partial class {library}\n{{\n");
        foreach (RandomSignature signature in signatures)
        {
            writer.WriteFunction(signature);
        }

        writer._csharp.Append("    public static void Run()\n    {\n");
        foreach (RandomSignature signature in signatures)
        {
            writer._csharp.Append(CultureInfo.InvariantCulture, $"        Call_{signature.Name}();\n");
        }

        writer._csharp.Append("    }\n}\n");
        return new CallProgram(library, writer._c.ToString(), writer._csharp.ToString());
    }

    private static string Prototype(RandomSignature signature, string direction)
    {
        IEnumerable<string> parameters = signature.Arguments.Select(
            (argument, index) =>
                argument.Passing switch
                {
                    Passing.ConstPointer => $"const {argument.Type.C} *a{index}",
                    Passing.Inout => $"{direction}{argument.Type.C} *a{index}",
                    _ => $"{argument.Type.C} a{index}",
                }
        );
        string list = string.Join(", ", parameters);
        return $"{signature.Result?.C ?? "void"} {signature.Name}({(list.Length == 0 ? "void" : list)})";
    }

    private void WriteFunction(RandomSignature signature)
    {
        _c.Append(CultureInfo.InvariantCulture, $"{Prototype(signature, "")}\n{{\n");
        _csharp.Append(CultureInfo.InvariantCulture, $"    private static void Call_{signature.Name}()\n    {{\n");
        for (int index = 0; index < signature.Arguments.Length; index++)
        {
            RandomArgument argument = signature.Arguments[index];
            WriteValue(argument.Type, $"e{index}", $"a{index}");
            WriteComparison(argument.Type, $"e{index}", argument.Passing == Passing.ByValue ? $"a{index}" : $"(*a{index})");
            if (argument.Passing == Passing.Inout)
            {
                WriteValue(argument.Type, $"w{index}", $"w{index}");
                _c.Append(CultureInfo.InvariantCulture, $"    *a{index} = w{index};\n");
            }
        }

        if (signature.Result is { } result)
        {
            WriteValue(result, "result", "expected");
            _c.Append("    return result;\n");
        }

        _c.Append("}\n");
        string arguments = string.Join(
            ", ",
            signature.Arguments.Select(
                static (argument, index) =>
                    argument.Passing switch
                    {
                        Passing.ConstPointer => $"[a{index}]",
                        Passing.Inout => $"ref a{index}",
                        _ => $"a{index}",
                    }
            )
        );
        _csharp.Append(
            CultureInfo.InvariantCulture,
            $"        {(signature.Result is null ? "" : "var result = ")}{signature.Name}({arguments});\n"
        );
        _csharp.Append(CultureInfo.InvariantCulture, $"        ProofValue.CheckFailure(\"{signature.Name}\", TakeFailure());\n");
        for (int index = 0; index < signature.Arguments.Length; index++)
        {
            if (signature.Arguments[index] is { Passing: Passing.Inout } argument)
            {
                WriteCheck(signature.Name, argument.Type, $"w{index}", $"a{index}");
            }
        }

        if (signature.Result is not null)
        {
            WriteCheck(signature.Name, signature.Result, "expected", "result");
        }

        _csharp.Append("    }\n\n");
    }

    /// <summary>Writes a variable with the same value on both sides.</summary>
    private void WriteValue(CallType type, string cName, string csharpName)
    {
        _c.Append(CultureInfo.InvariantCulture, $"    {Variable(type, cName)};\n    memset(&{cName}, 0, sizeof {cName});\n");
        _csharp.Append(CultureInfo.InvariantCulture, $"        {type.CSharp} {csharpName} = default;\n");
        foreach (MemberPath leaf in type.Leaves)
        {
            string place = leaf.Text.Length == 0 ? "" : "." + leaf.Text;
            ulong bits = CallBits.Next(leaf, _random);
            _c.Append(
                leaf.Width is null
                    ? string.Create(CultureInfo.InvariantCulture, $"    put(&{cName}{place}, sizeof {cName}{place}, 0x{bits:X}u);\n")
                    : string.Create(CultureInfo.InvariantCulture, $"    {cName}{place} = 0x{bits:X}u;\n")
            );
            _csharp.Append(
                CultureInfo.InvariantCulture,
                $"        {csharpName}{place} = ProofValue.Of({csharpName}{place}, 0x{CallBits.InCSharp(leaf, bits):X});\n"
            );
        }
    }

    private static string Variable(CallType type, string name) => type.C.EndsWith('*') ? type.C + name : $"{type.C} {name}";

    private void WriteComparison(CallType type, string expected, string actual)
    {
        foreach (MemberPath leaf in type.Leaves)
        {
            string place = leaf.Text.Length == 0 ? "" : "." + leaf.Text;
            string differs = leaf.Width is null
                ? $"memcmp(&{actual}{place}, &{expected}{place}, sizeof {expected}{place})"
                : $"{actual}{place} != {expected}{place}";
            _c.Append(CultureInfo.InvariantCulture, $"    if (!failure && {differs}) failure = {++_places};\n");
        }
    }

    private void WriteCheck(string function, CallType type, string expected, string actual)
    {
        foreach (MemberPath leaf in type.Leaves)
        {
            string place = leaf.Text.Length == 0 ? "" : "." + leaf.Text;
            _csharp.Append(
                CultureInfo.InvariantCulture,
                $"        ProofValue.Check(\"{function}: {actual}{place}\", {expected}{place}, {actual}{place});\n"
            );
        }
    }
}

/// <param name="C">The source of the C library.</param>
/// <param name="CSharp">A class with the name of the library and a method <c>Run</c>.</param>
internal sealed record CallProgram(string Library, string C, string CSharp);

/// <summary>Random bits that are valid for a member in both languages.</summary>
internal static class CallBits
{
    public static ulong Next(MemberPath leaf, Random random)
    {
        ulong bits = (ulong)random.NextInt64(long.MinValue, long.MaxValue);
        return leaf.Shape is PlainShape plain ? Limit(Name(plain), bits, leaf.Width) : bits;
    }

    /// <summary>Returns the C# value of a member whose memory in C contains <paramref name="bits"/>.</summary>
    public static ulong InCSharp(MemberPath leaf, ulong bits) =>
        leaf.Shape is PlainShape plain
            ? Name(plain) switch
            {
                "uint16_be_t" or "int16_be_t" => BinaryPrimitives.ReverseEndianness((ushort)bits),
                "uint32_be_t" or "int32_be_t" => BinaryPrimitives.ReverseEndianness((uint)bits),
                _ => bits,
            }
            : bits;

    private static ulong Limit(string name, ulong bits, int? width) =>
        name switch
        {
            "bool" => bits & 1,

            // Below the surrogates, because the C# type is Rune.
            "char32_t" or "wchar_t" when width is null => bits % 0xD800,

            // No signalling NaN, because some processors turn it into a quiet one.
            "float" => bits & ~0x0080_0000_0080_0000u,
            "double" => bits & ~0x0010_0000_0000_0000u,
            _ => bits,
        };

    private static string Name(PlainShape plain) =>
        plain.Specifiers.Replace("const ", "", StringComparison.Ordinal).Replace("volatile ", "", StringComparison.Ordinal);
}
