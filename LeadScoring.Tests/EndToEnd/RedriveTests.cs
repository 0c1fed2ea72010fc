using System.Text.Json.Nodes;
using Azure.Data.Tables;
using LeadScoring.Domain.Events;
using LeadScoring.Domain.Leads;
using LeadScoring.Local;
using LeadScoring.Tests.Kit.Builders;
using LeadScoring.Tests.Kit.Drivers;

namespace LeadScoring.Tests.EndToEnd;

/// <summary>What got stuck in the real app goes on once its cause is mended and <c>leads redrive</c> was run.</summary>
[Needs(Need.Processes)]
public sealed class RedriveTests(RunningApp running) : IClassFixture<RunningApp>
{
    private const string Model = "inbound";

    [Fact]
    public async Task A_night_that_failed_on_a_damaged_row_is_repeated_after_the_row_is_fixed()
    {
        await running.Publish(Model);
        var lead = (await running.Send(Sent.At("stuck@acme.example", "email.clicked", RunningApp.Evening))).Values.Single();
        await running.Rest();
        var bucket = $"night:{LeadIds.BucketOf(lead):D3}";
        var due = running.Storage.Table("Due");
        // A row that nobody can read, before that of the lead, which is due by now.
        await due.UpsertEntityAsync(new TableEntity(bucket, "0"));
        await due.UpsertEntityAsync(new TableEntity(bucket, $"20260303:{lead}"));
        await running.App.Run("ApplyDecay");
        await Eventually.True(async () => await running.Storage.Depth("lead-sweep") == 0 && await Poison() == 1, TimeSpan.FromSeconds(90));
        Assert.Contains(await AppStorage.Rows(due, bucket), row => row.RowKey == $"20260303:{lead}");

        Assert.Equal(0, await Redrive());
        Assert.Equal(1, await Poison());

        await due.DeleteEntityAsync(bucket, "0");
        Assert.Equal(0, await Redrive("poison", "--go"));
        await running.Rest();
        Assert.Equal(0, await Poison());
        Assert.DoesNotContain(await AppStorage.Rows(due, bucket), row => row.RowKey == $"20260303:{lead}");

        async Task<int> Poison() => (await running.Get("/api/v1/health/deep")).GetProperty("checks").EnumerateArray()
            .Single(static check => check.GetProperty("name").GetString() == "poison:lead-sweep").GetProperty("status").GetString() == "degraded" ? await running.Storage.Depth("lead-sweep-poison") : 0;
    }

    [Fact]
    public async Task Redriving_the_poison_queue_scores_its_leads_and_leaves_unreadable_messages()
    {
        await running.Publish(Model);
        await running.Send(Sent.At("first@acme.example", "email.clicked", RunningApp.Evening));
        await running.Rest();
        var (lead, pending) = await Unasked("poisoned@acme.example");
        await running.Storage.Queue("lead-rescore-poison").CreateIfNotExistsAsync();
        await running.Storage.Queue("lead-rescore-poison").SendMessageAsync(new JsonObject { ["leads"] = new JsonArray(lead) }.ToJsonString());
        await running.Storage.Queue("lead-rescore-poison").SendMessageAsync("garbage");

        Assert.Equal(2, await Redrive("poison", "--queue", "lead-rescore", "--go"));
        await running.Rest();

        Assert.Equal(new FromScratch(RunningApp.Document(Model)).Explain([pending], RunningApp.Evening), await running.Explanation(lead, Model));
        Assert.Equal(1, await running.Storage.Depth("lead-rescore-poison"));
        Assert.Equal(0, await Redrive("poison", "--go", "--delete-unreadable"));
        Assert.Equal(0, await running.Storage.Depth("lead-rescore-poison"));
    }

    [Fact]
    public async Task A_lead_without_a_queue_message_is_found_by_its_waiting_work()
    {
        await running.Publish(Model);
        var (lead, pending) = await Unasked("forgotten@acme.example");

        Assert.Equal(0, await Redrive("waiting", "--go"));
        await running.Rest();

        Assert.Equal(new FromScratch(RunningApp.Document(Model)).Explain([pending], RunningApp.Evening), await running.Explanation(lead, Model));
    }

