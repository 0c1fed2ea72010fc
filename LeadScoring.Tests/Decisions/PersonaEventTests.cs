using LeadScoring.Domain.Decisions;
using LeadScoring.Tests.Kit.Builders;
using LeadScoring.Tests.Kit.Drivers;

namespace LeadScoring.Tests.Decisions;

/// <summary>Personas with an event and a condition on the profile (docs/reference/model-language.md#past-the-score).</summary>
public sealed class PersonaEventTests
{
    private readonly LeadWalk _eve = new(SalesModel.With("eventKind: tradeshow }, followUp", "eventKind: tradeshow }, when: { jobTitle: { hasWord: director } }, followUp"));

    [Fact]
    public void It_speaks_at_once_where_the_profile_shows_the_rest()
    {
        _eve.Send(_eve.Tell(("jobTitle", "Director")));

        Assert.Equal("tradeshow", Assert.IsType<Decision.FollowUpAsked>(Assert.Single(_eve.Send(Fair()))).Persona);
    }

    [Fact]
    public void It_speaks_later_when_the_profile_comes_to_show_the_rest_once_per_event()
    {
        var (first, second) = (Fair(), Fair());
        Assert.Empty(_eve.Send(first, second));
        Assert.Equal(2, _eve.Life.Expected.Length);

        var asked = _eve.Wait(3).Send(_eve.Tell(("jobTitle", "Director"))).Cast<Decision.FollowUpAsked>().ToList();

        Assert.Equal(2, asked.Count);
        Assert.All(asked, static follow => Assert.NotNull(follow.EventKey));
        Assert.Equal(2, asked.Select(static follow => follow.EventKey).Distinct(StringComparer.Ordinal).Count());
        Assert.Empty(_eve.Life.Expected);
        Assert.Empty(_eve.Send(_eve.Tell(("jobTitle", "Intern"))));
        Assert.Empty(_eve.Send(_eve.Tell(("jobTitle", "Director"))));
    }

    [Theory]
    [InlineData(7, 1)]
    [InlineData(7.01, 0)]
    public void After_seven_days_the_event_only_counts(double days, int decisions)
    {
        _eve.Send(Fair());

        Assert.Equal(decisions, _eve.Wait(days).Send(_eve.Tell(("jobTitle", "Director"))).Count);
        Assert.Empty(_eve.Life.Expected);
    }

    [Fact]
    public void A_claimed_title_is_not_enough()
    {
        Assert.Empty(_eve.Send(Fair(), _eve.Tell(("jobTitle", "Director")) with { IsClaimed = true }));

        Assert.Single(_eve.Send(_eve.Tell(("jobTitle", "Director"))));
    }

    private Domain.Events.LeadEvent Fair() => _eve.Event("event.attended", 0, ("eventKind", "tradeshow"));
}
