using LeadScoring.Functions.Access;
using LeadScoring.Functions.Faults;
using LeadScoring.Functions.Http;
using LeadScoring.Functions.Leads.Curves;
using LeadScoring.Functions.Leads.Detail;
using LeadScoring.Functions.Leads.Explanations;
using LeadScoring.Functions.Leads.List;
using LeadScoring.Functions.Leads.Timeline;

using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace LeadScoring.Functions.Leads;

/// <summary>Takes personal values out of answers to callers who may not see them.</summary>
internal static class MaskedAnswers
{
    /// <summary>The answer as the caller may see it.</summary>
    /// <exception cref="InvalidOperationException">The answer is of a kind that nobody said how to mask, so it is not sent.</exception>
    public static async Task<IActionResult> ForCaller(HttpRequest request, Task<IActionResult> answer)
    {
        var whole = await answer;
        return Caller.Of(request.HttpContext) is { SeesPersonalValues: false } ? Mask(whole) : whole;
    }

    /// <summary>The same of a list. Its filters must not tell what its answer hides: anyone who may look for a name learns that it is there.</summary>
    public static Task<IActionResult> OfList(HttpRequest request, Func<Task<IActionResult>> answer)
    {
        if (Caller.Of(request.HttpContext) is not { SeesPersonalValues: false } || LeadFilterReader.PersonalIn(request.Query) is not { } parameter)
            return ForCaller(request, answer());
        var error = new RequestError($"?{parameter}", "LS-QUERY-002", $"'{parameter}' looks for a person, and this key may not see who people are.", "Use a key with the role read, or ask for the company: profile.company=Acme.");
        return Task.FromResult<IActionResult>(Problem.BadRequest(error.Code, error.Detail, error.Fix, [error]).ToResult());
    }

    private static IActionResult Mask(IActionResult answer) => answer switch
    {
        ProblemResult => answer,
        JsonResult<LeadPage> list => list.With(static page => page with { Leads = [.. page.Leads.Select(PersonalValues.Without)] }),
        JsonResult<LeadItem> one => one.With(PersonalValues.Without),
        LeadCsvResult csv => csv.With(PersonalValues.Without),
        JsonResult<TimelinePage> timeline => timeline.With(static page => page with { Entries = [.. page.Entries.Select(Mask)] }),
        JsonResult<ExplanationAnswer> explanation => explanation.With(static explained => explained with { LeftOut = PersonalValues.Names(explained.LeftOut), Emptied = PersonalValues.Names(explained.Emptied), Unread = Mask(explained.Unread) }),
        JsonResult<ComputingAnswer> or JsonResult<ComputingCurve> => answer,
        JsonResult<CurveAnswer> curve => curve.With(static drawn => drawn with { Decisions = [.. drawn.Decisions.Select(Mask)] }),
        _ => throw new InvalidOperationException($"{answer.GetType().Name} cannot be masked."),
    };

    // What sales says is any text.
    private static CurveDecision Mask(CurveDecision decision) => decision with { Text = PersonalValues.Without(decision.Text) ?? PersonalValues.Mask };

    // A value that cannot be read is any text.
    private static List<UnreadValue>? Mask(IReadOnlyList<UnreadValue>? unread) =>
        unread?.Where(static value => PersonalValues.Names([value.Field]) is not null).Select(static value => value with { Value = PersonalValues.Mask }).ToList() is { Count: > 0 } masked ? masked : null;

    // The source's own id of an event is an address at some sources, a property is any text, and the one who is told of an overdue lead may be named by an address.
    private static TimelineEntry Mask(TimelineEntry entry) => entry switch
    {
        EventEntry one => one with { Id = PersonalValues.Mask, Properties = new Dictionary<string, object>(StringComparer.Ordinal), Profile = PersonalValues.Without(one.Profile), Cleared = PersonalValues.Names(one.Cleared) },
        DecisionEntry one => one with { Reason = PersonalValues.Without(one.Reason), Escalate = PersonalValues.Without(one.Escalate) },
        ScoreEntry => entry,
        _ => throw new InvalidOperationException($"{entry.GetType().Name} cannot be masked."),
    };
}
