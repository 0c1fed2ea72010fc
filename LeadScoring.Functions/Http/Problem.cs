using System.Globalization;
using System.Text.Json.Serialization;

using LeadScoring.Functions.Faults;

using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace LeadScoring.Functions.Http;

/// <summary>
/// An error answer, RFC 9457 <c>application/problem+json</c>: what happened, where, and the fix, with a stable code that has a page
/// under docs/errors. Never holds personal data or secrets.
/// </summary>
public sealed record Problem
{
    /// <summary>HTTP status.</summary>
    [JsonPropertyName("status")]
    public required int Status { get; init; }

    /// <summary>Stable, e.g. <c>LS-EVENT-003</c>.</summary>
    [JsonPropertyName("code")]
    public required string Code { get; init; }

    /// <summary>Short name of the kind of problem.</summary>
    [JsonPropertyName("title")]
    public required string Title { get; init; }

    /// <summary>What happened this time.</summary>
    [JsonPropertyName("detail")]
    public required string Detail { get; init; }

    /// <summary>What to do about it.</summary>
    [JsonPropertyName("fix")]
    public required string Fix { get; init; }

    /// <summary>Each single fault, where there are several.</summary>
    [JsonPropertyName("errors")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<RequestError>? Errors { get; init; }

    /// <summary>Everything found in a model document that cannot be used, warnings too, in its order; absent in any other answer.</summary>
    [JsonPropertyName("findings")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<FindingItem>? Findings { get; init; }

    /// <summary>The number that the same request has to confirm; absent where there is nothing to confirm.</summary>
    [JsonPropertyName("confirm")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Confirm { get; init; }

    /// <summary>Who saved the draft that is there, where it is not the one that the caller knows; absent where that is not known.</summary>
    [JsonPropertyName("draftBy")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? DraftBy { get; init; }

    /// <summary>When that draft was saved.</summary>
    [JsonPropertyName("draftAt")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTime? DraftAt { get; init; }

    /// <summary>Seconds after which to try again; sent as <c>Retry-After</c>.</summary>
    [JsonIgnore]
    public int? RetryAfter { get; init; }

    /// <summary>Identifies the kind of problem: the page of its code.</summary>
    [JsonPropertyName("type")]
    public string Type => $"https://leadscoring.dev/errors/{Code}";

    /// <summary>The answer.</summary>
    public IActionResult ToResult() => new ProblemResult(this);

    /// <summary>404.</summary>
    public static Problem NotFound(string code, string detail, string fix) =>
        new() { Status = StatusCodes.Status404NotFound, Code = code, Title = "Not found", Detail = detail, Fix = fix };

    /// <summary>400.</summary>
    public static Problem BadRequest(string code, string detail, string fix, IReadOnlyList<RequestError>? errors = null) =>
        new() { Status = StatusCodes.Status400BadRequest, Code = code, Title = "The request cannot be used", Detail = detail, Fix = fix, Errors = errors };

    /// <summary>409: not as things stand.</summary>
    public static Problem Conflict(string code, string detail, string fix, IReadOnlyList<RequestError>? errors = null) =>
        new() { Status = StatusCodes.Status409Conflict, Code = code, Title = "Not as things stand", Detail = detail, Fix = fix, Errors = errors };

    /// <summary>503 with <c>Retry-After</c>: a dependency fails temporarily; the same request will do later.</summary>
    public static Problem Unavailable(string dependency) => new()
    {
        Status = StatusCodes.Status503ServiceUnavailable,
        Code = "LS-HTTP-503",
        Title = "A dependency does not answer",
        Detail = $"{dependency} cannot be reached or refuses temporarily, so nothing was confirmed.",
        Fix = "Send the same request again after the time in Retry-After; repeated events count once.",
        RetryAfter = 10,
    };
}

/// <summary>Writes a <see cref="Problem"/>.</summary>
public sealed class ProblemResult(Problem problem) : IActionResult
{
    /// <summary>What is written.</summary>
    internal Problem Problem => problem;

    public Task ExecuteResultAsync(ActionContext context)
    {
        if (problem.RetryAfter is { } seconds)
            context.HttpContext.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return JsonBody.Write(context.HttpContext, problem.Status, "application/problem+json", problem, HttpJson.Default.Problem);
    }
}

/// <summary>JSON of error answers.</summary>
[JsonSourceGenerationOptions(Converters = [typeof(TimeConverter)])]
[JsonSerializable(typeof(Problem))]
public sealed partial class HttpJson : JsonSerializerContext;
