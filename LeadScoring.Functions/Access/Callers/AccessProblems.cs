using LeadScoring.Functions.Http;

using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace LeadScoring.Functions.Access.Callers;

/// <summary>The answers of the gate. They repeat nothing of the request.</summary>
internal static class AccessProblems
{
    /// <summary>401. The same whether a key is missing, unknown or expired, so that nobody learns which keys there are.</summary>
    public static IActionResult Unknown() => new UnknownResult();

    /// <summary>403: the caller is known and may not.</summary>
    public static Problem MissingRole(FunctionAccess access, Caller caller) => Forbidden(
        "LS-ACCESS-002",
        "The role does not allow this",
        $"This needs {OneOf(access.Roles)}; the caller has {(caller.Roles.Count == 0 ? "no role" : OneOf(caller.Roles))}.",
        "Use a key with that role, or let an administrator give it: docs/operations/keys.md has the table of roles.");

    /// <summary>403: a page of another site let a browser send the request.</summary>
    public static Problem OtherSite() => Forbidden(
        "LS-ACCESS-003",
        "The request comes from a page of another site",
        "A signed-in person may change something only from pages of this app.",
        "Use the pages of this app, or send a key instead of the session.");

    /// <summary>403: nothing proves that a page of this app sent a change that comes with a session, or a sign-in.</summary>
    public static Problem NotOfOwnPage() => Forbidden(
        "LS-ACCESS-007",
        "The request does not come from a page of this app",
        $"A change with a session, a sign-in and a sign-out need the header {OwnPages.Header} with the value 1, and must come from a page of this app.",
        "Use the pages of this app. A program sends a key in the header x-api-key instead of the session.");

    /// <summary>403: the function declares nothing, so nobody may call it.</summary>
    public static Problem Undeclared() => Forbidden(
        "LS-ACCESS-004",
        "Nobody may call this",
        "The function does not declare who may call it.",
        "Report this as a defect of the app: the function needs the attribute RequiresRole or OpenToAll.");

    private static Problem Forbidden(string code, string title, string detail, string fix) =>
        new() { Status = StatusCodes.Status403Forbidden, Code = code, Title = title, Detail = detail, Fix = fix };

    private static string OneOf(IEnumerable<Role> roles)
    {
        var names = roles.Order().Select(Roles.NameOf).ToList();
        return names.Count == 1 ? $"the role {names[0]}" : $"one of the roles {string.Join(", ", names)}";
    }

    private sealed class UnknownResult : IActionResult
    {
        public Task ExecuteResultAsync(ActionContext context)
        {
            // RFC 9110 wants a challenge in every 401.
            context.HttpContext.Response.Headers.WWWAuthenticate = "ApiKey";
            return new Problem
            {
                Status = StatusCodes.Status401Unauthorized,
                Code = "LS-ACCESS-001",
                Title = "The caller is not known",
                Detail = "The request has no key that counts: it is missing, unknown, expired, or not valid yet.",
                Fix = "Send a key in the header x-api-key. An administrator makes one as docs/operations/keys.md says.",
            }.ToResult().ExecuteResultAsync(context);
        }
    }
}
