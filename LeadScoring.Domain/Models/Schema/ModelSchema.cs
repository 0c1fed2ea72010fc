using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

using static LeadScoring.Domain.Models.Schema.SchemaNodes;

namespace LeadScoring.Domain.Models.Schema;

/// <summary>
/// The JSON Schema (2020-12) of the model language (docs/reference/model-language.md), with which editors complete and check. It knows keys, forms and words; what names refer to, and what
/// sums and orders must be, the loader alone knows.
/// </summary>
public static class ModelSchema
{
    /// <summary>Where the schema is published.</summary>
    public const string Id = "https://leadscoring.dev/schemas/model.schema.json";

    private const string NamePattern = "^[A-Za-z][A-Za-z0-9_-]{0,62}$";

    private static readonly string[] PriorityParts = ["score", "grade", "recency", "signals", "activity", "promise"];

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The document, indented, with a line end.</summary>
    public static string Text { get; } = Make().ToJsonString(Indented) + "\n";

    private static JsonObject Make()
    {
        var schema = new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["$id"] = Id,
            ["title"] = "Scoring model of LeadScoring",
        };
        foreach (var (key, value) in Document())
            schema[key] = value?.DeepClone();
        schema["$defs"] = Definitions();
        return schema;
    }

    private static JsonObject Document()
    {
        (string, JsonObject)[] both =
        [
            ("model", Ref("id", "Id of the model: lower-case letters, digits and dashes.")),
            ("title", Text("What people read.")),
            ("audience", Audience()),
            ("mode", OneOf("live, or assess: scores everything and publishes nothing.", "live", "assess")),
            ("timeZone", Text("IANA name, such as Europe/Berlin: whose days the model counts. Default UTC.")),
            ("review", Map("How often people mean to review the model.", ["every"], ("every", Ref("days")))),
            ("approvals", List(OneOf("", "marketing", "sales"), "Whose approval a publish needs.")),
            ("ignore", List(Ref("filter"), "Events that give no points and are not activity.")),
            ("rules", List(Ref("rule"), "What gives points.")),
            ("fastTrack", List(Ref("fastTrack"), "Events that go straight to sales and are not scored.")),
            ("personas", List(Ref("persona"), "Known kinds of leads.")),
            ("disqualify", List(Map("", ["id", "when"], ("id", Ref("id")), ("when", Ref("condition")), ("reason", Text("Default: the id."))), "Leads that are never sent.")),
            ("respond", List(Map("", ["id", "on"], ("id", Ref("id")), ("on", Ref("types")), ("where", Ref("condition"))), "Automatic responses, once per event.")),
            ("routes", List(Ref("route"), "Where leads go; the first that holds wins.")),
            ("gates", Gates()),
            ("requalify", Map("When a lead comes back.", [], ("margin", Number("Points below the route before a lead comes back.", 0, 100)), ("coolDown", Ref("days", "Days before it is sent again.")))),
            ("priority", Map("Weights of the priority index.", [], [.. PriorityParts.Select(static part => (part, Number(least: 1, most: 5, isWhole: true)))])),
            ("status", Map("What a hand-off sets.", [], ("atTarget", Text("The plain status that the hand-off sets at once.")))),
            ("tests", List(Ref("goldenLead"), "Golden leads: run before every publish.")),
        ];
        (string, JsonObject)[] graded =
        [
            ("scale", Number("Every category is cut to -scale..+scale. Default 10.")),
            ("dimensions", Named("The axes of the score.", NamePattern, Ref("dimension"))),
            ("grades", Grades()),
        ];
        (string, JsonObject)[] points =
        [
            ("scoring", OneOf("points: the score is a sum with a target.", "points")),
            ("target", Number("Points at which the lead goes to sales.")),
            ("minimalPath", List(Ref("id"), "Rules whose points, once each, make the target.", 1)),
            ("categories", Named("Categories with their bounds; absent = any name, no bound.", NamePattern, Map("", [], ("atLeast", Number(most: 0)), ("atMost", Number(least: 0)), ("decay", Ref("decay")), ("inactivity", Inactivity())))),
        ];
        return IfHas(
            "scoring",
            Map("A model whose points add up.", ["model", "title", "scoring", "rules"], [.. both.Select(static one => (one.Item1, (JsonObject)one.Item2.DeepClone())), .. points]),
            Map("A model with dimensions and grades.", ["model", "title", "dimensions", "rules", "grades"], [.. both, .. graded]));
    }

    private static JsonObject Definitions() => new()
    {
        ["id"] = Pattern("^[a-z][a-z0-9-]{0,62}$"),
        ["points"] = Number("At most three decimals.", -1_000_000, 1_000_000),
        ["days"] = Pattern("^[0-9]+[dw]$", "Whole days or weeks, such as 90d or 2w."),
        ["responseTime"] = Pattern("^[0-9]+[hdw]$", "Hours, days or weeks, such as 4h or 2d."),
        ["type"] = Pattern(@"^[a-z][a-z0-9-]*(\.[a-z0-9-]+)+$", "An event type, such as page.viewed."),
        ["types"] = OneOrList(Pattern(@"^[a-z][a-z0-9-]*(\.[a-z0-9-]+)*(\.\*|\.[a-z0-9-]+)$"), "A type, a pattern such as webinar.*, or a list of them."),
        ["typeList"] = OneOrList(Ref("type"), "A type or a list of types; no patterns."),
        ["owner"] = OneOf("Who answers for it.", "marketing", "sales"),
        ["decay"] = AnyOf(OneOf("No decay.", "none"), One("How points fade with age.", ("halfLife", Ref("days")), ("linear", Ref("days")), ("expire", Ref("days")))),
        ["filter"] = Map("Which events.", ["on"], ("on", Ref("types")), ("where", Ref("condition"))),
        ["condition"] = ConditionSchema.Condition(),
        ["test"] = ConditionSchema.Test(),
        ["dimension"] = Dimension(),
        ["rule"] = RuleSchema.Rule(),
        ["fastTrack"] = Map("", ["id", "on", "to"], ("id", Ref("id")), ("on", Ref("types")), ("where", Ref("condition")), ("to", OneOf("Who gets it.", "sales", "inside-sales")), ("respondWithin", Ref("responseTime")), ("attempts", Attempts()), ("escalate", Text("Who should know when a lead is overdue."))),
        ["persona"] = Persona(),
        ["route"] = Map("", ["id", "to"], ("id", Ref("id")), ("when", Ref("condition", "On figures: score, grade, letter, number, a dimension, category.<name>, lastActivityDays, matched, profile.<field>.")), ("to", OneOf("Where the lead goes.", "sales", "inside-sales", "nurture")), ("respondWithin", Ref("responseTime")), ("attempts", Attempts()), ("escalate", Text("Who should know when a lead is overdue."))),
        ["goldenLead"] = GoldenLead(),
        ["figure"] = AnyOf(Number(), Map("", [], ("atLeast", Number()), ("atMost", Number()))),
    };

    private static JsonObject One(string description, params (string Key, JsonObject Value)[] properties)
    {
        var map = Map(description, [], properties);
        map["minProperties"] = 1;
        map["maxProperties"] = 1;
        return map;
    }

    private static JsonObject Audience()
    {
        JsonObject Models(bool orAny) => orAny ? AnyOf(OneOf("", "any"), List(Ref("id"), least: 1)) : List(Ref("id"), least: 1);
        var audience = AnyOf(
            OneOf("", "prospect", "customer", "everyone"),
            One("", ("prospect", Map("", ["until"], ("until", Models(orAny: true)))), ("customer", Map("", ["of"], ("of", Models(orAny: false))))));
        audience["description"] = "To whom the score is shown, not what it is. Default everyone.";
        return audience;
    }

    private static JsonObject Dimension() => Map(
        "An axis of the score.",
        ["categories"],
        ("weight", Number("Share in the score. Default 1.", 0, 1_000_000)),
        ("categories", Named("Categories with their weights.", NamePattern, Number(least: 0, most: 1_000_000))),
        ("decay", Ref("decay")),
        ("inactivity", Inactivity()));

    private static JsonObject Inactivity() => Map("What a lead loses when nothing happens.", ["after", "every", "lose"], ("after", Ref("days")), ("every", Ref("days")), ("lose", Pattern(@"^[+-]?[0-9]+(\.[0-9]+)? *%$", "Such as 25%.")));

    private static JsonObject Grades()
    {
        static JsonObject Bounds(params string[] marks) => Map("Lower bounds, falling.", marks, [.. marks.Select(static mark => (mark, Number()))]);
        return Map("A letter from one dimension and a number from another.", ["letter", "number", "letters", "numbers"], ("letter", Text("Name of a dimension.")), ("number", Text("Name of another dimension.")), ("letters", Bounds("A", "B", "C")), ("numbers", Bounds("1", "2", "3")));
    }

    private static JsonObject Gates() => Map(
        "What holds back a lead from sales.",
        [],
        ("required", List(Text(), "Profile fields that must be known.")),
        ("activeWithin", Ref("days", "The newest activity is at most this old.")),
        ("proven", Truth("Only leads of which more than strangers told. Default true.")));

    private static JsonObject Attempts() => Number("How often sales tries.", 1, 1000, isWhole: true);

    private static JsonObject Persona()
    {
        var persona = Map(
            "",
            ["id"],
            ("id", Ref("id")),
            ("when", Ref("condition")),
            ("on", Ref("types")),
            ("where", Ref("condition")),
            ("to", OneOf("Who gets it.", "sales", "inside-sales")),
            ("respondWithin", Ref("responseTime")),
            ("attempts", Attempts()),
            ("escalate", Text("Who should know when a lead is overdue.")),
            ("followUp", Map("Somebody touches base.", ["by"], ("by", Ref("owner")), ("within", Ref("responseTime")), ("after", Ref("days")))));
        persona["anyOf"] = new JsonArray([new JsonObject { ["required"] = Words("when") }, new JsonObject { ["required"] = Words("on") }]);
        persona["dependentRequired"] = new JsonObject { ["where"] = Words("on") };
        return persona;
    }

    private static JsonObject GoldenLead()
    {
        var properties = new JsonObject { ["type"] = "object", ["additionalProperties"] = Text() };
        var e = OpenMap("What it did; other keys are properties.", ["on", "daysAgo"], ("on", Ref("type")), ("daysAgo", Number("How many days before the day of the test.", 0, 36_500, isWhole: true)), ("times", Number("How often. Default 1.", 1, 1000, isWhole: true)));
        e["additionalProperties"] = Text();
        var expect = OpenMap(
            "At least one figure; a dimension or category.<name> too.",
            [],
            ("grade", Pattern("^[A-Da-d][1-4]$")),
            ("route", Text()),
            ("decision", OneOf("", [.. ExpectedDecisions.Names])),
            ("score", Ref("figure")),
            ("progress", Ref("figure")),
            ("matched", OneOrList(Ref("id"))));
        expect["additionalProperties"] = Ref("figure");
        expect["minProperties"] = 1;
        return Map("A lead with the figures that it must have.", ["lead", "expect"], ("lead", Text("Its name.")), ("profile", properties), ("events", List(e)), ("expect", expect));
    }
}
