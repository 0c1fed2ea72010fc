using LeadScoring.Benchmarks.Floor;
using LeadScoring.Benchmarks.Workload;
using LeadScoring.Domain.Scoring;
using LeadScoring.Domain.Signals;
using LeadScoring.Domain.Values;

namespace LeadScoring.Benchmarks;

/// <summary>Before anything is timed: the engine and the hand-written floor must agree on every figure after every event.</summary>
internal static class EqualityCheck
{
    /// <exception cref="InvalidOperationException">They differ, with the first event after which they do.</exception>
    public static void Run(NeutralWorkload workload)
    {
        var evaluator = new Evaluator(workload.Model);
        var card = new Scorecard(workload.Model);
        var signals = new LeadSignals?[workload.Profiles.Length];
        var profiles = workload.Profiles.ToArray();
        var floors = new FloorLead?[workload.Profiles.Length];
        var score = new FloorScore();
        long sum = 0, hot = 0;
        for (var i = 0; i < workload.Events.Length; i++)
        {
            var (e, lead) = (workload.Events[i], workload.Leads[i]);
            var engine = signals[lead] ??= new LeadSignals(workload.Model);
            var floor = floors[lead] ??= new FloorLead(profiles[lead]);
            engine.Apply(e);
            profiles[lead] = profiles[lead].With(e);
            floor.Apply(e);
            if (e.Profile.Count > 0)
                floor.Learn(e.Profile["jobTitle"].Text!, e.Profile["employees"].Text!);
            evaluator.Evaluate(engine, profiles[lead], Day.Of(e.OccurredAt), card);
            score.Evaluate(floor, Day.Of(e.OccurredAt).Number);
            var left = $"{card.Categories[1].Value.Value} {card.Categories[2].Value.Value} {card.Categories[3].Value.Value} {card.Dimensions[0].Shown} {card.Dimensions[1].Shown} {card.Score.Shown} {card.Grade} {card.RouteId}";
            var right = $"{score.Web} {score.Email} {score.Content} {score.Fit} {score.Engagement} {score.Score} {score.Letter}{score.Number} {(score.IsHot ? "hot" : "nurture")}";
            if (left != right)
                throw new InvalidOperationException($"Event {i} ({e.Type}, lead {lead}, {Day.Of(e.OccurredAt)}): the engine says {left}, the floor {right}.");
            sum += card.Score.Shown;
            hot += score.IsHot ? 1 : 0;
        }

        Console.WriteLine($"Engine and floor agree after each of {workload.Events.Length} events: scores add up to {sum}, hot after {hot}.");
    }
}
