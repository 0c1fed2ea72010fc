using LeadScoring.Domain.Models;

namespace LeadScoring.Domain.Scoring.Explaining;

/// <summary>Says what a lead does when an event of a type happens, and what a step is.</summary>
internal static class ActionText
{
    private static readonly Dictionary<string, string> Actions = new(StringComparer.Ordinal)
    {
        ["page.viewed"] = "views a page",
        ["form.submitted"] = "submits a form",
        ["asset.downloaded"] = "downloads an asset",
        ["email.sent"] = "is sent an e-mail",
        ["email.delivered"] = "gets an e-mail",
        ["email.opened"] = "opens an e-mail",
        ["email.clicked"] = "clicks in an e-mail",
        ["email.bounced"] = "has an e-mail that bounces",
        ["email.subscribed"] = "subscribes to e-mail",
        ["email.unsubscribed"] = "unsubscribes from e-mail",
        ["email.complained"] = "complains about an e-mail",
        ["webinar.registered"] = "registers for a webinar",
        ["webinar.attended"] = "attends a webinar",
        ["event.attended"] = "attends an event",
        ["social.engaged"] = "engages on a social network",
        ["call.logged"] = "has a call",
        ["meeting.booked"] = "books a meeting",
        ["chat.started"] = "starts a chat",
        ["trial.started"] = "starts a trial",
        ["product.used"] = "uses the product",
        ["profile.updated"] = "has a change in the profile",
        ["lead.identified"] = "says who they are",
        ["email.*"] = "does something with an e-mail",
        ["webinar.*"] = "takes part in a webinar",
        ["page.*"] = "views a page",
        ["form.*"] = "submits a form",
        ["asset.*"] = "downloads an asset",
        ["product.*"] = "uses the product",
    };

    /// <summary>One more match of a rule: its title, else composed from its types and its condition.</summary>
    public static string OfMatch(Rule rule, IReadOnlyList<string> on, Condition? where, string? measured)
    {
        if (rule.Title is { } title)
            return title;
        var text = ConditionText.Joined([.. on.Select(OfType).Distinct(StringComparer.Ordinal)], "or");
        if (where is not null)
            text += $" {(where is Condition.Any or Condition.Not ? "where" : "whose")} {ConditionText.Of(where)}";
        return measured is null ? text : $"{text}, with {measured}";
    }

    /// <summary>A value that the profile gets: the rule's title, else what the condition asks of the field.</summary>
    /// <param name="rule">The rule that it satisfies.</param>
    /// <param name="when">The condition of the rule.</param>
    /// <param name="fields">Names under which the condition knows the attribute.</param>
    public static string OfValue(Rule rule, Condition when, IReadOnlyCollection<string> fields) => rule.Title ?? "the profile says: " + ConditionText.Of(Narrowed(when, fields));

    // Of a plain list of tests those of the attribute that changes: the others hold already.
    private static Condition Narrowed(Condition when, IReadOnlyCollection<string> fields) =>
        when is Condition.All all && all.Items.All(static item => item is Condition.Test)
            ? all with { Items = [.. all.Items.Where(item => fields.Contains(((Condition.Test)item).Field))] }
            : when;

    private static string OfType(string type) => Actions.GetValueOrDefault(type) ?? $"does {type}";
}
