using System.Diagnostics.Metrics;
using LeadScoring.Domain.Leads;
using LeadScoring.Functions.Telemetry;
using Microsoft.Extensions.DependencyInjection;

namespace LeadScoring.Tests.Docs;

/// <summary>docs/reference names every metric, and none that is not there.</summary>
public sealed class ReferenceTests
{
    [Fact]
    public void Every_metric_is_in_the_reference_and_no_other()
    {
        var metrics = new HashSet<string>(StringComparer.Ordinal);
        using var listener = new MeterListener { InstrumentPublished = (instrument, _) => Note(instrument) };
        listener.Start();
        using var services = new ServiceCollection().AddMetrics().AddSingleton<AppMetrics>().BuildServiceProvider();
        services.GetRequiredService<AppMetrics>();

        var documented = Lines("metrics.md").Where(line => line.StartsWith("| `", StringComparison.Ordinal)).Select(line => line.Split('`')[1]);
        lock (metrics)
            Assert.Equal(metrics.Order(StringComparer.Ordinal), documented.Order(StringComparer.Ordinal));

        void Note(Instrument instrument)
        {
            lock (metrics)
            {
                if (instrument.Meter.Name == AppMetrics.MeterName)
                    metrics.Add(instrument.Name);
            }
        }
    }

    private static string[] Lines(string page) => File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Data", "docs", "reference", page));
}
