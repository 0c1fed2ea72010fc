using LeadScoring.Domain.Events;
using LeadScoring.Domain.Models;
using LeadScoring.Functions.Configuration;
using LeadScoring.Functions.Http;
using LeadScoring.Functions.Models;
using LeadScoring.Functions.Previews;
using LeadScoring.Functions.Storage;

namespace LeadScoring.Functions.Publishing;

/// <summary>What a publish does to the leads, and whether somebody has to confirm it.</summary>
public sealed class PublishEffect(ITables tables, PreviewResults previews, SmallPreview small, AppOptions options)
{
    // Below, a share says little: one lead of three is a third.
    private const int FewLeads = 50;
    private const int Whole = 100;

    /// <summary>Looks at it.</summary>
    /// <param name="model">Id of the model.</param>
    /// <param name="text">The document.</param>
    /// <param name="definition">The same, read.</param>
    /// <param name="live">The live version; null for a first publish.</param>
    /// <param name="confirm">What the request confirms; null = nothing.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <returns>What it does, in a sentence and in numbers where they are known; or why it is not done.</returns>
    internal async Task<(Effect? Effect, Problem? Refusal)> Find(string model, string text, ModelDefinition definition, int? live, int? confirm, CancellationToken cancellation)
    {
        if (definition.Mode == ModelMode.Assess)
            return (new Effect("The model only assesses: it hands nobody off.", 0, 0, null), null);
        if ((await tables.Leads.Read(KeyRange.Partitions(null, null, RowKeys.Lead), 1, null, cancellation)) is { Rows.Count: 0, Continuation: null })
            return (new Effect("There are no leads yet, so it hands nobody off at once.", 0, null, 0), null);

        var figures = await previews.Known(model, text, live ?? 0, cancellation) ?? await small.Run(Candidates.Compile(model, definition, live ?? 0), cancellation);
        if (figures is null)
            return (null, PublishProblems.NoPreview(model));
        var forecast = Forecast.Of(figures, LeadIds.Buckets);
        var isUnsaid = live is null && definition.Mode is null && figures.Leads > 0;
        return confirm != figures.HandedOff && (confirm is not null || isUnsaid || IsMany(figures.HandedOff, figures.Leads))
            ? (null, PublishProblems.ConfirmFirst(figures.HandedOff, figures.Leads, isUnsaid, confirm))
            : (new Effect(forecast.Text(definition), figures.HandedOff, forecast.PerWeek, figures.HiddenHandOffs), null);
    }

    private bool IsMany(int handedOff, int leads) => handedOff > options.ConfirmLeads || (leads >= FewLeads && (long)handedOff * Whole > (long)leads * options.ConfirmPercent);
}

/// <summary>What a publish does to the leads.</summary>
/// <param name="Says">In a sentence.</param>
/// <param name="AtOnce">How many are handed off at once.</param>
/// <param name="PerWeek">How many a week from then on; null where nobody knows.</param>
/// <param name="HiddenHandOffs">How many open hand-offs the document's audience hides; null where nobody counted.</param>
internal sealed record Effect(string Says, int AtOnce, decimal? PerWeek, int? HiddenHandOffs);
