using System.Globalization;
using KoffiGen.C;
using KoffiGen.C.Layout;
using KoffiGen.Tests.Binding;
using KoffiGen.Tests.Declarations;
using KoffiGen.Tests.Proof;

namespace KoffiGen.Tests.C;

[TestFixture]
internal sealed class LayoutTests
{
    private static readonly string[] Records =
    [
        "{ char a; int b; }",
        "{ char a; double b; char c; }",
        "{ char a; short b; long c; long double d; }",
        "{ int8_t a; int64_t b; bool c; }",
        "{ char a[3]; short b[2]; char c; }",
        "{ char a; struct { char x; double y; } b; }",
        "{ char a; struct { int x; char y; }; char b; }",
        "{ int a; union { char c; double d; }; short e; }",
        "{ int n; double values[]; }",
        "{ char a; char rest[]; }",
        "{ void *p; char a; int (*f)(int); }",
        "{ wchar_t w; char16_t a; char32_t b; size_t c; }",
        "{ char a; _Alignas(16) int b; }",
        "{ char a; int b __attribute__((aligned(8))); char c; }",
        "{ char a; __int128 b; }",
        "{ char a; double _Complex b; float _Complex c; }",
        "{ unsigned a : 3; unsigned b : 5; unsigned c : 24; unsigned d : 1; }",
        "{ char a; int b : 4; char c; }",
        "{ char a : 4; int b : 30; }",
        "{ int a : 5; int : 0; int b : 5; }",
        "{ char a; int : 0; char b; }",
        "{ char a; int : 4; char b; }",
        "{ char a : 3; char : 0; char b : 3; }",
        "{ long long a : 40; int b : 20; char c : 7; }",
        "{ short a : 9; short b : 9; int c : 9; }",
        "{ bool a : 1; bool b : 1; int c : 31; }",
        "{ int a : 20; long long b : 44; }",
        "{ char a; long long b : 33; short c : 3; }",
        "{ int a : 31; int b : 2; char c; }",
        "{ enum { ZERO, ONE } a; char b; }",
        "{ char a[5]; int b : 17; int d : 15; short e; }",
        "{ int a[2][3]; char b; }",
    ];

    private static readonly string[] GccRecords =
    [
        "__attribute__((packed)) NAME { char a; int b; double c; }",
        "__attribute__((packed)) NAME { char a; int b : 30; int c : 10; char d; }",
        "__attribute__((packed)) NAME { char a; struct { char x; double y; } b; }",
        "__attribute__((packed)) NAME { char a; _Alignas(4) int b; char c; }",
        "__attribute__((packed, aligned(4))) NAME { char a; short b; }",
        "__attribute__((aligned(32))) NAME { char a; int b; }",
        "__attribute__((packed)) NAME { char a : 3; int : 0; char b; }",
        "NAME { char a; int b __attribute__((packed)); short c; }",
        "NAME { char a; int b : 7 __attribute__((packed)); int c : 30; }",
        "NAME { char a; int b : 3 __attribute__((aligned(8))); char c; }",
        "NAME { char a; void (*f)(int) __attribute__((aligned(16))); }",
        "NAME { char a; __attribute__((packed)) struct { char x; int y; } b; }",
        "NAME { char a; __attribute__((aligned(8))) int b; char c; }",
        "NAME { char a; enum __attribute__((packed)) { ZERO = -1, ONE = 200 } b; char c; }",
    ];

    [Test]
    public void Structs_have_the_layout_of_gcc() =>
        Compare(
            Records.Select(static body => "struct NAME " + body).Concat(GccRecords.Select(static text => "struct " + text)),
            CTarget.Native
        );

    [Test]
    public void Unions_have_the_layout_of_gcc() =>
        Compare(
            Records.Where(static body => !body.Contains("[]", StringComparison.Ordinal)).Select(static body => "union NAME " + body),
            CTarget.Native
        );

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(4)]
    [TestCase(8)]
    public void Pragma_pack_limits_alignments_as_gcc_does(int pack) =>
        Compare(Records.Select(static body => "struct NAME " + body), CTarget.Native, pack);

    [Test]
    public void Structs_on_Windows_have_the_layout_of_gcc_for_Microsoft_structs() =>
        Compare(Records.Select(static body => "struct NAME " + body), CTarget.MicrosoftStructs);

    [Test]
    public void A_struct_that_contains_itself_has_no_layout()
    {
        RecordType record = new(isUnion: false, "S");
        record.Members = [new RecordMember("self", record)];

        Assert.That(LayoutCalculator.GetRecordLayout(record, TargetAbi.LinuxX64), Is.Null);
    }

    [Test]
    public void An_array_larger_than_memory_has_no_layout() =>
        Assert.That(
            LayoutCalculator.GetLayout(new ArrayType(BasicType.Get(BasicTypeKind.Int64), long.MaxValue), TargetAbi.LinuxX64),
            Is.Null
        );

    private static void Compare(IEnumerable<string> texts, CTarget target, int? pack = null)
    {
        DeclaredType[] types = [.. texts.Select((text, index) => Declare(text, index, pack))];
        Assert.That(LayoutProof.Compare(target, types).OfType<string>(), Is.Empty);
    }

    private static DeclaredType Declare(string text, int index, int? pack)
    {
        string tag = string.Create(CultureInfo.InvariantCulture, $"S{index}");
        string declaration =
            text.Replace("NAME", tag, StringComparison.Ordinal)
                .Replace("ZERO", "Z" + tag, StringComparison.Ordinal)
                .Replace("ONE", "O" + tag, StringComparison.Ordinal) + ";\n";
        if (pack is not null)
        {
            declaration = string.Create(CultureInfo.InvariantCulture, $"#pragma pack(push, {pack})\n{declaration}#pragma pack(pop)\n");
        }

        RecordType record = (RecordType)DeclarationHarness.BindSound(declaration).Scope.FindTag(tag)!;
        return new DeclaredType(
            (record.IsUnion ? "union " : "struct ") + tag,
            tag,
            declaration,
            declaration,
            [
                .. record
                    .Members.Where(static member => member.Name is not null)
                    .Select(static member => new MemberPath(member.Name!, member.BitFieldWidth)
                    {
                        IsFlexible = member.Type.Type is ArrayType { Length: null },
                    }),
            ]
        );
    }
}
