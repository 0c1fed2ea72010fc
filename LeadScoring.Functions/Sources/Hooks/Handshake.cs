using LeadScoring.Functions.Sources.Connections;
using LeadScoring.Functions.Sources.Descriptors;

using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace LeadScoring.Functions.Sources.Hooks;

/// <summary>Answers vendors that ask whether a hook is there. Reveals nothing: every address is there.</summary>
internal sealed class Handshake : IActionResult
{
    private const string Asking = "WebHook-Request-Origin";

    private readonly string? _origin;
    private readonly bool _showsMethods;

    private Handshake(string? origin, bool showsMethods)
    {
        _origin = origin;
        _showsMethods = showsMethods;
    }

    /// <summary>200 without a body: for GET and HEAD (Mailchimp, Mandrill) and for test deliveries.</summary>
    public static IActionResult There { get; } = new Handshake(null, showsMethods: false);

    /// <summary>Answers OPTIONS: CloudEvents' handshake for an origin that the connection lists.</summary>
    public static IActionResult Answer(SourceDescriptor? source, Connection? connection, HttpRequest request)
    {
        var asking = request.Headers[Asking].ToString();
        var isAllowed = source?.IsCloudEvents == true && connection?.Origins.Contains(asking, StringComparer.OrdinalIgnoreCase) == true;
        // The connection's own text is answered and not the request's.
        return new Handshake(isAllowed ? connection!.Origins.First(origin => origin.Equals(asking, StringComparison.OrdinalIgnoreCase)) : null, showsMethods: true);
    }

    public Task ExecuteResultAsync(ActionContext context)
    {
        var response = context.HttpContext.Response;
        response.StatusCode = StatusCodes.Status200OK;
        if (_showsMethods)
            response.Headers.Allow = "POST, GET, HEAD, OPTIONS";
        if (_origin is not null)
        {
            response.Headers["WebHook-Allowed-Origin"] = _origin;
            response.Headers["WebHook-Allowed-Rate"] = "*";
        }

        return Task.CompletedTask;
    }
}
