using System.Text.Json;
using System.Text.Json.Nodes;

using Json.Schema;

using LeadScoring.Domain.Models.Loading;
using LeadScoring.Domain.Models.Schema;
using LeadScoring.Tests.Infra;
using LeadScoring.Tests.Kit.Builders;
using LeadScoring.Tests.Models.Linting;
using LeadScoring.Tests.Models.Loading;
using LeadScoring.Tests.Samples;

namespace LeadScoring.Tests.Models.Schema;

/// <summary>docs/reference/model.schema.json: it is what the code makes, takes what the loader takes, and knows the same keys.</summary>
public sealed class ModelSchemaTests
{
    private const string Unknown = "zzzzzzzz";

    private static readonly JsonSchema Schema = JsonSchema.FromText(ModelSchema.Text, new BuildOptions { SchemaRegistry = new SchemaRegistry { Fetch = static (_, _) => null } });
    private static readonly JsonNode Json = JsonNode.Parse(ModelSchema.Text)!;

    public static TheoryData<string> Documents() =>
    [
        .. SampleFiles.ModelNames().Select(static name => $"samples/models/{name}"),
        .. Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Data", "models"), "*.yaml").Select(static path => $"LeadScoring.Tests/Data/models/{Path.GetFileName(path)}"),
        "LeadScoring.Tests/Data/lint/ten-slips.yaml",
        "bench/Workload/neutral.yaml",
    ];

    // A document with one map of each kind, the map's owner as the loader calls it, and where the schema has its keys.
    public static TheoryData<string, string> Maps() => new()
    {
        { "fit: { weight: 40,", "$defs/dimension" },
        { "{ rule: r, category: role, when: { a: b },", "profile" },
        { "{ rule: r, category: website, on: page.viewed,", "event" },
        { "{ rule: r, category: website, on: page.viewed, bands: { of: count, steps: [ { atLeast: 1, points: 1 } ] },", "band" },
        { "{ rule: r, category: website, silence: { of: page.viewed, steps: [ { for: 3d, points: 1 } ] },", "silence" },
        { "{ rule: r, category: website, state: { of: email.opened, is: email.opened }, points: 1,", "state" },
        { "{ rule: r, category: website, together: [pricing],", "combination" },
        { "{ rule: r, category: role, tiers: [ { when: { a: b },", "tiers/properties/tiers/items" },
        { "{ rule: r, category: website, on: page.viewed, bands: { of: count,", "band/properties/bands" },
        { "{ rule: r, category: website, on: page.viewed, bands: { of: count, steps: [ { atLeast: 1,", "band/properties/bands/properties/steps/items" },
        { "{ rule: r, category: website, silence: { of: page.viewed,", "silence/properties/silence" },
        { "{ rule: r, category: website, state: { of: email.opened,", "state/properties/state" },
        { "ignore: [ { on: page.viewed,", "$defs/filter" },
        { "fastTrack: [ { id: f, on: page.viewed,", "$defs/fastTrack" },
        { "personas: [ { id: f, on: page.viewed, when: { a: b },", "$defs/persona" },
        { "personas: [ { id: f, when: { a: b }, followUp: { by: sales,", "$defs/persona/properties/followUp" },
        { "disqualify: [ { id: f, when: { a: b },", "else/properties/disqualify/items" },
        { "respond: [ { id: f, on: page.viewed,", "else/properties/respond/items" },
        { "routes: [ { id: f, to: sales,", "$defs/route" },
        { "gates: { proven: true,", "else/properties/gates" },
        { "requalify: { margin: 1,", "else/properties/requalify" },
        { "priority: { score: 1,", "else/properties/priority" },
        { "review: { every: 9d,", "else/properties/review" },
        { "grades: { letter: fit,", "else/properties/grades" },
        { "tests: [ { lead: a,", "$defs/goldenLead" },
        { "", "else" },
    };

    [Fact]
    public void The_file_is_what_the_code_makes() => Assert.Equal(ModelSchema.Text, Checkout.Text("docs/reference/model.schema.json").ReplaceLineEndings("\n"));

    [Theory]
    [MemberData(nameof(Documents))]
    public void A_document_that_loads_fits_the_schema(string path) => Fits(Checkout.Text(path));

    [Fact]
    public void The_models_of_the_vectors_fit_the_schema()
    {
        var models = Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Data", "vectors"), "*.json", SearchOption.AllDirectories)
            .Select(static path => JsonNode.Parse(File.ReadAllText(path)) is JsonObject root && root["model"] is JsonValue model && model.GetValueKind() == JsonValueKind.String ? model.GetValue<string>() : null)
            .OfType<string>().Where(static text => ModelLoader.Load(text).Definition is not null).ToList();

        Assert.True(models.Count > 50, "the vectors have lost their models");
        Assert.All(models, Fits);
    }

    [Fact]
    public void The_example_of_every_section_fits_the_schema() => Fits(ExampleModel.Text);

