using LeadScoring.Functions.Telemetry;

using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace LeadScoring.Functions.Access.Callers;

/// <summary>Names at the start what is wrong with the settings of access. Nothing else is refused for it.</summary>
internal sealed class AccessSetup(AccessState state, ILogger<AccessSetup> log) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var fault in state.Faults)
            log.AccessSettingUnusable("LS-ACCESS-005", fault.Setting, fault.Problem);
        if (!state.HasAdmin)
            log.NoAdminKey("LS-ACCESS-006");
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
