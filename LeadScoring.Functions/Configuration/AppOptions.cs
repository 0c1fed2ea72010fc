namespace LeadScoring.Functions.Configuration;

/// <summary>Settings of the section <c>LeadScoring</c>, validated at start. Described in docs/reference/settings.md.</summary>
public sealed record AppOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "LeadScoring";

    /// <summary>Of <see cref="MessageDays"/>.</summary>
    internal const int DefaultMessageDays = 7;

    /// <summary>Of <see cref="ConfirmLeads"/>.</summary>
    internal const int DefaultConfirmLeads = 20;

    /// <summary>Of <see cref="ConfirmPercent"/>.</summary>
    internal const int DefaultConfirmPercent = 10;

    /// <summary>Secret from which lead ids are made; at least 32 bytes. Changing it loses every lead.</summary>
    public required ReadOnlyMemory<byte> InstallationKey { get; init; }

    /// <summary>Moves the clock; zero in production.</summary>
    public TimeSpan ClockOffset { get; init; }

    /// <summary>This process is the only one: a published model counts at once.</summary>
    public bool SingleProcess { get; init; }

    /// <summary>Days for which messages of the local topic are kept.</summary>
    public int MessageDays { get; init; } = DefaultMessageDays;

    /// <summary>A publish that hands off more leads at once needs a confirmation.</summary>
    public int ConfirmLeads { get; init; } = DefaultConfirmLeads;

    /// <summary>A publish that hands off a larger share of all leads at once needs a confirmation, in percent.</summary>
    public int ConfirmPercent { get; init; } = DefaultConfirmPercent;

    /// <summary>The address under which the app is reached, without a slash at the end: vendors sign it. Null = not known.</summary>
    public string? PublicUrl { get; init; }

    /// <summary>The address under which people open the pages, without a slash at the end; null = <see cref="PublicUrl"/>.</summary>
    public string? AppUrl { get; init; }

    /// <summary>The page of a lead; null where nobody knows the address of the pages.</summary>
    public string? LinkOf(string leadId) => (AppUrl ?? PublicUrl) is { } url ? $"{url}/app/leads/{leadId}" : null;
}
