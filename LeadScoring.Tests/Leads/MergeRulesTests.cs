using LeadScoring.Domain.Leads;

namespace LeadScoring.Tests.Leads;

/// <summary>What a merge does to the states of two leads, each rule by itself (ADR 7).</summary>
public sealed class MergeRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("a", "b")]
    [InlineData("b", "a")]
    public void Of_two_leads_to_be_merged_into_each_other_exactly_one_gives_way(string one, string other)
    {
        var (oneNotes, otherNotes) = (MergeRules.NoteMerge(new LeadState(), other, Now), MergeRules.NoteMerge(new LeadState(), one, Now));

        Assert.NotEqual(MergeRules.GivesWay(oneNotes, one, other), MergeRules.GivesWay(otherNotes, other, one));
    }

    [Fact]
    public void A_lead_gives_way_to_a_merge_that_has_begun()
    {
        var taken = MergeRules.TakeStages(MergeRules.NoteMerge(new LeadState(), "a", Now), "a", new LeadState())!;

        Assert.True(MergeRules.GivesWay(taken, "b", "a"));
        Assert.True(MergeRules.GivesWay(MergeRules.NoteDeparture(MergeRules.NoteMerge(new LeadState(), "a", Now), "a"), "b", "a"));
    }

    [Fact]
    public void A_lead_that_notes_nobody_gives_way_to_nobody()
    {
        Assert.False(MergeRules.GivesWay(null, "a", "b"));
        Assert.False(MergeRules.GivesWay(MergeRules.NoteMerge(new LeadState(), "c", Now), "a", "b"));
    }

    [Fact]
    public void A_merge_is_noted_once_and_keeps_when_it_began()
    {
        var noted = MergeRules.NoteMerge(new LeadState(), "a", Now);

        Assert.Same(noted, MergeRules.NoteMerge(noted, "a", Now.AddDays(1)));
        Assert.Empty(MergeRules.ForgetMerge(noted, "a").Merged);
    }
}
