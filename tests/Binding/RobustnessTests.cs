using KoffiGen.Binding;
using KoffiGen.Binding.Units;
using KoffiGen.C;
using KoffiGen.C.Layout;
using KoffiGen.Declarations;
using KoffiGen.Diagnostics;
using KoffiGen.Emit;
using KoffiGen.Syntax.Parsing;
using KoffiGen.Syntax.Tree;
using KoffiGen.Tests.Declarations;
using KoffiGen.Text;

namespace KoffiGen.Tests.Binding;

[TestFixture]
internal sealed class RobustnessTests
{
    private static readonly string[] Words =
    [
        "int",
        "void",
        "struct",
        "union",
        "enum",
        "typedef",
        "S",
        "T",
        "x",
        "y",
        "*",
        "*",
        "(",
        ")",
        "[",
        "]",
        "{",
        "}",
        ";",
        ";",
        ",",
        "!",
        ":",
        "=",
        "3",
        "0",
        "-1",
        "9223372036854775807",
        "sizeof",
        "1.5",
        "\"s\"",
        "'c'",
        "const",
        "opaque",
        "_Out_",
        "...",
        "/",
        "<<",
        "+",
        "?",
        "long",
        "char",
        "str",
        "__attribute__((packed))",
        "_Alignas(8)",
        "\n#define x ",
        "\n#pragma pack(pop)\n",
        "\n#pragma pack(push, 2)\n",
        "offsetof",
        "S {",
        "};",
        "int y;",
        "_Context_",
        "_Context_(x)",
        "typedef int S(_Context_ void *x);",
        "(*x)(S *)",
        "void (*y)(void)",
        "_In_reads_(x)",
        "str!",
        "\n#pragma koffi slots(S, 2) onexception(default, S)\n",
    ];

    [Test]
    public void Arbitrary_text_is_bound_without_an_exception()
    {
        for (int seed = 0; seed < 3000; seed++)
        {
            Random random = new(seed);
            string text = string.Join(' ', Enumerable.Range(0, 40).Select(_ => Words[random.Next(Words.Length)]));
            Assert.That(() => Bind(text), Throws.Nothing, text);
        }
    }

    [Test]
    public void Arbitrary_structs_are_generated_without_an_exception()
    {
        string[] types =
        [
            "char",
            "int",
            "bool : 1",
            "unsigned : 7",
            "long : 9",
            "wchar_t",
            "long double",
            "struct S0 *",
            "struct S0",
            "double",
            "void *",
            "enum { A# } ",
            "struct { int x; } ",
            "uint16_be_t",
            "str",
        ];
        string[] suffixes = ["", "[3]", "[2][2]", "[]", " __attribute__((packed))", "[134217728]", " __counted_by(m0)"];
        string[] heads =
        [
            "struct",
            "union",
            "struct __attribute__((packed))",
            "struct __attribute__((aligned(16)))",
            "#pragma pack(2)\nstruct",
        ];
        for (int seed = 0; seed < 300; seed++)
        {
            Random random = new(seed);
            string text = string.Concat(
                Enumerable
                    .Range(0, 4)
                    .Select(number =>
                    {
                        string members = string.Concat(Enumerable.Range(0, 5).Select(Member));
                        string nested = number > 0 ? $"struct {{ struct S{number - 1} inner; }};" : "";
                        return $"{Pick(heads)} S{number} {{ {members} {nested} }};\n";
                    })
            );
            Assert.That(() => Generate(text, seed % 2 == 0 ? null : "win-x64"), Throws.Nothing, text);

            string Member(int number)
            {
                string[] parts = Pick(types).Replace("#", $"{random.Next(1000)}", StringComparison.Ordinal).Split(" : ");
                return parts.Length == 2
                    ? $"{parts[0]} m{number} : {parts[1]}; "
                    : $"{(random.Next(8) == 0 ? "_Alignas(8) " : "")}{parts[0]} m{number}{Pick(suffixes)}; ";
            }

            string Pick(string[] choices) => choices[random.Next(choices.Length)];
        }
    }

    [Test]
    public void A_chain_of_structs_that_double_is_measured_once_each()
    {
        string text =
            "struct S0 { int a; };"
            + string.Concat(Enumerable.Range(1, 40).Select(static i => $"struct S{i} {{ struct S{i - 1} a, b; }};"));
        RecordType record = (RecordType)DeclarationHarness.BindSound(text).Scope.FindTag("S40")!;

        Assert.That(LayoutCalculator.GetLayout(record, TargetAbi.LinuxX64)!.Value.Size, Is.EqualTo(4L << 40));
    }

