using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

using LeadScoring.Domain.Events;
using LeadScoring.Domain.Hygiene;
using LeadScoring.Domain.Models.Compiling;
using LeadScoring.Domain.Models.Loading;
using LeadScoring.Domain.Scoring;
using LeadScoring.Domain.Scoring.Explaining;
using LeadScoring.Domain.Values;
using LeadScoring.Functions.Capture;
using LeadScoring.Functions.Leads.Explanations;
using LeadScoring.Functions.Models;

namespace LeadScoring.Tests.Kit.Drivers;

/// <summary>What the engine says of a log, without storage, queues or steps: the measure of everything else.</summary>
internal sealed class FromScratch(string document, int version = 1)
{
    private static readonly ExplanationsJson Written = new(new JsonSerializerOptions(ExplanationsJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    private readonly VersionedModel _model = Compile(document, version);

    /// <summary>The explanation of a lead with these events, as <see cref="RunningApp.Explanation"/> has it.</summary>
    public string Explain(IEnumerable<string> events, DateTimeOffset now)
    {
        var parsed = EventParser.Parse(Encoding.UTF8.GetBytes(EventsBody.Text(events)), null, now);
        var asOf = Day.Of(now);
        var log = parsed.Events.Select(static item => item.Captured.Event).ToList();
        var folded = FoldedLead.Fold(_model.Model, log, asOf);
        var evidence = new LineEvidence(_model.Model);
        var suspected = SuspicionFinder.Find(log.Select(static e => KeyValuePair.Create(EventIds.Of(e), e)));
        foreach (var e in log.Where(e => _model.Model.Zone.DayOf(e.OccurredAt) <= asOf && !suspected.ContainsKey(EventIds.Of(e))).DistinctBy(static e => EventIds.Of(e)))
            evidence.Add(e, EventIds.Of(e));
        return RunningApp.WithoutLead(JsonSerializer.Serialize(Explanations.Of("-", _model, folded, asOf, evidence), Written.ExplanationAnswer));
    }

    private static VersionedModel Compile(string document, int version)
    {
        var loaded = ModelLoader.Load(document);
        Assert.NotNull(loaded.Definition);
        return new VersionedModel(loaded.Definition.Id, version, ScoringModel.Compile(loaded.Definition));
    }
}
