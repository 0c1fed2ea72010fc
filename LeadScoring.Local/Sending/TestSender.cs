using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

using LeadScoring.Functions.Sources.Descriptors;
using LeadScoring.Local.Client;
using LeadScoring.Local.Files;

namespace LeadScoring.Local.Sending;

/// <summary>Sends an event of a source as its vendor would, signed, and says what was answered.</summary>
/// <param name="app">The app.</param>
/// <param name="url">Where it is.</param>
/// <param name="secrets">Those of a local app; null for another.</param>
/// <param name="output">Where it is said.</param>
internal sealed class TestSender(AppClient app, Uri url, TestSecrets? secrets, TextWriter output)
{
    /// <summary>Sends; false when the app refused a delivery or rejected what was in it.</summary>
    /// <exception cref="SeedException">There is no such connection, or the app does not answer.</exception>
    public async Task<bool> Send(SourceDescriptor source, SampleSource sample, TestOrder order, CancellationToken cancellation)
    {
        var way = source.Verifiers[0];
        // An address that is signed has to be the same here and there, whatever port the app listens on.
        var hook = $"https://leads-send.example/hooks/{source.Name}/{order.Connection}";
        var path = $"/hooks/{source.Name}/{order.Connection}";
        if (order.Secret is { } given && new Vendor(way, hook).Unusable(given) is { } wanted)
            throw new SeedException($"The --secret is not a secret of {source.Title}: it must be {wanted}.\n  fix: Copy it from the vendor's page, whole and in quotes, or leave --secret out on a local app.");
        await Connect(source, sample, way, order, hook, cancellation);
        var secret = order.Secret ?? secrets!.For(way);
        var well = true;
        for (var number = 1; number <= order.Count; number++)
        {
            var at = TimeProvider.System.GetUtcNow();
            var delivery = new Vendor(way, order.Hook ?? hook).Sign(sample.Delivery(order.Event, new FreshValues(order.Email, at)), secret, order.Secret ?? secrets!.Plain, at);
            using var request = Request(path, delivery);
            var (status, _, text) = await app.Exchange(request, cancellation);
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{source.Title}, '{order.Event}' to {path}: {status} {text}"));
            well &= status is 200 or 202 && Rejected(text) == 0;
        }

        await output.WriteLineAsync(well
            ? $"look at it: {url.ToString().TrimEnd('/')}/api/v1/leads{(await IdOf(order.Email, cancellation) is { } lead ? $"/{lead}/timeline" : "")} (with the header x-api-key)"
            : $"why: {url.ToString().TrimEnd('/')}/api/v1/rejected?source={source.Name}/{order.Connection} shows what could not be read; 401 means that the secret is different (--secret), or that the app's clock was moved");
        return well;
    }

    // Null for somebody whom the delivery was not about.
    private async Task<string?> IdOf(string email, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/leads/find") { Content = JsonContent.Create(new JsonObject { ["email"] = email }) };
        var (status, _, text) = await app.Exchange(request, cancellation);
        return status == 200 ? JsonNode.Parse(text)?["id"]?.GetValue<string>() : null;
    }

    private async Task Connect(SourceDescriptor source, SampleSource sample, VerifierDescriptor way, TestOrder order, string hook, CancellationToken cancellation)
    {
        using var list = await app.Get("/api/v1/sources", cancellation)
            ?? throw new SeedException($"No LeadScoring app answers at {url}: GET /api/v1/sources was answered with 404.\n  fix: Name the app with --url, without a path.");
        var isThere = list.RootElement.GetProperty("connections").EnumerateArray()
            .Any(connection => connection.GetProperty("source").GetString() == source.Name && connection.GetProperty("connection").GetString() == order.Connection);
        if (isThere && (order.Secret ?? secrets?.Plain) is not null)
            return;
        if (isThere || secrets is null || order.Secret is not null)
        {
            throw new SeedException(isThere
                ? $"The secret of {source.Name}/{order.Connection} is not known here. Give it with --secret."
                : $"The connection {source.Name}/{order.Connection} does not exist. Create it with PUT /api/v1/sources/{source.Name}/{order.Connection}; on a local app, leave out --secret and it is created.");
        }

        var document = sample.Connection();
        document["secrets"] = new JsonArray([.. secrets.Names(way).Select(static secret => new JsonObject { ["name"] = secret.Name, ["use"] = secret.Use })]);
        if (way.SignsUrl)
            document["url"] = hook;
        await app.Put($"/api/v1/sources/{source.Name}/{order.Connection}", "application/json", document.ToJsonString(), cancellation);
        await output.WriteLineAsync($"created the connection {source.Name}/{order.Connection}");
    }

    private static int Rejected(string answer)
    {
        try
        {
            using var json = JsonDocument.Parse(answer);
            return json.RootElement.GetProperty("rejected").GetInt32();
        }
        catch (Exception foreign) when (foreign is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new SeedException("The delivery was answered with 200, but not by this app.\n  fix: Name the app with --url.", foreign);
        }
    }

    private static HttpRequestMessage Request(string path, Delivery delivery)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path + delivery.Query) { Content = new ByteArrayContent(delivery.Body) };
        foreach (var (name, value) in delivery.Headers)
        {
            if (name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase))
                request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(value);
            else
                request.Headers.TryAddWithoutValidation(name, value);
        }

        return request;
    }
}

/// <summary>What to send.</summary>
/// <param name="Connection">To which connection.</param>
/// <param name="Event">Which of the source's sample events.</param>
/// <param name="Count">How often, each with new ids.</param>
/// <param name="Email">Whose it is, where the source names an address.</param>
/// <param name="Secret">The vendor's secret; null = that of the local app.</param>
/// <param name="Hook">The address that the vendor was told, where it is signed and the connection was not made here.</param>
internal sealed record TestOrder(string Connection, string Event, int Count, string Email, string? Secret, string? Hook);
