using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace LeadScoring.Functions.Messaging;

/// <summary>Asks for visits of leads with something to score, to decide or to publish. On the queue <c>lead-rescore</c>.</summary>
public sealed record VisitRequest
{
    /// <summary>How many leads one message carries at most.</summary>
    public const int MaxLeads = 50;

    [JsonPropertyName("leads")]
    public required ImmutableArray<string> Leads { get; init; }

    /// <summary>Evaluate as of today even when no event waits: a night's visit that could not be finished.</summary>
    [JsonPropertyName("evaluate")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Evaluate { get; init; }

    /// <summary>How often these leads were put off for a passing reason.</summary>
    [JsonPropertyName("delays")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Delays { get; init; }

    /// <summary>How often these leads failed for another reason.</summary>
    [JsonPropertyName("failures")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Failures { get; init; }

    /// <summary>W3C trace context of the request that caused it.</summary>
    [JsonPropertyName("traceparent")]
    public string? TraceParent { get; init; }

    /// <summary>The request for those of its leads that have to wait for a passing reason. Failures are forgotten: something went well since.</summary>
    internal VisitRequest PutOff(IEnumerable<string> leads) => this with { Leads = [.. leads], Delays = Delays + 1, Failures = 0 };

    /// <summary>The request for one of its leads that failed.</summary>
    internal VisitRequest Failed(string lead) => this with { Leads = [lead], Delays = 0, Failures = Failures + 1 };
}

/// <summary>A bucket of the due index to be worked through. On the queue <c>lead-sweep</c>.</summary>
/// <param name="Delays">How often it was put off for a passing reason.</param>
public sealed record SweepMessage(
    [property: JsonPropertyName("bucket")] int Bucket,
    [property: JsonPropertyName("traceparent")] string? TraceParent = null,
    [property: JsonPropertyName("delays"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] int Delays = 0);

/// <summary>Leads whose signals are to be rebuilt from their logs. On the queue <c>lead-rebuild</c>.</summary>
public sealed record RebuildMessage
{
    /// <summary>The model; its active version is built, whichever that is when the message is worked on.</summary>
    [JsonPropertyName("model")]
    public required string Model { get; init; }

    /// <summary>A bucket of leads; null with <see cref="Lead"/>.</summary>
    [JsonPropertyName("bucket")]
    public int? Bucket { get; init; }

    /// <summary>
    /// When the bucket is done, the one that lies <see cref="RebuildRequests.Lanes"/> further follows: so the queue holds a few messages per model, and not one per bucket.
    /// </summary>
    [JsonPropertyName("chained")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Chained { get; init; }

    /// <summary>A single lead; null with <see cref="Bucket"/>.</summary>
    [JsonPropertyName("lead")]
    public string? Lead { get; init; }

    /// <summary>Build even if the lead has that version already.</summary>
    [JsonPropertyName("force")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Force { get; init; }

    /// <summary>How often it was put off for a passing reason.</summary>
    [JsonPropertyName("delays")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Delays { get; init; }

    [JsonPropertyName("traceparent")]
    public string? TraceParent { get; init; }
}
