using LeadScoring.Functions.Http;

using Microsoft.AspNetCore.Mvc;

namespace LeadScoring.Functions.Reports;

/// <summary>Whether response times are kept, and whether any lead was handed off below what was agreed.</summary>
public sealed class ServiceLevelReport(ServiceLevelReader reader) : Report<LeadServiceLevel, ServiceLevelPart>(ReportsJson.Default.ServiceLevelPart, ServiceLevelPart.Empty)
{
    /// <inheritdoc />
    public override string Name => ReportNames.ServiceLevel;

    /// <inheritdoc />
    public override bool IsOfOneModel => false;

    /// <inheritdoc />
    public override bool HasSpreadsheet => true;

    /// <inheritdoc />
    public override Task<IActionResult> Answer(ReportResult result, bool isFile, CancellationToken cancellation)
    {
        var answer = ServiceLevelAnswers.Of(result, ServiceLevelPart.Sum(PartsOf(result)));
        return Task.FromResult<IActionResult>(isFile ? new ServiceLevelCsvResult(answer) : new JsonResult<ServiceLevelAnswer>(answer, ReportsJson.Default.ServiceLevelAnswer));
    }

    /// <inheritdoc />
    protected override Task<LeadServiceLevel> Read(string leadId, ReportRun run, CancellationToken cancellation) => reader.Read(leadId, run, cancellation);

    /// <inheritdoc />
    protected override Task<ServiceLevelPart> With(ServiceLevelPart part, ReportRun run, IReadOnlyList<LeadServiceLevel> leads, CancellationToken cancellation) => Task.FromResult(part.With(leads));
}
