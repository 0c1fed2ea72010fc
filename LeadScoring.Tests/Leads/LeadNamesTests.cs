using LeadScoring.Domain.Events;
using LeadScoring.Domain.Leads;

namespace LeadScoring.Tests.Leads;

/// <summary>Which other names of a lead are remembered when there are too many (docs/guide/people.md).</summary>
public sealed class LeadNamesTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Invented_visitors_cost_neither_an_id_of_the_CRM_nor_a_proven_browser()
    {
        var state = new LeadState().WithIdentityOf(Event(0, visitor: "real", isClaimed: false));
        for (var i = 0; i < 200; i++)
            state = state.WithIdentityOf(Event(i + 1, visitor: $"invented-{i:D3}"));

        state = state.WithIdentityOf(Event(300, external: "crm:512", isClaimed: false));

        Assert.Contains("external:crm:512", state.Aliases);
        Assert.Contains("visitor:real", state.Aliases);
        Assert.Contains("visitor:invented-199", state.Aliases);
        Assert.Equal(LeadState.MostAliases, state.Aliases.Count(static name => name.StartsWith("visitor:", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_real_browser_joins_after_any_number_of_invented_ones()
    {
        var step = new SteppedLead();
        for (var i = 0; i < 60; i++)
            step.Take(Claimed(step.As(SteppedLead.Identity(SteppedLead.Email, $"invented-{i:D3}"), "lead.identified")));

        var change = step.Take(Claimed(step.As(SteppedLead.Identity(SteppedLead.Email, "real"), "lead.identified")));

        Assert.Equal([new OutboxWork.Merge(SteppedLead.Ids.Of(SteppedLead.Identity(visitor: "real")), Moves: true, At: SteppedLead.Noon)], change.Outbox.Select(static item => item.Work));
    }

    [Fact]
    public void Claims_merge_up_to_a_number_and_proof_goes_on()
    {
        var step = new SteppedLead();
        for (var i = 0; i <= LeadState.MostClaimedMerges; i++)
            step.Take(Claimed(step.As(SteppedLead.Identity(SteppedLead.Email, $"invented-{i:D3}"), "lead.identified")));
        Assert.Equal(LeadState.MostClaimedMerges, step.State!.Merged.Count);

        step.Take(step.As(SteppedLead.Identity(SteppedLead.Email, "real"), "form.submitted"));

        Assert.Equal(LeadState.MostClaimedMerges + 1, step.State!.Merged.Count);
    }

    [Fact]
    public void The_names_are_the_same_in_any_order_of_events()
    {
        StoredEvent[] events = [.. Enumerable.Range(0, 120).Select(static i => Event(i, visitor: $"v-{i * 7 % 80:D3}", isClaimed: i % 3 != 0))];
        var expected = events.Aggregate(new LeadState(), static (state, e) => state.WithIdentityOf(e));
        for (var seed = 0; seed < 20; seed++)
        {
            new Random(seed).Shuffle(events);
            var shuffled = events.Aggregate(new LeadState(), static (state, e) => state.WithIdentityOf(e));
            Assert.Equal(expected.Aliases, shuffled.Aliases);
        }
    }

    [Fact]
    public void Names_of_an_older_app_make_room_first()
    {
        var state = new LeadState { Aliases = [.. Enumerable.Range(0, LeadState.MostAliases).Select(static i => $"visitor:old-{i:D3}")] };

        state = state.WithIdentityOf(Event(0, visitor: "new"));

        Assert.Contains("visitor:new", state.Aliases);
        Assert.DoesNotContain("visitor:old-000", state.Aliases);
        Assert.Equal(LeadState.MostAliases, state.Aliases.Count);
    }

    private static PendingEvent Claimed(PendingEvent pending) => pending with { Captured = pending.Captured with { Event = pending.Captured.Event with { IsClaimed = true } } };

    private static StoredEvent Event(int minute, string? visitor = null, string? external = null, bool isClaimed = true) => new()
    {
        Event = new LeadEvent { Source = "test", Id = $"{minute}", Type = "page.viewed", OccurredAt = Noon.AddMinutes(minute), IsClaimed = isClaimed },
        Lead = new LeadIdentity(EmailAddress.TryParse("ann@acme.example", out var email) ? email : null, visitor, external),
        ReceivedAt = Noon,
        Hash = "",
    };
}
