using System.Globalization;

using LeadScoring.Domain.Events;
using LeadScoring.Domain.Models;
using LeadScoring.Domain.Previews;

namespace LeadScoring.Functions.Previews;

/// <summary>What a publish would hand off, for all leads.</summary>
/// <param name="AtOnce">Leads that are handed off, or upgraded, by the publish itself.</param>
/// <param name="PerWeek">Leads that would have been handed off newly in a week, on average.</param>
/// <param name="Leads">How many leads there are.</param>
/// <param name="Hidden">Leads that sales is working on and that the document's audience leaves out; null = not known.</param>
internal sealed record Forecast(Estimate AtOnce, decimal PerWeek, Estimate Leads, Estimate? Hidden)
{
    private const int FewLeads = 10;

    /// <summary>Of what was found in some buckets.</summary>
    public static Forecast Of(PreviewFigures figures, int buckets) => new(
        SampleError.Of(figures.HandedOff, buckets, LeadIds.Buckets),
        Rounded(figures.Weeks.Sum() * (decimal)LeadIds.Buckets / buckets / PreviewLog.Weeks),
        SampleError.Of(figures.Leads, buckets, LeadIds.Buckets),
        figures.HiddenHandOffs is { } hidden ? SampleError.Of(hidden, buckets, LeadIds.Buckets) : null);

    /// <summary>The same in a sentence.</summary>
    public string Text(ModelDefinition definition) => definition.Mode == ModelMode.Assess
        ? "The model only assesses: it hands nobody off."
        : string.Create(CultureInfo.InvariantCulture, $"Hands off {Range} at once; about {PerWeek:0.#} a week from then on.");

    private string Range => AtOnce.Low == AtOnce.High ? Count(AtOnce.Number) : string.Create(CultureInfo.InvariantCulture, $"about {Count(AtOnce.Number)} ({AtOnce.Low} to {AtOnce.High})");

    private static string Count(int leads) => string.Create(CultureInfo.InvariantCulture, $"{leads} {(leads == 1 ? "lead" : "leads")}");

    private static decimal Rounded(decimal number) => Math.Round(number, number < FewLeads ? 1 : 0, MidpointRounding.AwayFromZero);
}
