using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Mathematics;
using Perfolizer.Horology;
using Perfolizer.Mathematics.Common;

namespace KoffiGen.Benchmarks;

/// <summary>How calls are measured: many short iterations, the 99 % interval of the mean, and what is allocated.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class CallBenchmarkAttribute : Attribute, IConfigSource
{
    public IConfig Config { get; } = ManualConfig.CreateEmpty()
        .AddJob(Job.Default.WithWarmupCount(8).WithIterationCount(20).WithIterationTime(TimeInterval.FromMilliseconds(100)))
        .AddDiagnoser(MemoryDiagnoser.Default)
        .AddColumn(StatisticColumn.CiLower(ConfidenceLevel.L99), StatisticColumn.CiUpper(ConfidenceLevel.L99));
}
