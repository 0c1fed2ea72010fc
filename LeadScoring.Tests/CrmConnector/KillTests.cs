using LeadScoring.CrmConnector.Feedback;
using LeadScoring.Domain.Leads;

namespace LeadScoring.Tests.CrmConnector;

/// <summary>The process ends at every step there is, once each; whatever comes again must end with the same file.</summary>
public sealed class KillTests
{
    private static readonly BinaryData[] Story =
    [
        Messages.Body("lead.inquired", 1, model: null),
        Messages.Body("lead.qualified", 2),
        Messages.Body("lead.qualified", 1, Messages.Bob),
        BinaryData.FromString("no json"),
        Messages.Body("lead.upgraded", 3),
        Messages.Body("lead.recycled", 2, Messages.Bob),
        Messages.Body("lead.erased", 3, Messages.Bob, model: null),
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(32)]
    public async Task Killed_at_any_step_of_a_batch_the_file_is_whole_and_ends_the_same(int batch)
    {
        var (expected, steps) = await Run(batch, killAt: -1);
        Assert.True(steps >= Story.Length * 2);

        for (var kill = 0; kill < steps; kill++)
        {
            var (text, _) = await Run(batch, kill);
            Assert.Equal(expected, text);
        }
    }

    [Fact]
    public async Task Killed_between_send_and_write_the_outcome_is_sent_again_under_the_same_id()
    {
        using var connector = new Connector();
        await connector.Take(Messages.Body("lead.qualified", 1));
        connector.Edit("outcome", "attempted");
        connector.Disk.Step = static step => Kill(step == "before move");
        await Assert.ThrowsAsync<KilledException>(connector.Look);

        connector.Disk.Step = static _ => { };
        connector.Restart();
        await connector.Look();
        await connector.Look();

        Assert.Equal(2, connector.App.Sent.Count);
        Assert.Single(connector.App.Sent.Select(static outcome => outcome.Id).Distinct(StringComparer.Ordinal));
        Assert.Equal(("", "attempted", "1"), (connector.Row()["outcome"], connector.Row()["last_outcome"], connector.Row()["outcome_count"]));
    }

    [Fact]
    public async Task Killed_after_the_write_the_outcome_is_not_sent_again()
    {
        using var connector = new Connector();
        await connector.Take(Messages.Body("lead.qualified", 1));
        connector.Edit("outcome", "attempted");
        connector.Disk.Step = static step => Kill(step == "after move");
        await Assert.ThrowsAsync<KilledException>(connector.Look);

        connector.Disk.Step = static _ => { };
        connector.Restart();
        await connector.Look();

        Assert.Single(connector.App.Sent);
    }

    [Fact]
    public async Task Killed_while_the_app_is_asked_nothing_is_lost()
    {
        using var connector = new Connector();
        await connector.Take(Messages.Body("lead.qualified", 1));
        connector.Edit("outcome", "won");
        connector.App.Answer = static _ => throw new KilledException();
        await Assert.ThrowsAsync<KilledException>(connector.Look);

        connector.App.Answer = static _ => new FeedbackAnswer.Taken();
        connector.Restart();
        await connector.Look();

        Assert.Equal("won", connector.Row()["last_outcome"]);
    }

    // The text in the end, and how many steps there were.
    private static async Task<(string Text, int Steps)> Run(int batch, int killAt)
    {
        using var connector = new Connector();
        var steps = 0;
        void Step(string step) => Kill(steps++ == killAt);
        (connector.Disk.Step, connector.Source.Step, connector.Source.Most) = (Step, Step, batch);
        connector.Source.Send(Story);
        try
        {
            await connector.HandleAll();
        }
        catch (KilledException)
        {
            // What is there can be read: a whole file, or none yet.
            _ = connector.Table;
            connector.Restart();
            await connector.HandleAll();
        }

        return (connector.Text, steps);
    }

    private static void Kill(bool now)
    {
        if (now)
            throw new KilledException();
    }
}
