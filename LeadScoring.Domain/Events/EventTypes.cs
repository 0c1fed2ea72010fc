namespace LeadScoring.Domain.Events;

/// <summary>The event types that the product knows (docs/reference/model-language.md#events), and what follows from a type.</summary>
public static class EventTypes
{
    public const string Subscribed = "email.subscribed";
    public const string Unsubscribed = "email.unsubscribed";
    public const string Complained = "email.complained";
    public const string ProfileUpdated = "profile.updated";

    /// <summary>The lead has another address from now on: the property <see cref="NewEmail"/> names it.</summary>
    public const string EmailChanged = "email.changed";

    /// <summary>The property of <see cref="EmailChanged"/> with the new address.</summary>
    public const string NewEmail = "newEmail";

    /// <summary>The person's id in another system goes on as another: the property <see cref="Into"/> names that one.</summary>
    public const string IdentityMerged = "identity.merged";

    /// <summary>The property of <see cref="IdentityMerged"/> with the id that goes on, e.g. <c>hubspot:62515:512</c>.</summary>
    public const string Into = "into";

    /// <summary>The person wants to be forgotten. Never stored: the lead is erased.</summary>
    public const string PrivacyDeleted = "privacy.deleted";

    /// <summary>Somebody said whether a suspected event counts. Only the app writes it.</summary>
    public const string Counted = "system.counted";

    /// <summary>Characters of a type at most.</summary>
    public const int Characters = 100;

    private const string Any = ".*";

    private static readonly Dictionary<string, string> Channels = new(StringComparer.Ordinal)
    {
        ["page.viewed"] = "website",
        ["form.submitted"] = "website",
        ["asset.downloaded"] = "content",
        ["email.sent"] = "email",
        ["email.delivered"] = "email",
        ["email.opened"] = "email",
        ["email.clicked"] = "email",
        ["email.bounced"] = "email",
        [Subscribed] = "email",
        [Unsubscribed] = "email",
        [Complained] = "email",
        ["webinar.registered"] = "events",
        ["webinar.attended"] = "events",
        ["event.attended"] = "events",
        ["social.engaged"] = "social",
        ["call.logged"] = "personal",
        ["meeting.booked"] = "personal",
        ["chat.started"] = "personal",
        ["trial.started"] = "product",
        ["product.used"] = "product",
        [ProfileUpdated] = "profile",
        ["lead.identified"] = "website",
        ["sales.accepted"] = "crm",
        ["sales.attempted"] = "crm",
        ["sales.contacted"] = "crm",
        ["sales.unreachable"] = "crm",
        ["sales.postponed"] = "crm",
        ["sales.unqualified"] = "crm",
        ["sales.qualified"] = "crm",
        ["sales.opportunity"] = "crm",
        ["sales.won"] = "crm",
        ["sales.lost"] = "crm",
    };

    /// <summary>All of them.</summary>
    public static IReadOnlyCollection<string> Known => Channels.Keys;

    /// <summary>The channel of a type; null for a type that is not listed.</summary>
    public static string? ChannelOf(string type) => Channels.GetValueOrDefault(type);

    /// <summary>
    /// Whether a text has the form of an event type: lower-case letters, digits and hyphens in two parts or more, joined by dots, beginning with a letter, at most
    /// <see cref="Characters"/> long.
    /// </summary>
    public static bool IsType(string text) => text.Contains('.', StringComparison.Ordinal) && AreParts(text);

    /// <summary>Whether a text is a pattern: <c>x.*</c>, where an event can have a type that begins with <c>x.</c></summary>
    public static bool IsPattern(string text) => text.EndsWith(Any, StringComparison.Ordinal) && text.Length <= Characters && AreParts(text[..^Any.Length]);

    /// <summary>Whether events of the type are never activity (docs/reference/scoring.md#activity): they happen to a lead, it does not do them.</summary>
    public static bool IsPassive(string type) =>
        type is "email.sent" or "email.delivered" or "email.bounced" or Unsubscribed or Complained or ProfileUpdated or EmailChanged or IdentityMerged or PrivacyDeleted
        || type.StartsWith("sales.", StringComparison.Ordinal)
        || type.StartsWith("system.", StringComparison.Ordinal);

    /// <summary>Whether only the app itself may write events of the type: they overrule what others sent.</summary>
    public static bool IsReserved(string type) => type == Counted;

    /// <summary>
    /// Whether an event of the type proves a lead, unless a stranger could have sent it (docs/reference/scoring.md#claimed-and-proven): what happens to mail of ours, and a
    /// farewell, prove nobody.
    /// </summary>
    public static bool Proves(string type) =>
        type is not ("email.sent" or "email.delivered" or "email.bounced" or Unsubscribed or Complained) && !type.StartsWith("system.", StringComparison.Ordinal);

    /// <summary>Whether only a source that can be trusted may tell of it: a stranger's is refused.</summary>
    public static bool NeedsProof(string type) =>
        type is "email.bounced" or Unsubscribed or Complained || type.StartsWith("sales.", StringComparison.Ordinal) || type.StartsWith("system.", StringComparison.Ordinal);

    /// <summary>Unsubscribing or complaining: patterns never match it, and it must be named.</summary>
    public static bool IsObjection(string type) => type is Unsubscribed or Complained;

    /// <summary>Whether an entry of <c>on</c> matches a type: the type itself, or a pattern <c>x.*</c> beginning like it.</summary>
    /// <remarks>A pattern never matches an objection (docs/reference/scoring.md#unsubscribing-never-helps).</remarks>
    public static bool Matches(string entry, string type) => entry.EndsWith(".*", StringComparison.Ordinal)
        ? !IsObjection(type) && type.AsSpan().StartsWith(entry.AsSpan()[..^1], StringComparison.Ordinal)
        : entry == type;

    private static bool AreParts(string text) =>
        text.Length is > 0 and <= Characters
        && text[0] is >= 'a' and <= 'z'
        && text.Split('.').All(static part => part.Length > 0 && part.All(static c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-'));
}
