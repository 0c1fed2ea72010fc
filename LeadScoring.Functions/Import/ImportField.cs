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

    // What is text, also where it looks like a number or a date.
    private static readonly string[] Texts =
        ["email", "firstName", "lastName", "name", "jobTitle", "company", "department", "phone", "country", "industry", "website", "city", "mobile", "mobilePhone", "fax", "zip", "zipCode", "postalCode", "zipPostalCode", "plz", "postleitzahl"];

    private static readonly string[] WellKnown = ["email", "firstName", "lastName", "jobTitle", "company", "department", "phone", "country", "industry", "employees", "website", "city"];

    public bool IsLead => Part == Lead;

    public bool IsProfile => Part == Profile;

    public bool IsProperty => Part == Properties;

    /// <summary>Whether several columns may hold it, of which the first that is filled in counts.</summary>
    public bool MayBeRepeated => this == Email || IsProfile;

    /// <summary>Whether it is an attribute that the product itself knows.</summary>
    public bool IsWellKnown => IsProfile && WellKnown.Contains(Name, StringComparer.Ordinal);

    /// <summary>Whether its values may be numbers or dates.</summary>
    public bool MayBeNumberOrDate => (IsProfile || IsProperty) && !Texts.Contains(Name, StringComparer.Ordinal);

    /// <summary>The property that keeps what was sent where the value is written in another form.</summary>
    public ImportField Sent => OfEvent("sent." + Text);

    /// <summary>A second one of its kind: <c>profile.otherEmail</c>.</summary>
    public ImportField AsOther() => this with { Name = "other" + char.ToUpperInvariant(Name[0]) + Name[1..] };

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
