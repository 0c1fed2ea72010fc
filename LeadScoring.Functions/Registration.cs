using LeadScoring.Domain.Events;
using LeadScoring.Functions.Capture;
using LeadScoring.Functions.Configuration;
using LeadScoring.Functions.Dashboard;
using LeadScoring.Functions.Faults;
using LeadScoring.Functions.Feedback;
using LeadScoring.Functions.Health;
using LeadScoring.Functions.Http;
using LeadScoring.Functions.Import;
using LeadScoring.Functions.Messages;
using LeadScoring.Functions.Messaging;
using LeadScoring.Functions.Models;
using LeadScoring.Functions.OpenApi;
using LeadScoring.Functions.Rebuild;
using LeadScoring.Functions.Rescore;
using LeadScoring.Functions.Sources.Connections;
using LeadScoring.Functions.Storage;
using LeadScoring.Functions.Suspicions;
using LeadScoring.Functions.Sweep;
using LeadScoring.Functions.Telemetry;
using LeadScoring.Functions.Time;
using LeadScoring.Functions.Tracking;

using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace LeadScoring.Functions;

/// <summary>All wiring of the app: used by the Function App, by <c>leads up</c> and by tests.</summary>
public static class Registration
{
    /// <summary>Adds everything the Function classes need.</summary>
    /// <exception cref="SettingException">A setting is missing or unusable.</exception>
    public static IServiceCollection AddLeadScoring(this IServiceCollection services, IConfiguration configuration)
    {
        var options = SettingsReader.Read(configuration);
        var tracking = TrackingSettings.Read(configuration);
        services.AddSingleton(options);
        services.AddSingleton(new OffsetClock { Offset = options.ClockOffset });
        services.AddSingleton<TimeProvider>(provider => provider.GetRequiredService<OffsetClock>());
        services.AddMetrics();
        services.AddSingleton<AppMetrics>();
        services.AddSingleton(provider => new Clients(configuration, provider.GetRequiredService<AppMetrics>()));
        services.AddSingleton(provider => provider.GetRequiredService<Clients>().Tables());
        services.AddSingleton(provider => provider.GetRequiredService<Clients>().Queues());
        services.AddSingleton<ITables, AzureTables>();
        services.AddSingleton<IQueues, AzureQueues>();
        AddTopic(services, configuration);
        services.AddSingleton<ISecrets>(new ConfiguredSecrets(configuration));
        services.AddHostedService<StorageSetup>();
        services.AddAccess(configuration, options.InstallationKey);
        services.AddBodyLimits();
        return services.AddPipeline(options, tracking);
    }

    /// <summary>Adds what works on the ports: with other tables, queues and topics in tests.</summary>
    internal static IServiceCollection AddPipeline(this IServiceCollection services, AppOptions options, TrackingOptions tracking)
    {
        services.AddSingleton(new LeadIds(options.InstallationKey.Span));
        services.AddSingleton<LeadStore>();
        services.AddSingleton<LeadNumbering>();
        services.AddSingleton<FilteredLog>();
        services.AddSingleton<RejectedStore>();
        services.AddSingleton<ParkedStore>();
        services.AddSingleton(provider => new MessageStore(provider.GetRequiredService<ITables>(), provider.GetRequiredService<TimeProvider>(), options.MessageDays));
        services.AddSingleton<ParkedRetry>();
        services.AddSingleton<PoisonReturns>();
        services.AddSingleton<LostEvents>();
        services.AddSingleton<BoardFiling>();
        services.AddSingleton<PendingStore>();
        services.AddSingleton<RescoreRequests>();
        services.AddSingleton<RebuildRequests>();
        services.AddSingleton<PutOffs>();
        services.AddSingleton<RequestBindings>();
        services.AddSingleton<CaptureHandler>();
        services.AddSingleton<ImportHandler>();
        services.AddSingleton<ModelStore>();
        services.AddSingleton<DraftStore>();
        services.AddSingleton<ModelCatalog>();
        services.AddSingleton<LogVocabulary>();
        services.AddSingleton<VocabularyHandler>();
        services.AddSingleton<ModelsHandler>();
        services.AddSingleton<LeadRebuilder>();
        services.AddSingleton<RebuildHandler>();
        services.AddSingleton<UnfinishedRebuilds>();
        services.AddSingleton<ZoneRulesCheck>();
        services.AddSingleton<TopicOutages>();
        services.AddSingleton<Publisher>();
        services.AddSingleton<ProvenScores>();
        services.AddSingleton<RebuildAsks>();
        services.AddSingleton<LeadIndexes>();
        services.AddSingleton<LeadRescorer>();
        services.AddSingleton<RescoreHandler>();
        services.AddSingleton<LastNight>();
        services.AddSingleton<Watch>();
        services.AddSingleton<SweepHandler>();
        services.AddSingleton<DayBreaks>();
        services.AddSingleton<DeadlineHandler>();
        services.AddSingleton<FeedbackHandler>();
        services.AddSingleton<CountHandler>();
        services.AddSingleton<DashboardFiles>();
        services.AddSingleton<OpenApiFile>();
        services.AddSingleton(static _ => RouteTable.OfApp());
        services.AddSources();
        services.AddIdentity();
        services.AddTracking(tracking);
        return services.AddReading().AddReports().AddPublishing();
    }

    private static void AddTopic(IServiceCollection services, IConfiguration configuration)
    {
        if (Clients.HasServiceBus(configuration))
        {
            services.AddSingleton(provider => provider.GetRequiredService<Clients>().ServiceBus());
            services.AddSingleton(provider => provider.GetRequiredService<Azure.Messaging.ServiceBus.ServiceBusClient>().CreateSender(ServiceBusTopic.Name));
            services.AddSingleton<ITopic, ServiceBusTopic>();
        }
        else
        {
            services.AddSingleton<LocalTopic>();
            services.AddSingleton<ITopic>(provider => provider.GetRequiredService<AppOptions>().MessageDays == 0
                ? provider.GetRequiredService<LocalTopic>()
                : new KeptTopic(provider.GetRequiredService<LocalTopic>(), provider.GetRequiredService<MessageStore>()));
        }
    }
}
