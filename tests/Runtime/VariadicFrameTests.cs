using System.Globalization;
using KoffiGen;
using ProcessorArchitecture = System.Runtime.InteropServices.Architecture;

namespace KoffiGen.Tests.Runtime;

/// <summary>
/// Tests of the argument locations that each ABI's document prescribes for a variadic function such as <c>f(int, double, const char *,
/// ...)</c>.
/// </summary>
internal sealed class VariadicFrameTests
{
    private const string Function = "'f' (Native.F)";

    private static readonly Dictionary<string, VariadicAbi> Abis = new()
    {
        ["System V"] = VariadicAbi.SystemV,
        ["Windows x64"] = VariadicAbi.WindowsX64,
        ["arm64"] = VariadicAbi.Arm64,
        ["Apple arm64"] = VariadicAbi.AppleArm64,
        ["Windows arm64"] = VariadicAbi.WindowsArm64,
        ["RISC-V"] = VariadicAbi.RiscV64,
        ["x86"] = VariadicAbi.X86,
        ["arm"] = VariadicAbi.Arm32,
    };

    // Each case has an ABI, the arguments, the general registers, the vector registers, and the stack by offset. 'i', 'l' and 'd' are an
    // int, a 64-bit integer and a double with their value; 'f' is a named float. Variable arguments follow the ellipsis.
    [TestCase(ProcessorArchitecture.Wasm)]
    [TestCase(ProcessorArchitecture.S390x)]
    public void An_unknown_architecture_is_named(ProcessorArchitecture architecture) =>
        Assert.That(
            () => VariadicAbi.Get(architecture, Function),
            Throws
                .TypeOf<PlatformNotSupportedException>()
                .With.Message.EqualTo(
                    $"{Function} cannot be called: KoffiGen does not support variable arguments known only at run time on {architecture}."
                )
        );

    [TestCase("System V", "i1 d2.5 ... i3 d4.5 l5", "1 3 5", "2.5 4.5", "")]
    [TestCase("System V", "... l1 l2 l3 l4 l5 l6 l7 i8", "1 2 3 4 5 6", "", "0:l7 8:l8")]
    [TestCase("System V", "... d1 d2 d3 d4 d5 d6 d7 d8 d9 l10", "10", "1 2 3 4 5 6 7 8", "0:d9")]
    [TestCase("System V", "f1.5 ... i2", "2", "f1.5", "")]
    [TestCase("Windows x64", "i1 ... d2.5 i3", "1 d2.5 3", "", "")]
    [TestCase("Windows x64", "d1.5 ... d2.5", "d1.5! d2.5", "", "")]
    [TestCase("Windows x64", "i1 f2.5 ... i3 i4 d5.5 i6", "1 f2.5! 3 4", "", "0:d5.5 8:l6")]
    [TestCase("arm64", "i1 d2.5 ... i3 d4.5", "1 3", "2.5 4.5", "")]
    [TestCase("arm64", "... l1 l2 l3 l4 l5 l6 l7 l8 l9", "1 2 3 4 5 6 7 8", "", "0:l9")]
    [TestCase("Apple arm64", "i1 d2.5 ... i3 d4.5 l5", "1", "2.5", "0:l3 8:d4.5 16:l5")]
    [TestCase("Apple arm64", "l1 l2 l3 l4 l5 l6 l7 l8 i9 i10 ... i11", "1 2 3 4 5 6 7 8", "", "0:i9 4:i10 8:l11")]
    [TestCase("Apple arm64", "l1 l2 l3 l4 l5 l6 l7 l8 i9 ... i11", "1 2 3 4 5 6 7 8", "", "0:i9 8:l11")]
    [TestCase("Windows arm64", "i1 d2.5 ... i3 d4.5", "1 d2.5 3 d4.5", "", "")]
    [TestCase("Windows arm64", "f1.5 ... d2 d3 d4 d5 d6 d7 d8 d9", "f1.5 d2 d3 d4 d5 d6 d7 d8", "", "0:d9")]
    [TestCase("RISC-V", "i1 d2.5 ... i3 d4.5", "1 3 d4.5", "2.5", "")]
    [TestCase("RISC-V", "d1 d2 d3 d4 d5 d6 d7 d8 d9 ... d10", "d9 d10", "1 2 3 4 5 6 7 8", "")]
    [TestCase("RISC-V", "i1 ... d2 d3 d4 d5 d6 d7 d8 d9", "1 d2 d3 d4 d5 d6 d7 d8", "", "0:d9")]
    [TestCase("x86", "i1 ... d2.5 i3 l4", "", "", "0:i1 4:d2.5 12:i3 16:l4")]
    [TestCase("x86", "f1.5 i2 ... i3", "", "", "0:f1.5 4:i2 8:i3")]
    [TestCase("arm", "i1 ... d2.5 i3 l4", "", "", "0:i1 8:d2.5 16:i3 24:l4")]
    [TestCase("arm", "d1.5 i2 ... i3", "", "", "0:d1.5 8:i2 12:i3")]
    public void Arguments_are_where_the_ABI_requires_them(string abi, string arguments, string general, string vector, string stack)
    {
        VariadicFrame frame = new(Abis[abi], stackalloc long[16], Function);
        Add(ref frame, arguments);
        string[] generals = Split(general),
            vectors = Split(vector),
            places = Split(stack);
        using (Assert.EnterMultipleScope())
        {
            for (int index = 0; index < generals.Length; index++)
            {
                Assert.That(frame.General[index], Is.EqualTo(Bits(generals[index].TrimEnd('!'))), generals[index]);
                Assert.That((frame.FloatPositions >> index) & 1, Is.EqualTo(generals[index].EndsWith('!') ? 1 : 0), generals[index]);
            }

            Assert.That(frame.VectorCount, Is.EqualTo(vectors.Length));
            for (int index = 0; index < vectors.Length; index++)
            {
                Assert.That(
                    BitConverter.DoubleToInt64Bits(frame.Vector[index]),
                    Is.EqualTo(Bits(char.IsDigit(vectors[index][0]) ? "d" + vectors[index] : vectors[index])),
                    vectors[index]
                );
            }

            Assert.That(Stack(abi, arguments, places), Is.EqualTo(stack));
        }
    }

