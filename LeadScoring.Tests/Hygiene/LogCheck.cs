using LeadScoring.Domain.Hygiene;
using LeadScoring.Domain.Leads;
using LeadScoring.Domain.Models.Compiling;
using LeadScoring.Domain.Scoring;
using LeadScoring.Domain.Values;
using LeadScoring.Functions.Storage;
using LeadScoring.Tests.Kit.Drivers;

namespace LeadScoring.Tests.Hygiene;

/// <summary>Holds what is stored of a lead at rest against what its log comes to from scratch.</summary>
internal static class LogCheck
{
    public static async Task<List<LoggedEvent>> Log(ITables tables, string leadId)
    {
        var log = new List<LoggedEvent>();
        await foreach (var page in new LeadStore(tables).ReadLog(leadId, null, default))
            log.AddRange(page);
        return log;
    }

    /// <summary>Signals, profile, activity and doubts are those of the log.</summary>
    public static Task Holds(InMemoryApp app, string leadId, IReadOnlyDictionary<string, ScoringModel> models, string where = "") =>
        Holds(app.Tables, leadId, models, where);

    /// <inheritdoc cref="Holds(InMemoryApp, string, IReadOnlyDictionary{string, ScoringModel}, string)" />
    public static async Task Holds(ITables tables, string leadId, IReadOnlyDictionary<string, ScoringModel> models, string where)
    {
        var read = await new LeadStore(tables).Read(leadId, default);
        var state = read.State!;
        var log = await Log(tables, leadId);
        var suspected = SuspicionFinder.Find(log.Select(static logged => KeyValuePair.Create(logged.EventKey, logged.Captured.Event)));
        foreach (var (id, row) in read.Models)
        {
            var folded = FoldedLead.Fold(models[id], log.Select(static logged => logged.Captured.Event), new Day(100_000));
            Assert.True(Convert.ToHexString(folded.Signals.ToBytes()) == Convert.ToHexString(row.Signals!), $"{where} the signals under {id} are not those of the log");
            Assert.True(folded.Profile.Equals(state.Profile), $"{where} the profile is not that of the log");
            Assert.True((state.Revision, (Building?)null) == (row.Revision, row.Building), $"{where} a rebuild is not done");
        }

        var counted = log.Where(logged => !suspected.TryGetValue(logged.EventKey, out var suspect) || suspect.IsOverruled).Aggregate(state.WithoutDerived(), static (told, logged) => told.WithActivityOf(logged.Captured));
        Assert.True(counted.Recent.SequenceEqual(state.Recent), $"{where} the newest activity is not that of the log");
        Assert.Equal((where, counted.LastEventAt, log.Max(static logged => logged.Captured.Event.OccurredAt)), (where, state.LastEventAt, state.NewestAt));
        Assert.Equal((where, log.Count(logged => suspected.TryGetValue(logged.EventKey, out var suspect) && !suspect.IsOverruled), false), (where, state.Suspected, state.Undecided));
    }
}
