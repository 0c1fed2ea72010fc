using System.Globalization;
using LeadScoring.Domain.Leads;
using LeadScoring.Tests.Kit.Builders;
using LeadScoring.Tests.Kit.Drivers;
using LeadScoring.Tests.Messages;

namespace LeadScoring.Tests.EndToEnd;

/// <summary>
/// Story 9 on the real process: every webhook of story 1 comes three times, and the app is killed right after each was acknowledged. Where exactly a
/// process dies is up to chance here; the simulation tries every place.
/// </summary>
[Needs(Need.Processes)]
public sealed class KilledStoryTests(RunningApp running) : IClassFixture<RunningApp>
{
    private const string Model = "acceptance";

    [Fact]
    public async Task A_killed_app_sends_the_same_messages_once_in_either_order_of_events()
    {
        await running.Publish(Model);
        var now = RunningApp.Evening;
        var ann = await Killed([.. StoryEvents.Interest("ann@acme.example", now), StoryEvents.Pricing("ann@acme.example", now)]);
        var eva = await Killed([.. StoryEvents.Interest("eva@acme.example", now).Reverse(), StoryEvents.Pricing("eva@acme.example", now)]);

        Assert.Equal(["lead.inquired", "lead.qualified", "lead.upgraded"], await Told(ann));
        // She is sent when the form says who she is, which comes last but one.
        Assert.Equal(["lead.inquired", "lead.qualified", "lead.upgraded"], await Told(eva));
        foreach (var lead in new[] { ann, eva })
        {
            var shown = await running.Lead(lead, Model);
            Assert.Equal(("qualified", 1, "hot", "A1"), (
                shown.GetProperty("stage").GetString(), shown.GetProperty("epoch").GetInt32(), shown.GetProperty("route").GetString(), shown.GetProperty("grade").GetString()));
        }

        Assert.Equal(await running.Explanation(ann, Model), (await running.Explanation(eva, Model)).Replace("eva@", "ann@", StringComparison.Ordinal));
        Assert.Empty(await AppStorage.Rows(running.Storage.Parked));
    }

    private async Task<string> Killed(string[] webhooks)
    {
        var lead = "";
        foreach (var webhook in webhooks)
        {
            for (var delivery = 0; delivery < 3; delivery++)
                lead = (await running.Send(webhook)).Values.Single();
            await running.App.Restart();
            // Days lie between the webhooks of the story; what comes while nobody works is decided upon together.
            await running.Rest();
        }

        return lead;
    }

    // After duplicate detection: the numbers of the facts, without a gap, and all copies of a message alike.
    private async Task<IReadOnlyList<string>> Told(string lead)
    {
        var copies = (await running.Storage.Published()).Where(published => published.Message.SessionId == lead).ToList();
        Assert.All(copies.GroupBy(static copy => copy.Message.MessageId), static group => Assert.Single(group.Select(static copy => copy.Text).Distinct()));
        var told = copies.Select(static copy => copy.Message).DistinctBy(static message => message.MessageId, StringComparer.Ordinal).ToList();
        Assert.All(told, static message => Assert.Equal([], MessageSchemas.Faults(message)));
        Assert.Equal(
            Enumerable.Range(1, told.Count),
            told.Select(static message => int.Parse(message.MessageId.Split(':')[2], CultureInfo.InvariantCulture)));
        return [.. told.Select(static message => message.Subject)];
    }
}
