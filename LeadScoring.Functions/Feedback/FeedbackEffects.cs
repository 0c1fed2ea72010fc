using System.Collections.Immutable;
using System.Globalization;
using LeadScoring.Domain.Decisions;
using LeadScoring.Domain.Leads;
using LeadScoring.Domain.Scoring;
using LeadScoring.Functions.Http;
using LeadScoring.Functions.Models;
using LeadScoring.Functions.Storage;
using Report = LeadScoring.Domain.Decisions.Feedback;

namespace LeadScoring.Functions.Feedback;

/// <summary>Tells what a report does to a lead, by the rules by which it is decided upon when the queue comes to it.</summary>
internal static class FeedbackEffects
{
    /// <summary>Per model that the report concerns.</summary>
    /// <param name="lead">As read before the report was stored.</param>
    /// <param name="report">The report.</param>
    /// <param name="isKnown">It was heard before.</param>
    /// <param name="active">Published models.</param>
    public static ImmutableArray<EffectItem> Of(LeadRead lead, Report report, bool isKnown, ImmutableArray<VersionedModel> active) =>
    [
        .. active.Where(model => Concerns(model, lead, report)).Select(model => Of(model, lead, report, isKnown)),
    ];

    /// <summary>The lead's lifecycle with the reports that wait to be decided upon.</summary>
    public static Lifecycle LifecycleOf(VersionedModel model, LeadRead lead)
    {
        var lifecycle = lead.State?.Lifecycles.GetValueOrDefault(model.Id) ?? Lifecycle.New;
        var waiting = lead.Pending.Select(row => Report.Of(row.Captured.Event)).OfType<Report>().Where(other => Concerns(model, lead, other)).OrderBy(other => other.At);
        foreach (var other in waiting)
            (lifecycle, _) = FeedbackRules.Apply(lifecycle, other, model.Model.Definition);
        return lifecycle;
    }

    private static bool Concerns(VersionedModel model, LeadRead lead, Report report) => Deals.Concerns(lead.State, model.Model.Definition, report);

    private static EffectItem Of(VersionedModel model, LeadRead lead, Report report, bool isKnown)
    {
        var before = LifecycleOf(model, lead);
        if (isKnown)
            return Item(model, before, "kept", "This report was received before; it counts once.");

        var (after, effect) = FeedbackRules.Apply(before, report, model.Model.Definition);
        var stage = WireNames.For(after.Stage);
        var call = effect == FeedbackEffect.NotWithSales ? "" : CallOf(model, report, before, after);
        return effect switch
        {
            FeedbackEffect.Moved => Item(model, after, "moved", $"The lead is now at stage '{stage}'; before it was at '{WireNames.For(before.Stage)}'.{call}"),
            FeedbackEffect.Counted => Item(model, after, "counted", Counted(report, after) + call),
            FeedbackEffect.Confirmed => Item(model, after, "kept", $"The lead is at stage '{stage}' already; the report is kept in its timeline.{call}"),
            FeedbackEffect.Earlier => Item(model, after, "kept", $"The report is about a hand-off that is over, or a time before the current one; it is kept in the timeline and leaves the lead at stage '{stage}'.{call}"),
            _ => Item(model, after, "kept", $"Sales does not have the lead under this model (stage '{stage}'), so there is no hand-off {(report.Kind == FeedbackKind.Postponed ? "in which a call could be promised" : "whose attempts could be counted")}; the report is kept in its timeline."),
        };
    }

    // What becomes of a call that was promised. A report that comes late says nothing about one that was promised after it.
    private static string CallOf(VersionedModel model, Report report, Lifecycle before, Lifecycle after) => (before.CallAgain, after.CallAgain) switch
    {
        _ when report.Until?.IsOver(report.At, model.Model.Zone) == true => " Under this model that time is over, so no call is promised.",
        ({ } settled, null) => $" The call that was promised by {TimeText.Of(settled.By)} is settled.",
        (_, { } call) when report.Kind == FeedbackKind.Postponed => call == before.CallAgain
            ? $" The lead is to be called again by {TimeText.Of(call.By)}, as was said later."
            : $" The lead is to be called again by {TimeText.Of(call.By)}.",
        (null, null) when report.Kind == FeedbackKind.Postponed => " No call is promised by it, since something newer was reported or no hand-off is open.",
        _ => "",
    };

    private static string Counted(Report report, Lifecycle after)
    {
        var response = ResponseOf(after);
        if (report.Kind is FeedbackKind.Contacted or FeedbackKind.Postponed)
            return $"The conversation is counted; {response}.";
        if (after.Attempts is not { } agreed)
            return $"Attempt {after.Tried} is counted; {response}.";
        var isUsedUp = after.IsWaiting && !after.IsReached && after.Tried >= agreed;
        return $"Attempt {after.Tried} of {agreed} is counted; {(isUsedUp ? "the attempts are used up, and marketing gets the lead back" : response)}.";
    }

    // By the first response that is known, which may be an earlier one. The agreed time itself is in time, as for the decision that a lead is overdue.
    private static string ResponseOf(Lifecycle lifecycle) => lifecycle switch
    {
        { RespondBy: null, IsWithSales: false } => "its hand-off is over, and no response time runs",
        { RespondBy: null } => "no response time is agreed",
        { RespondBy: { } due, RespondedAt: { } at } when at <= due => "the response time is met",
        { RespondBy: { } due, RespondedAt: { } at } => $"the first response came {Length(at - due)} late, since it was due by {TimeText.Of(due)}",
        { RespondBy: { } due } => $"a response is due by {TimeText.Of(due)}",
    };

    private static string Length(TimeSpan time) =>
        time.TotalDays >= 1 ? Count((int)time.TotalDays, "day")
        : time.TotalHours >= 1 ? Count((int)time.TotalHours, "hour")
        : time.TotalMinutes >= 1 ? Count((int)time.TotalMinutes, "minute")
        : "less than a minute";

    private static string Count(int number, string unit) => string.Create(CultureInfo.InvariantCulture, $"{number} {unit}{(number == 1 ? "" : "s")}");

    private static EffectItem Item(VersionedModel model, Lifecycle lifecycle, string effect, string detail) =>
        new(model.Id, lifecycle.Epoch, WireNames.For(lifecycle.Stage), effect, detail);
}
