using KoffiGen.Binding.Structs;
using KoffiGen.C;
using KoffiGen.Declarations;
using KoffiGen.Declarations.Units;
using KoffiGen.Tests.Declarations;

namespace KoffiGen.Tests.Proof;

/// <summary>Tests of generated structs of random types against the C compiler of this machine.</summary>
[TestFixture]
internal sealed class StructProofTests
{
    private const int BatchSize = 100;

    private static readonly RandomTypeOptions Types = new() { HasWideNumbers = false };

    [Test]
    public void Random_structs_are_in_CSharp_what_they_are_in_C()
    {
        ProofRun run = new("structs", usualCount: 50);
        Prove(run, new RandomTypes(Types).Generate(run.Seed, run.Count), CTarget.Native.Name);
    }

    [Test]
    public void Random_structs_of_portable_builds_are_in_CSharp_what_they_are_in_C()
    {
        ProofRun run = new("structs of portable builds", usualCount: 50);
        RecordShape[] shapes =
        [
            .. new RandomTypes(Types with { HasWideEnums = false, HasDifferingTypes = false }).Generate(run.Seed, run.Count),
        ];
        (RecordShape Shape, StructPlan Plan)[] plans =
        [
            .. shapes.Zip(DeclarationWriter.WriteAll(shapes)).Select(static pair => (pair.First, Plan(pair.Second))),
        ];
        Assert.That(
            plans
                .Where(static planned => planned.Plan.Problem is not null && MustBePortable(planned.Shape, planned.Plan))
                .Select(static planned => DeclarationWriter.WriteAll([planned.Shape])[0].Declarations),
            Is.Empty
        );
        Prove(run, plans.Where(static planned => planned.Plan.Problem is null).Select(static planned => planned.Shape), "");
    }

    private static void Prove(ProofRun run, IEnumerable<RecordShape> shapes, string runtimeIdentifier)
    {
        List<RecordShape> mismatches = shapes.Chunk(BatchSize).SelectMany(batch => FindMismatches(batch, runtimeIdentifier)).ToList();
        run.Report(
            mismatches.Count,
            mismatches.Select(shape =>
                Compare([TypeShrinker.Shrink(shape, smaller => Compare([smaller], runtimeIdentifier)[0] is not null)], runtimeIdentifier)[
                    0
                ]!
            )
        );
    }

    private static IEnumerable<RecordShape> FindMismatches(RecordShape[] shapes, string runtimeIdentifier) =>
        shapes
            .Zip(Compare(shapes, runtimeIdentifier))
            .Where(static compared => compared.Second is not null)
            .Select(static compared => compared.First);

    private static string?[] Compare(IReadOnlyList<RecordShape> shapes, string runtimeIdentifier) =>
        StructProof.Compare(DeclarationWriter.WriteAll(shapes), seed: 1, runtimeIdentifier);

    private static StructPlan Plan(DeclaredType type)
    {
        TypeScope scope = Declarations.DeclarationHarness.BindSound(type.Declarations).Scope;
        RecordType record = (RecordType)(scope.FindTag(type.Tag) ?? scope.Find(type.Tag)!.Type.Type.Canonical);
        return new StructTable(static _ => null, target: null).Plan(record);
    }

    /// <summary>
    /// Whether one C# struct must be able to express the type on all platforms: a union of numbers, pointers and their arrays, with an
    /// alignment that .NET supports.
    /// </summary>
    private static bool MustBePortable(RecordShape shape, StructPlan plan) =>
        shape is { IsUnion: true, IsPacked: false, Pack: null }
        && plan.Layouts.All(static layout => layout.Alignment <= ManagedLayout.MaximumAlignment)
        && shape.Members.All(static member => member is { Width: null, IsPacked: false } && !StructProof.IsOfRecords(member.Type));
}