    [Test]
    public void Too_many_arguments_are_refused()
    {
        Assert.That(
            static () =>
            {
                VariadicFrame frame = new(VariadicAbi.SystemV, stackalloc long[2], Function);
                for (int number = 0; number < 9; number++)
                {
                    frame.Add(VariadicKind.Int64, number, isTail: true);
                }
            },
            Throws.ArgumentException.With.Message.Contains($"{Function} has too many arguments")
        );
    }

    private static void Add(ref VariadicFrame frame, string arguments)
    {
        bool isTail = false;
        foreach (string argument in Split(arguments))
        {
            if (argument == "...")
            {
                isTail = true;
            }
            else
            {
                frame.Add(
                    argument[0] switch
                    {
                        'i' => VariadicKind.Int32,
                        'l' => VariadicKind.Int64,
                        'f' => VariadicKind.Single,
                        _ => VariadicKind.Double,
                    },
                    Bits(argument),
                    isTail
                );
            }
        }
    }

    /// <summary>Describes the stack in the notation of the test cases, at the given offsets.</summary>
    private static string Stack(string abi, string arguments, string[] places)
    {
        Span<long> memory = stackalloc long[16];
        memory.Fill(-1);
        VariadicFrame frame = new(Abis[abi], memory, Function);
        Add(ref frame, arguments);
        ReadOnlySpan<byte> bytes = System.Runtime.InteropServices.MemoryMarshal.AsBytes(memory);
        List<string> read = [];
        foreach (string place in places)
        {
            int offset = int.Parse(place[..place.IndexOf(':', StringComparison.Ordinal)], CultureInfo.InvariantCulture);
            char kind = place[place.IndexOf(':', StringComparison.Ordinal) + 1];
            string value = kind switch
            {
                'i' => BitConverter.ToInt32(bytes[offset..]).ToString(CultureInfo.InvariantCulture),
                'f' => BitConverter.ToSingle(bytes[offset..]).ToString(CultureInfo.InvariantCulture),
                'd' => BitConverter.ToDouble(bytes[offset..]).ToString(CultureInfo.InvariantCulture),
                _ => BitConverter.ToInt64(bytes[offset..]).ToString(CultureInfo.InvariantCulture),
            };
            read.Add($"{offset}:{kind}{value}");
        }

        int end =
            places.Length == 0
                ? 0
                : int.Parse(places[^1][..places[^1].IndexOf(':', StringComparison.Ordinal)], CultureInfo.InvariantCulture)
                    + (places[^1].Contains(":i", StringComparison.Ordinal) || places[^1].Contains(":f", StringComparison.Ordinal) ? 4 : 8);
        Assert.That(frame.StackBytes, Is.EqualTo(end));
        return string.Join(' ', read);
    }

    private static long Bits(string argument) =>
        argument[0] switch
        {
            'f' => BitConverter.SingleToInt32Bits(float.Parse(argument[1..], CultureInfo.InvariantCulture)),
            'd' => BitConverter.DoubleToInt64Bits(double.Parse(argument[1..], CultureInfo.InvariantCulture)),
            'i' or 'l' => long.Parse(argument[1..], CultureInfo.InvariantCulture),
            _ => long.Parse(argument, CultureInfo.InvariantCulture),
        };

    private static string[] Split(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
