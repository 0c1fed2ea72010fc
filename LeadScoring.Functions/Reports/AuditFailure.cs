using System.Text.Json.Serialization;
using LeadScoring.Domain.Audit;
using LeadScoring.Domain.Decisions;
using LeadScoring.Domain.Leads;
using LeadScoring.Domain.Values;
using LeadScoring.Functions.Http;

namespace LeadScoring.Functions.Reports;

/// <summary>A hand-off that the log contradicts.</summary>
/// <param name="Lead">The lead's id.</param>
/// <param name="Fact">Number of the decision.</param>
/// <param name="Type">Of its message.</param>
/// <param name="At">When it was decided.</param>
/// <param name="AsOf">The day of its figures.</param>
/// <param name="Seq">The newest event of the log that it could know.</param>
/// <param name="Claimed">What was decided.</param>
/// <param name="Found">What the log says, in words.</param>
public sealed record AuditFailure(
    [property: JsonPropertyName("lead")] string Lead,
    [property: JsonPropertyName("fact")] int Fact,
    [property: JsonPropertyName("type")] string Type,
    [property: JsonPropertyName("model")] string Model,
    [property: JsonPropertyName("version")] int Version,
    [property: JsonPropertyName("at"), JsonConverter(typeof(TimeConverter))] DateTime At,
    [property: JsonPropertyName("asOf")] Day? AsOf,
    [property: JsonPropertyName("seq")] long Seq,
    [property: JsonPropertyName("claimed")] ClaimItem Claimed,
    [property: JsonPropertyName("found")] string Found)
{
    /// <summary>Of a hand-off and the verdict about it.</summary>
    public static AuditFailure Of(string leadId, HandOff handOff, AuditVerdict verdict) => new(
        leadId,
        handOff.Number,
        handOff.OpensEpoch ? "lead.qualified" : "lead.upgraded",
        handOff.Model,
        handOff.Version,
        handOff.At.UtcDateTime,
        handOff.AsOf,
        handOff.Seq,
        new ClaimItem(WireNames.For(handOff.Cause), handOff.Entry, WireNames.For(handOff.To), handOff.From, handOff.EventKey),
        VerdictText.Of(verdict));
}

/// <summary>What a hand-off claims.</summary>
/// <param name="Cause"><c>route</c>, <c>fast-track</c> or <c>persona</c>.</param>
/// <param name="Route">Id of it.</param>
/// <param name="From">For an upgrade: the id before.</param>
/// <param name="Event">Key of the event that caused it.</param>
public sealed record ClaimItem(
    [property: JsonPropertyName("cause")] string Cause,
    [property: JsonPropertyName("route")] string Route,
    [property: JsonPropertyName("to")] string To,
    [property: JsonPropertyName("from")] string? From,
    [property: JsonPropertyName("event")] string? Event);
