using System.Diagnostics;
using LeadScoring.Benchmarks.Floor;
using LeadScoring.Benchmarks.Workload;
using LeadScoring.Domain.Scoring;
using LeadScoring.Domain.Signals;

namespace LeadScoring.Benchmarks;

/// <summary>Rough processor times in one process, for working on the engine; the table comes from BenchmarkDotNet.</summary>
internal static class QuickTimes
{
    public static void Run(NeutralWorkload all, int one)
    {
        int[] chosen = [.. Enumerable.Range(0, all.Events.Length).Where(i => all.Leads[i] % one == 0)];
        var events = Array.ConvertAll(chosen, i => all.Events[i]);
        var leads = Array.ConvertAll(chosen, i => all.Leads[i]);
        var last = all.Events[^1].Day;
        var repeat = Math.Max(1, 400_000 / events.Length);
        Console.WriteLine($"{events.Length} events of {leads.Distinct().Count()} leads, {repeat} times");
        for (var round = 0; round < 5; round++)
        {
            var evaluator = new Evaluator(all.Model);
            var card = new Scorecard(all.Model);
            var score = new FloorScore();
            FloorLead[][] floors = [.. Enumerable.Range(0, repeat).Select(_ => all.Profiles.Select((profile, i) => i % one == 0 ? new FloorLead(profile) : null!).ToArray())];
            LeadSignals[][] signals = [.. Enumerable.Range(0, repeat).Select(_ => all.Profiles.Select((_, i) => i % one == 0 ? new LeadSignals(all.Model) : null!).ToArray())];
            Time("fold floor ", repeat, events.Length, (r, i) => floors[r][leads[i]].Apply(events[i]));
            Time("fold engine", repeat, events.Length, (r, i) => signals[r][leads[i]].Apply(events[i]));
            Time("again floor ", repeat, events.Length, (_, i) => floors[0][leads[i]].Apply(events[i]));
            Time("again engine", repeat, events.Length, (_, i) => signals[0][leads[i]].Apply(events[i]));
            Time("last day floor ", repeat, events.Length, (_, i) => score.Evaluate(floors[0][leads[i]], last.Number));
            Time("last day engine", repeat, events.Length, (_, i) => evaluator.Evaluate(signals[0][leads[i]], all.Profiles[leads[i]], last, card));
            floors = [.. Enumerable.Range(0, repeat).Select(_ => all.Profiles.Select((profile, i) => i % one == 0 ? new FloorLead(profile) : null!).ToArray())];
            signals = [.. Enumerable.Range(0, repeat).Select(_ => all.Profiles.Select((_, i) => i % one == 0 ? new LeadSignals(all.Model) : null!).ToArray())];
            Time("apply+evaluate floor ", repeat, events.Length, (r, i) =>
            {
                floors[r][leads[i]].Apply(events[i]);
                score.Evaluate(floors[r][leads[i]], events[i].Day.Number);
            });
            Time("apply+evaluate engine", repeat, events.Length, (r, i) =>
            {
                signals[r][leads[i]].Apply(events[i]);
                evaluator.Evaluate(signals[r][leads[i]], all.Profiles[leads[i]], events[i].Day, card);
            });
            Console.WriteLine();
        }
    }

    private static void Time(string name, int repeat, int count, Action<int, int> work)
    {
        GC.Collect();
        var process = Process.GetCurrentProcess();
        var bytes = GC.GetAllocatedBytesForCurrentThread();
        var before = process.TotalProcessorTime;
        for (var r = 0; r < repeat; r++)
        {
            for (var i = 0; i < count; i++)
                work(r, i);
        }

        process.Refresh();
        var time = process.TotalProcessorTime - before;
        bytes = GC.GetAllocatedBytesForCurrentThread() - bytes;
        Console.WriteLine($"{name,-22} {time.TotalNanoseconds / count / repeat,7:F1} ns  {(double)bytes / count / repeat,7:F2} B");
    }
}
