using LeadScoring.Functions.Tracking;

using Microsoft.Extensions.DependencyInjection;

namespace LeadScoring.Functions;

/// <summary>Wires the site tracker.</summary>
internal static class TrackingRegistration
{
    public static IServiceCollection AddTracking(this IServiceCollection services) => services
        .AddSingleton(TrackRates.Usual)
        .AddSingleton<TrackLimiter>()
        .AddSingleton<TrackHandler>();
}
