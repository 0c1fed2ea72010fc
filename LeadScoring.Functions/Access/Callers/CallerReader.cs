using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace LeadScoring.Functions.Access.Callers;

/// <summary>Finds out who sent a request: by its key, else by the principal that the platform adds.</summary>
public sealed class CallerReader
{
    /// <summary>Header of a key.</summary>
    internal const string KeyHeader = "x-api-key";

    /// <summary>The header of the Functions host, where clients already send a key.</summary>
    internal const string HostKeyHeader = "x-functions-key";

    /// <summary>Query parameter of a key, for callers that cannot set headers.</summary>
    internal const string KeyParameter = "code";

    private readonly AccessKeys _keys;
    private readonly AccessSettings _settings;
    private readonly TimeProvider _clock;

    internal CallerReader(AccessKeys keys, AccessSettings settings, TimeProvider clock) => (_keys, _settings, _clock) = (keys, settings, clock);

    /// <summary>Who it is, or why nobody is believed.</summary>
    internal CallerFinding Find(HttpRequest request)
    {
        if (KeyOf(request) is { } sent)
        {
            if (_keys.Find(sent) is not { } key)
                return new CallerFinding(null, "an unknown key", null);
            var caller = new Caller($"key:{key.Name}", Roles.Expand(key.Roles), IsPerson: false);
            var now = _clock.GetUtcNow();
            return key.IsActive(now) ? new CallerFinding(caller, null, null) : new CallerFinding(null, now < key.NotBefore ? "a key that does not count yet" : "an expired key", caller.Id);
        }

        return _settings.SignIn && request.Headers[ClientPrincipal.Header] is [{ } header] && ClientPrincipal.Read(header) is { } person
            ? new CallerFinding(person, null, null)
            : new CallerFinding(null, "no key", null);
    }

    private static string? KeyOf(HttpRequest request) =>
        First(request.Headers[KeyHeader]) ?? First(request.Headers[HostKeyHeader]) ?? First(request.Query[KeyParameter]);

    private static string? First(StringValues values) => values.FirstOrDefault(static value => !string.IsNullOrEmpty(value));
}

/// <summary>Who sent a request.</summary>
/// <param name="Caller">Null when nobody is believed.</param>
/// <param name="Fault">Then why, for the log only; the answer is the same for all.</param>
/// <param name="KnownAs">Then whose key it was, where it was once right.</param>
internal sealed record CallerFinding(Caller? Caller, string? Fault, string? KnownAs);
