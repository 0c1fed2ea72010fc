using LeadScoring.Functions.Http;

namespace LeadScoring.Functions.Import;

/// <summary>What a column holds: a member of an event.</summary>
/// <param name="Part">The object of the event in which the member lies; empty for the event itself.</param>
/// <param name="Name">The member.</param>
internal sealed record ImportField(string Part, string Name)
{
    private const string Lead = "lead";
    private const string Profile = "profile";
    private const string Properties = "properties";

    public static ImportField Email { get; } = new(Lead, "email");

    public static ImportField ExternalId { get; } = new(Lead, "externalId");

    public static ImportField Visitor { get; } = new(Lead, "visitor");

    public static ImportField Id { get; } = new("", "id");

    public static ImportField EventType { get; } = new("", "type");

    public static ImportField OccurredAt { get; } = new("", "occurredAt");

    /// <summary>Parts in the order in which they are written.</summary>
    public static IReadOnlyList<string> Parts { get; } = [Lead, Profile, Properties];

    public bool IsLead => Part == Lead;

    /// <summary>JSON pointer to it in an event.</summary>
    public string Pointer => JsonPointers.Member(Part.Length == 0 ? "" : "/" + Part, Name);

    /// <summary>As people write it in a mapping.</summary>
    public string Text => Part switch
    {
        Profile => "profile." + Name,
        Properties => "property." + Name,
        _ => Name,
    };

    public static ImportField OfProfile(string name) => new(Profile, name);

    public static ImportField OfEvent(string name) => new(Properties, name);

    /// <summary>Reads a field of a mapping; false when there is no such field. <c>none</c> is null: the column is left out.</summary>
    public static bool TryParse(string text, out ImportField? field)
    {
        field = text switch
        {
            "email" => Email,
            "externalId" => ExternalId,
            "visitor" => Visitor,
            "id" => Id,
            "type" => EventType,
            "occurredAt" => OccurredAt,
            _ when After("profile.") is { } name => OfProfile(name),
            _ when (After("property.") ?? After("properties.")) is { } name => OfEvent(name),
            _ => null,
        };
        return field is not null || text == "none";

        string? After(string prefix) => text.StartsWith(prefix, StringComparison.Ordinal) && text.Length > prefix.Length ? text[prefix.Length..] : null;
    }
}
