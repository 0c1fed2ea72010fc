namespace LeadScoring.Functions.Access.Callers;

/// <summary>What is to be said about the settings of access, at the start and in health.</summary>
public sealed class AccessState
{
    private static readonly TimeSpan Soon = TimeSpan.FromDays(14);

    private readonly AccessKeys _keys;
    private readonly AccessSettings _settings;
    private readonly TimeProvider _clock;

    internal AccessState(AccessKeys keys, AccessSettings settings, TimeProvider clock) => (_keys, _settings, _clock) = (keys, settings, clock);

    /// <summary>Settings that cannot be used.</summary>
    internal IReadOnlyList<AccessFault> Faults => _settings.SignInFault is { } fault ? [.. _keys.Faults, fault] : _keys.Faults;

    /// <summary>Whether somebody may administer: by a key that counts now, or by signing in.</summary>
    public bool HasAdmin => _settings.SignIn || _keys.All.Any(key => key.IsActive(_clock.GetUtcNow()) && key.Roles.Contains(Role.Admin));

    /// <summary>Names of callers whose last key ends within two weeks, and of those whose last key has ended.</summary>
    public IReadOnlyList<string> Ending => [.. _keys.All
        .GroupBy(static key => key.Name, StringComparer.OrdinalIgnoreCase)
        .Where(name => name.All(key => key.NotAfter < _clock.GetUtcNow() + Soon))
        .Select(static name => name.Key)
        .Order(StringComparer.Ordinal)];

    /// <summary>How many keys count now.</summary>
    public int Active => _keys.All.Count(key => key.IsActive(_clock.GetUtcNow()));
}
