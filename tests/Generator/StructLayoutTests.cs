using System.Globalization;
using System.Numerics;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using KoffiGen.Binding;
using KoffiGen.Binding.Units;
using KoffiGen.C;
using KoffiGen.Diagnostics;
using KoffiGen.Emit;
using KoffiGen.Tests.Binding;
using KoffiGen.Tests.C;
using Microsoft.CodeAnalysis.CSharp;

namespace KoffiGen.Tests.Generator;

/// <summary>
/// Tests of generated structs against gcc: each member is set to all ones in C and in C#, and the bytes of both structs are compared.
/// </summary>
internal sealed class StructLayoutTests
{
    private const string Headers =
        "#include <stdio.h>\n#include <stddef.h>\n#include <stdint.h>\n#include <string.h>\n#include <uchar.h>\n#include <stdbool.h>\n";

    private static readonly string[] Bodies =
    [
        "{ char a; int b; }",
        "{ char a; double b; char c; }",
        "{ char a; short b; long c; unsigned long d; bool e; }",
        "{ int8_t a; int64_t b; bool c; float d; }",
        "{ char a[3]; short b[2]; char c; }",
        "{ char a; struct { char x; double y; } b; }",
        "{ int a[2][3]; char b; }",
        "{ char a; void *b; char *c; size_t d; ptrdiff_t e; }",
        "{ char16_t a; char32_t b[3]; char c; }",
        "{ struct TAG *a; char b; struct TAG *c[2]; }",
        "{ char a; struct { struct TAG *x; char y; } b[2]; char c; }",
        "{ char a; _Alignas(16) int b; }",
        "{ _Alignas(8) char a; char b; }",
        "{ char a; _Alignas(4) char b; void *c; }",
        "{ void *a; char b; _Alignas(4) char c; void *d; }",
        "{ float a; _Alignas(8) float b; }",
        "{ _Alignas(32) double a[4]; char b; }",
        "{ short a; _Alignas(8) struct { char x; } b; }",
        "{ unsigned a : 3; unsigned b : 5; unsigned c : 24; unsigned d : 1; }",
        "{ int a : 5; int : 0; int b : 5; }",
        "{ char a : 3; char : 0; char b : 3; }",
        "{ char a; int b : 4; char c; }",
        "{ char a : 4; int b : 30; }",
        "{ long long a : 40; int b : 20; char c : 7; }",
        "{ short a : 9; short b : 9; int c : 9; }",
        "{ bool a : 1; bool b : 1; int c : 31; }",
        "{ int a : 20; long long b : 44; }",
        "{ char a; long long b : 33; short c : 3; }",
        "{ int a : 31; int b : 2; char c; }",
        "{ unsigned long long a : 1; unsigned long long b : 62; unsigned long long c : 64; }",
        "{ char a[5]; int b : 17; int c : 15; short d; }",
        "{ long a : 7; size_t b : 9; }",
        "{ void *a; unsigned b : 12; void *c; unsigned short d : 11; }",
        "{ int8_t a; int : 13; int8_t b; }",
        "{ enum { OFF, ON, NEITHER = -1 } a; char b; enum { FAR = 0x7fffffffff } c; }",
        "{ enum { IN, OUT } a : 2; unsigned b : 3; }",
        "{ wchar_t a; char b; wchar_t c[3]; }",
        "{ float a; int b : 3; float c; }",
        "{ int a; long long b : 32; }",
    ];

    private static readonly string[] PackedTexts =
    [
        "struct __attribute__((packed)) TAG { char a; int b; double c; void *d; }",
        "struct __attribute__((packed)) TAG { char a; int b : 30; int c : 10; char d; }",
        "struct __attribute__((packed)) TAG { char a; _Alignas(4) int b; char c; }",
        "struct __attribute__((packed, aligned(4))) TAG { char a; short b; }",
        "struct __attribute__((aligned(32))) TAG { char a; int b; }",
        "struct __attribute__((aligned(8))) TAG { float a; }",
        "struct __attribute__((packed)) TAG { char a : 3; int : 0; char b; }",
        "struct TAG { char a; int b __attribute__((packed)); short c; }",
        "struct TAG { char a; int b : 7 __attribute__((packed)); int c : 30; }",
        "struct __attribute__((packed)) TAG { unsigned long long a : 7, b : 60, c : 61; }",
        "union TAG { int a; void *b; char c[9]; }",
        "union TAG { char a; unsigned b : 11; double c; }",
        "union __attribute__((packed)) TAG { short a; char b[3]; }",
        "union TAG { _Alignas(16) char a; short b; }",
    ];

