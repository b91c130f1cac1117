using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Perfolizer.Horology;

namespace KoffiGen.Benchmarks;

/// <summary>Configures benchmarks of calls: many short iterations in this process, with allocations.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class CallBenchmarkAttribute : Attribute, IConfigSource
{
    public IConfig Config { get; } =
        ManualConfig
            .CreateEmpty()
            .AddJob(
                Job.Default.WithToolchain(InProcessEmitToolchain.Instance)
                    .WithWarmupCount(8)
                    .WithIterationCount(20)
                    .WithIterationTime(TimeInterval.FromMilliseconds(100))
            )
            .AddDiagnoser(MemoryDiagnoser.Default);
}
