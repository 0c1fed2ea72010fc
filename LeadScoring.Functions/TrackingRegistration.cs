using LeadScoring.Functions.Models;
using LeadScoring.Functions.Sources.Hooks;
using LeadScoring.Functions.Tracking;

using Microsoft.Extensions.DependencyInjection;

namespace LeadScoring.Functions;

/// <summary>Wires the site tracker.</summary>
internal static class TrackingRegistration
{
    public static IServiceCollection AddTracking(this IServiceCollection services, TrackingOptions options) => services
        .AddSingleton(options)
        .AddSingleton(TrackRates.Usual)
        .AddSingleton<TrackLimiter>()
        .AddSingleton(options.NewLeads)
        .AddSingleton<IdentifyLimiter>()
        .AddSingleton(provider => new FastTrackLimiter(options.FastTracksPerSite, provider.GetRequiredService<ModelCatalog>(), provider.GetRequiredService<TimeProvider>()))
        .AddSingleton<TrackHandler>();
}
