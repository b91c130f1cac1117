using BenchmarkDotNet.Attributes;

namespace KoffiGen.Benchmarks.Generator;

/// <summary>Compares a <c>.koffi</c> file with the same prototypes as attributes of a class. Both generate the same methods.</summary>
[GeneratorBenchmark]
public class KoffiFileBenchmarks
{
    private GeneratorRun _attributes = null!;
    private GeneratorRun _file = null!;

    [Params(200, 2000)]
    public int Prototypes { get; set; }

    [GlobalSetup]
    public void CreateCompilations()
    {
        _attributes = new GeneratorRun(new KoffiGenerator(), _ => Declarations.Attributes(Prototypes));
        _file = new GeneratorRun(
            new KoffiGenerator(),
            static _ => ["internal static partial class Native;"],
            new KoffiText(Declarations.KoffiFile(Prototypes))
        );
    }

    [IterationSetup(Target = nameof(ColdAttributes))]
    public void PrepareColdAttributes() => _attributes.PrepareCold();

    [IterationSetup(Target = nameof(ColdFile))]
    public void PrepareColdFile() => _file.PrepareCold();

    [IterationSetup(Target = nameof(UnrelatedAttributes))]
    public void PrepareUnrelatedAttributes() => _attributes.PrepareUnrelatedEdit();

    [IterationSetup(Target = nameof(UnrelatedFile))]
    public void PrepareUnrelatedFile() => _file.PrepareUnrelatedEdit();

    [BenchmarkCategory("cold"), Benchmark(Baseline = true, Description = "attributes")]
    public object ColdAttributes() => _attributes.Run();

    [BenchmarkCategory("cold"), Benchmark(Description = ".koffi")]
    public object ColdFile() => _file.Run();

    [BenchmarkCategory("unrelated file edited"), Benchmark(Baseline = true, Description = "attributes")]
    public object UnrelatedAttributes() => _attributes.Run();

    [BenchmarkCategory("unrelated file edited"), Benchmark(Description = ".koffi")]
    public object UnrelatedFile() => _file.Run();
}