    [Fact]
    public async Task A_parked_lead_is_retried_at_once_and_released_when_it_works()
    {
        await running.Publish(Model);
        var lead = (await running.Send(Sent.At("parked@acme.example", "email.clicked", RunningApp.Evening))).Values.Single();
        await running.Rest();
        await running.Storage.Parked.UpsertEntityAsync(new TableEntity("lead", lead) { ["code"] = "LS-LEAD-999", ["reason"] = "test", ["attempts"] = 5, ["at"] = RunningApp.Evening });

        Assert.Equal(0, await Redrive("parked", "--go"));
        await running.Rest();

        Assert.DoesNotContain(await AppStorage.Rows(running.Storage.Parked, "lead"), row => row.RowKey == lead);
    }

    [Fact]
    public async Task A_message_that_was_refused_for_good_is_sent_again_under_its_own_id()
    {
        await running.Publish(Model);
        var lead = (await running.Send(Sent.At("refused@acme.example", "form.submitted", RunningApp.Evening, ("form", "planning-assessment")))).Values.Single();
        await running.Rest();
        var (message, text) = (await running.Storage.Published()).First(told => told.Message.SessionId == lead);
        var parked = new TableEntity("message", $"{lead}:0000000001") { ["code"] = "LS-TOPIC-001", ["reason"] = "too large", ["at"] = RunningApp.Evening, ["d"] = System.Text.Encoding.UTF8.GetBytes(text) };
        await running.Storage.Parked.UpsertEntityAsync(parked);

        Assert.Equal(0, await Redrive("parked", "--go"));
        await running.Rest();

        Assert.Equal(2, (await running.Storage.Published()).Count(told => told.Message.MessageId == message.MessageId));
        Assert.Empty(await AppStorage.Rows(running.Storage.Parked, "message"));
    }

    [Fact]
    public async Task A_dead_letter_of_a_local_subscription_goes_back_to_that_one_only()
    {
        await running.Publish(Model);
        var lead = (await running.Send(Sent.At("letter@acme.example", "form.submitted", RunningApp.Evening, ("form", "planning-assessment")))).Values.Single();
        await running.Rest();
        var (message, text) = (await running.Storage.Published()).First(told => told.Message.SessionId == lead);
        var marketing = await running.Storage.Depth("topic-marketing");
        var letters = running.Storage.Queue("topic-crm-sync-deadletter");
        await letters.CreateIfNotExistsAsync();
        await letters.SendMessageAsync(new JsonObject { ["reason"] = "missing-field", ["description"] = "test", ["messageId"] = message.MessageId, ["message"] = text }.ToJsonString());

        Assert.Equal(0, await Redrive("dead-letters", "--go"));

        Assert.Equal(2, (await running.Storage.Published()).Count(told => told.Message.MessageId == message.MessageId));
        Assert.Equal((marketing, 0), (await running.Storage.Depth("topic-marketing"), await running.Storage.Depth("topic-crm-sync-deadletter")));
    }

    [Fact]
    public async Task A_redrive_that_is_not_possible_is_refused()
    {
        Assert.Equal(1, await Program.Main(["redrive", "--data", Path.Combine(Path.GetTempPath(), "no-such-folder-of-leads")]));
        Assert.Equal(1, await Program.Main(["redrive", "--storage", "nonsense"]));
        Assert.Equal(1, await Redrive("everything"));
        Assert.Equal(1, await Redrive("--go"));
        Assert.Equal(1, await Redrive("poison", "--queue", "lead-nothing"));
        Assert.Equal(1, await Redrive("poison", "--limit", "0"));
    }

    private Task<int> Redrive(params string[] arguments) => Program.Main(["redrive", .. arguments, "--data", running.App.Data]);

    // Captured, but the message that asks for the lead is lost before it is seen: the app is down meanwhile.
    private async Task<(string Lead, string Event)> Unasked(string email)
    {
        var sent = Sent.At(email, "email.clicked", RunningApp.Evening);
        var lead = (await running.Send(sent)).Values.Single();
        await running.Rest();
        var logged = (await AppStorage.Rows(running.Storage.Leads, lead)).Single(static row => row.RowKey.StartsWith("event:", StringComparison.Ordinal));
        var pending = new TableEntity(lead, "pending:" + logged.RowKey["event:".Length..]) { ["hash"] = logged["hash"], ["d"] = logged["d"] };
        foreach (var row in await AppStorage.Rows(running.Storage.Leads, lead))
            await running.Storage.Leads.DeleteEntityAsync(lead, row.RowKey);
        await running.Storage.Leads.AddEntityAsync(pending);
        return (lead, sent);
    }
}
