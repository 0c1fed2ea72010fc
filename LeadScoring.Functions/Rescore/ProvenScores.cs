using LeadScoring.Domain.Decisions;
using LeadScoring.Domain.Hygiene;
using LeadScoring.Domain.Leads;
using LeadScoring.Domain.Scoring;
using LeadScoring.Functions.Storage;

namespace LeadScoring.Functions.Rescore;

/// <summary>
/// What a hand-off says of claims: the score that the proven events alone would give. Signals do not tell claims from proof, so it is folded from the log; hand-offs are
/// rare, and most leads have few events.
/// </summary>
public sealed class ProvenScores(FilteredLog log)
{
    // A longer log would hold up the hand-off.
    private const long MostEvents = 20_000;

    /// <summary>The messages of a step with these scores.</summary>
    /// <param name="leadId">The lead.</param>
    /// <param name="change">The step, not committed yet.</param>
    /// <param name="versions">The models by id and version.</param>
    /// <returns>The scores by the number of the fact; none for leads about whom nothing is claimed.</returns>
    public async Task<IReadOnlyDictionary<int, int>> Find(
        string leadId, LeadChange change, IReadOnlyDictionary<(string, int), VersionedModel> versions, CancellationToken cancellation)
    {
        var scores = new Dictionary<int, int>();
        if (!change.State.Profile.HasClaims || change.State.Seq > MostEvents)
            return scores;
        foreach (var (number, fact) in change.Facts)
        {
            if (fact is { Decision: Decision.Qualified or Decision.Upgraded, AsOf: not null })
                scores[number] = await Score(leadId, change, fact, versions[(fact.Model, fact.Version)], cancellation);
        }

        return scores;
    }

    private async Task<int> Score(string leadId, LeadChange change, Fact fact, VersionedModel model, CancellationToken cancellation)
    {
        var folder = new LeadFolder(model.Model);
        await foreach (var page in log.Read(leadId, null, static logged => !logged.Captured.Event.IsClaimed, new MailLog(), cancellation))
        {
            foreach (var screened in page.Where(static screened => screened.Counts))
                folder.Add(screened.Logged.Captured.Event);
        }

        foreach (var e in change.Counted.Where(static e => !e.IsClaimed))
            folder.Add(e);

        using var bench = model.Borrow();
        var lead = folder.ToLead();
        bench.Evaluator.Evaluate(lead.Signals, lead.Profile, fact.AsOf!.Value, bench.Card);
        return bench.Card.Score.Shown;
    }
}
