using LeadScoring.CrmConnector.Crm;
using LeadScoring.CrmConnector.Mapping;
using LeadScoring.CrmConnector.Messages;
using LeadScoring.CrmConnector.Settings;

using OpenTelemetry;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace LeadScoring.CrmConnector;

/// <summary>The sample connector: messages of the subscription <c>crm-sync</c> into a spreadsheet, and what sales writes there back.</summary>
public static class Program
{
    /// <returns>1 when a setting is wrong, or it cannot go on; it says why.</returns>
    public static async Task<int> Main(string[] args)
    {
        if (args is ["--help" or "-h"])
        {
            Console.WriteLine(CommandLine.Usage);
            return 0;
        }

        try
        {
            await Run(args);
            return 0;
        }
        catch (Exception wrong) when (wrong is SettingException or NotSupportedException)
        {
            await Console.Error.WriteLineAsync(wrong.Message);
            return 1;
        }
    }

    private static async Task Run(string[] args)
    {
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        // The later wins.
        builder.Configuration
            .AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"), optional: true)
            .AddEnvironmentVariables()
            .AddInMemoryCollection(CommandLine.Parse(args));
        // Why it stopped is said by Main, without a stack.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        builder.Logging.AddConfiguration(builder.Configuration.GetSection("Logging")).AddSimpleConsole(static console => console.SingleLine = true);

        var settings = SettingsReader.Read(builder.Configuration);
        builder.Services.AddConnector(settings, MappingReader.ReadFile(settings.Mapping));
        if (!string.IsNullOrWhiteSpace(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]))
        {
            builder.Services.AddOpenTelemetry()
                .ConfigureResource(static resource => resource.AddService("crm-connector").AddEnvironmentVariableDetector())
                .WithTracing(static traces => traces.AddSource(MessageTrace.SourceName))
                .UseOtlpExporter();
        }

        using var single = OneWriter.Take(settings.File);
        using var host = builder.Build();
        Console.WriteLine($"The CRM is {Path.GetFullPath(settings.File)}: open it in a spreadsheet, write an outcome, save and close. Ctrl-C stops.");
        // The host stops when one of them fails, and says nothing of it to its caller.
        var workers = host.Services.GetServices<IHostedService>().OfType<BackgroundService>().ToList();
        await host.RunAsync();
        foreach (var worker in workers.Where(static worker => worker.ExecuteTask is { IsFaulted: true }))
            await worker.ExecuteTask!;
    }
}
