using LeadScoring.Functions.Access;
using LeadScoring.Functions.Http;
using LeadScoring.Functions.OpenApi;

using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace LeadScoring.Functions.Reports;

/// <summary>Reports over HTTP. One route for both forms: <c>service-level</c> and <c>service-level.csv</c> are both a <c>{name}</c>.</summary>
public sealed class ReportFunctions(ReportsHandler handler)
{
    [Function("GetReport")]
    [RequiresRole(Role.ReadMasked)]
    [Operation(ApiTags.Reports, "Shows a report, as JSON or as a spreadsheet.", More = "#reports")]
    [Query("model", "Leads and hand-offs under this model only, by its id. `overview` needs it where several are published.")]
    [Query("from", "The first day; 90 days up to `to` if it is not given.", IsDay = true)]
    [Query("to", "The last day; today if it is not given.", IsDay = true)]
    [Answers(200, "The report.", Contract = typeof(ServiceLevelAnswer))]
    [Answers(200, "The report.", Contract = typeof(OverviewAnswer))]
    [Answers(200, "The report.", MediaType = "text/csv", Headers = ["Content-Disposition"])]
    [Answers(202, "The report is being computed: ask again.", Contract = typeof(ComputingReport), Headers = ["Retry-After"])]
    [Refuses(400, "LS-QUERY-001", "LS-QUERY-002", "LS-QUERY-003")]
    [Refuses(404, "LS-REPORT-404")]
    [UsesStorage]
    public Task<IActionResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/v1/reports/{name}")] HttpRequest request, string name, CancellationToken cancellation) =>
        ForCaller(request, StorageFailures.ToProblem(() => handler.Handle(name, request.Query, cancellation)));

    // Only the overview names people.
    private static async Task<IActionResult> ForCaller(HttpRequest request, Task<IActionResult> answer) =>
        await answer is var whole && whole is JsonResult<OverviewAnswer> overview && Caller.Of(request.HttpContext) is { SeesPersonalValues: false } ? overview.With(OverviewReport.Masked) : whole;
}
