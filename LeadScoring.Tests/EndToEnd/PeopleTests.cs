using System.Net;
using System.Net.Http.Json;
using System.Text;
using LeadScoring.Domain.Leads;
using LeadScoring.Functions.Storage;
using LeadScoring.Tests.Kit.Builders;
using LeadScoring.Tests.Kit.Drivers;

namespace LeadScoring.Tests.EndToEnd;

/// <summary>Leads that are merged, handed out and erased, by HTTP on the real process and its storage.</summary>
[Needs(Need.Processes)]
public sealed class PeopleTests(RunningApp running) : IClassFixture<RunningApp>, IAsyncLifetime
{
    private const string Model = "acceptance";

    private static readonly string[] Tables =
        [TableNames.Leads, TableNames.Due, TableNames.Board, TableNames.Models, TableNames.Rejected, TableNames.Parked, TableNames.Reports, TableNames.Sources, TableNames.Audit];

    public Task InitializeAsync() => running.Publish(Model);

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task A_lead_has_its_own_score_again_after_merge_and_unmerge()
    {
        const string Ann = "ann.one@acme.example";
        const string Old = "ann.old@acme.example";
        var now = RunningApp.Evening;
        await running.Send([.. StoryEvents.Interest(Ann, now), StoryEvents.Pricing(Old, now)]);
        await running.Rest();
        var own = await running.Explanation(Ann, Model);

        Assert.Equal(HttpStatusCode.Accepted, await Post(Old, "merge", new { into = Ann }));
        await running.Rest();
        Assert.NotEqual(own, await running.Explanation(Ann, Model));
        Assert.Equal(HttpStatusCode.Accepted, await Post(Old, "unmerge", null));
        await running.Rest();

        Assert.Equal(own, await running.Explanation(Ann, Model));
    }

    [Fact]
    public async Task A_person_is_exported_and_erased_and_no_delivery_brings_them_back()
    {
        const string Sue = "sue.erased@acme.example";
        const string Browser = "browser-of-sue-erased";
        var now = RunningApp.Evening;
        string[] deliveries = [StoryEvents.Anonymous(Browser, now.AddMinutes(-9), 1), StoryEvents.With(StoryEvents.Form(Sue, now), Browser), StoryEvents.Paper(Sue, now)];
        foreach (var delivery in deliveries)
            await running.Send(delivery);
        await Reject(Sue);
        await running.Rest();
        Assert.NotEmpty(await Places(Sue));

        var export = await running.Get($"/api/v1/leads/{Uri.EscapeDataString(Sue)}/export");
        Assert.Equal((3, 1, 1), (export.GetProperty("events").GetArrayLength(), export.GetProperty("rejected").GetArrayLength(), export.GetProperty("merged").GetArrayLength()));

        using (var erased = await running.App.Http.DeleteAsync(new Uri($"/api/v1/leads/{Uri.EscapeDataString(Sue)}", UriKind.Relative)))
            Assert.Equal(HttpStatusCode.Accepted, erased.StatusCode);
        await running.Rest();
        Assert.Empty(await Places(Sue));
        Assert.Empty(await Places(Browser));

        foreach (var delivery in deliveries)
            await running.Send(delivery);
        await Reject(Sue);
        await running.Rest();
        Assert.Empty(await Places(Sue));
        Assert.Empty(await Places(Browser));
        var leads = await Told("lead.erased");
        Assert.Equal(2, leads.Count);
        Assert.All(leads, static told => Assert.DoesNotContain("sue.erased", told, StringComparison.Ordinal));
    }

    // Refused for a type that cannot be one, and kept with what it says.
    private async Task Reject(string email)
    {
        using var answer = await running.App.Http.PostAsync("/api/v1/events", EventsBody.Of([$$"""{ "type": "No Type", "lead": { "email": "{{email}}" } }"""]));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    private async Task<IReadOnlyList<string>> Told(string type) =>
        [.. (await running.Storage.Published()).Where(told => told.Message.Subject == type).DistinctBy(static told => told.Message.MessageId, StringComparer.Ordinal).Select(static told => told.Text)];

    private async Task<HttpStatusCode> Post(string lead, string what, object? body)
    {
        using var answer = await running.App.Http.PostAsJsonAsync($"/api/v1/leads/{Uri.EscapeDataString(lead)}/{what}", body);
        return answer.StatusCode;
    }

    private async Task<IReadOnlyList<string>> Places(string text)
    {
        var found = new List<string>();
        foreach (var table in Tables)
        {
            foreach (var row in await AppStorage.Rows(running.Storage.Table(table)))
            {
                if (row.Any(column => (column.Value is byte[] bytes ? Encoding.UTF8.GetString(bytes) : column.Value?.ToString())?.Contains(text, StringComparison.OrdinalIgnoreCase) == true))
                    found.Add($"{table} {row.RowKey}");
            }
        }

        return found;
    }
}
