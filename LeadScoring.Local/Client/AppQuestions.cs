using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LeadScoring.Local.Client;

/// <summary>Asks the app and reads its answer; what it refuses is said with its code and fix, in the words of the command line.</summary>
internal sealed class AppQuestions(AppClient app)
{
    /// <summary>The answer to a GET.</summary>
    /// <param name="path">Without its query.</param>
    /// <param name="query">Names and values; several of one name are sent as such.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="SeedException">The app refuses it, or does not answer.</exception>
    public async Task<JsonDocument> Get(string path, IEnumerable<KeyValuePair<string, string?>> query, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path + QueryString.Create(query).Value);
        return await Answer(request, cancellation);
    }

    /// <summary>The id of the lead with an address, which is sent in a body: addresses of requests are logged on their way.</summary>
    /// <exception cref="SeedException">Nobody has it, the app refuses it, or does not answer.</exception>
    public async Task<string> IdOf(string email, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/leads/find") { Content = JsonContent.Create(new JsonObject { ["email"] = email }) };
        using var answer = await Answer(request, cancellation);
        return answer.RootElement.GetProperty("id").GetString()!;
    }

    private async Task<JsonDocument> Answer(HttpRequestMessage request, CancellationToken cancellation)
    {
        var (status, _, text) = await app.Exchange(request, cancellation);
        try
        {
            var answer = JsonDocument.Parse(text);
            if (status is 200 or 202)
                return answer;
            using (answer)
                throw new SeedException(Problem(answer.RootElement));
        }
        catch (Exception foreign) when (foreign is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new SeedException(string.Create(CultureInfo.InvariantCulture, $"{request.Method} {request.RequestUri!.OriginalString.Split('?')[0]} was answered with {status}, which is not an answer of the app.\n  fix: Name the app with --url, without a path."), foreign);
        }
    }

    private static string Problem(JsonElement problem) =>
        $"{problem.GetProperty("code").GetString()} {CommandWords.Of(problem.GetProperty("detail").GetString()!)}\n  fix: {CommandWords.Of(problem.GetProperty("fix").GetString()!)}";
}
