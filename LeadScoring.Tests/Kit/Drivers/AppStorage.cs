using System.Text.Json;

using Azure.Data.Tables;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;

using LeadScoring.Functions.Messaging;

namespace LeadScoring.Tests.Kit.Drivers;

/// <summary>A look behind the scenes: the app's tables and queues, with a tool of one's own.</summary>
internal sealed class AppStorage(string connection)
{
    private static readonly TimeSpan OutOfSight = TimeSpan.FromHours(1);

    private readonly QueueServiceClient _queues = new(connection, new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64 });
    private readonly List<(TopicMessage Message, string Text)> _published = [];

    public TableClient Leads { get; } = new(connection, "Leads");

    public TableClient Parked { get; } = new(connection, "Parked");

    /// <summary>Any table of the app.</summary>
    public TableClient Table(string name) => new(connection, name);

    /// <summary>Rows of a table, or of one partition of it.</summary>
    public static async Task<IReadOnlyList<TableEntity>> Rows(TableClient table, string? partition = null)
    {
        var rows = new List<TableEntity>();
        await foreach (var row in table.QueryAsync<TableEntity>(partition is null ? null : $"PartitionKey eq '{partition}'"))
            rows.Add(row);
        return rows;
    }

    /// <summary>Everything published so far, in order, with the text as it was sent.</summary>
    public async Task<IReadOnlyList<(TopicMessage Message, string Text)>> Published()
    {
        var queue = Queue("topic-crm-sync");
        while ((await queue.ReceiveMessagesAsync(32, OutOfSight)).Value is { Length: > 0 } messages)
        {
            foreach (var text in messages.Select(static message => message.Body.ToString()))
                _published.Add((JsonSerializer.Deserialize(text, MessagingJson.Default.TopicMessage)!, text));
        }

        return _published;
    }

    /// <summary>How many messages a queue holds, hidden ones too.</summary>
    public async Task<int> Depth(string queue) => (await Queue(queue).GetPropertiesAsync()).Value.ApproximateMessagesCount;

    /// <summary>Returns when no message waits or is worked on; costs the app nothing, unlike its own page.</summary>
    public Task Quiet(string queue = "lead-rescore") => Eventually.True(async () => await Depth(queue) == 0, TimeSpan.FromSeconds(120));

    public QueueClient Queue(string name) => _queues.GetQueueClient(name);
}
