using LeadScoring.Local.Files;

namespace LeadScoring.Local.Host;

/// <summary>
/// Guards the host's own routes, as the Functions host does, by the master key: in the header <c>x-functions-key</c>, else in the query parameter <c>code</c>. As
/// there, a refusal is 401 with an empty body, and 403 where another key of the file is sent; the log says more. Functions have the app's own gate.
/// </summary>
internal static partial class KeyCheck
{
    public const string Header = "x-functions-key";

    /// <summary>Closes a group of the host's own routes.</summary>
    public static RouteGroupBuilder RequireMasterKey(this RouteGroupBuilder group, DataFolder data)
    {
        group.AddEndpointFilter(async (context, next) =>
        {
            var request = context.HttpContext.Request;
            if (data.Keys.IsMaster(Given(request)))
                return await next(context);
            Refused(request.HttpContext.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger("LeadScoring.Local.Http"), "LS-LOCAL-001",
                string.IsNullOrEmpty(Given(request)) ? "no key" : "a wrong key", data.KeysFile);
            // As the Functions host: a caller who has the lesser key is known, and may not.
            if (data.Keys.IsFunction(Given(request)))
                return Results.StatusCode(StatusCodes.Status403Forbidden);
            request.HttpContext.Response.Headers.WWWAuthenticate = "Bearer";
            return Results.StatusCode(StatusCodes.Status401Unauthorized);
        });
        return group;
    }

    private static string? Given(HttpRequest request) =>
        request.Headers.TryGetValue(Header, out var header) ? header[0] : request.Query.TryGetValue("code", out var code) ? code[0] : null;

    [LoggerMessage(7102, LogLevel.Warning, "{Code} A request was refused: it came with {Fault}. Send the masterKey of {File} in the header x-functions-key, or as the query parameter code")]
    private static partial void Refused(ILogger logger, string code, string fault, string file);
}
