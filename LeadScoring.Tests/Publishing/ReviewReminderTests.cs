using System.Text.Json;

using Azure.Data.Tables;

using LeadScoring.Functions.Faults;
using LeadScoring.Functions.Messages;
using LeadScoring.Functions.Messaging;
using LeadScoring.Functions.Models;
using LeadScoring.Functions.Publishing;
using LeadScoring.Functions.Storage;
using LeadScoring.Tests.Kit.Builders;
using LeadScoring.Tests.Kit.Drivers;
using LeadScoring.Tests.Kit.Fakes;
using LeadScoring.Tests.Previews;
using LeadScoring.Tests.Simulation;

using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace LeadScoring.Tests.Publishing;

/// <summary>A review that is due is listed, and said once: on the topic, in the audit log and in the log; whatever fails in between.</summary>
public sealed class ReviewReminderTests
{
    private const string Type = "system.review.due";

    private static readonly string Reviewed = SalesModel.With("title: Sales", "title: Sales\nreview: { every: 90d }");

    // Ninety days after 1 March.
    private static readonly DateTimeOffset Due = new(2026, 5, 30, 0, 0, 0, TimeSpan.Zero);

    private readonly InMemoryApp _app = new();
    private readonly PublishDriver _driver;

    public ReviewReminderTests() => _driver = new PublishDriver(_app);

    [Fact]
    public async Task A_review_that_is_due_is_listed_in_health_and_said_once()
    {
        await Published(Reviewed);
        Assert.Equal(("2026-05-30", false), ((await Listed()).GetProperty("reviewBy").GetString(), (await Listed()).GetProperty("reviewDue").GetBoolean()));
        await Run();
        Assert.Empty(_app.Tables["Audit"].Rows);
        Assert.Empty(_app.Topic.Sent);

        _app.Clock.MoveTo(Due);
        await Run();
        await Run();
        // Another process knows nothing of this one.
        await Another().Run(default);

        Assert.True((await Listed()).GetProperty("reviewDue").GetBoolean());
        var said = Assert.Single(_app.Tables["Audit"].Rows);
        Assert.Equal(("model.review.due", "sales version 1", "system"), (said.GetString("action"), said.GetString("subject"), said.GetString("actor")));
        Assert.Single(_app.Topic.Sent);
        Assert.Equal(("degraded", "These models are due for a review: sales since 2026-05-30."), await Health("reviews"));

        await Published(Reviewed + "# reviewed\n");
        Assert.False((await Listed()).GetProperty("reviewDue").GetBoolean());
        _app.Clock.MoveTo(Due.AddDays(90));
        await Run();
        Assert.Equal(["system.review.due:sales:1", "system.review.due:sales:2"], _app.Topic.Sent.Select(static message => message.MessageId));
    }

    [Fact]
    public async Task The_message_is_about_the_model_and_no_lead()
    {
        await Published(SalesModel.With("title: Sales", "title: Sales\ntimeZone: America/Los_Angeles\nreview: { every: 90d }"));
        _app.Clock.MoveTo(Due);
        await Run();
        Assert.Empty(_app.Topic.Sent);

        _app.Clock.MoveTo(Due.AddHours(7));
        await Run();

        var message = Assert.Single(_app.Topic.Sent);
        Assert.Equal(("system.review.due:sales:1", "sales", Type), (message.MessageId, message.SessionId, message.Subject));
        Assert.Equal(["model=sales", "type=system.review.due"], message.Properties.Select(static property => $"{property.Key}={property.Value}"));
        Assert.Equal(
            """{"model":"sales","title":"Sales","version":1,"publishedAt":"2026-03-01T12:00:00Z","reviewBy":"2026-05-30","timeZone":"America/Los_Angeles"}""",
            message.Body.GetProperty("data").GetRawText());
        Assert.Equal("2026-05-30T07:00:00Z", message.Body.GetProperty("time").GetString());
    }

