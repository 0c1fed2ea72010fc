using System.Collections.Immutable;
using System.Text.Json;
using Azure.Storage.Queues;
using LeadScoring.CrmConnector;
using LeadScoring.CrmConnector.Crm;
using LeadScoring.CrmConnector.Mapping;
using LeadScoring.CrmConnector.Messages;
using LeadScoring.CrmConnector.Sources;
using LeadScoring.Domain.Leads;
using LeadScoring.Functions.Messaging;
using LeadScoring.Tests.Kit.Drivers;
using Microsoft.Extensions.Logging.Abstractions;

namespace LeadScoring.Tests.CrmConnector;

/// <summary>The local subscription on a real queue, with messages in the app's own envelope.</summary>
[Collection(nameof(OnAzurite))]
[Needs(Need.Processes)]
public sealed class QueueSourceTests : IAsyncLifetime, IAsyncDisposable
{
    private readonly Azurite _azurite;
    private readonly string _name = $"topic-{Guid.NewGuid():N}";
    private readonly QueueClient _queue;
    private readonly QueueClient _letters;
    private readonly QueueSource _source;

    public QueueSourceTests(Azurite azurite)
    {
        _azurite = azurite;
        var base64 = new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64 };
        _queue = new QueueClient(azurite.ConnectionString, _name, base64);
        _letters = new QueueClient(azurite.ConnectionString, QueueSource.DeadLettersOf(_name), base64);
        _source = new QueueSource(() => azurite.ConnectionString, _name, TimeProvider.System);
    }

    public Task InitializeAsync() => _queue.CreateIfNotExistsAsync();

    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

    public async ValueTask DisposeAsync()
    {
        await _source.DisposeAsync();
        await _queue.DeleteIfExistsAsync();
        await _letters.DeleteIfExistsAsync();
    }

    [Fact]
    public async Task A_message_is_hidden_while_it_is_handled_and_gone_when_it_is_completed()
    {
        await Send(1);

        var delivery = Assert.Single(await _source.Receive(default));
        Assert.Equal(Messages.Id(1), delivery.MessageId);
        Assert.True(MessageReader.TryRead(delivery.Body, out var message, out _));
        Assert.Equal(("lead.qualified", 1L), (message.Type, message.Sequence));
        Assert.Empty((await _queue.PeekMessagesAsync()).Value);

        await _source.Complete(delivery, default);
        Assert.Equal(0, (await _queue.GetPropertiesAsync()).Value.ApproximateMessagesCount);
    }

    [Fact]
    public async Task A_message_that_is_given_back_comes_again_at_once()
    {
        await Send(1);
        var first = await _source.Receive(default);

        await _source.Abandon(first, default);

        Assert.Equal(Messages.Id(1), Assert.Single(await _source.Receive(default)).MessageId);
    }

    [Fact]
    public async Task The_older_message_of_a_lead_comes_first()
    {
        await Send(3);
        await Send(1);
        await Send(2);

        Assert.Equal([Messages.Id(1), Messages.Id(2), Messages.Id(3)], (await _source.Receive(default)).Select(static delivery => delivery.MessageId));
    }

    [Fact]
    public async Task A_dead_letter_goes_to_its_own_queue_with_the_reason_before_it_is_deleted()
    {
        await Send(1);
        var delivery = Assert.Single(await _source.Receive(default));

        await _source.DeadLetter(delivery, new Verdict("unknown-type", "Fix: add it."), default);

        var letter = JsonElement.Parse(Assert.Single((await _letters.PeekMessagesAsync(32)).Value).Body.ToMemory().Span);
        Assert.Equal(
            ("unknown-type", "Fix: add it.", Messages.Id(1)),
            (letter.GetProperty("reason").GetString(), letter.GetProperty("description").GetString(), letter.GetProperty("messageId").GetString()));
        Assert.Equal(Messages.Id(1), JsonElement.Parse(letter.GetProperty("message").GetString()!).GetProperty("messageId").GetString());
        Assert.Equal(0, (await _queue.GetPropertiesAsync()).Value.ApproximateMessagesCount);
    }

    [Fact]
    public async Task A_dead_letter_that_fills_a_queue_message_is_not_lost()
    {
        var body = new string('x', 48 * 1024);
        await _queue.SendMessageAsync(body);
        var delivery = Assert.Single(await _source.Receive(default));

        await _source.DeadLetter(delivery, new Verdict("not-json", "Fix: look."), default);

        var letters = (await _letters.PeekMessagesAsync(32)).Value.Select(static letter => letter.Body.ToString()).ToList();
        Assert.Equal(2, letters.Count);
        Assert.Contains("not-json", letters[0], StringComparison.Ordinal);
        Assert.Equal(body, letters[1]);
    }

    [Fact]
    public async Task From_the_queue_into_the_file_with_what_cannot_be_read_put_aside()
    {
        var folder = Directory.CreateTempSubdirectory("crm-").FullName;
        try
        {
            var mapping = MappingReader.ReadFile(Path.Combine(AppContext.BaseDirectory, "mappings", "csv.json"));
            using var crm = new CrmFile(Path.Combine(folder, "crm.csv"), mapping.Names, ',', new Disk());
            await Send(1);
            await _queue.SendMessageAsync("{ \"neither\": \"envelope\" }");
            await new QueueClient(_azurite.ConnectionString, _name).SendMessageAsync("<no base64>");
            await Send(2);

            await new MessageHandler(_source, crm, mapping, NullLogger<MessageHandler>.Instance).Round(default);

            Assert.Equal("2", crm.Read().Find(Messages.Ann, "crm-suite")!["sequence"]);
            Assert.Equal(2, (await _letters.PeekMessagesAsync(32)).Value.Length);
            Assert.Equal(0, (await _queue.GetPropertiesAsync()).Value.ApproximateMessagesCount);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task Send(long sequence)
    {
        var message = new TopicMessage
        {
            MessageId = Messages.Id(sequence),
            SessionId = Messages.Ann,
            Subject = "lead.qualified",
            Properties = ImmutableSortedDictionary<string, string>.Empty.Add("type", "lead.qualified"),
            Json = Messages.Body("lead.qualified", sequence).ToMemory(),
        };
        await _queue.SendMessageAsync(BinaryData.FromBytes(JsonSerializer.SerializeToUtf8Bytes(message, MessagingJson.Default.TopicMessage)));
    }
}
