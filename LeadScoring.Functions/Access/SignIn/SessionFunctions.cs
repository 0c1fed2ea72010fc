using LeadScoring.Functions.Http;
using LeadScoring.Functions.OpenApi;

using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace LeadScoring.Functions.Access.SignIn;

/// <summary>Sessions of the web app over HTTP.</summary>
public sealed class SessionFunctions(SignInHandler handler)
{
    [Function("SignIn")]
    [OpenToAll("The body proves who it is.")]
    [Operation(ApiTags.Operations, "Opens a session with a key or with a sign-in link, for a browser: the answer sets its cookie.", More = "../operations/keys.md#sign-in-with-a-browser")]
    [RequestHeader(OwnPage, "Must be `1`.")]
    [Body("application/json", typeof(SignInRequest))]
    [Answers(200, "Who signed in, and until when.", Contract = typeof(SessionAnswer), Headers = ["Set-Cookie"])]
    [Refuses(400, "LS-SESSION-002")]
    [Refuses(401, "LS-SESSION-001")]
    [Refuses(403, "LS-ACCESS-007", "LS-SESSION-003")]
    [Refuses(503, "LS-HTTP-503")]
    public Task<IActionResult> SignIn(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Route)] HttpRequest request, CancellationToken cancellation) =>
        handler.SignIn(request, cancellation);

    [Function("GetSession")]
    [OpenToAll("It tells callers about themselves, and nobody about others.")]
    [Operation(ApiTags.Operations, "Tells who the caller is, what they may do, and until when.", More = "../operations/keys.md#sign-in-with-a-browser")]
    [Answers(200, "The caller.", Contract = typeof(SessionAnswer))]
    [Answers(204, "Nobody is signed in.")]
    [Refuses(401, "LS-SESSION-001")]
    public Task<IActionResult> Get([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Route)] HttpRequest request, CancellationToken cancellation) => handler.Describe(request, cancellation);

    [Function("SignOut")]
    [OpenToAll("It takes the session from the browser that asks, and does nothing else.")]
    [Operation(ApiTags.Operations, "Takes the session from the browser.", More = "../operations/keys.md#sign-in-with-a-browser")]
    [RequestHeader(OwnPage, "Must be `1`.")]
    [Answers(204, "The cookie is gone.", Headers = ["Set-Cookie"])]
    [Refuses(403, "LS-ACCESS-007")]
    public IActionResult SignOut([HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = Route)] HttpRequest request) => handler.SignOut(request);

    private const string Route = "api/v1/session";
    private const string OwnPage = Callers.OwnPages.Header;
}
