using System.Globalization;
using System.Text;
using BenchmarkDotNet.Reports;

namespace LeadScoring.Benchmarks;

/// <summary>Writes the measured figures into <c>bench/README.md</c>, between its two marks.</summary>
internal static class ResultTable
{
    private const string Begin = "<!-- figures -->";
    private const string End = "<!-- end of figures -->";

    public static void Write(Summary summary, DateTimeOffset now, string path)
    {
        var text = File.ReadAllText(path);
        var begin = text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        var end = text.IndexOf(End, StringComparison.Ordinal);
        File.WriteAllText(path, $"{text[..begin]}\n{Table(summary, now)}{text[end..]}");
    }

    private static string Table(Summary summary, DateTimeOffset now)
    {
        var table = new StringBuilder();
        table.AppendLine(CultureInfo.InvariantCulture, $"Measured {now:yyyy-MM-dd} on:\n\n```\n{string.Join('\n', summary.HostEnvironmentInfo.ToFormattedString())}\n```\n");
        table.AppendLine("| benchmark | who | fastest, ns | median, ns | ratio | million a second | bytes | alloc ratio |\n|---|---|---:|---:|---:|---:|---:|---:|");
        foreach (var group in summary.Reports.Where(report => report.ResultStatistics is not null).GroupBy(report => report.BenchmarkCase.Descriptor.Categories[0]))
        {
            var floor = group.First(report => report.BenchmarkCase.Descriptor.Baseline);
            foreach (var report in group)
                table.AppendLine(Row(group.Key, report, floor));
        }

        return table.AppendLine().ToString();
    }

    private static string Row(string name, BenchmarkReport report, BenchmarkReport floor)
    {
        var statistics = report.ResultStatistics!;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {name} | {report.BenchmarkCase.Descriptor.WorkloadMethodDisplayInfo} | {statistics.Min:F0} | {statistics.Median:F0} | {statistics.Min / floor.ResultStatistics!.Min:F2} | {1000 / statistics.Min:F2} | {Bytes(report)} | {AllocRatio(report, floor)} |");
    }

    private static long Bytes(BenchmarkReport report) => report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase) ?? 0;

    private static string AllocRatio(BenchmarkReport report, BenchmarkReport floor) =>
        Bytes(floor) == 0 ? "-" : ((double)Bytes(report) / Bytes(floor)).ToString("F2", CultureInfo.InvariantCulture);
}
