using System.Text.Json;

using Azure;
using Azure.Messaging.ServiceBus;

using LeadScoring.Functions.Faults;
using LeadScoring.Functions.Health;
using LeadScoring.Functions.Messaging;
using LeadScoring.Functions.Storage;
using LeadScoring.Tests.Kit.Builders;
using LeadScoring.Tests.Kit.Drivers;
using LeadScoring.Tests.Kit.Fakes;

using Moq;

namespace LeadScoring.Tests.Health;

/// <summary>Health says whether the topic takes messages, since when they wait, and why; the log names the dependency that fails.</summary>
public sealed class TopicHealthTests
{
    private readonly Mock<ServiceBusSender> _sender = new();

    [Fact]
    public async Task A_topic_that_is_missing_is_found_before_anything_is_sent()
    {
        _sender.Setup(sender => sender.CreateMessageBatchAsync(It.IsAny<CancellationToken>())).ThrowsAsync(new ServiceBusException("ann@acme.example", ServiceBusFailureReason.MessagingEntityNotFound));
        var app = new InMemoryApp(new ServiceBusTopic(_sender.Object));

        var (status, topic) = await Topic(app);

        Assert.Equal((503, "unhealthy"), (status, topic.GetProperty("status").GetString()));
        Assert.Contains("lead-events does not accept messages: MessagingEntityNotFound.", topic.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Contains("Azure Service Bus Data Sender", topic.GetProperty("fix").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain("acme", topic.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_topic_that_would_take_a_message_is_healthy()
    {
        var app = new InMemoryApp(new ServiceBusTopic(_sender.Object));

        var (status, topic) = await Topic(app);

        Assert.Equal((200, "healthy"), (status, topic.GetProperty("status").GetString()));
        Assert.Contains("none waits", topic.GetProperty("detail").GetString(), StringComparison.Ordinal);
        _sender.Verify(sender => sender.SendMessageAsync(It.IsAny<ServiceBusMessage>(), It.IsAny<CancellationToken>()), Times.Never);
    }

    [Fact]
    public async Task Messages_that_wait_are_told_with_their_age_and_the_reason_until_they_are_taken()
    {
        var app = new InMemoryApp();
        await app.Publish(CrmModel.Yaml);
        app.Operations.Before = static operation => operation is { Place: InMemoryTopic.Place, Kind: OperationKind.Send } ? throw new TopicUnavailableException("down: ann@acme.example", reason: "ServiceBusy") : Task.CompletedTask;
        await app.Send([Company, Sent.Title("ann@acme.example", "VP"), .. Sent.Visits("ann@acme.example", 3)]);
        app.Clock.Advance(TimeSpan.FromMinutes(5));
        await app.Work();

        var (status, topic) = await Topic(app);

        Assert.Equal((200, "degraded"), (status, topic.GetProperty("status").GetString()));
        Assert.Contains("Messages have been waiting since 2026-03-01T12:00:00Z; the last that was sent failed at 2026-03-01T12:05:00Z: ServiceBusy.", topic.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Contains(app.Log, static line => line.Contains("The topic lead-events does not accept messages: ServiceBusy. The oldest waiting message was decided at 2026-03-01T12:00:00", StringComparison.Ordinal));
        Assert.DoesNotContain("acme", topic.GetRawText() + string.Join('\n', app.Log), StringComparison.Ordinal);

        app.Operations.Before = null;
        app.Clock.Advance(TimeSpan.FromMinutes(20));
        await app.Work();
        Assert.NotEmpty(app.Topic.Sent);
        Assert.Equal("healthy", (await Topic(app)).Check.GetProperty("status").GetString());
    }

    [Theory]
    [InlineData(29, "degraded")]
    [InlineData(30, "healthy")]
    public async Task An_outage_that_nobody_has_met_for_half_an_hour_is_over(int minutes, string status)
    {
        var app = new InMemoryApp();
        await app.Get<Functions.Storage.TopicOutages>().Note("ServiceBusy", InMemoryApp.Start, default);
        app.Clock.Advance(TimeSpan.FromMinutes(minutes));

        Assert.Equal(status, (await Topic(app)).Check.GetProperty("status").GetString());
    }

    [Theory]
    [InlineData("Due")]
    [InlineData("Board")]
    [InlineData("Sources")]
    public async Task Every_table_is_asked_whether_it_answers(string table)
    {
        var app = new InMemoryApp();
        app.Operations.Before = operation => operation.Place == table && operation.Kind == OperationKind.Read ? throw Named(new RequestFailedException(404, "ann@acme.example", "TableNotFound", null), $"The table {table}") : Task.CompletedTask;

        var answer = await InMemoryApp.Read(await app.Get<HealthHandler>().Deep(default));
        var storage = answer.Body.GetProperty("checks").EnumerateArray().Single(static check => check.GetProperty("name").GetString() == "storage");

        Assert.Equal((503, "unhealthy"), (answer.Status, storage.GetProperty("status").GetString()));
        Assert.Contains($"The table {table} answered 404 TableNotFound.", storage.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain("acme", storage.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_reason_names_the_dependency_that_fails()
    {
        Assert.Equal("The table Leads answered 503 ServerBusy.", Failure.ReasonOf(Named(new RequestFailedException(503, "x", "ServerBusy", null), "The table Leads")));
        Assert.Equal("The queue lead-rescore does not answer.", Failure.ReasonOf(Named(new RequestFailedException(0, "x"), "The queue lead-rescore")));
        Assert.Equal("The table Due does not answer.", Failure.ReasonOf(Named(new AggregateException(new RequestFailedException(0, "x")), "The table Due")));
        Assert.Equal("The topic lead-events does not accept messages: ServiceTimeout.", Failure.ReasonOf(new TopicUnavailableException("x", reason: "ServiceTimeout")));
        Assert.Equal("Storage answered 403 AuthorizationFailure.", Failure.ReasonOf(new RequestFailedException(403, "x", "AuthorizationFailure", null)));
    }

    [Fact]
    public async Task A_table_tells_its_name_with_its_faults()
    {
        var inner = new Mock<ITable>();
        inner.Setup(static table => table.Find(It.IsAny<string>(), It.IsAny<string>(), It.IsAny<CancellationToken>())).ThrowsAsync(new RequestFailedException(503, "x", "ServerBusy", null));

        var failed = await Assert.ThrowsAsync<RequestFailedException>(() => new NamedTable(inner.Object, "Board").Find("p", "r", default));

        Assert.Equal("The table Board answered 503 ServerBusy.", Failure.ReasonOf(failed));
    }

    [Fact]
    public async Task The_log_of_leads_that_are_put_off_says_why()
    {
        var app = new InMemoryApp();
        await app.Publish(CrmModel.Yaml);
        await app.Capture(Sent.Pricing("ann@acme.example"));
        app.Operations.Before = static operation => operation is { Place: "Leads", Kind: OperationKind.Read } ? throw Named(new RequestFailedException(503, "ann@acme.example", "ServerBusy", null), "The table Leads") : Task.CompletedTask;

        await app.Work();

        Assert.Contains(app.Log, static line => line.Contains("1 leads are retried in 00:00:10: The table Leads answered 503 ServerBusy.", StringComparison.Ordinal));
    }

    private static string Company => """{ "id": "company-1", "type": "profile.updated", "occurredAt": "2026-02-20T00:00:00Z", "lead": { "email": "ann@acme.example" }, "profile": { "company": "Acme" } }""";

    private static Exception Named(Exception fault, string name)
    {
        Dependency.Note(fault, name);
        return fault;
    }

    private static async Task<(int Status, JsonElement Check)> Topic(InMemoryApp app)
    {
        if (app.Get<Functions.Models.ModelCatalog>() is { } models && (await models.Active(default)).IsEmpty)
            await app.Publish(CrmModel.Yaml);
        var (status, body) = await InMemoryApp.Read(await app.Get<HealthHandler>().Deep(default));
        return (status, body.GetProperty("checks").EnumerateArray().Single(static check => check.GetProperty("name").GetString() == "topic"));
    }
}
