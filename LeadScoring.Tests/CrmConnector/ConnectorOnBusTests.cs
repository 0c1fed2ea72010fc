using LeadScoring.CrmConnector;
using LeadScoring.CrmConnector.Sources;
using LeadScoring.Local.ServiceBus;
using LeadScoring.Local.ServiceBus.Faults;
using LeadScoring.Tests.Kit.Drivers;

namespace LeadScoring.Tests.CrmConnector;

/// <summary>The sample connector with the genuine client over AMQP: whatever breaks, the file ends the same.</summary>
[Needs(Need.Network)]
public sealed class ConnectorOnBusTests : IAsyncLifetime, IDisposable
{
    private static readonly BinaryData[] Story =
    [
        Messages.Body("lead.inquired", 1, model: null),
        Messages.Body("lead.qualified", 2),
        Messages.Body("lead.qualified", 1, Messages.Bob),
        Messages.Body("lead.cloned", 3),
        Messages.Body("lead.upgraded", 4),
        Messages.Body("lead.recycled", 2, Messages.Bob),
        Messages.Body("lead.signal", 5),
    ];

    private readonly TestBus _bus = TestBus.Start();
    private readonly Connector _connector = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _bus.DisposeAsync();

    public void Dispose() => _connector.Dispose();

    [Fact]
    public async Task Each_lead_ends_with_its_newest_message_and_bad_ones_are_put_aside()
    {
        await Send(Story);

        await HandleAll();

        Assert.Equal(("5", "lead.signal"), (_connector.Row()["sequence"], _connector.Row()["last_message"]));
        Assert.Equal(("2", "lead.recycled"), (_connector.Row(Messages.Bob)["sequence"], _connector.Row(Messages.Bob)["last_message"]));
        var letter = Assert.Single(_bus.DeadLetters);
        Assert.Equal((Messages.Id(3), "unknown-type"), (letter.Sent.MessageId, letter.Dead?.Reason));
        Assert.Contains("Fix: ", letter.Dead?.Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Messages_of_a_lead_are_applied_in_their_order_and_none_as_old()
    {
        await Send([.. Enumerable.Range(1, 40).Select(static number => Messages.Body("lead.upgraded", number))]);

        await HandleAll();

        Assert.Equal("40", _connector.Row()["sequence"]);
        Assert.Equal(40, _connector.Log.Count(static line => line.Contains(": applied.", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("deliveries", nameof(BusFault.CutBefore))]
    [InlineData("deliveries", nameof(BusFault.CutAfter))]
    [InlineData("deliveries", nameof(BusFault.LockLost))]
    [InlineData("settlements", nameof(BusFault.CutBefore))]
    [InlineData("settlements", nameof(BusFault.CutAfter))]
    [InlineData("settlements", nameof(BusFault.LockLost))]
    public async Task Whatever_breaks_nothing_is_lost_or_doubled(string place, string fault)
    {
        await Send(Story);
        var plan = place == "deliveries" ? _bus.Faults.Deliveries : _bus.Faults.Settlements;
        // The third: something was done before.
        plan.Add(BusFault.None, 2);
        plan.Add(Enum.Parse<BusFault>(fault));

        await HandleAll();

        Assert.Equal(0, plan.Left);
        Assert.Equal(("5", "lead.signal"), (_connector.Row()["sequence"], _connector.Row()["last_message"]));
        Assert.Equal(("2", "lead.recycled"), (_connector.Row(Messages.Bob)["sequence"], _connector.Row(Messages.Bob)["last_message"]));
        Assert.Equal(3, _connector.Table.Rows.Count);
        Assert.Equal(Messages.Id(3), Assert.Single(_bus.DeadLetters).Sent.MessageId);
    }

    [Fact]
    public async Task A_bus_that_is_down_for_a_while_is_waited_for()
    {
        await using var source = Source();
        var handler = Handler(source);
        await Send(Messages.Body("lead.qualified", 1));
        await handler.Round(default);
        _bus.Bus.Down();

        await Assert.ThrowsAnyAsync<Exception>(() => handler.Round(default).WaitAsync(TimeSpan.FromSeconds(30)));
        _bus.Bus.Up();
        await Send(Messages.Body("lead.upgraded", 2));
        await HandleAll(handler);

        Assert.Equal("2", _connector.Row()["sequence"]);
    }

    [Fact]
    public async Task Messages_that_cannot_be_written_are_given_back_and_come_again_in_order()
    {
        await using var source = Source();
        var handler = Handler(source);
        await Send(Story);
        _connector.Disk.Step = static step => throw new IOException(step);

        await Assert.ThrowsAsync<LeadScoring.CrmConnector.Crm.CrmFileBusyException>(() => handler.Round(default));
        _connector.Disk.Step = static _ => { };
        await HandleAll(handler);

        Assert.Equal(("5", "lead.signal"), (_connector.Row()["sequence"], _connector.Row()["last_message"]));
        Assert.DoesNotContain(_connector.Log, static line => line.Contains(": old.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Many_leads_share_one_write_of_the_file()
    {
        const int Leads = 200;
        var writes = 0;
        _connector.Disk.Step = step => writes += step == "after move" ? 1 : 0;
        await Send([.. Enumerable.Range(0, Leads).Select(static lead => Messages.Body("lead.qualified", 1, $"lead-{lead}"))]);

        await HandleAll();

        Assert.Equal(Leads, _connector.Table.Rows.Count);
        Assert.InRange(writes, 1, Leads / 4);
    }

    private ServiceBusSource Source() => new(_bus.Connect(retries: 1), TestBus.Topic, TestBus.Subscription, sessions: 16, TimeProvider.System);

    private MessageHandler Handler(ServiceBusSource source) => new(source, _connector.Crm, _connector.Mapping, new Connector.Said<MessageHandler>(_connector.Log));

    private async Task HandleAll()
    {
        await using var source = Source();
        await HandleAll(Handler(source));
    }

    // As the worker does: what failed is tried again.
    private async Task HandleAll(MessageHandler handler)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (_bus.Waiting > 0)
        {
            try
            {
                await handler.Round(patience.Token);
            }
            catch (Exception failure) when (!patience.IsCancellationRequested && failure is not Xunit.Sdk.XunitException)
            {
                // The fault of the test; the next round finds it gone.
            }

            patience.Token.ThrowIfCancellationRequested();
        }
    }

    private async Task Send(params BinaryData[] bodies)
    {
        await using var sender = _bus.Client.CreateSender(TestBus.Topic);
        foreach (var body in bodies)
        {
            var message = System.Text.Json.JsonElement.Parse(body.ToString());
            var (id, lead, type) = (message.GetProperty("id").GetString()!, message.GetProperty("subject").GetString()!, message.GetProperty("type").GetString()!);
            var sent = TestBus.Message(id, lead, type);
            sent.Body = body;
            await sender.SendMessageAsync(sent);
        }
    }
}
