using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using LeadScoring.Domain.Leads;
using LeadScoring.Local;
using LeadScoring.Local.Files;
using LeadScoring.Tests.Kit.Builders;
using LeadScoring.Tests.Kit.Drivers;

namespace LeadScoring.Tests.EndToEnd;

/// <summary>A life on the real process, its backup, and the app on another storage into which the backup was restored.</summary>
[Needs(Need.Processes)]
public sealed partial class RestoreTests : IAsyncLifetime
{
    private const string Model = "acceptance";
    private const string Ann = "ann@acme.example";
    private const string Bob = "bob.müller@acme.example";
    private const string Sue = "sue@acme.example";
    private const string Gone = "gone@acme.example";
    private const string Later = "later@acme.example";

    private static readonly string[] People = [Ann, Bob, Sue, Later];

    private readonly string _folder = Directory.CreateTempSubdirectory("restore-").FullName;
    private readonly RunningApp _original = new();
    private RestoredApp? _restored;

    public Task InitializeAsync() => _original.InitializeAsync();

    public async Task DisposeAsync()
    {
        await _original.DisposeAsync();
        if (_restored is not null)
            await _restored.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task The_restored_app_answers_like_the_original_and_publishes_nothing_twice()
    {
        await Live();
        var backup = Path.Combine(_folder, "backup");
        Assert.Equal(0, await Program.Main(["backup", "--to", backup, "--data", _original.App.Data]));
        Assert.Equal(0, await Program.Main(["restore", "--from", backup, "--check", "--data", _original.App.Data]));

        _restored = await Restore("--from", backup);
        // Their clocks began at different times, and what is said of today is said as of now.
        foreach (var app in new[] { _original, _restored })
            await app.App.MoveClock(RunningApp.Evening.AddMinutes(50));
        Assert.Equal(await Answers(_original), await Answers(_restored));
        Assert.Empty(await _restored.Storage.Published());

        var now = RunningApp.Evening.AddHours(1);
        foreach (var app in new[] { _original, _restored })
        {
            var before = (await app.Storage.Published()).Count;
            await app.App.MoveClock(now);
            await app.Send(StoryEvents.Pricing(Ann, now, "again"), StoryEvents.Paper(Sue, now), StoryEvents.Form(Gone, now));
            await app.Rest();
            Assert.NotEmpty((await app.Storage.Published()).Skip(before));
        }

        // The two were not asked in the same second, and an export has the numbers of decisions.
        Assert.Equal((await Answers(_original)).Where(IsNoExport).Select(WithoutTimes), (await Answers(_restored)).Where(IsNoExport).Select(WithoutTimes));
        foreach (var person in People)
            Assert.Equal(await _original.Explanation(person, Model), await _restored.Explanation(person, Model));
        var told = await Told(_original, People.Length);
        Assert.Equal(told.Select(static one => one.Subject), (await Told(_restored, People.Length)).Select(static one => one.Subject));
        // No number that the original used is used again.
        Assert.Empty((await _restored.Storage.Published()).Select(static one => one.Message.MessageId).Intersect((await _original.Storage.Published()).Select(static one => one.Message.MessageId), StringComparer.Ordinal));
        using var gone = await _restored.App.Http.GetAsync(new Uri($"/api/v1/leads/{Uri.EscapeDataString(Gone)}", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);

        // Restored once more, into a data folder of its own with an Azurite of its own.
        var data = Path.Combine(_folder, "data");
        Directory.CreateDirectory(data);
        File.Copy(Path.Combine(_original.App.Data, "keys.json"), Path.Combine(data, "keys.json"));
        Assert.Equal(0, await Program.Main(["restore", "--from", backup, "--data", data]));
        Assert.Equal(1, await Program.Main(["restore", "--from", backup, "--data", data]));
        Assert.Equal(0, await Program.Main(["backup", "--to", Path.Combine(_folder, "second"), "--data", data]));
        Assert.Equal(1, await Program.Main(["restore", "--from", backup, "--data", _original.App.Data]));
    }

    [Fact]
    public async Task A_person_who_was_erased_after_the_backup_is_erased_again_by_the_list()
    {
        await Live();
        var (backup, list) = (Path.Combine(_folder, "backup"), Path.Combine(_folder, "list"));
        Assert.Equal(0, await Program.Main(["backup", "--to", backup, "--data", _original.App.Data]));
        await Erase(Sue);
        Assert.Equal(0, await Program.Main(["backup", "--to", list, "--erasures-only", "--data", _original.App.Data]));

        _restored = await Restore("--from", backup, "--erased", list);

        foreach (var person in new[] { Sue, Gone })
        {
            using var answer = await _restored.App.Http.GetAsync(new Uri($"/api/v1/leads/{Uri.EscapeDataString(person)}", UriKind.Relative));
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }

        Assert.Equal("lead.erased", (await _restored.Storage.Published())[^1].Message.Subject);
        Assert.Equal(await _original.Explanation(Ann, Model), await _restored.Explanation(Ann, Model));
    }

    private async Task Live()
    {
        var now = RunningApp.Evening;
        await _original.Publish(Model);
        await _original.Send([.. Enumerable.Range(1, 3).Select(page => StoryEvents.Anonymous("browser-of-ann", now.AddMinutes(-10 - page), page))]);
        await _original.Send([.. StoryEvents.Interest(Ann, now).Select(static (e, number) => number == 0 ? StoryEvents.With(e, "browser-of-ann") : e), StoryEvents.Fair(Sue, now), StoryEvents.Form(Gone, now)]);
        await _original.Send(StoryEvents.Form(Bob, now, "contact-us", title: "Geschäftsführer 日本 🚀"), StoryEvents.Webinar(Later, now), StoryEvents.Pricing("old@acme.example", now));
        await _original.Rest();
        await Post(Bob, "feedback", new { id = "crm-1", kind = "accepted", model = Model, epoch = 1 });
        await Post("old@acme.example", "merge", new { into = Later });
        await Erase(Gone);
        await _original.Rest();
        // Another version, for which everybody is rebuilt.
        await _original.Put(RunningApp.Document(Model).Replace("category: interest, on: form.submitted, points: 2", "category: interest, on: form.submitted, points: 3", StringComparison.Ordinal));
        await _original.PublishDraft(Model);
        await _original.Rest();
        await _original.Night();
    }

    private async Task<RestoredApp> Restore(params string[] arguments)
    {
        var app = new RestoredApp(FunctionKeys.ReadOrCreate(Path.Combine(_original.App.Data, "keys.json")).Installation);
        await app.InitializeAsync();
        Assert.Equal(0, await app.App.Stop());
        Assert.Equal(0, await Program.Main(["restore", .. arguments, "--storage", app.App.StorageConnection, "--data", _original.App.Data]));
        await app.App.Restart();
        await app.Rest();
        return app;
    }

    private static async Task<IReadOnlyList<string>> Answers(RunningApp app)
    {
        var answers = new List<string>();
        foreach (var person in People.Select(Uri.EscapeDataString))
        {
            foreach (var path in new[] { $"/api/v1/leads/{person}", $"/api/v1/leads/{person}/explanation?model={Model}", $"/api/v1/leads/{person}/timeline?limit=200" })
                answers.Add($"{path}: {await app.App.Http.GetStringAsync(path)}");
            answers.Add($"/api/v1/leads/{person}/export: {WithoutMessages(JsonNode.Parse(await app.App.Http.GetStringAsync($"/api/v1/leads/{person}/export"))!.AsObject())}");
        }

        foreach (var path in new[] { "/api/v1/leads?limit=200", "/api/v1/leads?limit=200&sort=priority", "/api/v1/leads.csv", $"/api/v1/models/{Model}", $"/api/v1/models/{Model}/rebuild" })
            answers.Add($"{path}: {await app.App.Http.GetStringAsync(path)}");
        return answers;
    }

    // Those that the topic took are in no backup.
    private static JsonObject WithoutMessages(JsonObject export)
    {
        export.Remove("messages");
        foreach (var merged in export["merged"]!.AsArray())
            WithoutMessages(merged!.AsObject());
        return export;
    }

    private static bool IsNoExport(string answer) => !answer.Contains("/export: ", StringComparison.Ordinal);

    private static string WithoutTimes(string answer) => Time().Replace(answer, "T");

    // What each app said last, lead by lead: between leads there is no order.
    private static async Task<IReadOnlyList<Functions.Messaging.TopicMessage>> Told(RunningApp app, int most) =>
        [.. (await app.Storage.Published()).Select(static one => one.Message).Where(static message => message.Body.GetProperty("time").GetDateTimeOffset() >= RunningApp.Evening.AddHours(1))
            .OrderBy(static message => message.SessionId, StringComparer.Ordinal).ThenBy(static message => message.Body.GetProperty("sequence").GetString(), StringComparer.Ordinal).Take(most)];

    private async Task Erase(string person)
    {
        using var answer = await _original.App.Http.DeleteAsync(new Uri($"/api/v1/leads/{Uri.EscapeDataString(person)}", UriKind.Relative));
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        await _original.Rest();
    }

    private async Task Post(string lead, string what, object body)
    {
        using var answer = await _original.App.Http.PostAsJsonAsync($"/api/v1/leads/{Uri.EscapeDataString(lead)}/{what}", body);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    [GeneratedRegex("[0-9-]{10}T[0-9:.]+Z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Time();

    private sealed class RestoredApp(string installationKey) : RunningApp
    {
        protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>(StringComparer.Ordinal) { ["LeadScoring__InstallationKey"] = installationKey };
    }
}
