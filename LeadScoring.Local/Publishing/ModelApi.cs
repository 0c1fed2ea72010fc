using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

using LeadScoring.Local.Client;

namespace LeadScoring.Local.Publishing;

/// <summary>The routes of the app about one model.</summary>
/// <param name="app">The app.</param>
/// <param name="model">Id of the model.</param>
internal sealed class ModelApi(AppClient app, string model)
{
    /// <summary>Longer than any rebuild that a pipeline should wait for.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromHours(2);

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>The model, with its draft; null when it is not there.</summary>
    public async Task<JsonElement?> Find(CancellationToken cancellation) => await Send(HttpMethod.Get, "", null, cancellation) is { Status: not 404 } answer ? answer.Expect(200) : null;

    /// <summary>Saves a draft.</summary>
    /// <returns>Its findings.</returns>
    public async Task<JsonElement> Save(string text, CancellationToken cancellation)
    {
        using var content = new StringContent(text, Encoding.UTF8, "application/yaml");
        return (await Send(HttpMethod.Put, "", content, cancellation)).Expect(200);
    }

    /// <summary>What the draft changes of the live version; null when there is none.</summary>
    public async Task<JsonElement?> Diff(CancellationToken cancellation) => await Send(HttpMethod.Get, "/diff?from=active&to=draft", null, cancellation) is { Status: not 404 } answer ? answer.Expect(200) : null;

    /// <summary>What a publish would do; waits until it is computed.</summary>
    /// <param name="yaml">The document; null = the draft.</param>
    /// <param name="capacity">Leads a week; null = not said.</param>
    /// <param name="buckets">Of 256; null = all.</param>
    /// <param name="progress">Told how many of how many buckets are done.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="SeedException">It took too long.</exception>
    public async Task<JsonElement> Preview(string? yaml, int? capacity, int? buckets, Action<int, int> progress, CancellationToken cancellation)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(started) < Patience)
        {
            using var content = JsonContent.Create(Body(("yaml", yaml), ("capacity", capacity), ("buckets", buckets)));
            var answer = await Send(HttpMethod.Post, "/preview", content, cancellation);
            if (answer.Status == 200)
                return answer.Body;
            var computing = answer.Expect(202);
            progress(computing.GetProperty("bucketsDone").GetInt32(), computing.GetProperty("buckets").GetInt32());
            await Task.Delay(TimeSpan.FromSeconds(computing.GetProperty("retryAfterSeconds").GetInt32()), cancellation);
        }

        throw new SeedException("The preview is not done after two hours.\n  fix: Check that the app works through its queues (leads doctor, and deep health), and try again: what is computed is kept for a day.");
    }

    /// <summary>Publishes the draft, or the text of an old version.</summary>
    public async Task<ModelAnswer> Publish(int? version, string author, string reason, int? confirm, CancellationToken cancellation)
    {
        using var content = JsonContent.Create(Body(("version", version), ("author", author), ("reason", reason), ("confirm", confirm)));
        return await Send(HttpMethod.Post, version is null ? "/publish" : "/rollback", content, cancellation);
    }

    /// <summary>Waits until all leads are rebuilt for the live version.</summary>
    /// <returns>How many leads there are; null when it took too long.</returns>
    public async Task<int?> FollowRebuild(Action<int, int> progress, CancellationToken cancellation)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(started) < Patience)
        {
            var rebuild = (await Send(HttpMethod.Get, "/rebuild", null, cancellation)).Expect(200);
            progress(rebuild.GetProperty("bucketsDone").GetInt32(), rebuild.GetProperty("buckets").GetInt32());
            if (rebuild.GetProperty("state").GetString() == "done")
                return rebuild.GetProperty("leads").GetInt32();
            await Task.Delay(Pause, cancellation);
        }

        return null;
    }

    private async Task<ModelAnswer> Send(HttpMethod method, string path, HttpContent? content, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(method, $"/api/v1/models/{Uri.EscapeDataString(model)}{path}") { Content = content };
        var (status, _, text) = await app.Exchange(request, cancellation);
        try
        {
            using var json = JsonDocument.Parse(text);
            return new ModelAnswer(status, json.RootElement.Clone());
        }
        catch (JsonException foreign)
        {
            throw new SeedException(string.Create(CultureInfo.InvariantCulture, $"{method} {request.RequestUri} was answered with {status}, which is not an answer of the app.\n  fix: Name the app with --url, without a path."), foreign);
        }
    }

    private static JsonObject Body(params (string Name, object? Value)[] members) =>
        new(members.Where(static member => member.Value is not null).Select(static member => KeyValuePair.Create(member.Name, member.Value is int number ? (JsonNode?)JsonValue.Create(number) : JsonValue.Create((string)member.Value!))));
}

/// <summary>An answer of the app.</summary>
internal sealed record ModelAnswer(int Status, JsonElement Body)
{
    /// <summary>The code of a refusal; null for none.</summary>
    public string? Code => Status >= 400 && Body.TryGetProperty("code", out var code) ? code.GetString() : null;

    /// <summary>The number that the app asks to confirm; null for none.</summary>
    public int? Confirm => Status >= 400 && Body.TryGetProperty("confirm", out var confirm) ? confirm.GetInt32() : null;

    /// <summary>The body of an answer that has to be there.</summary>
    /// <exception cref="SeedException">It is a refusal.</exception>
    public JsonElement Expect(int status)
    {
        if (Status == status)
            return Body;
        if (Code is not { } code)
            throw new SeedException(string.Create(CultureInfo.InvariantCulture, $"The app answered {Status}.\n  fix: Look at its log."));
        var places = Body.TryGetProperty("errors", out var errors) ? string.Concat(errors.EnumerateArray().Select(static error => $"\n  {Text(error, "pointer")} {Text(error, "code")} {Text(error, "detail")} {Text(error, "fix")}")) : "";
        throw new SeedException($"{code} {CommandWords.Of(Text(Body, "detail"))}\n  fix: {CommandWords.Of(Text(Body, "fix"))}{places}");
    }

    private static string Text(JsonElement element, string member) => element.TryGetProperty(member, out var value) ? value.GetString() ?? "" : "";
}
