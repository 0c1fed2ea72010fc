using System.Diagnostics;
using System.Globalization;
using LeadScoring.Domain.Audit;
using LeadScoring.Domain.Decisions;


namespace LeadScoring.Functions.Reports;

/// <summary>What the log says about a hand-off, in words.</summary>
internal static class VerdictText
{
    public static string Of(AuditVerdict verdict) => verdict switch
    {
        AuditVerdict.Proven => "The log confirms it.",
        AuditVerdict.Unchecked found => $"It cannot be checked: {Name(found.Reason)}.",
        AuditVerdict.OtherRoute found => string.Create(
            CultureInfo.InvariantCulture,
            $"By the log the route is {found.Route}, which goes to {WireNames.For(found.To)}, with {(found.Grade is { } grade ? $"grade {grade} and " : "")}score {found.Score}{Missing(found)}."),
        AuditVerdict.NotBetter found => $"The route is not better than {found.From}, with which the lead had been handed off.",
        AuditVerdict.NothingToUpgrade { Open: { } open } => $"The lead had been handed off with {open}, which is not what was upgraded.",
        AuditVerdict.NothingToUpgrade => "The lead had not been handed off, so there was nothing to upgrade.",
        AuditVerdict.NoSuchEvent => "The event that is said to have caused it was not in the log by then.",
        AuditVerdict.NotTaken => "The event that is said to have caused it is of another kind.",
        AuditVerdict.NotHeld => "The profile of that day did not show the persona.",
        AuditVerdict.OtherTeam { To: { } to } => $"In the model, that id goes to {WireNames.For(to)}.",
        AuditVerdict.OtherTeam => "In the model, that id is a follow-up, not a hand-off.",
        _ => throw new UnreachableException(verdict.ToString()),
    };

    /// <summary>How a reason is written in answers.</summary>
    public static string Name(UncheckedReason reason) => reason switch
    {
        UncheckedReason.NotNoted => "not-noted",
        UncheckedReason.ModelUnreadable => "model-unreadable",
        UncheckedReason.DecisionUnreadable => "decision-unreadable",
        UncheckedReason.LogUnreadable => "log-unreadable",
        UncheckedReason.LogAltered => "log-altered",
        _ => throw new UnreachableException(reason.ToString()),
    };

    private static string Missing(AuditVerdict.OtherRoute found) => found.Missing.IsEmpty ? "" : $"; missing: {string.Join(", ", found.Missing)}";
}
