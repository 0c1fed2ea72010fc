using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Azure.Messaging.ServiceBus;
using LeadScoring.Functions.Faults;
using LeadScoring.Functions.Messaging;
using LeadScoring.Local.ServiceBus;
using LeadScoring.Local.ServiceBus.Faults;
using LeadScoring.Tests.Kit.Drivers;

namespace LeadScoring.Tests.Messaging;

/// <summary>The product's sender with the genuine client over AMQP, and what each failure means for the outbox.</summary>
[Needs(Need.Network)]
public sealed class ServiceBusTopicTests : IAsyncLifetime
{
    private readonly TestBus _bus = TestBus.Start();
    private ServiceBusClient _impatient = null!;

    public Task InitializeAsync()
    {
        _impatient = _bus.Connect(retries: 0);
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        await _impatient.DisposeAsync();
        await _bus.DisposeAsync();
    }

    [Fact]
    public async Task A_receiver_gets_what_the_page_about_messages_says()
    {
        await Topic(_impatient).Send(Message(1, trace: "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"), default);

        await using var session = await _bus.AcceptNext();
        var message = await session.ReceiveMessageAsync();

        Assert.Equal(("lead", "lead:b2b-saas:1", "lead.qualified", "application/cloudevents+json"), (session.SessionId, message.MessageId, message.Subject, message.ContentType));
        Assert.Equal(
            ["Diagnostic-Id", "grade", "traceparent", "type"], message.ApplicationProperties.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("lead", JsonElement.Parse(message.Body.ToString()).GetProperty("subject").GetString());
    }

    [Fact]
    public async Task A_message_whose_answer_was_lost_has_one_effect_when_it_is_sent_again()
    {
        _bus.Faults.Sends.Add(BusFault.CutAfter);
        await Assert.ThrowsAsync<TopicUnavailableException>(() => Topic(_impatient).Send(Message(1), default));

        await Topic(_impatient).Send(Message(1), default);
        await Topic(_impatient).Send(Message(2), default);

        Assert.Equal(["lead:b2b-saas:1", "lead:b2b-saas:2"], await Received());
    }

    [Fact]
    public async Task A_connection_that_breaks_costs_nothing_where_the_client_tries_again()
    {
        var topic = Topic(_bus.Client);

        await topic.Send(Message(1), default);
        _bus.Faults.Sends.Add(BusFault.CutBefore);
        await topic.Send(Message(2), default);
        _bus.Faults.Sends.Add(BusFault.CutAfter);
        await topic.Send(Message(3), default);

        Assert.Equal(0, _bus.Faults.Sends.Left);
        Assert.Equal(["lead:b2b-saas:1", "lead:b2b-saas:2", "lead:b2b-saas:3"], await Received());
    }

    [Fact]
    public async Task While_the_bus_is_down_messages_wait_and_go_when_it_is_up()
    {
        await Topic(_impatient).Send(Message(1), default);
        _bus.Bus.Down();

        var down = await Assert.ThrowsAsync<TopicUnavailableException>(() => Topic(_impatient).Send(Message(2), default));
        _bus.Bus.Up();
        await Topic(_impatient).Send(Message(2), default);

        Assert.Contains(down.Reason, Unreachable);
        Assert.Equal(["lead:b2b-saas:1", "lead:b2b-saas:2"], await Received());
    }

    [Theory]
    [InlineData(nameof(BusFault.CutBefore), "ServiceCommunicationProblem")]
    [InlineData(nameof(BusFault.ServerBusy), "ServiceBusy")]
    [InlineData(nameof(BusFault.Unauthorized), "UnauthorizedAccessException")]
    [InlineData(nameof(BusFault.QuotaExceeded), "QuotaExceeded")]
    [InlineData(nameof(BusFault.Disabled), "MessagingEntityDisabled")]
    public async Task What_passes_is_never_the_message_s_fault(string fault, string reason)
    {
        _bus.Faults.Sends.Add(Enum.Parse<BusFault>(fault));

        var failure = await Assert.ThrowsAsync<TopicUnavailableException>(() => Topic(_impatient).Send(Message(1), default));

        Assert.Equal((reason, 0), (failure.Reason, _bus.Waiting));
        Assert.DoesNotContain("127.0.0.1", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lost_role_and_a_deleted_topic_pass_too()
    {
        _bus.Faults.RefusesTokens = true;
        var unauthorized = await Assert.ThrowsAsync<TopicUnavailableException>(() => Topic(_impatient).Send(Message(1), default));
        _bus.Faults.RefusesTokens = false;
        _bus.Faults.HasNoTopic = true;
        var missing = await Assert.ThrowsAsync<TopicUnavailableException>(() => Topic(_impatient).Send(Message(1), default));
        _bus.Faults.HasNoTopic = false;
        await Topic(_impatient).Send(Message(1), default);

        Assert.Equal(("UnauthorizedAccessException", "MessagingEntityNotFound", 1), (unauthorized.Reason, missing.Reason, _bus.Waiting));
    }

    [Fact]
    public async Task A_message_that_is_too_large_is_refused_for_good_and_the_next_goes()
    {
        await Assert.ThrowsAsync<TopicRefusedException>(() => Topic(_impatient).Send(Message(1, text: new string('x', 300_000)), default));

        await Topic(_impatient).Send(Message(2), default);

        Assert.Equal(["lead:b2b-saas:2"], await Received());
    }

    [Fact]
    public async Task An_id_that_no_message_can_have_is_refused_for_good() =>
        await Assert.ThrowsAsync<TopicRefusedException>(() => Topic(_impatient).Send(Message(1) with { MessageId = new string('x', 129) }, default));

    [Theory]
    [InlineData(typeof(InvalidOperationException))]
    [InlineData(typeof(ObjectDisposedException))]
    [InlineData(typeof(NotSupportedException))]
    public void What_is_not_known_waits(Type type)
    {
        var failure = (Exception)(type == typeof(ObjectDisposedException) ? new ObjectDisposedException("client") : Activator.CreateInstance(type)!);

        Assert.Equal(type.Name, Assert.IsType<TopicUnavailableException>(ServiceBusFailures.ToTopic(failure, "id")).Reason);
    }

    // Which of them depends on where the client was when it noticed.
    private static readonly string[] Unreachable = ["ServiceCommunicationProblem", "ServiceTimeout"];

    private static ServiceBusTopic Topic(ServiceBusClient client) => new(client.CreateSender(ServiceBusTopic.Name));

    private async Task<IReadOnlyList<string>> Received()
    {
        await using var session = await _bus.AcceptNext();
        var ids = new List<string>();
        while (_bus.Waiting > 0)
        {
            var message = await session.ReceiveMessageAsync();
            ids.Add(message.MessageId);
            await session.CompleteMessageAsync(message);
        }

        return ids;
    }

    private static TopicMessage Message(int number, string text = "", string? trace = null) => new()
    {
        MessageId = $"lead:b2b-saas:{number}",
        SessionId = "lead",
        Subject = "lead.qualified",
        Properties = ImmutableSortedDictionary<string, string>.Empty.Add("type", "lead.qualified").Add("grade", "A1"),
        Json = Encoding.UTF8.GetBytes($$"""{ "subject": "lead", "text": "{{text}}"{{(trace is null ? "" : $", \"traceparent\": \"{trace}\"")}} }"""),
    };
}
