using Azure.Storage.Queues;
using LeadScoring.Domain.Leads;
using LeadScoring.Local.Redriving;
using LeadScoring.Local.Storage;
using LeadScoring.Tests.Kit.Drivers;

namespace LeadScoring.Tests.Redriving;

/// <summary>Poison queues of a real storage; the queues carry names of their own for each test.</summary>
[Collection(nameof(OnAzurite))]
[Needs(Need.Processes)]
public sealed class PoisonQueueTests(Azurite azurite) : IAsyncLifetime
{
    private readonly QueueServiceClient _service = new(azurite.ConnectionString, QueueClients.Options());
    private readonly string _prefix = $"t{Guid.NewGuid():N}-";

    public async Task InitializeAsync()
    {
        await Queue("lead-rescore").CreateAsync();
        await Queue("lead-rescore-poison").CreateAsync();
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Messages_go_back_unchanged_in_order_and_never_expire()
    {
        var texts = Enumerable.Range(0, 40).Select(static number => Base64($$"""{ "leads": ["lead-{{number}}"], "new": "Zürich" }""")).ToArray();
        await Poison(texts);

        var moved = await Place().Move(int.MaxValue, default);

        Assert.Equal((40, 0), (moved.Count, moved.Left.Count));
        var back = await All("lead-rescore");
        Assert.Equal(texts, back.Select(static message => message.Body.ToString()));
        Assert.All(back, static message => Assert.True(message.ExpiresOn > DateTimeOffset.MaxValue.AddYears(-1)));
        Assert.Equal(0, (await Place().Look(default)).Count);
    }

    [Fact]
    public async Task An_unreadable_message_stays_and_is_visible_again_at_once()
    {
        await Poison("garbage!", Base64("{ \"leads\": [\"a\"] }"), Base64("[]"), Base64("{ \"leads\": \"a\" }"));

        var moved = await Place().Move(int.MaxValue, default);

        Assert.Equal((1, 3), (moved.Count, moved.Left.Count));
        var stuck = await Place().Look(default);
        Assert.Equal(3, stuck.Items.Count);
        Assert.All(stuck.Items, static item => Assert.StartsWith("cannot be read: ", item.Reason, StringComparison.Ordinal));
        Assert.Equal(3, (await new PoisonQueue("lead-rescore", Queue, deletesUnreadable: true).Move(int.MaxValue, default)).Count);
        Assert.Equal((0, 1), ((await Place().Look(default)).Count, (await All("lead-rescore")).Count));
    }

    [Fact]
    public async Task The_oldest_go_first_up_to_the_limit()
    {
        await Poison([.. Enumerable.Range(0, 5).Select(static number => Base64($$"""{ "leads": ["lead-{{number}}"] }"""))]);

        Assert.Equal(2, (await Place().Move(2, default)).Count);

        Assert.Equal(["lead lead-2", "lead lead-3", "lead lead-4"], (await Place().Look(default)).Items.Select(static item => item.What));
    }

    [Fact]
    public async Task A_queue_that_was_never_created_is_empty()
    {
        Assert.Equal((0, 0), ((await new PoisonQueue("lead-sweep", Queue, false).Look(default)).Count, (await new PoisonQueue("lead-sweep", Queue, false).Move(10, default)).Count));
    }

    [Theory]
    [InlineData("lead-sweep", """{ "bucket": 7 }""", "night of bucket 7", true)]
    [InlineData("lead-sweep", """{ "bucket": 256 }""", "17 bytes", false)]
    [InlineData("lead-sweep", "{}", "2 bytes", false)]
    [InlineData("lead-rebuild", """{ "model": "b2b", "bucket": 3 }""", "rebuild of bucket 3 under model b2b", true)]
    [InlineData("lead-rebuild", """{ "model": "b2b", "lead": "k" }""", "rebuild of lead k under model b2b", true)]
    [InlineData("lead-rebuild", """{ "bucket": 3 }""", "15 bytes", false)]
    [InlineData("lead-report", """{ "report": "service-level", "bucket": 3 }""", "report service-level, bucket 3", true)]
    [InlineData("lead-rescore", """{ "leads": ["a","b","c","d"], "somethingNew": true }""", "leads a, b, c and 1 more", true)]
    public void A_message_is_described_by_ids(string queue, string json, string what, bool isReadable)
    {
        Assert.Equal(what, WorkText.Describe(queue, Base64(json), out var fault));
        Assert.Equal(isReadable, fault is null);
    }

    private static string Base64(string text) => Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(text));

    private PoisonQueue Place() => new("lead-rescore", Queue, deletesUnreadable: false);

    private QueueClient Queue(string name) => _service.GetQueueClient(_prefix + name);

    private async Task Poison(params string[] texts)
    {
        foreach (var text in texts)
            await Queue("lead-rescore-poison").SendMessageAsync(text);
    }

    private async Task<List<Azure.Storage.Queues.Models.QueueMessage>> All(string name)
    {
        var all = new List<Azure.Storage.Queues.Models.QueueMessage>();
        while ((await Queue(name).ReceiveMessagesAsync(32, TimeSpan.FromMinutes(5))).Value is { Length: > 0 } messages)
            all.AddRange(messages);
        return all;
    }
}
