using System.Text.Json;

using LeadScoring.Functions.Access.Callers;
using LeadScoring.Functions.Faults;
using LeadScoring.Functions.Http;
using LeadScoring.Functions.Storage;

using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace LeadScoring.Functions.Access.SignIn;

/// <summary>Signs people in and out: <c>/api/v1/session</c>.</summary>
public sealed class SignInHandler(CallerReader callers, AccessKeys keys, SignInLinks links, Sessions sessions, AuditTrail audit, Refusals refusals, TimeProvider clock)
{
    /// <summary>A sign-in, in the audit log.</summary>
    internal const string Action = "session.open";

    private const int BodyBytes = 4 * 1024;
    private const string Unusable = "LS-SESSION-002";
    private const string Fix = """Send { "token": "..." } with the token of a sign-in link, or { "key": "..." } with a key.""";

    /// <summary>Opens a session for a key, or for a token that stands for one.</summary>
    public async Task<IActionResult> SignIn(HttpRequest request, CancellationToken cancellation)
    {
        request.HttpContext.Response.Headers.CacheControl = "no-store";
        if (!OwnPages.Sent(request))
            return NotOfOwnPage(nameof(SignIn));
        var (body, refusal) = await BodyReader.Read(request, BodyBytes, cancellation);
        if (body is null)
            return refusal!.ToResult();
        var errors = new ErrorList(Unusable);
        if (Read(body, errors) is not { } sent)
            return Problem.BadRequest(Unusable, "The body must have a token or a key.", Fix, errors.All).ToResult();
        var (found, key) = sent.Token is { } token ? FindByLink(token) : callers.Find(sent.Key!);
        if (key is null)
        {
            await refusals.Unknown(nameof(SignIn), found, cancellation);
            return NotSignedIn.ToResult();
        }

        if (sessions.Open(key) is { } session)
            return await Opened(session, cancellation);
        await refusals.Known(nameof(SignIn), found.Caller!.Id, NoRole, cancellation);
        return NoRole.ToResult();
    }

    /// <summary>Takes the session from the browser.</summary>
    public IActionResult SignOut(HttpRequest request)
    {
        request.HttpContext.Response.Headers.CacheControl = "no-store";
        if (!OwnPages.Sent(request))
            return NotOfOwnPage(nameof(SignOut));
        SessionCookie.Delete(request.HttpContext);
        return NoContent.Instance;
    }

    /// <summary>Who sends the request. A browser asks before anybody signed in, so it is no refusal that nobody has; a key that does not count is one.</summary>
    public async Task<IActionResult> Describe(HttpRequest request, CancellationToken cancellation)
    {
        request.HttpContext.Response.Headers.CacheControl = "no-store";
        var found = callers.Find(request);
        if (found.Caller is { } caller)
            return Answer(caller);
        if (found.Fault == CallerFault.NoKey || found.Fault == CallerFault.EndedSession)
            return NoContent.Instance;
        await refusals.Unknown("GetSession", found, cancellation);
        return NotSignedIn.ToResult();
    }

    private static JsonResult<SessionAnswer> Answer(Caller caller) => new(
        new SessionAnswer(
            caller.Name,
            [.. caller.Roles.Order().Select(Roles.NameOf)],
            caller.Until,
            caller.By switch { Credential.Session => "session", Credential.Principal => "principal", _ => "key" }),
        SessionJson.Default.SessionAnswer);

    private (CallerFinding Finding, AccessKey? Key) FindByLink(string token)
    {
        var key = links.Take(token) is { } name ? keys.All.FirstOrDefault(key => key.Name == name && key.IsActive(clock.GetUtcNow())) : null;
        return key is null ? (new CallerFinding(null, CallerFault.UsedLink), null) : (new CallerFinding(new Caller($"key:{key.Name}", key.Name, [], Credential.Key), null), key);
    }

    // As the gate does: the entry comes before what it is about.
    private async Task<IActionResult> Opened(Session session, CancellationToken cancellation)
    {
        AuditEntry entry;
        try
        {
            entry = await audit.Begin(session.Caller.Id, Action, cancellation);
        }
        catch (Exception fault) when (Failure.IsTransient(fault))
        {
            return Problem.Unavailable("The audit log").ToResult();
        }

        return new AuditedResult(new SignedIn(session, clock.GetUtcNow(), Answer(session.Caller)), entry, audit);
    }

    private IActionResult NotOfOwnPage(string function)
    {
        var problem = AccessProblems.NotOfOwnPage();
        refusals.Anonymous(function, problem);
        return problem.ToResult();
    }

    // Null after a fault.
    private static SignInRequest? Read(byte[] body, ErrorList errors)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            if (JsonText.FirstBroken(document.RootElement) is { } broken)
            {
                errors.Add(broken, "The text is not valid UTF-8.", "Send the body as UTF-8.");
                return null;
            }

            var root = StrictObject.Of(document.RootElement, "", errors);
            var sent = new SignInRequest(root.Text("token"), root.Text("key"));
            root.Close();
            if (errors.All.Count == 0 && sent.Token is null == sent.Key is null)
                errors.Add("", "Must have one of 'token' and 'key'.", Fix);
            return errors.All.Count == 0 ? sent : null;
        }
        catch (JsonException)
        {
            errors.Add("", "The body is not JSON.", Fix);
            return null;
        }
    }

    private static Problem NotSignedIn => new()
    {
        Status = StatusCodes.Status401Unauthorized,
        Code = "LS-SESSION-001",
        Title = "Nobody is signed in",
        Detail = "The link or the key does not count. A link counts once, for 12 hours, and until the app stops; a key must be known and valid now.",
        Fix = "Make a new link with `leads link`, or use a key of this app: docs/operations/keys.md says how to make one.",
    };

    private static Problem NoRole => new()
    {
        Status = StatusCodes.Status403Forbidden,
        Code = "LS-SESSION-003",
        Title = "The key is not for people",
        Detail = "The key has only the role ingest, which a session never has.",
        Fix = "Sign in with a key that has another role, such as read or sales. Send events with the key itself, in the header x-api-key.",
    };

    /// <summary>Gives the cookie and says who signed in.</summary>
    private sealed class SignedIn(Session session, DateTimeOffset now, IActionResult answer) : IActionResult
    {
        public Task ExecuteResultAsync(ActionContext context)
        {
            SessionCookie.Write(context.HttpContext, session.Value, session.Until - now);
            return answer.ExecuteResultAsync(context);
        }
    }
}
