using LeadScoring.Functions.Sources.Connections;

namespace LeadScoring.Functions.Tracking;

/// <summary>Settings of the section <c>LeadScoring:Tracking</c>. Described in docs/reference/settings.md.</summary>
public sealed record TrackingOptions
{
    /// <summary>Origins of the sites that may send, or <c>*</c>; empty = none may.</summary>
    public IReadOnlyList<string> Origins { get; init; } = [];

    /// <summary>Types, and patterns such as <c>site.*</c>, that a page may send beside what the script sends by itself.</summary>
    public IReadOnlyList<string> EventTypes { get; init; } = ["asset.downloaded", "site.*", "video.*"];

    /// <summary>Whether a page may say who its visitor is.</summary>
    public IdentifyMode Identify { get; init; }

    /// <summary>Names of the secrets under which the site's server signs who its visitor is.</summary>
    internal IReadOnlyList<SecretName> IdentifySecrets { get; init; } = [];

    /// <summary>How many leads pages may make up on a day.</summary>
    public IdentifyLimits NewLeads { get; init; } = IdentifyLimits.Usual;

    /// <summary>How many fast tracks the visitors of a site may set off on a day.</summary>
    public int FastTracksPerSite { get; init; } = 100;

    /// <summary>What <c>identify</c> may tell about a lead.</summary>
    public IReadOnlyList<string> ProfileFields { get; init; } = ["company", "country", "employees", "firstName", "industry", "jobTitle", "lastName", "phone"];
}
