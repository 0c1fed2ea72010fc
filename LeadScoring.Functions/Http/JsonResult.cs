using System.Globalization;
using System.Text.Json.Serialization.Metadata;

using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace LeadScoring.Functions.Http;

/// <summary>Writes a contract as JSON with source-generated code.</summary>
public sealed class JsonResult<T>(T value, JsonTypeInfo<T> type, int status = StatusCodes.Status200OK) : IActionResult
{
    /// <summary>For tests: what is written.</summary>
    internal T Value => value;

    /// <summary>Sent as <c>ETag</c>, in its quotes; null for none.</summary>
    internal string? Tag { get; init; }

    /// <summary>Seconds after which to ask again, sent as <c>Retry-After</c>; null for none.</summary>
    internal int? RetryAfterSeconds { get; init; }

    /// <summary>The same answer with another value.</summary>
    internal JsonResult<T> With(Func<T, T> change) => new(change(value), type, status) { Tag = Tag, RetryAfterSeconds = RetryAfterSeconds };

    public Task ExecuteResultAsync(ActionContext context)
    {
        if (Tag is not null)
            context.HttpContext.Response.Headers.ETag = Tag;
        if (RetryAfterSeconds is { } seconds)
            context.HttpContext.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return JsonBody.Write(context.HttpContext, status, "application/json; charset=utf-8", value, type);
    }
}
