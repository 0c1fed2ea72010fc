using LeadScoring.Domain.Decisions;
using LeadScoring.Domain.Models;
using LeadScoring.Domain.Models.Compiling;
using LeadScoring.Domain.Scoring;
using LeadScoring.Domain.Values;
using LeadScoring.Functions.Http;
using LeadScoring.Functions.Leads.Detail;
using LeadScoring.Functions.Models;
using LeadScoring.Functions.Storage;

using Microsoft.AspNetCore.Mvc;

namespace LeadScoring.Functions.Reports;

/// <summary>How many leads there are under a model, where they stand, and what is about to change.</summary>
public sealed class OverviewReport(OverviewReader reader, ModelCatalog catalog, LeadStore leads)
    : Report<OverviewLead, OverviewPart>(ReportsJson.Default.OverviewPart, OverviewPart.Empty)
{
    private static readonly string[] Shown = ["company", "firstName", "jobTitle", "lastName"];

    /// <inheritdoc />
    public override string Name => ReportNames.Overview;

    /// <inheritdoc />
    public override bool IsOfOneModel => true;

    /// <inheritdoc />
    public override bool HasSpreadsheet => false;

    /// <inheritdoc />
    public override async Task<IActionResult> Answer(ReportResult result, bool isFile, CancellationToken cancellation)
    {
        var model = await Model(result.Question, cancellation);
        var sum = OverviewPart.Sum(PartsOf(result));
        var today = model.Model.Zone.DayOf(result.ComputedAt);
        return new JsonResult<OverviewAnswer>(
            new OverviewAnswer(
                Name,
                model.Id,
                model.Version,
                result.Question.From,
                result.Question.To,
                result.ComputedAt.UtcDateTime,
                result.Refreshing,
                today,
                model.Model.Zone.Id,
                model.Model.Definition.Points?.Target.Points,
                new OverviewLeads(sum.Leads, sum.Scored, sum.New, sum.Active, OverviewReader.ActiveDays, sum.Unreadable),
                model.Model.Definition.Points is null ? Grades(model.Model, sum) : null,
                new OverviewScores(ScoreBins.For(model.Model.Definition).Width, sum.Scores, sum.Routed, sum.Sent, new OverviewCrossed(OverviewReader.CrossingDays, sum.Crossed, sum.CrossedUnknown)),
                Weeks(result.Question, sum),
                new OverviewFunnel(sum.Leads, sum.Active, sum.Progress.HandedOver, sum.Progress.Accepted, sum.Progress.SalesQualified, sum.Progress.Opportunity, sum.Progress.Won),
                new OverviewOverdue(sum.Overdue, sum.OverdueSince?.UtcDateTime),
                ServiceLevelAnswers.FiguresOf(sum.HandOffs),
                new OverviewTonight(today.AddDays(1), sum.GradeTonight, sum.RouteTonight, sum.LeavingTonight, await Tonight(sum, cancellation))),
            ReportsJson.Default.OverviewAnswer);
    }

    /// <summary>The answer for a caller who may not see who people are.</summary>
    internal static OverviewAnswer Masked(OverviewAnswer answer) =>
        answer with { Tonight = answer.Tonight with { Leads = [.. answer.Tonight.Leads.Select(static lead => lead with { Profile = PersonalValues.Without(lead.Profile) })] } };

    /// <inheritdoc />
    protected override Task<OverviewLead> Read(string leadId, ReportRun run, CancellationToken cancellation) => reader.Read(leadId, run, cancellation);

    /// <inheritdoc />
    protected override async Task<OverviewPart> With(OverviewPart part, ReportRun run, IReadOnlyList<OverviewLead> leads, CancellationToken cancellation) =>
        // One that was archived meanwhile speaks about no lead.
        part.With(leads, await catalog.Active(run.Question.Model!, cancellation) is { } model ? ScoreBins.For(model.Model.Definition) : new ScoreBins(1));

    private static List<OverviewGrade> Grades(ScoringModel model, OverviewPart sum) =>
    [
        .. GradeRoutes.Of(model).Select(cell =>
        {
            var route = cell.Route is { To: not Destination.Nurture } sending ? sending : null;
            return new OverviewGrade(cell.Grade.ToString(), sum.Grades.GetValueOrDefault(cell.Grade.ToString()), route is null ? null : WireNames.For(route.To), route?.Id);
        }),
    ];

    private static List<OverviewWeek> Weeks(ReportQuestion question, OverviewPart sum)
    {
        var weeks = new List<OverviewWeek>();
        for (var monday = OverviewPart.MondayOf(question.From); monday <= question.To; monday = monday.AddDays(7))
        {
            var count = sum.Weeks.GetValueOrDefault(monday.Number, WeekHandOffs.None);
            var sunday = monday.AddDays(6);
            weeks.Add(new OverviewWeek(Day.Max(monday, question.From), sunday < question.To ? sunday : question.To, count.Sales, count.InsideSales));
        }

        return weeks;
    }

    private async Task<VersionedModel> Model(ReportQuestion question, CancellationToken cancellation) =>
        await catalog.Active(question.Model!, cancellation) ?? throw new InvalidOperationException($"The model '{question.Model}' is not published any more.");

    // Who was erased or merged since is counted, and no longer listed.
    private async Task<List<OverviewNightLead>> Tonight(OverviewPart sum, CancellationToken cancellation)
    {
        var there = await Task.WhenAll(sum.Tonight.Select(change => leads.Find(change.Lead, cancellation)));
        return
        [
            .. sum.Tonight.Zip(there).Where(static pair => pair.Second is { State: { ErasedAt: null, MergedInto: null } })
                .Select(static pair => Item(pair.First, pair.Second!)),
        ];
    }

    private static OverviewNightLead Item(NightChange change, LeadRead read) => new(
        change.Lead,
        LeadItems.Profile(read.State!.Profile.Attributes.Where(static entry => Shown.Contains(entry.Name, StringComparer.Ordinal)).Select(static entry => KeyValuePair.Create(entry.Name, entry.Value))),
        change.Owner,
        new OverviewScoreMove(change.From.Score, change.To.Score),
        change is { From.Grade: { } was, To.Grade: { } becomes } ? new OverviewMove(was, becomes) : null,
        new OverviewMove(change.From.Route, change.To.Route),
        change.Leaves);
}
