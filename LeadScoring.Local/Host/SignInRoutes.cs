using LeadScoring.Functions.Access.Callers;

namespace LeadScoring.Local.Host;

/// <summary><c>POST /local/sign-in-links</c>: makes an address of the app that signs in once, as the administrator of the data folder.</summary>
internal static class SignInRoutes
{
    /// <summary>Where links are made.</summary>
    public const string Path = "/local/sign-in-links";

    public static void MapSignInLinks(this RouteGroupBuilder local, SignInLinks links) => local.MapPost("/sign-in-links", (HttpRequest request) =>
        Results.Json(new { url = LinkTo($"{request.Scheme}://{request.Host}", links) }, statusCode: StatusCodes.Status201Created));

    /// <summary>A new link. The token is in its fragment, which is sent to no server; the page takes it out of the address.</summary>
    /// <param name="url">Of the app.</param>
    /// <param name="links">Remember it.</param>
    public static string LinkTo(string url, SignInLinks links) => $"{url}/app#signin={links.Create(LocalKeys.Administrator)}";
}
