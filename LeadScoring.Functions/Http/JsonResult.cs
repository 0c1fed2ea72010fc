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

    /// <summary>The same answer with another value.</summary>
    internal JsonResult<T> With(Func<T, T> change) => new(change(value), type, status) { Tag = Tag };

    public Task ExecuteResultAsync(ActionContext context)
    {
        if (Tag is not null)
            context.HttpContext.Response.Headers.ETag = Tag;
        return JsonBody.Write(context.HttpContext, status, "application/json; charset=utf-8", value, type);
    }
}
