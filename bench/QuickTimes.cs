using System.Diagnostics;

namespace LeadScoring.Benchmarks;

/// <summary>Fastest and median of a few hundred runs in seconds, for working on the engine; the table comes from BenchmarkDotNet.</summary>
internal static class QuickTimes
{
    private const int Runs = 400;

    public static void Run()
    {
        var benchmarks = new ScoringBenchmarks();
        benchmarks.Setup();
        Time("apply floor", benchmarks.ApplyFloor);
        Time("apply engine", benchmarks.ApplyEngine);
        Time("evaluate floor", benchmarks.EvaluateFloor);
        Time("evaluate engine", benchmarks.EvaluateEngine);
        Time("both floor", benchmarks.BothFloor);
        Time("both engine", benchmarks.BothEngine);
        Time("fold floor", benchmarks.FoldFloor, benchmarks.Forget);
        Time("fold engine", benchmarks.FoldEngine, benchmarks.Forget);
        Time("until engine", () => benchmarks.UntilEngine(), operations: ScoringBenchmarks.Untils);
    }

    private static void Time(string name, Action run, Action? before = null, int operations = ScoringBenchmarks.Count)
    {
        var times = new double[Runs];
        for (var i = 0; i < Runs; i++)
        {
            before?.Invoke();
            var begin = Stopwatch.GetTimestamp();
            run();
            times[i] = Stopwatch.GetElapsedTime(begin).TotalNanoseconds / operations;
        }

        Array.Sort(times);
        Console.WriteLine($"{name,-16} {times[0],7:F1} ns fastest {times[Runs / 2],7:F1} ns median");
    }
}
