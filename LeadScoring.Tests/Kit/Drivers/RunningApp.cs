using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace LeadScoring.Tests.Kit.Drivers;

/// <summary>The real app for the tests of a class: its clock begins at <see cref="Evening"/>, and it speaks in the words of the API.</summary>
public partial class RunningApp : IAsyncLifetime
{
    /// <summary>Hours before midnight, so that no test runs into another day unless it moves the clock.</summary>
    public static readonly DateTimeOffset Evening = new(2026, 3, 3, 18, 0, 0, TimeSpan.Zero);

    private static readonly TimeSpan LongWork = TimeSpan.FromSeconds(180);

    private readonly HashSet<string> _published = new(StringComparer.Ordinal);
    private App? _app;

    public RunningApp()
    {
    }

    /// <summary>An app that was started otherwise, and is ended by whoever started it.</summary>
    internal RunningApp(App app) => _app = app;

    public App App => _app ?? throw new InvalidOperationException("The app was not started.");

    internal AppStorage Storage { get; private set; } = null!;

    /// <summary>Settings of the app, beside those of <see cref="App"/>.</summary>
    protected virtual IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>(StringComparer.Ordinal);

    public async Task InitializeAsync()
    {
        _app = await App.Start(Settings);
        Storage = new AppStorage(_app.StorageConnection);
        await _app.MoveClock(Evening);
    }

    public async Task DisposeAsync()
    {
        if (_app is not null)
            await _app.DisposeAsync();
    }

    /// <summary>The text of a model document of the tests' data.</summary>
    public static string Document(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Data", "models", name + ".yaml"));

    /// <summary>Publishes a document of the tests' data, once.</summary>
    public async Task Publish(string name)
    {
        if (!_published.Add(name))
            return;
        await Put(Document(name));
        await PublishDraft(ModelOf(Document(name)));
        await Rest();
    }

    /// <summary>Saves a draft.</summary>
    public async Task Put(string document)
    {
        using var answer = await App.Http.PutAsync($"/api/v1/models/{ModelOf(document)}", new StringContent(document, Encoding.UTF8, "application/yaml"));
        await Expect(answer, HttpStatusCode.OK);
    }

    /// <summary>Publishes the draft, with the number of leads that it hands off where the app asks for it; the rebuild goes on after this returns.</summary>
    public async Task PublishDraft(string model)
    {
        using var first = await PostPublish(model, null);
        if (first.StatusCode != HttpStatusCode.Conflict)
        {
            await Expect(first, HttpStatusCode.Accepted);
            return;
        }

        using var problem = JsonDocument.Parse(await first.Content.ReadAsStringAsync());
        Assert.True(problem.RootElement.TryGetProperty("confirm", out var number), problem.RootElement.ToString());
        using var answer = await PostPublish(model, number.GetInt32());
        await Expect(answer, HttpStatusCode.Accepted);
    }

    private Task<HttpResponseMessage> PostPublish(string model, int? confirm) =>
        App.Http.PostAsJsonAsync($"/api/v1/models/{model}/publish", new { author = "ann@acme.example", reason = "test", confirm });

    /// <summary>Sends a body of events and returns the leads' ids by the events' ids.</summary>
    public async Task<IReadOnlyDictionary<string, string>> Send(params string[] events)
    {
        using var answer = await App.Http.PostAsync("/api/v1/events", EventsBody.Of(events));
        await Expect(answer, HttpStatusCode.Accepted);
        using var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        Assert.Empty(body.RootElement.GetProperty("rejected").EnumerateArray());
        return body.RootElement.GetProperty("events").EnumerateArray().ToDictionary(
            static e => e.GetProperty("id").GetString()!, static e => e.GetProperty("lead").GetString()!, StringComparer.Ordinal);
    }

    /// <summary>Returns when nothing is under way or waits.</summary>
    public Task Rest() => App.WaitUntilIdle(LongWork);

    /// <summary>An explanation as it is answered, without the lead's id, which comes first.</summary>
    public async Task<string> Explanation(string lead, string model)
    {
        using var answer = await App.Http.GetAsync(new Uri($"/api/v1/leads/{Uri.EscapeDataString(lead)}/explanation?model={model}", UriKind.Relative));
        await Expect(answer, HttpStatusCode.OK);
        return WithoutLead(await answer.Content.ReadAsStringAsync());
    }

    /// <summary>What <see cref="Explanation"/> leaves of an answer.</summary>
    public static string WithoutLead(string explanation) => EventKeys().Replace(explanation[(explanation.IndexOf(',', StringComparison.Ordinal) + 1)..], "");

    // Leads of the same life have events of their own.
    [GeneratedRegex("\"key\":\"[^\"]*\",", RegexOptions.NonBacktracking)]
    private static partial Regex EventKeys();

    /// <summary>Whatever a route answers to GET.</summary>
    public async Task<JsonElement> Get(string path)
    {
        using var answer = await App.Http.GetAsync(new Uri(path, UriKind.Relative));
        await Expect(answer, HttpStatusCode.OK);
        using var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return body.RootElement.Clone();
    }

    /// <summary>A lead under one model.</summary>
    public async Task<JsonElement> Lead(string lead, string model) =>
        (await Get($"/api/v1/leads/{Uri.EscapeDataString(lead)}")).GetProperty("models").EnumerateArray().Single(item => item.GetProperty("model").GetString() == model);

    /// <summary>A lead's whole timeline, newest first, read page by page.</summary>
    public async Task<IReadOnlyList<JsonElement>> Timeline(string lead)
    {
        var entries = new List<JsonElement>();
        string? before = null;
        do
        {
            var page = await Get($"/api/v1/leads/{Uri.EscapeDataString(lead)}/timeline?limit=200{(before is null ? "" : "&before=" + Uri.EscapeDataString(before))}");
            entries.AddRange(page.GetProperty("entries").EnumerateArray());
            before = page.GetProperty("continuation").GetString();
        }
        while (before is not null);
        return entries;
    }

    /// <summary>The route and grade under which the list shows a lead.</summary>
    public async Task<(string? Route, string? Grade)> Listed(string leadId, string model)
    {
        var page = await Get($"/api/v1/leads?model={model}&limit=200");
        var lead = page.GetProperty("leads").EnumerateArray().Single(lead => lead.GetProperty("id").GetString() == leadId).GetProperty("models")[0];
        return (lead.GetProperty("route").GetString(), lead.GetProperty("grade").GetString());
    }

    /// <summary>Runs a night and returns when it is over.</summary>
    public async Task Night()
    {
        await App.Run("ApplyDecay");
        await Rest();
    }

    private static string ModelOf(string document) => document.Split('\n').First(static line => line.StartsWith("model: ", StringComparison.Ordinal))[7..].Split('#')[0].Trim();

    private static async Task Expect(HttpResponseMessage answer, HttpStatusCode status)
    {
        if (answer.StatusCode != status)
            Assert.Fail($"{answer.RequestMessage?.RequestUri} answered {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
    }
}
