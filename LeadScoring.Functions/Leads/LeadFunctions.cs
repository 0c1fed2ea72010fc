using LeadScoring.Functions.Http;
using LeadScoring.Functions.Leads.Detail;
using LeadScoring.Functions.Leads.Explanations;
using LeadScoring.Functions.Leads.List;
using LeadScoring.Functions.Leads.Timeline;

using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace LeadScoring.Functions.Leads;

/// <summary>Leads over HTTP.</summary>
public sealed class LeadFunctions(LeadListHandler list, LeadCsvHandler csv, LeadHandler one, TimelineHandler timeline, ExplanationHandler explanation)
{
    [Function("ListLeads")]
    public Task<IActionResult> List(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/v1/leads")] HttpRequest request, CancellationToken cancellation) =>
        StorageFailures.ToProblem(() => list.Handle(request.Query, cancellation));

    [Function("ListLeadsAsCsv")]
    public Task<IActionResult> Csv(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/v1/leads.csv")] HttpRequest request, CancellationToken cancellation) =>
        StorageFailures.ToProblem(() => csv.Handle(request.Query, cancellation));

    [Function("GetLead")]
    public Task<IActionResult> Get(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/v1/leads/{lead}")] HttpRequest request, string lead, CancellationToken cancellation) =>
        StorageFailures.ToProblem(() => one.Handle(lead, request.Query, cancellation));

    [Function("GetTimeline")]
    public Task<IActionResult> Timeline(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/v1/leads/{lead}/timeline")] HttpRequest request, string lead, CancellationToken cancellation) =>
        StorageFailures.ToProblem(() => timeline.Handle(lead, request.Query, cancellation));

    [Function("ExplainLead")]
    public Task<IActionResult> Explain(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/v1/leads/{lead}/explanation")] HttpRequest request, string lead, CancellationToken cancellation) =>
        StorageFailures.ToProblem(() => explanation.Handle(lead, request.Query, cancellation));
}