    [Test]
    public void Every_member_has_the_offset_of_gcc() => Compare(Bodies.Select(static body => "struct TAG " + body).Concat(PackedTexts));

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(4)]
    public void Every_member_of_a_packed_struct_has_the_offset_of_gcc(int pack) =>
        Compare(Bodies.Select(static body => "struct TAG " + body), $"#pragma pack({pack})\n");

    [Test]
    public void Every_member_of_a_union_has_the_offset_of_gcc() =>
        Compare(Bodies.Select(static body => "union TAG " + body.Replace("struct TAG", "union TAG", StringComparison.Ordinal)));

    [Test]
    public void Structs_of_any_members_compile_without_a_warning_and_have_the_size_of_C()
    {
        string[] types =
        [
            "char",
            "int",
            "bool : 1",
            "unsigned : 7",
            "long : 9",
            "long long : 50",
            "short : 12",
            "wchar_t",
            "TAG *",
            "TAG",
            "double",
            "float",
            "void *",
            "enum { A# }",
            "struct { int x; bool y:1; }",
            "struct { TAG *x; char16_t y[2]; }",
            "uint16_be_t",
            "str",
            "char *!",
            "char16_t",
            "long",
            "bool",
            "TAG **",
            "handle *",
            "int **",
            "char32_t",
        ];
        string[] suffixes = ["", "", "", "", "[3]", "[2][2]", "[2][1][3]", " __attribute__((packed))"];
        string[] heads = ["struct", "struct", "struct", "union", "struct __attribute__((packed))", "struct __attribute__((aligned(16)))"];
        string[] anonymous =
        [
            "",
            "",
            "struct { TYPE; TYPE; };",
            "union { TYPE; struct { TYPE; union { TYPE; }; }; };",
            "int items[];",
            "TAG *items[] __counted_by(m0);",
            "int *numbers __counted_by(m0);",
        ];
        Random random = new(1);
        List<string> tags = ["struct T0"];
        int member = 0;
        string text =
            "opaque handle; struct T0 { int m0; char name[4]; };"
            + string.Concat(
                Enumerable
                    .Range(1, 100)
                    .Select(number =>
                    {
                        string head = Pick(heads);
                        tags.Add($"{head.Split(' ')[0]} T{number}");
                        string last = head == "union" ? Pick(anonymous[..4]) : Pick(anonymous);
                        while (last.IndexOf("TYPE", StringComparison.Ordinal) is > 0 and var at)
                        {
                            last = last[..at] + Member().TrimEnd(';', ' ') + last[(at + 4)..];
                        }

                        string members = string.Concat(Enumerable.Range(0, random.Next(1, 6)).Select(_ => Member()));
                        return $"{head} T{number} {{ int m0; {members}{last} }};\n".Replace(
                            "TAG",
                            tags[random.Next(number)],
                            StringComparison.Ordinal
                        );
                    })
            );

        foreach (string? target in new[] { null, RuntimeInformation.RuntimeIdentifier })
        {
            TypeEnvironment environment = Environments.Create(text, target);
            Assert.That(
                environment
                    .Selection.FindDiagnostics(environment.Units[0])
                    .Select(diagnostic => $"{diagnostic.Rule.Id} {text.Substring(Math.Max(0, diagnostic.Location.Span.Start - 60), 80)}"),
                Is.Empty
            );
            string source = UnitEmitter.Emit(
                UnitBinder
                    .Bind(
                        environment.Units[0],
                        environment,
                        FunctionTypeUses.Find(environment, [], new Guard()),
                        allowsUnsafe: true,
                        new Guard()
                    )!
                    .Model
            );
            Assert.That(
                environment
                    .Units[0]
                    .Declarations.Select(static declaration => declaration.Type.Type)
                    .OfType<RecordType>()
                    .Where(static record => record.IsComplete)
                    .Select(record => environment.Structs.Plan(record))
                    .Where(plan => plan.Problem is not null && target is not null)
                    .Select(static plan => $"{plan.Record} {plan.Problem}"),
                Is.Empty
            );
            foreach (
                Type type in Compile(source)
                    .GetTypes()
                    .Where(static type => type.GetNestedType("Layout", BindingFlags.NonPublic) is not null)
            )
            {
                Assert.That(SizeOf(type), Is.EqualTo(LayoutValue(type, "Size")), type.Name);
            }
        }

        string Member()
        {
            string[] parts = Pick(types).Replace("#", $"{member}", StringComparison.Ordinal).Split(" : ");
            member++;
            return parts.Length == 2
                ? $"{parts[0]} m{member} : {parts[1]}; "
                : $"{(random.Next(12) == 0 ? "_Alignas(8) " : "")}{parts[0]} m{member}{Pick(suffixes)}; ";
        }

        string Pick(string[] choices) => choices[random.Next(choices.Length)];
    }

    private static void Compare(IEnumerable<string> texts, string prefix = "")
    {
        string[] declarations = [.. texts.Select(static (text, index) => Number(text, index) + ";\n")];
        TypeEnvironment environment = Environments.Create(prefix + string.Concat(declarations), RuntimeInformation.RuntimeIdentifier);
        Assert.That(environment.Selection.FindDiagnostics(environment.Units[0]), Is.Empty);

        StringBuilder main = new("int main(void) {\n");
        List<string> expected = [];
        Assembly assembly = Compile(
            UnitEmitter.Emit(
                UnitBinder
                    .Bind(
                        environment.Units[0],
                        environment,
                        FunctionTypeUses.Find(environment, [], new Guard()),
                        allowsUnsafe: true,
                        new Guard()
                    )!
                    .Model
            )
        );
        for (int index = 0; index < declarations.Length; index++)
        {
            string tag = $"S{index}";
            RecordType record = (RecordType)environment.Units[0].Declarations.First(declaration => declaration.Name == tag).Type.Type;
            string type = $"{(record.IsUnion ? "union" : "struct")} {tag}";
            Assert.That(environment.Structs.Plan(record).Problem, Is.Null, declarations[index]);
            Type generated = assembly.GetType(tag)!;
            main.Append(CultureInfo.InvariantCulture, $"printf(\"{tag} %zu %zu\\n\", sizeof({type}), _Alignof({type}));\n");
            expected.Add($"{tag} {SizeOf(generated)} {LayoutValue(generated, "Alignment")}");
            Assert.That(LayoutValue(generated, "Size"), Is.EqualTo(SizeOf(generated)), declarations[index]);
            foreach (RecordMember member in record.Members.Where(static member => member.Name is not null))
            {
                string ones =
                    member.BitFieldWidth is not null ? $"v.{member.Name} = -1;"
                    : member.Type.Type.Canonical is BasicType { Kind: BasicTypeKind.Bool } ? $"v.{member.Name} = 1;"
                    : member.Type.Type.Canonical is BasicType { Kind: BasicTypeKind.Char32 or BasicTypeKind.WChar }
                        ? $"v.{member.Name} = 0x10FFFF;"
                    : $"memset(&v.{member.Name}, 255, sizeof v.{member.Name});";
                main.Append(
                    CultureInfo.InvariantCulture,
                    $"{{ {type} v; memset(&v, 0, sizeof v); {ones} printf(\"{tag}.{member.Name} \"); "
                        + $"for (size_t i = 0; i < sizeof v; i++) printf(\"%02X\", ((unsigned char *)&v)[i]); puts(\"\"); }}\n"
                );
                expected.Add($"{tag}.{member.Name} {Ones(generated, member.Name!)}");
                if (member.BitFieldWidth is null)
                {
                    string name = member.Name!;
                    main.Append(CultureInfo.InvariantCulture, $"printf(\"{tag}.{name} %zu\\n\", offsetof({type}, {name}));\n");
                    expected.Add($"{tag}.{name} {LayoutValue(generated.GetNestedType("Layout", BindingFlags.NonPublic)!, name)}");
                }
            }
        }

        string[] actual = CCompiler.Run(Headers + prefix + string.Concat(declarations) + main.Append('}'));
        Assert.That(expected, Is.EqualTo(actual), string.Concat(declarations.Select(static (text, index) => $"{index}: {text}")));
    }

    private static string Number(string text, int index)
    {
        text = text.Replace("TAG", "S" + index.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        foreach (string enumerator in new[] { "OFF", "ON", "NEITHER", "FAR", "IN", "OUT" })
        {
            text = text.Replace($" {enumerator}", $" {enumerator}{index}", StringComparison.Ordinal);
        }

        return text;
    }

    private static Assembly Compile(string source)
    {
        CSharpCompilation compilation = GeneratorHarness.CreateCompilation([source]);
        string[] lines = source.Split('\n');
        Assert.That(
            compilation
                .GetDiagnostics()
                .Where(static diagnostic => diagnostic.Severity >= Microsoft.CodeAnalysis.DiagnosticSeverity.Warning)
                .Select(diagnostic => $"{diagnostic} in {lines[diagnostic.Location.GetLineSpan().StartLinePosition.Line]}"),
            Is.Empty
        );
        using MemoryStream stream = new();
        compilation.Emit(stream);
        return Assembly.Load(stream.ToArray());
    }

    private static int LayoutValue(Type generated, string name)
    {
        Type layout =
            generated.Name == "Layout" ? generated.GetNestedType("Offset")! : generated.GetNestedType("Layout", BindingFlags.NonPublic)!;
        return (int)(layout.GetField(name)?.GetValue(null) ?? layout.GetProperty(name)!.GetValue(null))!;
    }

    /// <summary>Returns the bytes of a struct of zeros in which one member is all ones.</summary>
    private static string Ones(Type type, string member)
    {
        object boxed = RuntimeHelpers.GetUninitializedObject(type);
        if (type.GetField(member) is { } field)
        {
            field.SetValue(boxed, Filled(field.FieldType));
        }
        else
        {
            PropertyInfo property = type.GetProperty(member)!;
            object ones =
                property.PropertyType == typeof(bool) ? true
                : property.PropertyType == typeof(Rune) ? new Rune(0x10FFFF)
                : Filled(property.PropertyType);
            property.SetValue(boxed, ones);
            Assert.That(IsOnes(property.GetValue(boxed)!), Is.True, $"{type.Name}.{member} is {property.GetValue(boxed)}");
        }

        return (string)Invoke(nameof(Hex), type, boxed);
    }

    // All ones is -1 in a signed bit-field, and the greatest value in an unsigned one.
    private static bool IsOnes(object value) =>
        value switch
        {
            bool flag => flag,
            Rune rune => rune.Value == 0x10FFFF,
            Enum or sbyte or short or int or long => Convert.ToInt64(value, CultureInfo.InvariantCulture) is var number
                && (number == -1 || BitOperations.IsPow2(number + 1)),
            byte or ushort or uint or ulong or char => Convert.ToUInt64(value, CultureInfo.InvariantCulture) is var number
                && (number == ulong.MaxValue || BitOperations.IsPow2(number + 1)),
            _ => true,
        };

    private static object Filled(Type type) => Invoke(nameof(Filled), type, []);

    private static int SizeOf(Type type) => (int)Invoke(nameof(SizeOf), type, []);

    private static object Invoke(string method, Type type, params object[] arguments) =>
        typeof(StructLayoutTests)
            .GetMethods(BindingFlags.Static | BindingFlags.NonPublic)
            .Single(candidate => candidate.Name == method && candidate.IsGenericMethod)
            .MakeGenericMethod(type)
            .Invoke(null, arguments)!;

    private static object Filled<T>()
        where T : unmanaged
    {
        T value = default;
        MemoryMarshal.AsBytes(MemoryMarshal.CreateSpan(ref value, 1)).Fill(0xFF);
        return value;
    }

    private static int SizeOf<T>()
        where T : unmanaged => Unsafe.SizeOf<T>();

    private static string Hex<T>(T value)
        where T : unmanaged => Convert.ToHexString(MemoryMarshal.AsBytes(MemoryMarshal.CreateSpan(ref value, 1)));
}
