using System.Text;
using LeadScoring.Domain.Events;
using LeadScoring.Domain.Leads;
using LeadScoring.Functions.Faults;
using LeadScoring.Functions.Messaging;
using LeadScoring.Functions.Storage;
using LeadScoring.Tests.Kit.Builders;
using LeadScoring.Tests.Kit.Drivers;

namespace LeadScoring.Tests.People;

/// <summary>A person who wants to be forgotten is, wherever they are named, and stays so.</summary>
public sealed class ErasureTests : IAsyncLifetime
{
    private const string Ann = "ann.berg@acme.example";
    private const string Old = "ann@old.example";
    private const string Bob = "bob@acme.example";

    private static readonly string[] Tables =
        [TableNames.Leads, TableNames.Due, TableNames.Board, TableNames.Rejected, TableNames.Parked, TableNames.Reports, TableNames.Sources, TableNames.Models, TableNames.Audit, TableNames.Messages];

    private static readonly DateTimeOffset Then = InMemoryApp.Start;

    private readonly InMemoryApp _app = new();

    public Task InitializeAsync() => _app.Publish(SalesModel.Yaml);

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Nothing_is_left_of_a_person_and_every_delivery_that_comes_again_changes_nothing()
    {
        string[] deliveries =
        [
            Known.Visit("visitor-of-ann", Then.AddDays(-2)),
            Sent.Title(Old, "VP", daysAgo: 3),
            .. Sent.Visits(Old, 2, daysAgo: 2),
            Known.Form(Ann, "visitor-of-ann", Then.AddDays(-1)),
            .. Sent.Visits(Ann, 3),
            Sent.Event(Ann, "event.attended", 0, ("eventKind", "tradeshow")),
        ];
        await _app.Send([.. deliveries, Sent.Pricing(Bob)]);
        await _app.Merge(Old, Ann);
        await _app.Work();
        await KeepUnreadable();
        await _app.Feedback(Ann, """{ "kind": "nonsense" }""");
        Assert.NotEmpty(Places(Ann));
        Assert.NotEmpty(Places("visitor-of-ann"));

        var (status, answer) = await _app.Erase(Ann);
        Assert.Equal((202, _app.IdOf(Ann)), (status, answer.GetProperty("lead").GetString()));
        await _app.Work();
        AssertForgotten();

        await _app.Capture(deliveries);
        await KeepUnreadable();
        await _app.Work();
        AssertForgotten();
        Assert.Equal(404, (await _app.Feedback(Ann, """{ "kind": "won" }""")).Status);
        AssertForgotten();
        foreach (var lead in new[] { Ann, Old })
            Assert.Equal(404, (await _app.Lead(lead)).Status);
        Assert.Equal(404, (await _app.Timeline(Ann)).Status);
        Assert.Equal(404, (await _app.Export(Ann)).Status);
        Assert.Equal(200, (await _app.Lead(Bob)).Status);
    }

    [Fact]
    public async Task The_message_about_an_erasure_comes_last_and_has_no_personal_data()
    {
        await _app.Send([Sent.Title(Ann, "VP"), .. Sent.Visits(Ann, 2)]);
        await _app.Erase(Ann);
        await _app.Work();
        await _app.Send(Sent.Visits(Ann, 3));

        var last = _app.Topic.Delivered.Last(message => message.SessionId == _app.IdOf(Ann));
        Assert.Equal("lead.erased", last.Subject);
        Assert.DoesNotContain("ann.berg", last.Body.GetRawText(), StringComparison.Ordinal);
        Assert.Single(_app.Topic.Delivered, static message => message.Subject == "lead.erased");
    }

    [Fact]
    public async Task Waiting_messages_are_sent_before_the_message_about_an_erasure()
    {
        _app.Operations.Before = operation => operation.Kind == Kit.Fakes.OperationKind.Send && operation.Place == Kit.Fakes.InMemoryTopic.Place
            ? Task.FromException(new TopicUnavailableException("down", null!)) : Task.CompletedTask;
        await _app.Send(Sent.Event(Ann, "form.submitted", 0, ("form", "contact-us")));
        Assert.Empty(_app.Topic.Sent);
        await _app.Erase(Ann);
        _app.Operations.Before = null;
        _app.Clock.Advance(TimeSpan.FromMinutes(20));
        await _app.Work();

        var told = _app.Topic.Delivered.Where(message => message.SessionId == _app.IdOf(Ann)).Select(static message => message.Subject).ToList();
        Assert.Contains("lead.qualified", told);
        Assert.Equal("lead.erased", told[^1]);
        Assert.Empty(Places(Ann));
    }

