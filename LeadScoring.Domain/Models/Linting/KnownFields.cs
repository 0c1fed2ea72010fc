using System.Collections.Frozen;
using System.Collections.Immutable;

using LeadScoring.Domain.Events;

namespace LeadScoring.Domain.Models.Linting;

/// <summary>What the product itself knows of events and attributes (docs/reference/model-language.md#events).</summary>
internal static class KnownFields
{
    private static readonly ImmutableArray<string> Page = ["path", "url", "title", "referrer", "durationSeconds"];

    private static readonly ImmutableArray<string> Mail =
        ["campaign", "message", "url", "link", "links", "subject", "userAgent", "machine", "list", "bounceKind", "reason", "tag", "stream"];

    private static readonly ImmutableArray<string> Webinar = ["asset", "durationSeconds"];

    private static readonly ImmutableArray<string> Talk = ["outcome", "durationSeconds"];

    private static readonly ImmutableArray<string> Product = ["feature"];

    private static readonly ImmutableArray<string> Sales = ["reason", "amount", "by"];

    private static readonly FrozenDictionary<string, ImmutableArray<string>> OfOthers = new Dictionary<string, ImmutableArray<string>>(StringComparer.Ordinal)
    {
        ["page.viewed"] = Page,
        ["page.returned"] = Page,
        ["form.submitted"] = ["form", "path", "url"],
        ["asset.downloaded"] = ["asset", "assetType"],
        ["webinar.registered"] = Webinar,
        ["webinar.attended"] = Webinar,
        ["event.attended"] = ["eventKind", "asset"],
        ["social.engaged"] = ["network", "action"],
        ["call.logged"] = Talk,
        ["meeting.booked"] = Talk,
        ["chat.started"] = Talk,
        ["trial.started"] = Product,
        ["product.used"] = Product,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Attributes that sources and the import fill, and the derived ones.</summary>
    public static ImmutableArray<string> Attributes { get; } =
        ["email", "firstName", "lastName", "jobTitle", "company", "department", "phone", "country", "industry", "employees", "website", "city", "emailDomain", "emailKind"];

    /// <summary>Types that the product knows.</summary>
    public static ImmutableArray<string> Types { get; } = [.. EventTypes.Known.Append("page.returned").Order(StringComparer.Ordinal)];

    /// <summary>Fields of every event.</summary>
    public static ImmutableArray<string> OfAllEvents { get; } = ["type", "source", "channel"];

    /// <summary>All properties that some type usually has.</summary>
    public static ImmutableArray<string> Properties { get; } =
        [.. OfOthers.Values.SelectMany(static fields => fields).Concat(Mail).Concat(Sales).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>Values of a derived field; null for fields with any value.</summary>
    public static ImmutableArray<string>? ValuesOf(string field) => field switch
    {
        "emailKind" => ["business", "free", "role", "disposable", "none"],
        _ => null,
    };

    /// <summary>The properties that events of a type usually have; null for a type that the product does not know.</summary>
    public static ImmutableArray<string>? PropertiesOf(string type) =>
        OfOthers.TryGetValue(type, out var fields) ? fields
        : type.StartsWith("email.", StringComparison.Ordinal) && Types.Contains(type) ? Mail
        : type.StartsWith("sales.", StringComparison.Ordinal) && Types.Contains(type) ? Sales
        : null;
}
