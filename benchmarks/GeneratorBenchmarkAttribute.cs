using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Engines;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace KoffiGen.Benchmarks;

/// <summary>Configures benchmarks of generators: one run per iteration, each on a new, bound compilation, all in one process.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class GeneratorBenchmarkAttribute : Attribute, IConfigSource
{
    public IConfig Config { get; } =
        ManualConfig
            .CreateEmpty()
            .AddJob(
                Job.Default.WithToolchain(InProcessEmitToolchain.Instance)
                    .WithStrategy(RunStrategy.Monitoring)
                    .WithWarmupCount(8)
                    .WithIterationCount(12)
                    .WithInvocationCount(1)
                    .WithUnrollFactor(1)
            )
            .AddDiagnoser(MemoryDiagnoser.Default)
            .AddColumn(CategoriesColumn.Default)
            .AddLogicalGroupRules(BenchmarkLogicalGroupRule.ByCategory);
}
