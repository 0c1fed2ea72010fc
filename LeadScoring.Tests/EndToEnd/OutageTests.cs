using System.Net;
using System.Text.Json;
using LeadScoring.Domain.Leads;
using LeadScoring.Tests.Kit.Builders;
using LeadScoring.Tests.Kit.Drivers;

namespace LeadScoring.Tests.EndToEnd;

/// <summary>Without its storage the app says so and loses nothing; what is broken in it stays with the lead or message that it belongs to.</summary>
[Collection(nameof(OnOneApp))]
[Needs(Need.Processes)]
public sealed class OutageTests(RunningApp running)
{
    private const string Model = "inbound";

    [Fact]
    public async Task A_sender_is_asked_to_try_again_while_the_storage_is_down()
    {
        await running.Publish(Model);
        var sent = Sent.At("outage@acme.example", "email.clicked", RunningApp.Evening);
        await running.App.StopStorage();
        using (var answer = await running.App.Http.PostAsync("/api/v1/events", EventsBody.Of([sent])))
        {
            using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
            Assert.Equal((HttpStatusCode.ServiceUnavailable, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
            Assert.Equal("LS-HTTP-503", problem.RootElement.GetProperty("code").GetString());
            Assert.Contains("same request again", problem.RootElement.GetProperty("fix").GetString(), StringComparison.Ordinal);
            Assert.NotNull(answer.Headers.RetryAfter?.Delta);
        }

        await running.App.StartStorage();
        await running.Send(sent);
        await running.Rest();
        Assert.Equal(new FromScratch(RunningApp.Document(Model)).Explain([sent], RunningApp.Evening), await running.Explanation("outage@acme.example", Model));
    }

    [Fact]
    public async Task A_lead_with_a_damaged_state_is_parked_alone_and_recovers_when_it_is_fixed()
    {
        await running.Publish(Model);
        var first = Sent.At("broken@acme.example", "form.submitted", RunningApp.Evening, ("form", "planning-assessment"));
        var broken = (await running.Send(first)).Values.Single();
        await running.Rest();
        var row = (await running.Storage.Leads.GetEntityAsync<Azure.Data.Tables.TableEntity>(broken, "lead")).Value;
        var good = row.GetBinary("d");
        await Write([0x7b, 0xff, 0x00]);

        var second = Sent.At("broken@acme.example", "email.clicked", RunningApp.Evening);
        await running.Send(second, Sent.At("whole@acme.example", "email.clicked", RunningApp.Evening));
        await Eventually.True(async () => (await AppStorage.Rows(running.Storage.Parked, "lead")).Any(parked => parked.RowKey == broken), TimeSpan.FromSeconds(60));
        await running.Rest();

        Assert.Equal(1, (await running.Lead("whole@acme.example", Model)).GetProperty("version").GetInt32());
        var health = await Check("parked-leads");
        Assert.Equal("degraded", health.GetProperty("status").GetString());
        Assert.Contains("1 with LS-LEAD-001", health.GetProperty("detail").GetString(), StringComparison.Ordinal);
        using (var answer = await running.App.Http.GetAsync($"/api/v1/leads/{broken}"))
        {
            Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
            Assert.Contains("\"LS-LEAD-001\"", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        Assert.Single(await AppStorage.Rows(running.Storage.Leads, broken), static stored => stored.RowKey.StartsWith("pending:", StringComparison.Ordinal));

        await Write(good);
        await running.App.MoveClock(RunningApp.Evening.AddHours(2));
        await running.App.Run("CheckDeadlines");
        await Eventually.True(async () => (await AppStorage.Rows(running.Storage.Parked, "lead")).Count == 0, TimeSpan.FromSeconds(60));
        await running.Rest();
        await running.App.MoveClock(RunningApp.Evening);
        Assert.Equal("healthy", (await Check("parked-leads")).GetProperty("status").GetString());
        Assert.Equal(new FromScratch(RunningApp.Document(Model)).Explain([first, second], RunningApp.Evening), await running.Explanation(broken, Model));

        async Task Write(byte[] bytes)
        {
            row["d"] = bytes;
            await running.Storage.Leads.UpdateEntityAsync(row, Azure.ETag.All, Azure.Data.Tables.TableUpdateMode.Replace);
        }
    }

    [Fact]
    public async Task An_unreadable_message_ends_in_the_poison_queue_and_others_go_on()
    {
        await running.Publish(Model);
        await running.Storage.Queue("lead-rescore").SendMessageAsync("garbage");
        await running.Send(Sent.At("beside@acme.example", "email.clicked", RunningApp.Evening));
        await Eventually.True(async () => (await Check("poison:lead-rescore")).GetProperty("status").GetString() == "degraded", TimeSpan.FromSeconds(60));
        await running.Rest();

        Assert.Equal(1, await running.Storage.Depth("lead-rescore-poison"));
        Assert.StartsWith("1 messages", (await Check("poison:lead-rescore")).GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal(1, (await running.Lead("beside@acme.example", Model)).GetProperty("version").GetInt32());
    }

    private async Task<JsonElement> Check(string name) =>
        (await running.Get("/api/v1/health/deep")).GetProperty("checks").EnumerateArray().Single(check => check.GetProperty("name").GetString() == name);
}
