namespace KoffiGen.Tests.Proof;

/// <summary>Generated structs of random types against the C compiler of this machine.</summary>
[TestFixture]
internal sealed class StructProofTests
{
    private const int BatchSize = 100;

    private static readonly RandomTypeOptions Types = new() { HasWideNumbers = false };

    [Test]
    public void Random_structs_are_in_CSharp_what_they_are_in_C()
    {
        ProofRun run = new("structs", usualCount: 50);
        var mismatches = new RandomTypes(Types).Generate(run.Seed, run.Count).Chunk(BatchSize).SelectMany(FindMismatches).ToList();
        run.Report(mismatches.Count, mismatches.Select(static shape => Compare([TypeShrinker.Shrink(shape, static smaller => Compare([smaller])[0] is not null)])[0]!));
    }

    private static IEnumerable<RecordShape> FindMismatches(RecordShape[] shapes) =>
        shapes.Zip(Compare(shapes)).Where(static compared => compared.Second is not null).Select(static compared => compared.First);

    private static string?[] Compare(IReadOnlyList<RecordShape> shapes) => StructProof.Compare(DeclarationWriter.WriteAll(shapes), seed: 1);
}