    [Theory]
    [InlineData("scoring: points\ntarget: 65\nminimalPath: [a]\ncategories: { content: { atMost: 60 }, visits: { atMost: 30, decay: { halfLife: 30d } } }\nstatus: { atTarget: Opportunity }\nrules: [ { rule: a, category: content, on: asset.downloaded, points: 65, count: once } ]\n", true)]
    [InlineData("scoring: points\nrules: []\ngrades: {}\n", false)]
    [InlineData("scoring: grades\nrules: []\n", false)]
    [InlineData("scoring: points\ncategories: { content: { atLeast: 5 } }\nrules: []\n", false)]
    public void A_model_whose_points_add_up_has_keys_of_its_own(string rest, bool fits) => Assert.Equal(fits, IsValid($"model: a\ntitle: A\n{rest}"));

    [Theory]
    [MemberData(nameof(Documents))]
    public void A_key_that_is_not_known_does_not_fit(string path)
    {
        var lines = Checkout.Text(path).ReplaceLineEndings("\n").Split('\n');
        // Into the first map of each line that has one in braces; of a golden lead's event and profile any key is good.
        foreach (var (index, line) in lines.Index().Where(static line => line.Item.TrimStart().StartsWith("- { ", StringComparison.Ordinal) && !line.Item.Contains("daysAgo", StringComparison.Ordinal)))
        {
            var at = line.IndexOf("- { ", StringComparison.Ordinal) + 4;
            var changed = string.Join('\n', [.. lines[..index], line.Insert(at, $"{Unknown}: 1, "), .. lines[(index + 1)..]]);
            if (ModelLoader.Load(changed).Definition is null)
                Assert.False(IsValid(changed), line);
        }

        Assert.False(IsValid(string.Join('\n', lines) + $"\n{Unknown}: 1\n"));
    }

    [Theory]
    [MemberData(nameof(Maps))]
    public void The_schema_has_the_keys_of_the_loader(string map, string place)
    {
        var found = ModelLoader.Load(Around(map)).Problems.Single(static problem => problem.Message.Contains(Unknown, StringComparison.Ordinal));
        var known = found.Fix["Use one of: ".Length..].TrimEnd('.').Split(", ");

        var keys = Place(place)["properties"]!.AsObject().Select(static property => property.Key);

        // 'scoring' leads to the other branch.
        Assert.Equal(known.Where(key => (place != "profile" || key != "tiers") && (place != "else" || key != "scoring")).Order(StringComparer.Ordinal), keys.Order(StringComparer.Ordinal));
    }

    private static string Around(string map)
    {
        var closing = string.Concat(Enumerable.Reverse(Open(map)).Select(static bracket => bracket switch { '{' => " }", _ => " ]" }));
        var text = $"{map} {Unknown}: 1{closing}";
        return map.Length == 0 ? $"{LintText.Base}{Unknown}: 1\n"
            : map.StartsWith("{ rule", StringComparison.Ordinal) ? LintText.WithRule(text)
            : map.StartsWith("fit", StringComparison.Ordinal) ? LintText.With($"dimensions: {{ {text}, engagement: {{ categories: {{ website: 1 }} }} }}\n")
            : LintText.With(text + "\n");
    }

    private static List<char> Open(string map)
    {
        var open = new List<char>();
        foreach (var c in map)
        {
            if (c is '{' or '[')
                open.Add(c);
            else if (c is '}' or ']')
                open.RemoveAt(open.Count - 1);
        }

        return open;
    }

    // Kinds of rules stand one in the 'else' of the other.
    private static JsonNode Place(string place)
    {
        string[] kinds = ["combination", "silence", "state", "band", "event", "tiers", "profile"];
        var node = Json;
        foreach (var (index, part) in place.Split('/').Index())
        {
            if (index == 0 && Array.IndexOf(kinds, part) is >= 0 and var kind)
            {
                node = Json["$defs"]!["rule"]!;
                for (var i = 0; i < kind; i++)
                    node = node["else"]!;
                node = kind == kinds.Length - 1 ? node : node["then"]!;
            }
            else
            {
                node = node[part]!;
            }
        }

        return node;
    }

    private static void Fits(string text)
    {
        using var value = JsonDocument.Parse(YamlJson.Of(text)!.ToJsonString());
        var result = Schema.Evaluate(value.RootElement, new EvaluationOptions { OutputFormat = OutputFormat.List });
        Assert.True(result.IsValid, string.Join('\n', (result.Details ?? []).SelectMany(static detail => (detail.Errors ?? []).Select(error => $"{detail.InstanceLocation}: {error.Value}"))) + text[..Math.Min(text.Length, 2000)]);
    }

    private static bool IsValid(string text)
    {
        using var value = JsonDocument.Parse(YamlJson.Of(text)!.ToJsonString());
        return Schema.Evaluate(value.RootElement, new EvaluationOptions { OutputFormat = OutputFormat.Flag }).IsValid;
    }
}
