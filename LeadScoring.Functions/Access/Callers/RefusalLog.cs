using System.Collections.Concurrent;

using LeadScoring.Functions.Telemetry;

using Microsoft.Extensions.Logging;

namespace LeadScoring.Functions.Access.Callers;

/// <summary>Logs refused calls, each kind once a minute: logs cost money and have a daily limit, and a stranger must not be able to use that up. The metric counts them all.</summary>
public sealed class RefusalLog(TimeProvider clock, ILogger<RefusalLog> log)
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    // Functions, faults and names of keys: a caller cannot make up any of them, but there may be many people.
    private const int MostRemembered = 10_000;

    private readonly ConcurrentDictionary<(string Function, string Fault, string Caller), DateTimeOffset> _logged = new();

    /// <summary>A call came without a key that counts.</summary>
    /// <param name="known">Whose key it was, where it was once right.</param>
    internal void Unknown(string function, string fault, string? known)
    {
        if (IsDue(function, fault, known ?? ""))
            log.CallerUnknown(function, fault, known ?? "nobody");
    }

    /// <summary>A known caller may not do this.</summary>
    internal void Refused(string caller, string function, string code)
    {
        if (IsDue(function, code, caller))
            log.CallerRefused(caller, function, code);
    }

    private bool IsDue(string function, string fault, string caller)
    {
        var now = clock.GetUtcNow();
        if (_logged.TryGetValue((function, fault, caller), out var last) && now - last < Every)
            return false;
        if (_logged.Count >= MostRemembered)
            _logged.Clear();
        _logged[(function, fault, caller)] = now;
        return true;
    }
}
