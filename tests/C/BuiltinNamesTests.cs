using System.Globalization;
using KoffiGen.C;
using KoffiGen.C.Layout;

namespace KoffiGen.Tests.C;

[TestFixture]
internal sealed class BuiltinNamesTests
{
    private static readonly string[] NamesOfC =
    [
        "bool",
        "char",
        "signed char",
        "unsigned char",
        "short",
        "unsigned short",
        "int",
        "unsigned int",
        "long",
        "unsigned long",
        "long long",
        "unsigned long long",
        "float",
        "double",
        "int8_t",
        "uint8_t",
        "int16_t",
        "uint16_t",
        "int32_t",
        "uint32_t",
        "int64_t",
        "uint64_t",
        "int_least8_t",
        "int_least16_t",
        "int_least32_t",
        "int_least64_t",
        "uint_least8_t",
        "uint_least16_t",
        "uint_least32_t",
        "uint_least64_t",
        "int_fast8_t",
        "uint_fast8_t",
        "int_fast64_t",
        "uint_fast64_t",
        "intmax_t",
        "uintmax_t",
        "intptr_t",
        "uintptr_t",
        "size_t",
        "ssize_t",
        "ptrdiff_t",
        "wchar_t",
        "char16_t",
        "char32_t",
        "va_list",
    ];

    [Test]
    public void Names_have_the_size_alignment_and_sign_of_gcc()
    {
        List<string> expected = [];
        string[] headers = ["stdio.h", "stdint.h", "stddef.h", "uchar.h", "stdarg.h", "sys/types.h", "stdbool.h"];
        string program = string.Concat(headers.Select(static header => $"#include <{header}>\n")) + "int main(void) {\n";
        foreach (string name in NamesOfC)
        {
            CType type = BuiltinNames.Find(name)!;
            TypeLayout layout = LayoutCalculator.GetLayout(type, TargetAbi.LinuxX64)!.Value;
            BasicType basic = (BasicType)type.Canonical;
            int sign = basic.IsSigned(TargetAbi.LinuxX64) ? 1 : 0;
            bool isList = basic.Kind == BasicTypeKind.VaList;
            expected.Add($"{name} {layout.Size} {layout.Alignment} {sign}");
            program +=
                $"printf(\"{name} %zu %zu %d\\n\", sizeof({name}), _Alignof({name}), {(isList ? "0" : $"({name})-1 < ({name})1")});\n";
        }

        Assert.That(expected, Is.EqualTo(CCompiler.Run(program + "}")));
    }

    [TestCase("str", "const char *")]
    [TestCase("string", "const char *")]
    [TestCase("str16", "const char16_t *")]
    [TestCase("str32", "const char32_t *")]
    [TestCase("wstring", "const wchar_t *")]
    public void String_names_are_pointers_to_constant_characters(string name, string expected) =>
        Assert.That(BuiltinNames.Find(name)!.Canonical.ToString(), Is.EqualTo(expected));

    [Test]
    public void All_twenty_four_endian_names_are_known(
        [Values("int", "uint")] string sign,
        [Values(16, 32, 64)] int width,
        [Values("le", "be")] string order,
        [Values("", "_t")] string suffix
    )
    {
        BasicType type = (BasicType)
            BuiltinNames.Find(string.Create(CultureInfo.InvariantCulture, $"{sign}{width}_{order}{suffix}"))!.Canonical;

        Assert.That(type.ByteOrder, Is.EqualTo(order == "be" ? ByteOrder.Big : ByteOrder.Little));
        Assert.That(LayoutCalculator.GetLayout(type, TargetAbi.LinuxX64)!.Value.Size, Is.EqualTo(width / 8));
    }

    [TestCase("float", "double")]
    [TestCase("short", "int")]
    [TestCase("bool", "int")]
    [TestCase("unsigned int", "unsigned int")]
    [TestCase("int64_t", "int64_t")]
    public void Arguments_are_promoted(string name, string expected) =>
        Assert.That(DefaultArgumentPromotions.Promote(BuiltinNames.Find(name)!).ToString(), Is.EqualTo(expected));
}
