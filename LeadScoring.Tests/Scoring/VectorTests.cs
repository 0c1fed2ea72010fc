using LeadScoring.Domain.Events;
using LeadScoring.Domain.Profiles;
using LeadScoring.Domain.Scoring;
using LeadScoring.Domain.Signals;
using LeadScoring.Domain.Values;
using Microsoft.Extensions.Configuration;

namespace LeadScoring.Tests.Scoring;

/// <summary>Every figure of every vector in <c>Data/vectors/scoring</c>, and in the folders that <c>SCORING_VECTORS</c> names (separated by colons).</summary>
public sealed class VectorTests
{
    public static TheoryData<string> Files() => [.. Folders().SelectMany(folder => Directory.EnumerateFiles(folder, "*.json")).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public void All_figures_are_those_of_the_vector(string file)
    {
        var vector = ScoringVector.Read(file);
        foreach (var (day, expect) in vector.Evaluate)
            Check(vector, day, FigureText.Of(expect), FoldedLead.Fold(vector.Model, vector.Events, day));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Order_and_repetition_of_the_events_do_not_matter(string file)
    {
        var vector = ScoringVector.Read(file);
        foreach (var (day, expect) in vector.Evaluate)
        {
            var random = new Random(day.Number);
            LeadEvent[] events = [.. vector.Events, .. vector.Events.Where(_ => random.Next(2) == 0)];
            random.Shuffle(events);
            Check(vector, day, FigureText.Of(expect), FoldedLead.Fold(vector.Model, events, day));
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Split_joined_stored_and_copied_signals_give_the_same_figures(string file)
    {
        var vector = ScoringVector.Read(file);
        foreach (var (day, expect) in vector.Evaluate)
        {
            var whole = FoldedLead.Fold(vector.Model, vector.Events, day);
            var random = new Random(day.Number);
            var parts = DistinctEvents(vector.Events).GroupBy(_ => random.Next(4)).Select(group => FoldedLead.Fold(vector.Model, group, day)).ToList();
            var signals = new LeadSignals(vector.Model);
            var profile = LeadProfile.Empty;
            foreach (var part in parts)
            {
                signals.Join(LeadSignals.FromBytes(part.Signals.ToBytes(), vector.Model));
                profile = profile.Join(part.Profile);
            }

            Assert.Equal(Convert.ToHexString(whole.Signals.ToBytes()), Convert.ToHexString(signals.ToBytes()));
            Assert.Equal(whole.Profile, profile);
            Check(vector, day, FigureText.Of(expect), new FoldedLead(signals.Clone(), profile));
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Events_folded_day_by_day_give_the_same_figures_as_all_at_once(string file)
    {
        var vector = ScoringVector.Read(file);
        var signals = new LeadSignals(vector.Model);
        var profile = LeadProfile.Empty;
        var rest = new Queue<LeadEvent>(DistinctEvents(vector.Events).OrderBy(e => e.OccurredAt));
        foreach (var (day, expect) in vector.Evaluate.OrderBy(entry => entry.Day.Number))
        {
            while (rest.TryPeek(out var next) && vector.Model.Zone.DayOf(next.OccurredAt) <= day)
            {
                signals.Apply(rest.Dequeue());
                profile = profile.With(next);
            }

            Check(vector, day, FigureText.Of(expect), new FoldedLead(signals, profile));
        }
    }

    private static void Check(ScoringVector vector, Day day, string expected, FoldedLead lead)
    {
        var evaluator = new Evaluator(vector.Model);
        var explanation = evaluator.Explain(lead.Signals, lead.Profile, day);
        var until = evaluator.NextChange(lead.Signals, lead.Profile, day);
        var actual = FigureText.Of(explanation, until);
        if (expected.Contains("proven ", StringComparison.Ordinal))
            actual += FigureText.Of(vector.Model, lead.Profile, vector.Events, day);
        Assert.Equal($"{vector.Name} {day}\n{expected}", $"{vector.Name} {day}\n{actual}");
    }

    private static IEnumerable<LeadEvent> DistinctEvents(IEnumerable<LeadEvent> events) => events.DistinctBy(e => e.Id);

    private static IEnumerable<string> Folders()
    {
        var more = new ConfigurationBuilder().AddEnvironmentVariables().Build()["SCORING_VECTORS"] ?? "";
        var own = Path.Combine(AppContext.BaseDirectory, "Data", "vectors");
        return [Path.Combine(own, "scoring"), Path.Combine(own, "scoring-2"), .. more.Split(':', StringSplitOptions.RemoveEmptyEntries)];
    }
}
