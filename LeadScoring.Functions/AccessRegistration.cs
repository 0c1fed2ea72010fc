using LeadScoring.Functions.Access.Audit;
using LeadScoring.Functions.Access.Callers;
using LeadScoring.Functions.Access.SignIn;
using LeadScoring.Functions.Faults;
using LeadScoring.Functions.Http;
using LeadScoring.Functions.Storage;

using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace LeadScoring.Functions;

/// <summary>Wires who may call what.</summary>
internal static class AccessRegistration
{
    /// <summary>Adds the gate with keys from settings.</summary>
    /// <param name="services">Where to.</param>
    /// <param name="configuration">With the keys.</param>
    /// <param name="installationKey">Proves sessions.</param>
    /// <exception cref="SettingException">A setting is unusable.</exception>
    public static IServiceCollection AddAccess(this IServiceCollection services, IConfiguration configuration, ReadOnlyMemory<byte> installationKey)
    {
        // What reads leads adds it too.
        services.TryAddSingleton<LeadAddress>();
        return services
            .AddSingleton(AccessSettings.Read(configuration))
            .AddSingleton(_ => new AccessKeys(configuration))
            .AddSingleton(provider => new Sessions(provider.GetRequiredService<AccessKeys>(), installationKey, provider.GetRequiredService<TimeProvider>()))
            .AddSingleton(provider => new SignInLinks(provider.GetRequiredService<TimeProvider>()))
            .AddSingleton(provider => new CallerReader(
                provider.GetRequiredService<AccessKeys>(), provider.GetRequiredService<Sessions>(), provider.GetRequiredService<AccessSettings>(), provider.GetRequiredService<TimeProvider>()))
            .AddSingleton(provider => new AccessState(provider.GetRequiredService<AccessKeys>(), provider.GetRequiredService<AccessSettings>(), provider.GetRequiredService<TimeProvider>()))
            .AddSingleton<AuditStore>()
            .AddSingleton<AuditTrail>()
            .AddSingleton<RefusalLog>()
            .AddSingleton<Refusals>()
            .AddSingleton<AccessGate>()
            .AddSingleton<AuditHandler>()
            .AddSingleton<SignInHandler>()
            .AddHostedService<AccessSetup>();
    }
}
