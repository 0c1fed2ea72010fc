namespace LeadScoring.Functions.Tracking;

/// <summary>Settings of the section <c>LeadScoring:Tracking</c>. Described in docs/reference/settings.md.</summary>
public sealed record TrackingOptions
{
    /// <summary>Origins of the sites that may send, or <c>*</c>; empty = none may.</summary>
    public IReadOnlyList<string> Origins { get; init; } = [];

    /// <summary>Types, and patterns such as <c>site.*</c>, that a page may send beside what the script sends by itself.</summary>
    public IReadOnlyList<string> EventTypes { get; init; } = ["asset.downloaded", "site.*", "video.*"];

    /// <summary>What <c>identify</c> may tell about a lead.</summary>
    public IReadOnlyList<string> ProfileFields { get; init; } = ["company", "country", "employees", "firstName", "industry", "jobTitle", "lastName", "phone"];
}
