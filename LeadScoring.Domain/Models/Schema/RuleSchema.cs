using System.Text.Json.Nodes;

using static LeadScoring.Domain.Models.Schema.SchemaNodes;

namespace LeadScoring.Domain.Models.Schema;

/// <summary>Rules in the schema: their kind is told by their keys, as the loader tells it.</summary>
internal static class RuleSchema
{
    /// <summary>A rule of any kind.</summary>
    public static JsonObject Rule() => IfHas(
        "together",
        Combination(),
        IfHas("silence", Silence(), IfHas("state", State(), IfHas("bands", Band(), IfHas("on", Event(), IfHas("tiers", Tiers(), Profile()))))));

    private static JsonObject Profile() => Kind("Points while a condition on the profile holds.", ["when", "points"], ("when", Ref("condition")), ("points", Ref("points")));

    private static JsonObject Tiers() => Kind(
        "Points of the first tier that holds.",
        ["tiers"],
        ("tiers", List(Map("", ["when", "points"], ("when", Ref("condition")), ("points", Ref("points"))), "The first that holds counts.", 1)));

    private static JsonObject Event() => Kind(
        "Points for each event that counts.",
        ["on", "points"],
        ("on", Ref("types")),
        ("where", Ref("condition", "On the event.")),
        ("while", Ref("condition", "On the profile as of the day.")),
        ("points", Ref("points", "Of one match; not 0.")),
        ("within", Ref("days", "Only matches of at most this age.")),
        ("count", AnyOf(OneOf("each, or once: only the newest.", "each", "once"), Map("Of each different value the newest.", ["distinct"], ("distinct", Text("A field of the event."))))),
        ("perDay", Number("At most this many a day.", 1, 1_000_000, isWhole: true)),
        ("newest", Number("Only the newest N matches.", 1, 1_000_000, isWhole: true)),
        ("decay", Ref("decay")));

    private static JsonObject Band() => Kind(
        "Points by how many, how often or how much.",
        ["on", "bands"],
        ("on", Ref("types")),
        ("where", Ref("condition", "On the event.")),
        ("while", Ref("condition", "On the profile as of the day.")),
        ("bands", Map("", ["of", "steps"], ("of", Measure()), ("within", Ref("days")), ("steps", Steps("atLeast", Number())))));

    private static JsonObject Silence() => Kind(
        "Points for how long nothing has happened.",
        ["silence"],
        ("silence", Map("", ["of", "steps"], ("of", Ref("types")), ("orNever", Truth("A lead without such an event is silent since its first event.")), ("steps", Steps("for", Ref("days"))))));

    private static JsonObject State() => Kind(
        "Points while the newest of some events is of certain types.",
        ["state", "points"],
        ("state", Map("", ["of", "is"], ("of", Ref("typeList")), ("where", Ref("condition")), ("is", Ref("typeList")))),
        ("points", Ref("points")));

    private static JsonObject Combination() => Kind(
        "Points while all the listed rules hold.",
        ["together", "points"],
        ("together", List(Ref("id"), "Profile, event and band rules.", 1)),
        ("within", Ref("days")),
        ("points", Ref("points")),
        ("decay", Ref("decay")));

    private static JsonObject Measure()
    {
        var by = Map("", [], ("distinct", Text("How many different values of a field.")), ("most", Text("How many there are with one value of a field.")), ("sum", Text("The sum of a field.")));
        by["minProperties"] = 1;
        by["maxProperties"] = 1;
        return AnyOf(OneOf("How many, or on how many days.", "count", "days"), by);
    }

    private static JsonObject Steps(string bound, JsonObject value) => List(Map("", [bound, "points"], (bound, value), ("points", Ref("points"))), "The largest bound reached counts.", 1);

    private static JsonObject Kind(string description, string[] required, params (string Key, JsonObject Value)[] own) => Map(
        description,
        ["rule", "category", .. required],
        [
            ("rule", Ref("id", "Id of the rule.")),
            ("category", Pattern("^[A-Za-z][A-Za-z0-9_-]{0,62}$", "To which category the points go.")),
            ("title", Text("What users read instead of the id.")),
            ("signal", Truth("Whether it is a buying signal.")),
            ("owner", Ref("owner")),
            ("note", Text("The belief behind the rule.")),
            .. own,
        ]);
}
