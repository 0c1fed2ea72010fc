using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace LeadScoring.Local.Demo.Leads;

/// <summary>An event as <c>POST /api/v1/events</c> takes it.</summary>
/// <param name="Id">The same in every run with the same arguments, so that sending the data twice adds nothing.</param>
/// <param name="Type">One of the event types that the scoring page lists, or a dotted type of the customer model.</param>
/// <param name="OccurredAt">UTC (written with a <c>Z</c>), in whole seconds.</param>
/// <param name="Lead">Whose it is.</param>
/// <param name="Properties">What happened in detail; null when there is nothing to say.</param>
/// <param name="Profile">What was learnt about the lead; null when nothing.</param>
internal sealed record DemoEvent(string Id, string Type, DateTime OccurredAt, DemoIdentity Lead, JsonObject? Properties, JsonObject? Profile);

/// <summary>An address, or before that the visitor id of a browser.</summary>
internal sealed record DemoIdentity(string? Email, string? Visitor);

/// <summary>The body <c>{ "events": [ ... ] }</c>; the API takes at most 1,000 at once.</summary>
internal sealed record DemoBatch(IReadOnlyList<DemoEvent> Events);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(DemoBatch))]
[JsonSerializable(typeof(DemoEvent))]
[JsonSerializable(typeof(DemoSettings))]
internal sealed partial class DemoJson : JsonSerializerContext;
