using System.Collections.Immutable;

using LeadScoring.Domain.Events;
using LeadScoring.Domain.Models;
using LeadScoring.Domain.Previews;
using LeadScoring.Functions.Models;
using LeadScoring.Functions.Storage;

namespace LeadScoring.Functions.Previews;

/// <summary>Makes the answer of a preview that is done.</summary>
public sealed class PreviewAnswers(LeadStore leads, DraftChecks checks)
{
    /// <summary>The answer.</summary>
    /// <param name="run">What was computed.</param>
    /// <param name="definition">The document.</param>
    /// <param name="figures">All parts together.</param>
    /// <param name="capacity">How many leads sales can take in a week; null = not said.</param>
    /// <param name="cancellation">Ends the reading.</param>
    internal async Task<PreviewAnswer> Of(PreviewRun run, ModelDefinition definition, PreviewFigures figures, int? capacity, CancellationToken cancellation)
    {
        var forecast = Forecast.Of(figures, run.Buckets);
        return new PreviewAnswer(
            "done",
            run.Model,
            ModelHash.Of(run.Text),
            run.Base == 0 ? null : run.Base,
            run.StartedAt.UtcDateTime,
            run.Buckets,
            figures.Leads,
            figures.Unreadable,
            EstimateItem.Of(forecast.Leads),
            forecast.Text(definition),
            new HandOffForecast(
                EstimateItem.Of(forecast.AtOnce),
                forecast.PerWeek,
                [.. figures.Weeks.Select(week => All(week, run))],
                capacity,
                capacity is > 0 and var most ? Math.Round((decimal)forecast.AtOnce.Number / most, 1, MidpointRounding.AwayFromZero) : null,
                forecast.Hidden is { } hidden ? EstimateItem.Of(hidden) : null),
            figures.Decisions.ToDictionary(static one => one.Key, one => All(one.Value, run), StringComparer.Ordinal),
            Places(figures.Grades, run),
            Places(figures.Routes, run),
            await Changed(figures.Changed, cancellation),
            ModelChecks.Findings((await checks.CheckTried(run.Text, forecast.Hidden?.Number, cancellation)).Problems));
    }

    private static List<PlaceItem> Places(ImmutableSortedDictionary<string, int> moves, PreviewRun run) =>
        [.. PreviewFigures.ChangesOf(moves).Select(place => new PlaceItem(place.Name, All(place.Before, run), All(place.After, run), All(place.Entered, run), All(place.Left, run)))];

    private static int All(int count, PreviewRun run) => SampleError.Of(count, run.Buckets, LeadIds.Buckets).Number;

    // Who was erased since is counted, and no longer listed.
    private async Task<IReadOnlyList<ChangedItem>> Changed(ImmutableArray<ChangedLead> changed, CancellationToken cancellation)
    {
        var there = await Task.WhenAll(changed.Select(lead => leads.Find(lead.Lead, cancellation)));
        return
        [
            .. changed.Where((_, index) => there[index] is { State: { ErasedAt: null, MergedInto: null } })
                .Select(static lead => new ChangedItem(lead.Lead, ChangedPlace.Of(lead.Before), ChangedPlace.Of(lead.After), lead.Decisions, lead.Reasons)),
        ];
    }
}
