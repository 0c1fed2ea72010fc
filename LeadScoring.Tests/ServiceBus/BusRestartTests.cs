using LeadScoring.Local.ServiceBus;
using LeadScoring.Local.ServiceBus.Topic;
using LeadScoring.Tests.Kit.Drivers;

namespace LeadScoring.Tests.ServiceBus;

/// <summary>What was acknowledged is there after a restart, however the process ended.</summary>
[Needs(Need.Network)]
public sealed class BusRestartTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("bus-").FullName;

    private BusOptions Options => new() { Journal = Path.Combine(_folder, "service-bus", "journal") };

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Messages_dead_letters_notes_and_ids_stay()
    {
        await using (var bus = new TestBus(Options))
        {
            foreach (var id in (string[])["a1", "a2", "a3", "a4"])
                await bus.Send(id, "a", "lead.inquired");
            await using var session = await bus.Accept("a");
            var messages = await session.ReceiveMessagesAsync(3);
            await session.CompleteMessageAsync(messages[0]);
            await session.DeadLetterMessageAsync(messages[1], "why", "because");
            await session.SetSessionStateAsync(BinaryData.FromString("17"));
        }

        // Twice: the first start wrote a journal that is shorter.
        await using (var again = new TestBus(Options))
            Assert.Equal(2, again.Waiting);
        await using var restarted = new TestBus(Options);
        await restarted.Send("a1", "a", "lead.inquired");
        await restarted.Send("a5", "a", "lead.inquired");

        await using var next = await restarted.Accept("a");
        var left = await next.ReceiveMessagesAsync(10);
        Assert.Equal(["a3", "a4", "a5"], left.Select(static message => message.MessageId));
        Assert.Equal("body of a3", left[0].Body.ToString());
        Assert.Equal("17", (await next.GetSessionStateAsync()).ToString());
        Assert.Equal(("a2", "why"), (Assert.Single(restarted.DeadLetters).Sent.MessageId, restarted.DeadLetters[0].Dead?.Reason));
        await using var marketing = await restarted.Client.AcceptSessionAsync(TestBus.Topic, "marketing", "a");
        Assert.Equal("a1", (await marketing.ReceiveMessageAsync()).MessageId);
    }

    [Fact]
    public async Task A_line_that_a_killed_process_wrote_in_half_was_acknowledged_to_nobody()
    {
        await using (var bus = new TestBus(Options))
            await bus.Send("a1", "a");
        await File.AppendAllTextAsync(Options.Journal!, """{"kind":"sent","sequence":2,"mess""");

        await using var restarted = new TestBus(Options);

        Assert.Equal(1, restarted.Waiting);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Options.Journal!));
    }
}
