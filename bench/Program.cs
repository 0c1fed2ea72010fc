using System.Globalization;

using BenchmarkDotNet.Running;
using LeadScoring.Benchmarks.Workload;

namespace LeadScoring.Benchmarks;

/// <summary>
/// <c>check</c> compares engine and floor; <c>table FILE</c> checks, measures and writes the table into FILE; <c>workload FOLDER</c> writes the files for other
/// implementations; <c>log FOLDER EVENTS</c> writes a log for <c>leads score</c>; <c>quick</c> times roughly; <c>validate</c> times the check of a model.
/// </summary>
internal static class Program
{
    private static int Main(string[] args)
    {
        switch (args)
        {
            case ["workload", var folder]:
                return WorkloadFiles.Write(folder) ? 0 : 1;
            case ["check"]:
                EqualityCheck.Run(NeutralWorkload.Make(1_000_000));
                return 0;
            case ["quick"]:
                QuickTimes.Run();
                return 0;
            case ["validate"]:
                ValidateTimes.Run();
                return 0;
            case ["table", var file]:
                EqualityCheck.Run(NeutralWorkload.Make(1_000_000));
                GC.Collect();
                ResultTable.Write(BenchmarkRunner.Run<ScoringBenchmarks>(), TimeProvider.System.GetUtcNow(), file);
                return 0;
            case ["log", var folder, var events]:
                WorkloadLog.Write(folder, int.Parse(events, CultureInfo.InvariantCulture));
                return 0;
            default:
                Console.Error.WriteLine("Say check, table FILE, workload FOLDER, log FOLDER EVENTS, quick or validate.");
                return 2;
        }
    }
}
