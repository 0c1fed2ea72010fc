using LeadScoring.Functions.Access;
using LeadScoring.Functions.Http;
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

    private static IActionResult Mask(IActionResult answer) => answer switch
    {
        ProblemResult => answer,
        JsonResult<LeadPage> list => list.With(static page => page with { Leads = [.. page.Leads.Select(PersonalValues.Without)] }),
        JsonResult<LeadItem> one => one.With(PersonalValues.Without),
        LeadCsvResult csv => csv.With(PersonalValues.Without),
        JsonResult<TimelinePage> timeline => timeline.With(static page => page with { Entries = [.. page.Entries.Select(Mask)] }),
        JsonResult<ExplanationAnswer> explanation => explanation.With(static explained => explained with { LeftOut = PersonalValues.Names(explained.LeftOut) }),
        JsonResult<ComputingAnswer> => answer,
        _ => throw new InvalidOperationException($"{answer.GetType().Name} cannot be masked."),
    };

    // The source's own id of an event is an address at some sources, a property is any text, and the one who is told of an overdue lead may be named by an address.
    private static TimelineEntry Mask(TimelineEntry entry) => entry switch
    {
        EventEntry one => one with { Id = PersonalValues.Mask, Properties = new Dictionary<string, object>(StringComparer.Ordinal), Profile = PersonalValues.Without(one.Profile), Cleared = PersonalValues.Names(one.Cleared) },
        DecisionEntry one => one with { Reason = PersonalValues.Without(one.Reason), Escalate = PersonalValues.Without(one.Escalate) },
        ScoreEntry => entry,
        _ => throw new InvalidOperationException($"{entry.GetType().Name} cannot be masked."),
    };
}