    [Fact]
    public async Task A_deletion_event_of_a_vendor_erases_the_person()
    {
        await _app.Send(Sent.Pricing(Ann), Known.As([("email", Ann), ("externalId", "hubspot:512")], "page.viewed", Then));
        await _app.Send(Known.As([("externalId", "hubspot:512")], "privacy.deleted", Then));

        Assert.Empty(Places(Ann));
        Assert.Empty(Places("hubspot:512"));
        Assert.Equal(404, (await _app.Lead(Ann)).Status);
    }

    [Fact]
    public async Task A_person_with_only_waiting_events_is_erased_too()
    {
        await _app.Capture(Sent.Pricing(Ann));
        Assert.Equal(202, (await _app.Erase(Ann)).Status);
        await _app.Work();
        Assert.Empty(Places(Ann));
        Assert.Equal(202, (await _app.Erase(Ann)).Status);
    }

    [Fact]
    public async Task Nobody_is_erased_for_an_address_that_was_never_seen()
    {
        Assert.Equal(404, (await _app.Erase("nobody@acme.example")).Status);
        Assert.Empty(_app.Topic.Sent);
    }

    [Fact]
    public async Task Erasing_a_merged_lead_erases_the_whole_person()
    {
        await _app.Send(Sent.Pricing(Ann), Sent.Pricing(Old));
        await _app.Merge(Old, Ann);
        await _app.Work();
        Assert.Equal(_app.IdOf(Ann), (await _app.Erase(Old)).Body.GetProperty("lead").GetString());
        await _app.Work();
        Assert.Empty(Places(Ann));
        Assert.Empty(Places(Old));
    }

    [Fact]
    public async Task A_browser_that_somebody_else_uses_meanwhile_stays_theirs()
    {
        await _app.Send(Known.Form(Ann, "shared-browser", Then.AddDays(-2)));
        await _app.Send(Known.Form(Bob, "shared-browser", Then.AddDays(-1)));
        await _app.Erase(Ann);
        await _app.Work();
        await _app.Send(Known.Visit("shared-browser", Then));

        Assert.Empty(Places(Ann));
        Assert.Equal(2, (await _app.Timeline(Bob)).Body.GetProperty("entries").EnumerateArray().Count(static entry => entry.GetProperty("kind").GetString() == "event"));
    }

    [Fact]
    public async Task An_erased_address_goes_from_the_log_of_another_lead()
    {
        var changed = Sent.Event(Old, "email.changed", 1, ("newEmail", Ann));
        await _app.Send(Sent.Title(Old, "VP", daysAgo: 3), changed, Sent.Pricing(Ann));
        await _app.Work();
        Assert.Equal(202, (await _app.Unmerge(Old)).Status);
        await _app.Work();
        await _app.Merge(Old, Bob);
        await _app.Work();
        Assert.NotEmpty(Places(Ann));
        var score = (await _app.Explain(Bob)).Body.GetRawText();

        await _app.Erase(Ann);
        await _app.Work();

        Assert.Empty(Places(Ann));
        Assert.Equal(200, (await _app.Lead(Old)).Status);
        Assert.Equal(score, (await _app.Explain(Bob)).Body.GetRawText());

        // Repeated it is known; said again, of the same person, it is forgotten again.
        await _app.Send(changed);
        await _app.Send(Sent.Event(Old, "email.changed", 0, ("newEmail", Ann)));
        await _app.Work();
        Assert.Empty(Places(Ann));
    }

