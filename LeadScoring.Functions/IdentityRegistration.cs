using LeadScoring.Functions.Merging;
using LeadScoring.Functions.Messages;
using LeadScoring.Functions.People;

using Microsoft.Extensions.DependencyInjection;

namespace LeadScoring.Functions;

/// <summary>Wiring of identity.</summary>
internal static class IdentityRegistration
{
    /// <summary>Adds what merges, takes apart, hands out and erases leads.</summary>
    public static IServiceCollection AddIdentity(this IServiceCollection services)
    {
        services.AddSingleton<LeadForwarder>();
        services.AddSingleton<NamedAddresses>();
        services.AddSingleton<LeadJoints>();
        services.AddSingleton<LeadMessages>();
        services.AddSingleton<LeadMerger>();
        services.AddSingleton<BrowserMerger>();
        services.AddSingleton<LeadCopier>();
        services.AddSingleton<LeadUnmerger>();
        services.AddSingleton<BrokenLeads>();
        services.AddSingleton<LeadEraser>();
        services.AddSingleton<OutboxWorker>();
        services.AddSingleton<LeadExport>();
        services.AddSingleton<MergeHandler>();
        services.AddSingleton<ErasureHandler>();
        services.AddSingleton<ExportHandler>();
        return services;
    }
}
