using System.Text;
using System.Text.Json;

using LeadScoring.Domain.Models.Compiling;
using LeadScoring.Domain.Models.Loading;
using LeadScoring.Domain.Scoring;
using LeadScoring.Domain.Values;
using LeadScoring.Functions.Capture;
using LeadScoring.Functions.Leads.Explanations;
using LeadScoring.Functions.Models;

namespace LeadScoring.Tests.Kit.Drivers;

/// <summary>What the engine says of a log, without storage, queues or steps: the measure of everything else.</summary>
internal sealed class FromScratch(string document, int version = 1)
{
    private readonly VersionedModel _model = Compile(document, version);

    /// <summary>The explanation of a lead with these events, as <see cref="RunningApp.Explanation"/> has it.</summary>
    public string Explain(IEnumerable<string> events, DateTimeOffset now)
    {
        var parsed = EventParser.Parse(Encoding.UTF8.GetBytes(EventsBody.Text(events)), null, now);
        var asOf = Day.Of(now);
        var folded = FoldedLead.Fold(_model.Model, parsed.Events.Select(static item => item.Captured.Event), asOf);
        return RunningApp.WithoutLead(JsonSerializer.Serialize(Explanations.Of("-", _model, folded, asOf), ExplanationsJson.Default.ExplanationAnswer));
    }

    private static VersionedModel Compile(string document, int version)
    {
        var loaded = ModelLoader.Load(document);
        Assert.NotNull(loaded.Definition);
        return new VersionedModel(loaded.Definition.Id, version, ScoringModel.Compile(loaded.Definition));
    }
}
