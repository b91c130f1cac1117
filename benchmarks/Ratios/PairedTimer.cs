using System.Diagnostics;

namespace KoffiGen.Benchmarks.Ratios;

/// <summary>Times two loops alternately, so that other programs slow down both, and computes the ratio of each round.</summary>
internal static class PairedTimer
{
    public const int Rounds = 301;

    public const int CallsPerRound = 20_000;

    // The order statistics of a sample of 301 that enclose its median with a confidence of 99 %: n / 2 -+ 2.576 * sqrt(n) / 2.
    private static readonly int _intervalRanks = (int)Math.Ceiling(2.576 * Math.Sqrt(Rounds) / 2);

    public static Result Compare(Action<int> baseline, Action<int> candidate, int calls)
    {
        WarmUp(baseline, calls);
        WarmUp(candidate, calls);
        double[] baselines = new double[Rounds];
        double[] candidates = new double[Rounds];
        double[] ratios = new double[Rounds];
        for (int round = 0; round < Rounds; round++)
        {
            // The two loops take turns in going first.
            if (round % 2 == 0)
            {
                baselines[round] = Time(baseline, calls);
                candidates[round] = Time(candidate, calls);
            }
            else
            {
                candidates[round] = Time(candidate, calls);
                baselines[round] = Time(baseline, calls);
            }

            ratios[round] = candidates[round] / baselines[round];
        }

        Array.Sort(baselines);
        Array.Sort(candidates);
        Array.Sort(ratios);
        const int Middle = Rounds / 2;
        return new Result(
            baselines[Middle],
            candidates[Middle],
            ratios[Middle],
            ratios[Middle - _intervalRanks],
            ratios[Middle + _intervalRanks]
        );
    }

    // Many short rounds with pauses, in which the JIT compiles optimized code in the background.
    private static void WarmUp(Action<int> loop, int calls)
    {
        for (int round = 0; round < 100; round++)
        {
            loop(calls / 10);
            Thread.Sleep(5);
        }
    }

    // A loop must not pay for the garbage of the other one.
    private static double Time(Action<int> loop, int calls)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        long start = Stopwatch.GetTimestamp();
        loop(calls);
        return (Stopwatch.GetTimestamp() - start) * (1e9 / Stopwatch.Frequency) / calls;
    }

    /// <summary>The times in nanoseconds per call, and the median of the ratios with its 99 % interval.</summary>
    public readonly record struct Result(double Baseline, double Candidate, double Ratio, double Low, double High);
}
