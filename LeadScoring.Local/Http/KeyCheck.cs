using LeadScoring.Local.Hosting;

using Microsoft.Azure.Functions.Worker;

namespace LeadScoring.Local.Http;

/// <summary>Asks for the function key where the Functions host would: in the header <c>x-functions-key</c> or the query parameter <c>code</c>.</summary>
internal static class KeyCheck
{
    public const string Header = "x-functions-key";

    /// <summary>True when a call of a function of this level may go on.</summary>
    public static bool Passes(AuthorizationLevel level, HttpRequest request, Keys keys) =>
        level == AuthorizationLevel.Anonymous || keys.Opens(Given(request));

    /// <summary>The answer to a call without the key.</summary>
    public static IResult Refusal(HttpRequest request, DataFolder data) => LocalProblem.Of(401, "LS-LOCAL-001", "The function key is missing or wrong",
        Given(request) is null
            ? $"This route needs the function key in the header {Header}, or in the query parameter code; neither was sent."
            : $"The function key sent in the header {Header} or the query parameter code is not the one of this app.",
        $"Send the functionKey of {data.KeysFile}; `leads up` prints it when it is ready.");

    /// <summary>Closes a group of the host's own routes.</summary>
    public static RouteGroupBuilder RequireKey(this RouteGroupBuilder group, DataFolder data)
    {
        group.AddEndpointFilter(async (context, next) =>
            Passes(AuthorizationLevel.Admin, context.HttpContext.Request, data.Keys) ? await next(context) : Refusal(context.HttpContext.Request, data));
        return group;
    }

    private static string? Given(HttpRequest request) =>
        request.Headers.TryGetValue(Header, out var header) ? header.ToString() : request.Query.TryGetValue("code", out var code) ? code.ToString() : null;
}
