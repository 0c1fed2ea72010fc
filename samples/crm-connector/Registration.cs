using Azure.Identity;
using Azure.Messaging.ServiceBus;

using LeadScoring.CrmConnector.Crm;
using LeadScoring.CrmConnector.Feedback;
using LeadScoring.CrmConnector.Mapping;
using LeadScoring.CrmConnector.Settings;
using LeadScoring.CrmConnector.Sources;

namespace LeadScoring.CrmConnector;

/// <summary>Puts the connector together.</summary>
internal static class Registration
{
    private const string Topic = "lead-events";
    private const string Subscription = "crm-sync";

    // The queue that stands for the subscription in a local run.
    private const string Queue = "topic-" + Subscription;

    public static IServiceCollection AddConnector(this IServiceCollection services, ConnectorSettings settings, LeadMapping mapping)
    {
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(mapping);
        services.AddSingleton<IDisk, Disk>();
        services.AddSingleton(provider => new CrmFile(settings.File, mapping.Names, settings.Separator, provider.GetRequiredService<IDisk>()));
        services.AddSingleton(provider => Source(settings, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<MessageHandler>();
        services.AddHostedService<MessageWorker>();

        services.AddSingleton<IFeedback>(_ => new FeedbackClient(new HttpClient { Timeout = TimeSpan.FromSeconds(30) }, settings.App));
        services.AddSingleton<OutcomeSync>();
        services.AddHostedService(provider => ActivatorUtilities.CreateInstance<FeedbackWorker>(provider, settings.Poll));
        return services;
    }

    private static IMessageSource Source(ConnectorSettings settings, TimeProvider time) => settings switch
    {
        { ServiceBus: { } connection } => new ServiceBusSource(new ServiceBusClient(connection), Topic, Subscription, settings.Sessions, time),
        { Namespace: { } name } => new ServiceBusSource(
            new ServiceBusClient(name, new DefaultAzureCredential(new DefaultAzureCredentialOptions { ManagedIdentityClientId = settings.ClientId })), Topic, Subscription, settings.Sessions, time),
        _ => new QueueSource(settings.Storage, Queue, time),
    };
}
