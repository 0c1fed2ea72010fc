using System.Collections.Immutable;

using LeadScoring.Domain.Models.Compiling;
using LeadScoring.Domain.Models.Golden;
using LeadScoring.Domain.Scoring;
using LeadScoring.Domain.Values;

namespace LeadScoring.Domain.Models.Linting;

/// <summary>What a made-up lead has and did.</summary>
/// <param name="Profile">Attributes; a later value of one replaces the earlier.</param>
/// <param name="Events">What it did.</param>
internal sealed record LeadDraft(ImmutableDictionary<string, string> Profile, ImmutableArray<GoldenEvent> Events)
{
    private static readonly GoldenExpectation Nothing = new(null, null, null, [], [], []);

    /// <summary>A lead of which nothing is known.</summary>
    public static LeadDraft Empty { get; } = new(ImmutableDictionary.Create<string, string>(StringComparer.Ordinal), []);

    /// <summary>With what another one has and did besides.</summary>
    public LeadDraft With(LeadDraft other) => new(Profile.SetItems(other.Profile), Events.AddRange(other.Events));

    /// <summary>All events this many days earlier.</summary>
    public LeadDraft Earlier(int days) => this with { Events = [.. Events.Select(e => e with { DaysAgo = e.DaysAgo + days })] };

    /// <summary>As the document of a model has it.</summary>
    public GoldenLead ToGoldenLead(string name, GoldenExpectation expect) =>
        new(name, [.. Profile.OrderBy(static pair => pair.Key, StringComparer.Ordinal)], Merged(), expect);

    /// <summary>Evaluates it.</summary>
    public void Evaluate(Evaluator evaluator, Day today, Scorecard into)
    {
        var (signals, profile) = GoldenLeads.Fold(evaluator.Model, new GoldenLead("lead", [.. Profile], Events, Nothing), today);
        evaluator.Evaluate(signals, profile, today, into);
    }

    // Events that differ in nothing are one with 'times'.
    private ImmutableArray<GoldenEvent> Merged() =>
    [
        .. Events.GroupBy(static e => (e.Type, e.DaysAgo, string.Join('\u001F', e.Properties.Select(static pair => $"{pair.Key}\u001E{pair.Value}"))))
            .Select(static same => same.First() with { Times = same.Sum(static e => e.Times) })
            .OrderBy(static e => e.Type, StringComparer.Ordinal).ThenBy(static e => e.DaysAgo),
    ];
}
