using System.Globalization;

using LeadScoring.Domain.Events;
using LeadScoring.Domain.Values;

namespace LeadScoring.Domain.Decisions;

/// <summary>What sales reports of a lead (docs/guide/hand-off.md#what-sales-reports). Feedback is an event of the log, <c>sales.{kind}</c>.</summary>
public enum FeedbackKind
{
    /// <summary>Sales takes the lead (SAL).</summary>
    Accepted,

    /// <summary>Somebody tried to reach the lead; counts an attempt.</summary>
    Attempted,

    /// <summary>Somebody spoke with the lead.</summary>
    Contacted,

    /// <summary>Somebody tried without success; counts an attempt. Says something about effort, nothing about fit.</summary>
    Unreachable,

    /// <summary>Somebody spoke with the lead, which wants to be called again; with a time until when.</summary>
    Postponed,

    /// <summary>The lead does not fit; with a reason.</summary>
    Unqualified,

    /// <summary>There is a need (SQL).</summary>
    Qualified,

    /// <summary>A deal is open; with an amount.</summary>
    Opportunity,

    /// <summary>The deal is won; with an amount.</summary>
    Won,

    /// <summary>The deal is lost; with a reason.</summary>
    Lost,
}

/// <summary>One report of sales.</summary>
/// <param name="Kind">What is reported.</param>
/// <param name="At">When it happened; reports may arrive late and in any order.</param>
/// <param name="Model">The model whose hand-off it answers; null = every model that speaks about the lead.</param>
/// <param name="Epoch">The hand-off's epoch as its message named it; null = told from the time.</param>
/// <param name="Reason">Of an unqualified or lost lead.</param>
/// <param name="Until">Of a postponed lead: until when to call again; null where the report does not say it readably.</param>
public sealed record Feedback(FeedbackKind Kind, DateTimeOffset At, string? Model, int? Epoch, string? Reason, PostponedUntil? Until = null)
{
    /// <summary>Event types of feedback begin so.</summary>
    public const string TypePrefix = "sales.";

    private static readonly Dictionary<string, FeedbackKind> Kinds =
        Enum.GetValues<FeedbackKind>().ToDictionary(Name, StringComparer.Ordinal);

    /// <summary>Names of all kinds, as the API takes them.</summary>
    public static IReadOnlyCollection<string> Names => Kinds.Keys;

    /// <summary>The name of a kind, e.g. <c>accepted</c>.</summary>
    public static string Name(FeedbackKind kind) => kind.ToString().ToLowerInvariant();

    /// <summary>The kind of a name; null for another text.</summary>
    public static FeedbackKind? KindOf(string name) => Kinds.TryGetValue(name, out var kind) ? kind : null;

    /// <summary>The report that an event is; null for any other event, also for a <c>sales.*</c> type that the product does not know.</summary>
    public static Feedback? Of(LeadEvent e)
    {
        if (!e.Type.StartsWith(TypePrefix, StringComparison.Ordinal) || KindOf(e.Type[TypePrefix.Length..]) is not { } kind)
            return null;
        var epoch = int.TryParse(e.Properties["epoch"].Text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : (int?)null;
        var until = kind == FeedbackKind.Postponed ? PostponedUntil.Parse(TextOf(e.Properties["until"])?.Trim()) : null;
        return new Feedback(kind, e.OccurredAt, TextOf(e.Properties["model"]), epoch, TextOf(e.Properties["reason"]), until);
    }

    private static string? TextOf(FieldValue value) => value.IsMissing ? null : value.ToString();
}
