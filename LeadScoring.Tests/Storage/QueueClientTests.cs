using System.Text;
using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using LeadScoring.Domain.Leads;
using LeadScoring.Tests.Kit.Drivers;

namespace LeadScoring.Tests.Storage;

/// <summary>What the product relies on in Azure.Storage.Queues, seen on Azurite.</summary>
[Collection(nameof(OnAzurite))]
[Needs(Need.Processes)]
public sealed class QueueClientTests(Azurite azurite) : IAsyncLifetime
{
    private static readonly TimeSpan Forever = TimeSpan.FromSeconds(-1);

    private readonly QueueClient _queue = new(azurite.ConnectionString, $"q{Guid.NewGuid():N}", new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64 });

    public Task InitializeAsync() => _queue.CreateIfNotExistsAsync();

    public Task DisposeAsync() => _queue.DeleteIfExistsAsync();

    [Fact]
    public async Task A_message_is_sent_received_and_deleted()
    {
        SendReceipt sent = await _queue.SendMessageAsync("{\"lead\":\"Zoë & <日本> 🚀\"}", timeToLive: Forever);
        var message = Assert.Single((await _queue.ReceiveMessagesAsync(16, TimeSpan.FromMinutes(5))).Value);
        await _queue.DeleteMessageAsync(message.MessageId, message.PopReceipt);

        Assert.Equal(sent.MessageId, message.MessageId);
        Assert.Equal("{\"lead\":\"Zoë & <日本> 🚀\"}", message.Body.ToString());
        Assert.Equal(1, message.DequeueCount);
        Assert.True(message.NextVisibleOn > message.InsertedOn);
        Assert.Equal(0, (await _queue.GetPropertiesAsync()).Value.ApproximateMessagesCount);
    }

    [Fact]
    public async Task On_the_wire_a_body_is_Base64_as_the_Functions_host_expects()
    {
        await _queue.SendMessageAsync(new BinaryData(new byte[] { 0, 255, 10 }));
        var raw = new QueueClient(azurite.ConnectionString, _queue.Name);

        Assert.Equal("AP8K", Assert.Single((await raw.PeekMessagesAsync()).Value).Body.ToString());
        Assert.Equal([0, 255, 10], Assert.Single((await _queue.PeekMessagesAsync(32)).Value).Body.ToArray());
    }

    [Fact]
    public async Task Text_without_encoding_keeps_its_characters_and_is_no_Base64()
    {
        var raw = new QueueClient(azurite.ConnectionString, _queue.Name);
        await raw.SendMessageAsync("  <a href=\"é\"> & \r\n\t ");

        Assert.Equal("  <a href=\"é\"> & \r\n\t ", Assert.Single((await raw.PeekMessagesAsync()).Value).Body.ToString());
        await Assert.ThrowsAsync<FormatException>(() => _queue.ReceiveMessagesAsync());
    }

    [Fact]
    public async Task A_received_message_is_hidden_and_each_delivery_is_counted()
    {
        await _queue.SendMessageAsync("work");

        for (var delivery = 1; delivery <= 5; delivery++)
        {
            var message = Assert.Single((await _queue.ReceiveMessagesAsync(1, TimeSpan.FromHours(1))).Value);
            Assert.Equal(delivery, message.DequeueCount);
            Assert.Empty((await _queue.ReceiveMessagesAsync()).Value);
            Assert.Empty((await _queue.PeekMessagesAsync()).Value);
            await _queue.UpdateMessageAsync(message.MessageId, message.PopReceipt, visibilityTimeout: TimeSpan.Zero);
        }

        Assert.Equal("work", Assert.Single((await _queue.PeekMessagesAsync()).Value).Body.ToString());
        Assert.Equal(1, (await _queue.GetPropertiesAsync()).Value.ApproximateMessagesCount);
    }

    [Fact]
    public async Task A_delayed_message_is_not_seen_yet()
    {
        var sent = (await _queue.SendMessageAsync("later", TimeSpan.FromMinutes(10), Forever)).Value;

        Assert.Empty((await _queue.ReceiveMessagesAsync(32)).Value);
        Assert.Equal(TimeSpan.FromMinutes(10), sent.TimeNextVisible - sent.InsertionTime);
        Assert.True(sent.ExpirationTime.Year > 9000);
    }

    [Fact]
    public async Task An_update_changes_body_and_receipt()
    {
        await _queue.SendMessageAsync("before");
        var message = Assert.Single((await _queue.ReceiveMessagesAsync(1, TimeSpan.FromHours(1))).Value);

        UpdateReceipt receipt = await _queue.UpdateMessageAsync(message.MessageId, message.PopReceipt, "after");
        var again = Assert.Single((await _queue.ReceiveMessagesAsync(CancellationToken.None)).Value);

        Assert.NotEqual(message.PopReceipt, receipt.PopReceipt);
        Assert.Equal(receipt.PopReceipt, message.Update(receipt).PopReceipt);
        Assert.Equal("after", again.Body.ToString());
        var stale = await Assert.ThrowsAsync<RequestFailedException>(() => _queue.DeleteMessageAsync(message.MessageId, message.PopReceipt));
        Assert.Contains(stale.Status, (int[])[400, 404]);
    }

    [Fact]
    public async Task Sixty_four_kibibytes_fit_and_one_more_does_not()
    {
        var raw = new QueueClient(azurite.ConnectionString, _queue.Name);

        await raw.SendMessageAsync(new string('x', 65536));
        var failure = await Assert.ThrowsAsync<RequestFailedException>(() => raw.SendMessageAsync(new string('x', 65537)));

        Assert.Equal((413, QueueErrorCode.RequestBodyTooLarge.ToString()), (failure.Status, failure.ErrorCode));
    }

    [Fact]
    public async Task A_missing_queue_is_reported_by_status_and_code()
    {
        var none = new QueueClient(azurite.ConnectionString, "no-such-queue");
        var message = (await _queue.SendMessageAsync("x")).Value;
        await _queue.DeleteMessageAsync(message.MessageId, message.PopReceipt);

        var queue = await Assert.ThrowsAsync<RequestFailedException>(() => none.SendMessageAsync("x"));
        var deleted = await Assert.ThrowsAsync<RequestFailedException>(() => _queue.DeleteMessageAsync(message.MessageId, message.PopReceipt));

        Assert.Equal((404, QueueErrorCode.QueueNotFound.ToString()), (queue.Status, queue.ErrorCode));
        Assert.Equal((404, QueueErrorCode.MessageNotFound.ToString()), (deleted.Status, deleted.ErrorCode));
        Assert.False((await none.ExistsAsync()).Value);
        Assert.False((await none.DeleteIfExistsAsync()).Value);
    }

    [Fact]
    public async Task A_queue_is_created_once_counted_cleared_and_listed()
    {
        Assert.Null(await _queue.CreateIfNotExistsAsync());
        Assert.True((await _queue.ExistsAsync()).Value);
        await _queue.SendMessageAsync("a");
        await _queue.SendMessageAsync("b", CancellationToken.None);
        Assert.Equal(2, (await _queue.GetPropertiesAsync()).Value.ApproximateMessagesCount);
        await _queue.ClearMessagesAsync();
        Assert.Equal(0, (await _queue.GetPropertiesAsync()).Value.ApproximateMessagesCount);

        var names = new List<string>();
        await foreach (var queue in new QueueServiceClient(azurite.ConnectionString).GetQueuesAsync(prefix: _queue.Name))
            names.Add(queue.Name);
        Assert.Equal([_queue.Name], names);
    }

    [Fact]
    public void A_message_for_tests_is_made_by_the_factory()
    {
        var message = QueuesModelFactory.QueueMessage("id", "receipt", new BinaryData(Encoding.UTF8.GetBytes("body")), dequeueCount: 3);

        Assert.Equal(("id", "receipt", "body", 3L), (message.MessageId, message.PopReceipt, message.Body.ToString(), message.DequeueCount));
    }
}
