namespace LeadScoring.Functions.Configuration;

/// <summary>Settings of the section <c>LeadScoring</c>, validated at start. Described in docs/reference/settings.md.</summary>
public sealed record AppOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "LeadScoring";

    /// <summary>Secret from which lead ids are made; at least 32 bytes. Changing it loses every lead.</summary>
    public required ReadOnlyMemory<byte> InstallationKey { get; init; }

    /// <summary>Moves the clock; zero in production.</summary>
    public TimeSpan ClockOffset { get; init; }

    /// <summary>This process is the only one: a published model counts at once.</summary>
    public bool SingleProcess { get; init; }

    /// <summary>The address under which the app is reached, without a slash at the end: vendors sign it. Null = not known.</summary>
    public string? PublicUrl { get; init; }
}
