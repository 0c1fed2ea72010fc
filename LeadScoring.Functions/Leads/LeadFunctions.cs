using LeadScoring.Functions.Access;
using LeadScoring.Functions.Http;
using LeadScoring.Functions.Leads.Curves;
using LeadScoring.Functions.Leads.Detail;
using LeadScoring.Functions.Leads.Explanations;
using LeadScoring.Functions.Leads.List;
using LeadScoring.Functions.Leads.Timeline;
using LeadScoring.Functions.OpenApi;

using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace LeadScoring.Functions.Leads;

/// <summary>Leads over HTTP.</summary>
[UsesStorage]
public sealed class LeadFunctions(LeadListHandler list, LeadCsvHandler csv, LeadHandler one, FindHandler find, TimelineHandler timeline, ExplanationHandler explanation, CurveHandler curve)
{
    [Function("ListLeads")]
    [RequiresRole(Role.ReadMasked)]
    [Operation(ApiTags.Leads, "Lists leads: the hottest first, whom to call now, or those that a search finds.", More = "#lists-of-leads")]
    [LeadFilterQuery]
    [Query("sort", "`score`: the hottest first. `priority`: whom to call first. `respondBy`: whose response, or promised call, is due first. `lastActivity`: who did something last.", Words = ["lastActivity", "priority", "respondBy", "score"], Default = "score")]
    [Query("limit", "Leads of a page.", Least = 1, Most = LeadListQuery.MaxLimit, Default = LeadListQuery.DefaultLimit)]
    [Query("continuation", "From the page before, with the same filters and sort.")]
    [Query("spark", "Adds to each lead the scores at the ends of this number of days, today among them.", Least = LeadListQuery.LeastSpark, Most = LeadListQuery.MostSpark)]
    [Answers(200, "A page of leads.", Contract = typeof(LeadPage))]
    [Refuses(400, "LS-QUERY-001", "LS-QUERY-002")]
    public Task<IActionResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/v1/leads")] HttpRequest request, CancellationToken cancellation) =>
        MaskedAnswers.OfList(request, () => StorageFailures.ToProblem(() => list.Handle(request.Query, cancellation)));

