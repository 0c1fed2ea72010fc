using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace LeadScoring.Functions.Access.Callers;

/// <summary>Finds out who sent a request: by its key, else by its session, else by the principal that the platform adds.</summary>
public sealed class CallerReader
{
    /// <summary>Header of a key.</summary>
    internal const string KeyHeader = "x-api-key";

    /// <summary>The header of the Functions host, where clients already send a key.</summary>
    internal const string HostKeyHeader = "x-functions-key";

    /// <summary>Query parameter of a key, for callers that cannot set headers.</summary>
    internal const string KeyParameter = "code";

    private readonly AccessKeys _keys;
    private readonly Sessions _sessions;
    private readonly AccessSettings _settings;
    private readonly TimeProvider _clock;

    internal CallerReader(AccessKeys keys, Sessions sessions, AccessSettings settings, TimeProvider clock) => (_keys, _sessions, _settings, _clock) = (keys, sessions, settings, clock);

    /// <summary>Who it is, or why nobody is believed.</summary>
    internal CallerFinding Find(HttpRequest request)
    {
        if (KeyOf(request) is { } sent)
            return Find(sent).Finding;
        var session = SessionCookie.Read(request);
        if (session is not null && _sessions.Find(session) is { } signedIn)
            return new CallerFinding(signedIn, null);
        return _settings.SignIn && request.Headers[ClientPrincipal.Header] is [{ } header] && ClientPrincipal.Read(header) is { } person
            ? new CallerFinding(person, null)
            : new CallerFinding(null, session is null ? CallerFault.NoKey : CallerFault.EndedSession);
    }

    /// <summary>Whose key it is, and the key itself where it counts.</summary>
    internal (CallerFinding Finding, AccessKey? Key) Find(string sent)
    {
        if (_keys.Find(sent) is not { } key)
            return (new CallerFinding(null, CallerFault.UnknownKey), null);
        var caller = new Caller($"key:{key.Name}", key.Name, Roles.Expand(key.Roles), Credential.Key, key.NotAfter);
        var now = _clock.GetUtcNow();
        return key.IsActive(now) ? (new CallerFinding(caller, null), key) : (new CallerFinding(null, now < key.NotBefore ? CallerFault.EarlyKey : CallerFault.ExpiredKey, caller.Id), null);
    }

    private static string? KeyOf(HttpRequest request) =>
        First(request.Headers[KeyHeader]) ?? First(request.Headers[HostKeyHeader]) ?? First(request.Query[KeyParameter]);

    private static string? First(StringValues values) => values.FirstOrDefault(static value => !string.IsNullOrEmpty(value));
}

/// <summary>Who sent a request.</summary>
/// <param name="Caller">Null when nobody is believed.</param>
/// <param name="Fault">Then why; the answer is the same for all.</param>
/// <param name="KnownAs">Then whose key it was, where it was once right.</param>
internal sealed record CallerFinding(Caller? Caller, CallerFault? Fault, string? KnownAs = null);

/// <summary>Why nobody is believed.</summary>
/// <param name="Text">With what the request came, for the log.</param>
/// <param name="Reason">One word, for the metric.</param>
internal sealed record CallerFault(string Text, string Reason)
{
    public static CallerFault NoKey { get; } = new("no key", "no-key");

    public static CallerFault UnknownKey { get; } = new("an unknown key", "unknown-key");

    public static CallerFault EarlyKey { get; } = new("a key that does not count yet", "expired-key");

    public static CallerFault ExpiredKey { get; } = new("an expired key", "expired-key");

    public static CallerFault EndedSession { get; } = new("a session that does not count", "ended-session");

    public static CallerFault UsedLink { get; } = new("a sign-in link that does not count", "used-link");
}
