using LeadScoring.Benchmarks.Workload;

namespace LeadScoring.Benchmarks;

/// <summary><c>check</c> writes and compares; <c>quick</c> times roughly; anything else goes to BenchmarkDotNet.</summary>
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
            case ["quick", var one]:
                QuickTimes.Run(NeutralWorkload.Make(1_000_000), int.Parse(one, System.Globalization.CultureInfo.InvariantCulture));
                return 0;
            default:
                EqualityCheck.Run(NeutralWorkload.Make(1_000_000));
                BenchmarkDotNet.Running.BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
                return 0;
        }
    }
}
