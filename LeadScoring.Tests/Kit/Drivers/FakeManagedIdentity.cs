using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;

using Microsoft.AspNetCore.Http;

namespace LeadScoring.Tests.Kit.Drivers;

/// <summary>
/// What every instance of a Function App has beside it: an endpoint, named by <c>IDENTITY_ENDPOINT</c>, that hands out tokens of the app's identities. These
/// tokens are signed by nobody, which the emulator does not mind.
/// </summary>
internal sealed class FakeManagedIdentity : IAsyncDisposable
{
    private const string Header = "the-apps-own-word";

    private readonly ConcurrentQueue<(string? Client, string? Resource)> _asked = new();
    private LoopbackServer? _server;

    private FakeManagedIdentity()
    {
    }

    /// <summary>For whom tokens were asked, and for what.</summary>
    public IReadOnlyCollection<(string? Client, string? Resource)> Asked => _asked;

    /// <summary>The only identity that the app has; for others no token is given.</summary>
    public string Client { get; } = Guid.NewGuid().ToString();

    /// <summary>Whom the tokens are for; the emulator refuses those for others than storage.</summary>
    public string Audience { get; init; } = "https://storage.azure.com";

    /// <summary>The environment in which an app finds it.</summary>
    public IReadOnlyDictionary<string, string> Variables => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["IDENTITY_ENDPOINT"] = _server!.Origin + "/msi/token",
        ["IDENTITY_HEADER"] = Header,
    };

    public static async Task<FakeManagedIdentity> Start(string? audience = null)
    {
        var identity = audience is null ? new FakeManagedIdentity() : new FakeManagedIdentity { Audience = audience };
        identity._server = await LoopbackServer.Start(identity.Answer);
        return identity;
    }

    public ValueTask DisposeAsync() => _server!.DisposeAsync();

    private async Task Answer(HttpContext context)
    {
        var (client, resource) = (context.Request.Query["client_id"].ToString(), context.Request.Query["resource"].ToString());
        _asked.Enqueue((client, resource));
        if (context.Request.Headers["X-IDENTITY-HEADER"] != Header || client != Client)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            await context.Response.WriteAsJsonAsync(new { statusCode = 400, message = "No such identity is assigned to this app." });
            return;
        }

        var expires = TimeProvider.System.GetUtcNow().AddHours(1).ToUnixTimeSeconds();
        await context.Response.WriteAsJsonAsync(new { access_token = Token(expires), expires_on = $"{expires}", resource, token_type = "Bearer", client_id = client });
    }

    private string Token(long expires)
    {
        var begins = expires - 7200;
        string[] parts =
        [
            """{"typ":"JWT","alg":"none"}""",
            JsonSerializer.Serialize(new { aud = Audience, iss = "https://sts.windows.net/00000000-0000-0000-0000-000000000001/", iat = begins, nbf = begins, exp = expires, appid = Client, oid = Client }),
            "unsigned",
        ];
        return string.Join('.', parts.Select(static part => Convert.ToBase64String(Encoding.UTF8.GetBytes(part)).TrimEnd('=').Replace('+', '-').Replace('/', '_')));
    }
}
