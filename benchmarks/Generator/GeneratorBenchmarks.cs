using BenchmarkDotNet.Attributes;

namespace KoffiGen.Benchmarks.Generator;

/// <summary>Compares the generator with that of LibraryImport, on the same methods and in the same process.</summary>
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

    [IterationSetup(Target = nameof(ColdLibraryImport))]
    public void PrepareColdLibraryImport() => _libraryImport.PrepareCold();

    [IterationSetup(Target = nameof(ColdKoffi))]
    public void PrepareColdKoffi() => _koffi.PrepareCold();

    [IterationSetup(Target = nameof(UnrelatedLibraryImport))]
    public void PrepareUnrelatedLibraryImport() => _libraryImport.PrepareUnrelatedEdit();

    [IterationSetup(Target = nameof(UnrelatedKoffi))]
    public void PrepareUnrelatedKoffi() => _koffi.PrepareUnrelatedEdit();

    [IterationSetup(Target = nameof(PrototypeLibraryImport))]
    public void PreparePrototypeLibraryImport() => _libraryImport.PreparePrototypeEdit();

    [IterationSetup(Target = nameof(PrototypeKoffi))]
    public void PreparePrototypeKoffi() => _koffi.PreparePrototypeEdit();

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
}
