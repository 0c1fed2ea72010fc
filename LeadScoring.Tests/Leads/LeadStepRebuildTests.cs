using LeadScoring.Domain.Leads;
using LeadScoring.Domain.Scoring;
using LeadScoring.Domain.Signals;
using LeadScoring.Tests.Kit.Builders;

namespace LeadScoring.Tests.Leads;

/// <summary>When a step asks for a lead's signals to be rebuilt, and what it does until then (ARCHITECTURE.md#rebuild).</summary>
public sealed class LeadStepRebuildTests
{
    private readonly SteppedLead _ann = new();

    [Fact]
    public void Signals_of_an_older_version_are_to_be_rebuilt()
    {
        _ann.Take(_ann.Visit());
        Assert.Empty(TakeUnder(_ann.Active[0]).Outdated);

        var change = TakeUnder(SteppedLead.Compile(SalesModel.With("points: 3", "points: 9"), version: 2));

        Assert.Equal(["sales"], change.Outdated.AsEnumerable());
        // Until then the lead is judged by the version that its signals belong to.
        Assert.Equal(1, _ann.Models["sales"].Version);
    }

    [Fact]
    public void A_rebuild_under_way_is_not_asked_for_again_and_takes_new_events()
    {
        _ann.Take(_ann.Visit());
        var next = SteppedLead.Compile(SalesModel.With("points: 3", "points: 9"), version: 2);
        var row = _ann.Models["sales"] with { Building = new Building(2, 0, UpTo: 1, Place: null, Folded: null, Newer: null) };

        var visit = _ann.Visit();
        var change = TakeUnder(next, row, visit);

        Assert.Empty(change.Outdated);
        var newer = new LeadSignals(next.Model);
        newer.Apply(visit.Captured.Event);
        Assert.Equal(newer.ToBytes(), change.Models["sales"].Building!.Newer);
    }

    [Fact]
    public void A_model_that_came_later_is_to_be_built_from_the_log()
    {
        _ann.Take(_ann.Visit());
        _ann.Active = [.. _ann.Active, SteppedLead.Compile(SalesModel.With("model: sales", "model: partners"), version: 1)];

        var change = _ann.Take(_ann.Visit());

        Assert.Equal(["partners"], change.Outdated.AsEnumerable());
        Assert.DoesNotContain("partners", change.Models.Keys);
    }

    [Fact]
    public void What_a_machine_did_is_stored_and_does_not_count()
    {
        var machine = _ann.Event("page.viewed", ("path", "/pricing"));
        var opened = _ann.Event("email.opened", ("machine", "true"));

        var change = _ann.Take(machine, opened);

        Assert.Equal((2, 1), (change.Stored.Length, change.Suspected));
        Assert.Equal(1, change.State.Suspected);
        var alone = new SteppedLead();
        alone.Take(machine);
        Assert.Equal(alone.Models["sales"].Signals, _ann.Models["sales"].Signals);
    }

    [Fact]
    public void A_doubt_about_earlier_events_makes_the_past_another_one()
    {
        _ann.Take(Click(0), Click(1));
        Assert.Equal(0, _ann.State!.Revision);

        var change = _ann.Take(Click(2));

        Assert.Equal(1, change.State.Revision);
        Assert.Equal(["sales"], change.Outdated.AsEnumerable());
        Assert.True(change.State.Undecided);
    }

    private PendingEvent Click(int link) => _ann.Event("email.clicked", ("url", $"https://acme.example/{link}"), ("message", "m-1"));

    private LeadChange TakeUnder(VersionedModel active, ModelState? row = null, params PendingEvent[] fold) => LeadStep.Take(new LeadInput
    {
        LeadId = SteppedLead.Ids.Of(SteppedLead.Identity(SteppedLead.Email)),
        State = _ann.State,
        Models = row is null ? _ann.Models : _ann.Models.SetItem("sales", row),
        Fold = [.. fold],
        Active = [active],
        Versions = new[] { new SteppedLead().Active[0], SteppedLead.Compile(SalesModel.With("points: 3", "points: 9"), version: 2), active }
            .DistinctBy(static model => (model.Id, model.Version)).ToDictionary(static model => (model.Id, model.Version)),
        LeadIds = SteppedLead.Ids,
        Now = _ann.Now,
    });
}