    [Test]
    public void Only_the_first_struct_that_is_too_large_is_reported() =>
        Assert.That(
            DeclarationHarness
                .Bind(
                    "struct S0 { char a[0x100000000]; };"
                        + string.Concat(Enumerable.Range(1, 40).Select(static i => $"struct S{i} {{ struct S{i - 1} a, b; }};"))
                )
                .Describe(),
            Has.Exactly(1).Items
        );

    [Test]
    public void An_unknown_type_is_reported_once_and_its_users_are_not() =>
        Assert.That(
            DeclarationHarness.Bind("typedef nothing T; struct S { T a; T *b; T c[3]; }; T f(T *x, struct S y);").Describe(),
            Is.EqualTo(Enumerable.Repeat("KOFFI101 'nothing'", 1))
        );

    [Test]
    public void A_struct_that_is_declared_only_by_its_tag_is_opaque() =>
        Assert.That(
            ((RecordType)DeclarationHarness.BindSound("struct sqlite3 *open(void);").Scope.FindTag("sqlite3")!).IsComplete,
            Is.False
        );

    [TestCase("{ A = 1 }", BasicTypeKind.UInt32)]
    [TestCase("{ A = -1, B = 2147483647 }", BasicTypeKind.Int32)]
    [TestCase("{ A = -1, B = 2147483648 }", BasicTypeKind.Int64)]
    [TestCase("{ A = 0x8000000000000000 }", BasicTypeKind.UInt64)]
    [TestCase(": unsigned char { A }", BasicTypeKind.UInt8)]
    public void An_enum_is_as_wide_as_its_values_need_but_int_on_Windows(string text, object expected)
    {
        EnumType type = (EnumType)DeclarationHarness.BindSound($"enum E {text};").Scope.FindTag("E")!;
        BasicTypeKind onWindows = type.FixedUnderlyingType?.Kind ?? BasicTypeKind.Int32;

        Assert.That(EnumFacts.GetCompatibleType(type, TargetAbi.LinuxX64).Kind, Is.EqualTo(expected));
        Assert.That(EnumFacts.GetCompatibleType(type, TargetAbi.WindowsX64).Kind, Is.EqualTo(onWindows));
    }

    [Test]
    public void Parameters_carry_their_annotations()
    {
        FunctionType function = (FunctionType)
            DeclarationHarness.BindSound("int f(_Out_ char *! s, _In_reads_(n) const int *a, int n, _Context_ void *u);").TypeOf("f").Type;

        Assert.That(function.Parameters[0].Direction, Is.EqualTo(ParameterDirection.Out));
        Assert.That(((PointerType)function.Parameters[0].Type.Type).Ownership, Is.EqualTo(Ownership.Free));
        Assert.That(function.Parameters[1].Count, Is.Not.Null);
        Assert.That(function.Parameters[3].IsContext, Is.True);
    }

    [Test]
    public void Names_come_from_parents_and_from_C_sharp()
    {
        TypeScope assembly = new() { ForeignTypes = static name => name == "Vector3" ? new ForeignType(name) : null };
        Declare(assembly, "typedef int Handle;");
        ParseResult<DeclarationSyntax> parsed = Parser.ParsePrototype(new SourceText("Vector3 f(Handle h)"));
        DeclarationSite site = new(parsed.Location);
        BoundFunction? function = new DeclarationBinder(new TypeScope(assembly), site).BindFunction(parsed.Root);

        Assert.That(site.Diagnostics.Count, Is.Zero);
        Assert.That(function!.Type.ToString(), Is.EqualTo("Vector3 (Handle h)"));
    }

    private static void Generate(string text, string? runtimeIdentifier)
    {
        TypeEnvironment environment = Environments.Create(text, runtimeIdentifier);
        KoffiGen.Emit.UnitEmitter.Emit(
            KoffiGen
                .Binding.Units.UnitBinder.Bind(
                    environment.Units[0],
                    environment,
                    KoffiGen.Binding.Units.FunctionTypeUses.Find(environment, [], new Guard()),
                    allowsUnsafe: true,
                    new Guard()
                )!
                .Model
        );
    }

    private static void Bind(string text) => Declare(new TypeScope(), text);

    private static void Declare(TypeScope scope, string content)
    {
        SourceText text = new(content);
        new DeclarationBinder(scope, text).BindTranslationUnit(Parser.ParseTranslationUnit(text).Root);
    }
}
