using LeadScoring.Functions.Rejected;
using LeadScoring.Functions.Sources;
using LeadScoring.Functions.Sources.Connections;
using LeadScoring.Functions.Sources.Descriptors;
using LeadScoring.Functions.Sources.Hooks;
using LeadScoring.Functions.Sources.Verification;
using LeadScoring.Functions.Storage;

using Microsoft.Extensions.DependencyInjection;

namespace LeadScoring.Functions;

/// <summary>Wires the webhook sources.</summary>
internal static class SourcesRegistration
{
    public static IServiceCollection AddSources(this IServiceCollection services) => services
        .AddSingleton<SourceCatalog>()
        .AddSingleton<ConnectionStore>()
        .AddSingleton<DeliveryCounts>()
        .AddSingleton<Verifier>()
        .AddSingleton<SecretStates>()
        .AddSingleton<TokenBindings>()
        .AddSingleton(HookRate.Usual)
        .AddSingleton<HookLimiter>()
        .AddSingleton<HookHandler>()
        .AddSingleton<SourcesHandler>()
        .AddSingleton<RejectedDays>()
        .AddSingleton<RejectedHandler>()
        .AddSingleton<Replayer>()
        .AddSingleton<ReplayHandler>();
}
