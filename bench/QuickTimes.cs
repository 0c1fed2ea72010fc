using System.Diagnostics;
using LeadScoring.Benchmarks.Floor;
using LeadScoring.Benchmarks.Workload;
using LeadScoring.Domain.Scoring;
using LeadScoring.Domain.Signals;

namespace LeadScoring.Benchmarks;

/// <summary>Rough times in one process, for working on the engine; the table comes from BenchmarkDotNet.</summary>
internal static class QuickTimes
{
    public static void Run(NeutralWorkload workload)
    {
        for (var round = 0; round < 6; round++)
        {
            var signals = workload.Profiles.Select(_ => new LeadSignals(workload.Model)).ToArray();
            var floors = workload.Profiles.Select(profile => new FloorLead(profile)).ToArray();
            Time("fold floor ", workload, (i, lead) => floors[lead].Apply(workload.Events[i]));
            Time("fold engine", workload, (i, lead) => signals[lead].Apply(workload.Events[i]));
            Time("again floor ", workload, (i, lead) => floors[lead].Apply(workload.Events[i]));
            Time("again engine", workload, (i, lead) => signals[lead].Apply(workload.Events[i]));
            var evaluator = new Evaluator(workload.Model);
            var card = new Scorecard(workload.Model);
            var score = new FloorScore();
            var last = workload.Events[^1].Day;
            Time("evaluate floor ", workload, (_, lead) => score.Evaluate(floors[lead], last.Number));
            Time("evaluate engine", workload, (_, lead) => evaluator.Evaluate(signals[lead], workload.Profiles[lead], last, card));
            Console.WriteLine();
        }
    }

    private static void Time(string name, NeutralWorkload workload, Action<int, int> work)
    {
        GC.Collect();
        var before = GC.GetAllocatedBytesForCurrentThread();
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < workload.Events.Length; i++)
            work(i, workload.Leads[i]);
        watch.Stop();
        var bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        Console.WriteLine($"{name} {watch.Elapsed.TotalNanoseconds / workload.Events.Length,7:F1} ns  {(double)bytes / workload.Events.Length,7:F2} B");
    }
}