    [Fact]
    public async Task The_export_contains_everything_held_on_a_person()
    {
        await _app.Send([Known.Visit("visitor-of-ann", Then.AddDays(-2)), Sent.Title(Ann, "VP"), .. Sent.Visits(Ann, 2), Known.Form(Ann, "visitor-of-ann", Then)]);
        await KeepUnreadable();
        await _app.Capture(Sent.Event(Ann, "custom.waiting"));

        var (status, export) = await _app.Export(Ann);
        Assert.Equal(200, status);
        Assert.Equal(Ann, export.GetProperty("lead").GetProperty("email").GetString());
        Assert.Contains("custom.waiting", export.GetProperty("events").EnumerateArray().Select(static e => e.GetProperty("type").GetString()));
        Assert.Equal(6, export.GetProperty("events").GetArrayLength());
        Assert.Contains("visitor:visitor-of-ann", export.GetProperty("names").EnumerateArray().Select(static name => name.GetString()));
        Assert.NotEmpty(export.GetProperty("decisions").EnumerateArray());
        Assert.NotEmpty(export.GetProperty("scores").EnumerateArray());
        Assert.Equal(3, export.GetProperty("rejected").GetArrayLength());
        Assert.Single(export.GetProperty("merged").EnumerateArray());
        Assert.Equal(404, (await _app.Export("nobody@acme.example")).Status);
    }

    [Theory]
    [InlineData("""{"email":"Ann.Berg@acme.example"}""", true)]
    [InlineData("""{"email":"ann.berg\u0040acme.example"}""", true)]
    [InlineData("email=ann.berg%40acme.example&x=1", true)]
    [InlineData("mailto:<ann.berg@acme.example>.", true)]
    [InlineData("joann.berg@acme.example", false)]
    [InlineData("ann.berg@acme.example.org", false)]
    [InlineData("ann.berg at acme.example", false)]
    public void A_text_names_a_person_by_the_address_in_any_writing(string text, bool named) =>
        Assert.Equal(named, PersonalText.Names(text, ["email:ann.berg@acme.example"]));

    [Theory]
    [InlineData("visitor:visitor-of-ann", "x visitor-of-ann y", true)]
    [InlineData("visitor:visitor-of-ann", "x visitor-of-bob y", false)]
    [InlineData("external:5", "5", false)]
    public void Other_ids_are_searched_for_only_if_they_are_long_enough(string name, string text, bool named) =>
        Assert.Equal(named, PersonalText.Names(text, [name]));

    // What nobody could read, and is filed under nobody.
    private async Task KeepUnreadable()
    {
        foreach (var text in new[] { $"{{ broken, {Ann}", $"email={Uri.EscapeDataString(Ann)}&z", $"{{ \"e\": \"{Ann.Replace("@", "\\u0040", StringComparison.Ordinal)}\"" })
            await _app.Get<RejectedStore>().Keep(new RejectedEvent("hooks/typeform/main", text, [new RequestError("", "LS-EVENT-001", "It is no JSON.", "Send JSON.")], Then, null), default);
    }

    private void AssertForgotten()
    {
        foreach (var name in new[] { Ann, Old, "visitor-of-ann", Ann.Replace("@", "%40", StringComparison.Ordinal), Ann.Replace("@", "\\u0040", StringComparison.Ordinal) })
            Assert.Empty(Places(name));
        Assert.All(QueueNames.All, queue => Assert.Empty(_app.Queues.Bodies(queue)));
        var ids = new[] { Ann, Old }.Select(_app.IdOf).Append(_app.Get<LeadIds>().OfName("visitor:visitor-of-ann")).ToHashSet(StringComparer.Ordinal);
        Assert.All(_app.Tables[TableNames.Leads].Rows.Where(row => ids.Contains(row.PartitionKey)), static row => Assert.Equal(RowKeys.Lead, row.RowKey));
    }

    // Where a text stands in storage, whatever the column.
    private List<string> Places(string text)
    {
        var found = new List<string>();
        foreach (var table in Tables)
        {
            foreach (var row in _app.Tables[table].Rows)
            {
                var all = new StringBuilder(row.PartitionKey).Append('\n').Append(row.RowKey);
                foreach (var (_, value) in row)
                    all.Append('\n').Append(value switch { byte[] bytes => Encoding.UTF8.GetString(bytes), BinaryData data => data.ToString(), _ => value?.ToString() });
                if (all.ToString().Contains(text, StringComparison.OrdinalIgnoreCase))
                    found.Add($"{table}: {row.PartitionKey} {row.RowKey}");
            }
        }

        return found;
    }
}
