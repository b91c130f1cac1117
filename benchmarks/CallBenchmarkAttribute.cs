using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Perfolizer.Horology;

namespace KoffiGen.Benchmarks;

/// <summary>How calls are measured: many short iterations in this process, and what is allocated.</summary>
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
