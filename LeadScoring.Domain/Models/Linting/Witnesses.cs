using System.Collections.Immutable;
using System.Globalization;

using LeadScoring.Domain.Models.Compiling;
using LeadScoring.Domain.Values;

namespace LeadScoring.Domain.Models.Linting;

/// <summary>Finds a lead for each route and grade of a model.</summary>
internal static class Witnesses
{
    // A few thousand leads take a tenth of a second.
    private const int Budget = 6000;

    public static ImmutableArray<Witness> Of(ScoringModel model, Day today)
    {
        var definition = model.Definition;
        var witnesses = ImmutableArray.CreateBuilder<Witness>();
        for (var i = 0; i < definition.Routes.Length; i++)
        {
            var search = new WitnessSearch(model, today, static _ => true, Budget);
            witnesses.Add(Make($"route {definition.Routes[i].Id}", search, search.Reaching(i)));
        }

        if (definition.Grades is not { } grades || model.GradePlan is not { } plan)
            return witnesses.ToImmutable();
        for (var i = 0; i < 3; i++)
        {
            var letter = (char)('A' + i);
            var search = new WitnessSearch(model, today, static _ => true, Budget);
            witnesses.Add(Make($"letter {letter}", search, search.Reaching(grade => grade.Letter == letter, plan.Letter, grades.LetterBounds[i])));
        }

        for (var i = 0; i < 3; i++)
        {
            var number = i + 1;
            var search = new WitnessSearch(model, today, static _ => true, Budget);
            witnesses.Add(Make(string.Create(CultureInfo.InvariantCulture, $"number {number}"), search, search.Reaching(grade => grade.Number == number, plan.Number, grades.NumberBounds[i])));
        }

        return witnesses.ToImmutable();
    }

    private static Witness Make(string goal, WitnessSearch search, LeadDraft? draft)
    {
        if (draft is null)
            return new Witness(goal, null);
        var card = search.Evaluate(draft);
        return new Witness(goal, draft.ToGoldenLead($"reaches-{goal.Replace(' ', '-').ToLowerInvariant()}", new GoldenExpectation(card.Grade?.ToString(), card.RouteId, null, [], [], [])));
    }
}
