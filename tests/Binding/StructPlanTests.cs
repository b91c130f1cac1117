using KoffiGen.Binding;
using KoffiGen.Binding.Structs;
using KoffiGen.Binding.Units;
using KoffiGen.C;
using KoffiGen.C.Layout;
using KoffiGen.Diagnostics;
using KoffiGen.Model;
using KoffiGen.Tests.Declarations;

namespace KoffiGen.Tests.Binding;

/// <summary>Tests of the choice of a C# struct that is right on every target, and of structs that are rejected.</summary>
internal sealed class StructPlanTests
{
    [TestCase("{ void *p; int a; long b; char c; }", "sequential")]
    [TestCase("{ int64_t a; char b; double c; size_t d; }", "sequential")]
    [TestCase("{ unsigned a : 3, b : 30; void *p; }", "sequential")]
    [TestCase("{ int a : 5; int : 0; int b : 5; }", "sequential")]
    [TestCase("{ int a; char b; } __attribute__((packed))", "sequential pack 1")]
    [TestCase("{ long a; char b; } __attribute__((packed))", "sequential pack 1")]
    [TestCase("{ char a; _Alignas(4) char b; char c; }", "explicit size 8 aligned")]
    [TestCase("{ _Alignas(16) int a; }", "explicit size 16 aligned")]
    [TestCase("{ void *p; } __attribute__((aligned(16)))", "explicit size 16 aligned")]
    [TestCase("{ char a; int b __attribute__((packed)); short c; }", "explicit pack 2")]
    [TestCase("{ void *p; char a; _Alignas(4) char b; void *q; }", "sequential padded")]
    [TestCase("{ int a; double b[]; }", "explicit size 8 aligned")]
    [TestCase(
        "{ wchar_t a; }",
        "'a' takes 4 bytes on linux-x64, osx-arm64, linux-arm64, osx-x64, linux-arm; 'a' takes 2 bytes on win-x64, win-arm64, win-x86"
    )]
    [TestCase(
        "{ char a; int b : 4; }",
        "'b' begins at bit 8 on linux-x64, osx-arm64, linux-arm64, osx-x64, linux-arm; 'b' begins at bit 32 on win-x64, win-arm64, win-x86"
    )]
    [TestCase(
        "{ void *p; _Alignas(8) int a; void *q; }",
        "'q' begins at byte 16 on linux-x64, win-x64, osx-arm64, linux-arm64, osx-x64, win-arm64; 'q' begins at byte 12 on linux-arm, win-x86"
    )]
    [TestCase("{ long a : 3; }", "explicit aligned")]
    [TestCase(
        "{ long a; int b; double c[]; }",
        "'b' begins at byte 8 on linux-x64, osx-arm64, linux-arm64, osx-x64; 'b' begins at byte 4 on win-x64, win-arm64, linux-arm, win-x86"
    )]
    [TestCase("{ int a; struct { void *p; } b[]; }", "explicit aligned")]
    [TestCase("{ char a; long b[]; }", "explicit aligned")]
    [TestCase("{ short a; struct { double d; } b[]; }", "explicit size 8 aligned")]
    [TestCase("{ int a; union { char *b; int c; }; }", "sequential")]
    [TestCase(
        "{ char a; int : 4; char b; }",
        "'b' begins at byte 2 on linux-x64, osx-arm64, linux-arm64, osx-x64, linux-arm; 'b' begins at byte 8 on win-x64, win-arm64, win-x86"
    )]
    public void One_struct_serves_all_targets_or_none(string body, string expected) =>
        Assert.That(Describe(Plan(body, null)), Is.EqualTo(expected));

    [TestCase("{ char *a; int b; }", "explicit")]
    [TestCase("{ void *a; void *b; }", "explicit")]
    [TestCase("{ long a; int b; }", "explicit")]
    [TestCase("{ void *a; double b; }", "explicit")]
    [TestCase("{ void *a; char b[5]; size_t c; }", "explicit")]
    [TestCase("{ void *a; char b[9]; }", "explicit")]
    [TestCase("{ void *a; char b[9]; } __attribute__((packed))", "explicit pack 1")]
    [TestCase("{ long a : 3; int b : 7; }", "explicit aligned")]
    [TestCase(
        "{ wchar_t a; void *b; }",
        "'a' takes 4 bytes on linux-x64, osx-arm64, linux-arm64, osx-x64, linux-arm; 'a' takes 2 bytes on win-x64, win-arm64, win-x86"
    )]
    public void One_union_serves_all_targets_or_none(string body, string expected) =>
        Assert.That(Describe(Plan(body, null, "union")), Is.EqualTo(expected));

    [TestCase("{ wchar_t a; }", "linux-x64", 4)]
    [TestCase("{ wchar_t a; }", "win-arm64", 2)]
    [TestCase("{ char a; int b : 4; }", "linux-musl-x64", 4)]
    [TestCase("{ char a; int b : 4; }", "win10-x64", 8)]
    [TestCase("{ long a; int b; double c[]; }", "osx.13-arm64", 16)]
    [TestCase("{ enum { FAR = 0x100000000 } a; }", "win-x86", 4)]
    [TestCase("{ enum { FAR = 0x100000000 } a; }", "linux-arm", 8)]
    [TestCase("{ int64_t a; char b; }", "linux-x86", 12)]
    public void A_project_of_one_target_has_that_ones_layout(string body, string runtimeIdentifier, int size)
    {
        StructPlan plan = Plan(body, TargetAbi.FromRuntimeIdentifier(runtimeIdentifier));

        Assert.That(plan.Problem, Is.Null);
        Assert.That(plan.Layouts.Single().Size, Is.EqualTo(size));
        Assert.That(plan.ManagedLayouts.Single().Size, Is.EqualTo(size));
    }

