using Azure.Monitor.OpenTelemetry.Exporter;

using LeadScoring.Functions.Faults;
using LeadScoring.Functions.Telemetry;

using Microsoft.Azure.Functions.Worker.OpenTelemetry;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace LeadScoring.Functions;

/// <summary>Sends traces, metrics and logs to where the settings say: an OTLP receiver, Application Insights, or both. Described in docs/operations/observability.md.</summary>
public static class TelemetryRegistration
{
    private const string Otlp = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string Requests = "http.server.request.duration";

    /// <summary>Adds the export. Without a place to send to nothing is added, and a start costs no more.</summary>
    /// <exception cref="SettingException">A setting is unusable.</exception>
    public static IServiceCollection AddTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        var toOtlp = !string.IsNullOrWhiteSpace(configuration[Otlp]);
        var insights = InsightsSettings.Read(configuration);
        if (!toOtlp && insights is null)
            return services;

        var telemetry = services.AddOpenTelemetry();
        // The host then leaves it to the worker to export what the worker does, in the trace of the invocation.
        telemetry.UseFunctionsWorkerDefaults();
        // In Azure under the name of its site, as the host; what an operator has named wins.
        var site = configuration["WEBSITE_SITE_NAME"] is { Length: > 0 } name ? name : "leadscoring";
        telemetry.ConfigureResource(resource => resource.AddService(site, autoGenerateServiceInstanceId: true).AddEnvironmentVariableDetector());
        telemetry.WithTracing(static traces => traces.AddSource(Traces.SourceName).AddProcessor(new WithoutTexts()));
        // Of ASP.NET Core only what the API answered and how fast: it has methods, routes and status codes, and no address.
        telemetry.WithMetrics(static metrics => metrics
            .AddMeter(AppMetrics.MeterName, "Microsoft.AspNetCore.Hosting")
            .AddView(static instrument => instrument.Meter.Name == AppMetrics.MeterName || instrument.Name == Requests ? null : MetricStreamConfiguration.Drop));
        // No scopes: those of a web server hold the path of the request, in which a lead's address may stand.
        telemetry.WithLogging(
            static logs => logs.AddProcessor(new WithoutExceptions()),
            static options => (options.IncludeFormattedMessage, options.IncludeScopes) = (true, false));
        services.AddLogging(static logging => logging
            .AddFilter<OpenTelemetryLoggerProvider>(category: null, LogLevel.Warning)
            .AddFilter<OpenTelemetryLoggerProvider>("LeadScoring", LogLevel.Information));
        if (toOtlp)
            telemetry.UseOtlpExporter();
        if (insights is not null)
        {
            telemetry.UseAzureMonitorExporter(insights.Apply);
            // After it, which sets one of its own.
            telemetry.WithTracing(traces => traces.SetSampler(Sampling.Read(configuration)));
        }

        return services;
    }
}
