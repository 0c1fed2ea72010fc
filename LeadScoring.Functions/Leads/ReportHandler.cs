using System.Text.Json;

using LeadScoring.Functions.Models;

namespace LeadScoring.Functions.Leads;

/// <summary>Computes explanations whose log is too long for a request. May run twice: the later result replaces the earlier.</summary>
public sealed class ReportHandler(ModelCatalog catalog, LogFold fold, ExplanationReports reports)
{
    /// <summary>Works on a message of the queue <c>lead-report</c>.</summary>
    /// <exception cref="JsonException">The message is none.</exception>
    public async Task Handle(BinaryData body, CancellationToken cancellation)
    {
        var asked = JsonSerializer.Deserialize(body, LeadsJson.Default.ReportMessage) ?? throw new JsonException("The message is empty.");
        var model = await catalog.Version(asked.Model, asked.Version, cancellation);
        var (lead, events) = await fold.Run(asked.Lead, model, asked.AsOf, cancellation);
        await reports.Keep(asked, Explanations.Of(asked.Lead, model, lead, asked.AsOf) with { UpTo = events }, cancellation);
    }
}
