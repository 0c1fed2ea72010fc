using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace LeadScoring.Functions.Messages;

/// <summary>For filters of subscriptions. All are text, also priority. What has no value is absent or -: every one but type where the message is of no model.</summary>
internal sealed record ApplicationProperties
{
    /// <summary>As type of the CloudEvent.</summary>
    [JsonPropertyName("type")]
    [RegularExpression(@"^(lead|system)(\.[a-z]+)+$")]
    public required string Type { get; init; }

    /// <summary>As model in data.</summary>
    [JsonPropertyName("model")]
    [RegularExpression("^([a-z][a-z0-9-]{0,62}|-)$")]
    public required string? Model { get; init; }

    /// <summary>As grade in data; absent in a model whose points add up.</summary>
    [JsonPropertyName("grade")]
    [RegularExpression("^([A-D][1-4]|-)$")]
    public string? Grade { get; init; }

    /// <summary>The route, fast track or persona of the hand-off while sales has the lead; else the route on which it is, or nurture, needs-info, inactive.</summary>
    [JsonPropertyName("route")]
    [RegularExpression("^([a-z][a-z0-9-]{0,62}|-)$")]
    public string? Route { get; init; }

    /// <summary>Where the lead went: owner in data, or nurture when that is marketing, or nobody when it is disqualified.</summary>
    [JsonPropertyName("to")]
    [AllowedValues("sales", "inside-sales", "nurture", "nobody", "-")]
    public string? To { get; init; }

    /// <summary>As stage in data.</summary>
    [JsonPropertyName("stage")]
    [AllowedValues("nurture", "qualified", "accepted", "sales-qualified", "opportunity", "customer", "lost", "disqualified", "-")]
    public string? Stage { get; init; }

    /// <summary>As priority in data, as text; filters compare text, so that 9 comes after 10.</summary>
    [JsonPropertyName("priority")]
    [RegularExpression("^([0-9]{1,2}|-)$")]
    public string? Priority { get; init; }

    /// <summary>As traceparent of the CloudEvent, where the clients of Service Bus look for it; not for filters.</summary>
    [JsonPropertyName("traceparent")]
    [RegularExpression(MessagePatterns.Trace)]
    public string? TraceParent { get; init; }

    /// <summary>The same under the name by which older clients know it.</summary>
    [JsonPropertyName("Diagnostic-Id")]
    [RegularExpression(MessagePatterns.Trace)]
    public string? DiagnosticId { get; init; }

    /// <summary>As messages carry them.</summary>
    public ImmutableSortedDictionary<string, string> ToDictionary() => JsonSerializer.SerializeToElement(this, CloudEventsJson.Default.ApplicationProperties).EnumerateObject()
        .ToImmutableSortedDictionary(static property => property.Name, static property => property.Value.GetString()!, StringComparer.Ordinal);
}
