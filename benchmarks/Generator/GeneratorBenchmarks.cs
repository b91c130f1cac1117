using BenchmarkDotNet.Attributes;

namespace KoffiGen.Benchmarks.Generator;

/// <summary>The generator against LibraryImport's, on the same methods, in the same process, in the same driver.</summary>
[GeneratorBenchmark]
public class GeneratorBenchmarks
{
    private GeneratorRun _koffi = null!;
    private GeneratorRun _libraryImport = null!;

    [Params(20, 200, 2000)]
    public int Prototypes { get; set; }

    [GlobalSetup]
    public void CreateCompilations()
    {
        _koffi = new GeneratorRun(new KoffiGenerator(), revision => Declarations.Koffi(Prototypes, revision));
        _libraryImport = new GeneratorRun(LibraryImportGenerator.Create(), revision => Declarations.LibraryImport(Prototypes, revision));
    }

    [IterationSetup(Targets = [nameof(ColdKoffi), nameof(ColdLibraryImport)])]
    public void PrepareCold() => Prepare(static run => run.PrepareCold());

    [IterationSetup(Targets = [nameof(UnrelatedKoffi), nameof(UnrelatedLibraryImport)])]
    public void PrepareUnrelatedEdit() => Prepare(static run => run.PrepareUnrelatedEdit());

    [IterationSetup(Targets = [nameof(PrototypeKoffi), nameof(PrototypeLibraryImport)])]
    public void PreparePrototypeEdit() => Prepare(static run => run.PreparePrototypeEdit());

    [BenchmarkCategory("cold"), Benchmark(Baseline = true, Description = "LibraryImport")]
    public object ColdLibraryImport() => _libraryImport.Run();

    [BenchmarkCategory("cold"), Benchmark(Description = "KoffiGen")]
    public object ColdKoffi() => _koffi.Run();

    [BenchmarkCategory("unrelated file edited"), Benchmark(Baseline = true, Description = "LibraryImport")]
    public object UnrelatedLibraryImport() => _libraryImport.Run();

    [BenchmarkCategory("unrelated file edited"), Benchmark(Description = "KoffiGen")]
    public object UnrelatedKoffi() => _koffi.Run();

    [BenchmarkCategory("one prototype edited"), Benchmark(Baseline = true, Description = "LibraryImport")]
    public object PrototypeLibraryImport() => _libraryImport.Run();

    [BenchmarkCategory("one prototype edited"), Benchmark(Description = "KoffiGen")]
    public object PrototypeKoffi() => _koffi.Run();

    private void Prepare(Action<GeneratorRun> prepare)
    {
        prepare(_koffi);
        prepare(_libraryImport);
    }
}