    [Fact]
    public async Task The_list_of_messages_has_it_by_its_type_and_subscription()
    {
        await Published(Reviewed);
        _app.Clock.MoveTo(Due);
        await _app.Send(Sent.At("ann@acme.example", "form.submitted", Due, ("form", "contact-us")));
        await Run();

        foreach (var query in (string[])[$"?type={Type}", "?subscription=operations", $"?subscription=operations&type={Type},lead.inquired"])
            Assert.Equal(["sales"], (await Messages(query)).Select(static message => message.GetProperty("sessionId").GetString()));
        foreach (var query in (string[])["?subscription=crm-sync", "?subscription=marketing", $"?lead={_app.IdOf("ann@acme.example")}"])
        {
            var about = await Messages(query);
            Assert.NotEmpty(about);
            Assert.All(about, message => Assert.Equal(_app.IdOf("ann@acme.example"), message.GetProperty("sessionId").GetString()));
        }

        // Without a subscription, everything that was sent.
        Assert.Equal(_app.Topic.Sent.Count, (await Messages("")).Count);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task While_the_topic_takes_nothing_it_is_tried_again_and_nothing_else_is_said(bool isRefused)
    {
        await Published(Reviewed);
        _app.Clock.MoveTo(Due);
        var isDown = true;
        _app.Operations.Before = operation => isDown && operation is { Place: InMemoryTopic.Place, Kind: OperationKind.Send }
            ? throw (isRefused ? new TopicRefusedException("Service Bus refuses it.") : new TopicUnavailableException("down", reason: "ServiceTimeout"))
            : Task.CompletedTask;

        for (var quarter = 0; quarter < 3; quarter++)
        {
            await Run();
            _app.Clock.Advance(TimeSpan.FromMinutes(15));
        }

        Assert.Empty(_app.Tables["Audit"].Rows);
        var (status, detail) = await Health("topic");
        Assert.Equal("degraded", status);
        Assert.Contains($"waiting since 2026-05-30T00:00:00Z", detail, StringComparison.Ordinal);
        Assert.Contains(isRefused ? "Service Bus refuses it." : "ServiceTimeout", detail, StringComparison.Ordinal);

        isDown = false;
        await Another().Run(default);

        // Said when it was found, however long it waited.
        Assert.Equal("2026-05-30T00:00:00Z", Assert.Single(_app.Topic.Sent).Body.GetProperty("time").GetString());
        Assert.Single(_app.Tables["Audit"].Rows);
        Assert.Equal("healthy", (await Health("topic")).Status);
    }

    [Fact]
    public async Task A_version_that_was_replaced_while_the_topic_was_away_needs_no_review()
    {
        await Published(Reviewed);
        _app.Clock.MoveTo(Due);
        _app.Operations.Before = static operation => operation.Place == InMemoryTopic.Place ? throw new TopicUnavailableException("down") : Task.CompletedTask;
        await Run();
        _app.Operations.Before = null;
        await Published(Reviewed + "# reviewed\n");

        await Run();
        Assert.Empty(_app.Topic.Sent);
        _app.Clock.MoveTo(Due.AddDays(90));
        await Run();

        Assert.Equal("system.review.due:sales:2", Assert.Single(_app.Topic.Sent).MessageId);
    }

    [Fact]
    public async Task What_an_older_app_said_is_not_said_again()
    {
        await Published(Reviewed);
        await _app.Tables.Models.Upsert(new TableEntity("sales", ModelRows.Review) { ["version"] = 1 }, default);
        _app.Clock.MoveTo(Due);

        await Run();

        Assert.Empty(_app.Topic.Sent);
        Assert.Empty(_app.Tables["Audit"].Rows);
    }

    [Fact]
    public async Task Two_processes_that_look_at_once_say_the_same()
    {
        await Published(Reviewed);
        _app.Clock.MoveTo(Due);
        var other = Another();
        var isFirst = true;
        _app.Operations.Before = async operation =>
        {
            // The other process is through between this one's look and its write.
            if (!isFirst || operation is not { Place: "Models", Kind: OperationKind.Insert })
                return;
            isFirst = false;
            _app.Clock.Advance(TimeSpan.FromSeconds(1));
            await other.Run(default);
        };

        await Run();
        await Run();

        Assert.Single(_app.Topic.Delivered);
        Assert.Single(_app.Topic.Sent.Select(static message => message.Body.GetRawText()).Distinct());
        Assert.Single(_app.Tables["Audit"].Rows);
    }

    [Fact]
    public async Task A_crash_at_any_call_says_it_again_and_the_same()
    {
        var steps = new Func<World, Task>[] { static world => world.Process.GetRequiredService<ReviewReminder>().Run(default) };
        var (_, calls) = await History.Play(Prepare, steps, killAt: null, after: false);
        Assert.True(calls >= 7, $"the history of {calls} calls is too short to say anything");
        for (var call = 1; call <= calls; call++)
        {
            foreach (var after in new[] { false, true })
            {
                var (world, _) = await History.Play(Prepare, steps, call, after);

                Assert.Equal("system.review.due:sales:1", Assert.Single(world.Topic.Delivered).MessageId);
                Assert.Single(world.Topic.Sent.Select(static message => message.Body.GetRawText()).Distinct());
                Assert.InRange(world.Tables[TableNames.Audit].Rows.Count, 1, 2);
                var row = (await world.Tables.Models.Find("sales", ModelRows.Review, default))!;
                Assert.Equal((1, false), (row.GetInt32("version"), row.ContainsKey("waiting")));
            }
        }

        static async Task Prepare(World world)
        {
            await world.Publish("sales", Reviewed);
            world.Clock.Advance(TimeSpan.FromDays(90));
        }
    }

    private Task Run() => _app.Get<ReviewReminder>().Run(default);

    private ReviewReminder Another() => ActivatorUtilities.CreateInstance<ReviewReminder>(_app.Services);

    private async Task<JsonElement> Listed() => (await InMemoryApp.Read(await _app.Get<ModelsHandler>().List(new QueryCollection(), default))).Body.GetProperty("models")[0];

    private async Task<IReadOnlyList<JsonElement>> Messages(string query)
    {
        var (status, body) = await InMemoryApp.Ask(asked => _app.Get<MessagesHandler>().Handle(asked, default), query);
        Assert.True(status == 200, body.ToString());
        return [.. body.GetProperty("messages").EnumerateArray()];
    }

    private async Task<(string? Status, string? Detail)> Health(string name)
    {
        var check = (await InMemoryApp.Read(await _app.Get<Functions.Health.HealthHandler>().Deep(default))).Body.GetProperty("checks").EnumerateArray().Single(check => check.GetProperty("name").GetString() == name);
        return (check.GetProperty("status").GetString(), check.GetProperty("detail").GetString());
    }

    private async Task Published(string yaml)
    {
        await _driver.Save(yaml);
        var (status, answer) = await _driver.Publish();
        Assert.True(status == 202, answer.ToString());
        await _app.Work();
    }
}
