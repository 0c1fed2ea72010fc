using System.Text.Json.Serialization;

namespace LeadScoring.Local.Demo.Leads;

/// <summary>How far sales comes with a lead that it was sent.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SalesOutcome>))]
internal enum SalesOutcome
{
    /// <summary>Nobody looks at it: the response time passes.</summary>
    [JsonStringEnumMemberName("unanswered")] Unanswered,

    /// <summary>Tried again and again without success, until the agreed attempts are used up.</summary>
    [JsonStringEnumMemberName("unreachable")] Unreachable,

    /// <summary>Spoken with, and not for us.</summary>
    [JsonStringEnumMemberName("unqualified")] Unqualified,

    /// <summary>Spoken with; nothing is clear yet.</summary>
    [JsonStringEnumMemberName("inTalks")] InTalks,

    /// <summary>There is a need, and no deal yet.</summary>
    [JsonStringEnumMemberName("qualified")] Qualified,

    /// <summary>A deal is opened.</summary>
    [JsonStringEnumMemberName("opportunity")] Opportunity,
}

/// <summary>What becomes of an opportunity within the time that one looks at.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DealOutcome>))]
internal enum DealOutcome
{
    /// <summary>Not decided.</summary>
    [JsonStringEnumMemberName("open")] Open,

    [JsonStringEnumMemberName("won")] Won,

    [JsonStringEnumMemberName("lost")] Lost,
}