    [TestCase("linux-x64", 24, 8, 16)]
    [TestCase("win-x64", 16, 8, 12)]
    [TestCase("linux-arm", 12, 4, 8)]
    [TestCase("linux-x86", 12, 4, 8)]
    public void A_project_of_one_target_has_that_ones_layout_as_constants(string runtimeIdentifier, int size, int alignment, int offset)
    {
        TypeEnvironment environment = Environments.Create("struct S { void *p; long l; int a; };", runtimeIdentifier);
        StructModel model = UnitBinder
            .Bind(environment.Units[0], environment, FunctionTypeUses.Find(environment, [], new Guard()), allowsUnsafe: true, new Guard())!
            .Model.Types.Structs.Single();

        Assert.That(model.Layout!.Size, Is.EqualTo(new PlatformValue(size, size, size)));
        Assert.That(model.Layout.Alignment, Is.EqualTo(new PlatformValue(alignment, alignment, alignment)));
        Assert.That(model.Layout.Rows[2].Offset, Is.EqualTo(new PlatformValue(offset, offset, offset)));
    }

    [TestCase("unsigned long v[1024 / (8 * sizeof(unsigned long))];", "linux-x64", 128)]
    [TestCase("unsigned long v[1024 / (8 * sizeof(unsigned long))];", "win-x64", 128)]
    [TestCase("unsigned long v[1024 / (8 * sizeof(unsigned long))];", "linux-arm", 128)]
    [TestCase("char v[sizeof(void *)];", "win-x86", 4)]
    [TestCase("char v[sizeof(void *)];", "linux-arm64", 8)]
    [TestCase("unsigned long v : 40;", "osx-arm64", 8)]
    [TestCase("enum E : long { A = 0x100000000 } v;", "linux-x64", 8)]
    [TestCase("char v[N + M];", "linux-x64", 16)]
    [TestCase("char v[N + M];", "win-x64", 8)]
    public void A_project_of_one_target_has_that_ones_constants(string member, string runtimeIdentifier, int size)
    {
        TypeEnvironment environment = Environments.Create(
            $"#define N sizeof(long)\nenum {{ M = sizeof(long) }}; struct S {{ {member} }};",
            runtimeIdentifier
        );

        Assert.That(environment.Selection.FindDiagnostics(environment.Units[0]), Is.Empty);
        StructPlan plan = environment.Structs.Plan(
            environment.Units[0].Declarations.Select(static declaration => declaration.Type.Type).OfType<RecordType>().Single()
        );
        Assert.That(plan.Layouts[plan.Targets.IndexOf(TargetAbi.FromRuntimeIdentifier(runtimeIdentifier)!)].Size, Is.EqualTo(size));
    }

    [TestCase("{ int a; float b; }", null)]
    [TestCase("{ float a; char b; } __attribute__((packed))", null)]
    [TestCase("{ _Alignas(8) int a; }", null)]
    [TestCase("{ _Alignas(16) int a; }", "C aligns it to 16 bytes, but .NET aligns structs to at most 8")]
    [TestCase("{ _Alignas(8) float a; }", "its padding and floating-point members would be passed in other registers than in C")]
    [TestCase("{ int a; int b[]; }", "its last member is a flexible array")]
    [TestCase("{ struct { _Alignas(16) int x; } a; }", "C aligns it to 16 bytes, but .NET aligns structs to at most 8")]
    [TestCase(
        "{ struct { struct { _Alignas(8) float x; } y; } a; }",
        "its padding and floating-point members would be passed in other registers than in C"
    )]
    public void A_struct_that_cannot_be_passed_by_value_states_the_reason(string body, string? obstacle) =>
        Assert.That(Plan(body, null).ByValueObstacle, Is.EqualTo(obstacle));

    [TestCase("")]
    [TestCase("any")]
    [TestCase("browser-wasm")]
    [TestCase("linux-riscv64")]
    public void An_unknown_runtime_identifier_has_no_target(string identifier) =>
        Assert.That(TargetAbi.FromRuntimeIdentifier(identifier), Is.Null);

    private static StructPlan Plan(string body, TargetAbi? target, string keyword = "struct") =>
        new StructTable(static _ => null, target).Plan(
            (RecordType)DeclarationHarness.BindSound($"{keyword} S {body};").Scope.FindTag("S")!
        );

    private static string Describe(StructPlan plan)
    {
        if (plan.Problem is { } problem)
        {
            return problem.Detail;
        }

        Assert.That(plan.Targets, Is.EqualTo(TargetAbi.Portable));
        return (plan.IsExplicit ? "explicit" : "sequential")
            + (plan.Pack > 0 ? $" pack {plan.Pack}" : "")
            + (plan.Size is { } size ? $" size {size}" : "")
            + (plan.Fields.Any(static field => field.Kind == PlannedFieldKind.Alignment) ? " aligned" : "")
            + (plan.Fields.Any(static field => field.Kind == PlannedFieldKind.Padding) ? " padded" : "");
    }
}
