using LeadScoring.Local.Files;

using Microsoft.Azure.Functions.Worker;

namespace LeadScoring.Local.Host;

/// <summary>
/// Asks for a key where the Functions host would: in the header <c>x-functions-key</c>, else in the query parameter <c>code</c>. As there, a refusal is 401 with
/// an empty body, and 403 where the function key is sent but the master key is wanted; the log says more.
/// </summary>
internal static partial class KeyCheck
{
    public const string Header = "x-functions-key";

    /// <summary>True when a call of this level may go on: a function takes its key or the master key, the host's own routes only the latter.</summary>
    public static bool Passes(AuthorizationLevel level, HttpRequest request, DataFolder data)
    {
        if (level == AuthorizationLevel.Anonymous || Opens(level, Given(request), data.Keys))
            return true;
        Refused(request.HttpContext.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger("LeadScoring.Local.Http"), "LS-LOCAL-001",
            string.IsNullOrEmpty(Given(request)) ? "no key" : "a wrong key", level == AuthorizationLevel.Admin ? "masterKey" : "functionKey or masterKey", data.KeysFile);
        return false;
    }

    /// <summary>Closes a group of the host's own routes.</summary>
    public static RouteGroupBuilder RequireMasterKey(this RouteGroupBuilder group, DataFolder data)
    {
        group.AddEndpointFilter(async (context, next) =>
        {
            var request = context.HttpContext.Request;
            if (Passes(AuthorizationLevel.Admin, request, data))
                return await next(context);
            // As the Functions host: who has the lesser key is known, and may not.
            if (data.Keys.IsFunction(Given(request)))
                return Results.StatusCode(StatusCodes.Status403Forbidden);
            request.HttpContext.Response.Headers.WWWAuthenticate = "Bearer";
            return Results.StatusCode(StatusCodes.Status401Unauthorized);
        });
        return group;
    }

    private static bool Opens(AuthorizationLevel level, string? given, FunctionKeys keys) => keys.IsMaster(given) | (level != AuthorizationLevel.Admin && keys.IsFunction(given));

    private static string? Given(HttpRequest request) =>
        request.Headers.TryGetValue(Header, out var header) ? header[0] : request.Query.TryGetValue("code", out var code) ? code[0] : null;

    [LoggerMessage(7102, LogLevel.Warning, "{Code} A request was refused: it came with {Fault}. Send the {Key} of {File} in the header x-functions-key, or as the query parameter code")]
    private static partial void Refused(ILogger logger, string code, string fault, string key, string file);
}
