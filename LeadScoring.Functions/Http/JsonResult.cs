using System.Text.Json.Serialization.Metadata;

using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace LeadScoring.Functions.Http;

/// <summary>Writes a contract as JSON with source-generated code.</summary>
public sealed class JsonResult<T>(T value, JsonTypeInfo<T> type, int status = StatusCodes.Status200OK) : IActionResult
{
    /// <summary>For tests: what is written.</summary>
    internal T Value => value;

    public Task ExecuteResultAsync(ActionContext context) =>
        JsonBody.Write(context.HttpContext, status, "application/json; charset=utf-8", value, type);
}
