using System.Globalization;

using LeadScoring.Local.Files;

namespace LeadScoring.Local.Host;

/// <summary>What the pump goes by.</summary>
/// <param name="Host">The queue settings of host.json.</param>
/// <param name="Lock">
/// How long a message is hidden while its function runs; renewed at a third of it. The Functions host takes ten minutes; here a message
/// of a killed run comes back soon.
/// </param>
internal sealed record PumpSettings(HostJson Host, TimeSpan Lock)
{
    private const string LockName = "LeadScoring:Local:QueueLock";

    public static PumpSettings Read(HostJson host, IConfiguration settings)
    {
        if (settings[LockName] is not { } text)
            return new(host, TimeSpan.FromSeconds(30));
        // The service counts in whole seconds.
        return TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var held) && held >= TimeSpan.FromSeconds(1) && held <= TimeSpan.FromDays(7)
            ? new(host, held)
            : throw new StartException("LS-LOCAL-012", $"The setting {LockName} is '{text}'; it must be a time from 1 second to 7 days.", "Write for example 00:00:30.");
    }
}