    [Function("ListLeadsAsCsv")]
    [RequiresRole(Role.ReadMasked)]
    [Audited("leads.csv")]
    [Operation(ApiTags.Leads, "Lists the same leads as a spreadsheet, without pages.", More = "#lists-of-leads")]
    [LeadFilterQuery]
    [Query("sort", "`score`: the hottest first. `priority`: whom to call first. `respondBy`: whose response, or promised call, is due first. `lastActivity`: who did something last.", Words = ["lastActivity", "priority", "respondBy", "score"], Default = "score")]
    [Answers(200, "A line per lead and model that passes the filters.", MediaType = "text/csv", Headers = ["Content-Disposition"])]
    [Refuses(400, "LS-QUERY-001", "LS-QUERY-002")]
    public Task<IActionResult> Csv(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/v1/leads.csv")] HttpRequest request, CancellationToken cancellation) =>
        MaskedAnswers.OfList(request, () => StorageFailures.ToProblem(() => csv.Handle(request.Query, cancellation)));

    [Function("FindLead")]
    [RequiresRole(Role.Read)]
    [Operation(ApiTags.Leads, "Finds the id of the lead with an e-mail address, which then stands in no path.", More = "#addresses-in-paths")]
    [Body("application/json", typeof(FindRequest))]
    [Answers(200, "The lead's id.", Contract = typeof(FoundAnswer))]
    [Refuses(400, "LS-FIND-001")]
    [Refuses(404, "LS-LEAD-404")]
    public Task<IActionResult> Find(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/v1/leads/find")] HttpRequest request, CancellationToken cancellation) =>
        StorageFailures.ToProblem(() => find.Handle(request, cancellation));

    [Function("GetLead")]
    [RequiresRole(Role.ReadMasked)]
    [Operation(ApiTags.Leads, "Shows one lead with its figures of today.")]
    [Answers(200, "The lead.", Contract = typeof(LeadItem))]
    [Refuses(400, "LS-QUERY-001")]
    [Refuses(404, "LS-LEAD-404")]
    public Task<IActionResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/v1/leads/{lead}")] HttpRequest request, string lead, CancellationToken cancellation) =>
        MaskedAnswers.ForCaller(request, StorageFailures.ToProblem(() => one.Handle(lead, request.Query, cancellation)));

    [Function("GetTimeline")]
    [RequiresRole(Role.ReadMasked)]
    [Operation(ApiTags.Leads, "Lists what a lead did and what was decided about it, newest first.")]
    [Query("limit", "Entries of a page.", Least = 1, Most = TimelineHandler.MaxLimit, Default = TimelineHandler.DefaultLimit)]
    [Query("before", "The continuation of the page before, or a time: only what is older.")]
    [Answers(200, "A page of the timeline.", Contract = typeof(TimelinePage))]
    [Refuses(400, "LS-QUERY-001", "LS-QUERY-002")]
    [Refuses(404, "LS-LEAD-404")]
    public Task<IActionResult> Timeline(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/v1/leads/{lead}/timeline")] HttpRequest request, string lead, CancellationToken cancellation) =>
        MaskedAnswers.ForCaller(request, StorageFailures.ToProblem(() => timeline.Handle(lead, request.Query, cancellation)));

    [Function("ExplainLead")]
    [RequiresRole(Role.ReadMasked)]
    [Operation(ApiTags.Leads, "Explains a score, line by line, as of any day and by any published version of the model.")]
    [Query("model", "The model, by its id; not needed where only one is published.")]
    [Query("asOf", "The day, at most 400 days ahead; today if it is not given.", IsDay = true)]
    [Query("version", "The version of the model; if it is not given, the one by which the lead is scored.", Least = 1, Most = 999_999)]
    [Answers(200, "The figures of the day with the lines that they are made of.", Contract = typeof(ExplanationAnswer))]
    [Answers(202, "The log is long, and the explanation is being computed: ask again.", Contract = typeof(ComputingAnswer), Headers = ["Retry-After"])]
    [Refuses(400, "LS-QUERY-001", "LS-QUERY-002", "LS-QUERY-003")]
    [Refuses(404, "LS-LEAD-404", "LS-PUBLISH-404")]
    public Task<IActionResult> Explain(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/v1/leads/{lead}/explanation")] HttpRequest request, string lead, CancellationToken cancellation) =>
        MaskedAnswers.ForCaller(request, StorageFailures.ToProblem(() => explanation.Handle(lead, request.Query, cancellation)));

    [Function("GetCurve")]
    [RequiresRole(Role.ReadMasked)]
    [Operation(ApiTags.Leads, "Shows the score of a lead day by day: what it was, and what it will be if nothing more happens.", More = "#curves")]
    [Query("model", "The model, by its id; not needed where only one is published.")]
    [Query("from", "The first day; 90 days up to today if it is not given.", IsDay = true)]
    [Query("to", "The last day, at most 400 days ahead; 30 days ahead if it is not given.", IsDay = true)]
    [Answers(200, "The days on which something changes.", Contract = typeof(CurveAnswer))]
    [Answers(202, "The log is long, and the curve is being computed: ask again.", Contract = typeof(ComputingCurve), Headers = ["Retry-After"])]
    [Refuses(400, "LS-QUERY-001", "LS-QUERY-002", "LS-QUERY-003")]
    [Refuses(404, "LS-LEAD-404")]
    public Task<IActionResult> Curve(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/v1/leads/{lead}/curve")] HttpRequest request, string lead, CancellationToken cancellation) =>
        MaskedAnswers.ForCaller(request, StorageFailures.ToProblem(() => curve.Handle(lead, request.Query, cancellation)));
}
