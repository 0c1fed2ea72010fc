using System.Text.Json.Serialization;
using LeadScoring.Functions.Http;

namespace LeadScoring.Functions.Health;

/// <summary>Answer of <c>GET /api/v1/health</c>: the app takes requests.</summary>
public sealed record LiveAnswer([property: JsonPropertyName("status")] string Status, [property: JsonPropertyName("now")] DateTime Now);

/// <summary>Answer of <c>GET /api/v1/health/deep</c>.</summary>
/// <param name="Status">The worst of the checks: <c>healthy</c>, <c>degraded</c> or <c>unhealthy</c>.</param>
public sealed record HealthAnswer(
    [property: JsonPropertyName("status")] string Status,
    [property: JsonPropertyName("now")] DateTime Now,
    [property: JsonPropertyName("checks")] IReadOnlyList<HealthCheck> Checks);

/// <summary>One finding.</summary>
/// <param name="Name">Stable.</param>
/// <param name="Status"><c>healthy</c>, <c>degraded</c> (works, but somebody should look) or <c>unhealthy</c> (does not work).</param>
/// <param name="Detail">What was found.</param>
/// <param name="Fix">What to do; absent when there is nothing to do.</param>
public sealed record HealthCheck(
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("status")] string Status,
    [property: JsonPropertyName("detail")] string Detail,
    [property: JsonPropertyName("fix"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Fix)
{
    public const string Healthy = "healthy";
    public const string Degraded = "degraded";
    public const string Unhealthy = "unhealthy";

    /// <summary>0 is best.</summary>
    [JsonIgnore]
    public int Gravity => Status switch { Healthy => 0, Degraded => 1, _ => 2 };

    public static HealthCheck Good(string name, string detail) => new(name, Healthy, detail, null);

    public static HealthCheck Doubtful(string name, string detail, string fix) => new(name, Degraded, detail, fix);

    public static HealthCheck Bad(string name, string detail, string fix) => new(name, Unhealthy, detail, fix);
}

/// <summary>JSON of the health routes.</summary>
[JsonSourceGenerationOptions(Converters = [typeof(TimeConverter), typeof(InstantConverter)])]
[JsonSerializable(typeof(LiveAnswer))]
[JsonSerializable(typeof(HealthAnswer))]
internal sealed partial class HealthJson : JsonSerializerContext;
