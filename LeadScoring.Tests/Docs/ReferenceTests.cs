using System.Diagnostics.Metrics;
using System.Reflection;
using LeadScoring.Domain.Leads;
using LeadScoring.Functions;
using LeadScoring.Functions.Telemetry;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace LeadScoring.Tests.Docs;

/// <summary>docs/reference names every route and every metric, and none that is not there.</summary>
public sealed class ReferenceTests
{
    [Fact]
    public void Every_route_is_in_the_reference_with_its_authorization_and_no_other()
    {
        var routes = typeof(Registration).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            .SelectMany(method => method.GetParameters())
            .Select(parameter => parameter.GetCustomAttribute<HttpTriggerAttribute>())
            .OfType<HttpTriggerAttribute>()
            .SelectMany(trigger => (trigger.Methods ?? ["any"]).Select(method =>
                $"| `{method.ToUpperInvariant()} /{trigger.Route}` | {(trigger.AuthLevel == AuthorizationLevel.Anonymous ? "open" : "key")} |"))
            .ToHashSet(StringComparer.Ordinal);
        var documented = Lines("http-api.md").Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .Select(line => string.Join('|', line.Split('|')[..3]) + "|")
            .ToHashSet(StringComparer.Ordinal);

        Assert.Equal(routes.Order(StringComparer.Ordinal), documented.Order(StringComparer.Ordinal));
    }

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
