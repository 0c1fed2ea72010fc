using System.Text.Json;

namespace LeadScoring.CrmConnector.Messages;

/// <summary>A message of the topic <c>lead-events</c>: the CloudEvent with what every connector needs of it taken out.</summary>
/// <param name="Type">Such as <c>lead.qualified</c>; one of <see cref="LeadTypes.All"/>.</param>
/// <param name="Lead">The lead's id; no address.</param>
/// <param name="Model">The model that decided; <see cref="NoModel"/> where there is none.</param>
/// <param name="Sequence">Grows per lead over all its models: what is not greater than the last one applied is old.</param>
/// <param name="Event">The whole CloudEvent.</param>
internal sealed record LeadMessage(string Type, string Lead, string Model, long Sequence, JsonElement Event)
{
    /// <summary>Stands for the model in messages that no model decided, such as <c>lead.inquired</c>.</summary>
    public const string NoModel = "-";

    /// <summary>The W3C trace context in which it was decided; null for none.</summary>
    public string? TraceParent => Event.TryGetProperty("traceparent", out var trace) && trace.ValueKind is JsonValueKind.String ? trace.GetString() : null;
}
