using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;

using Json.Schema;

namespace LeadScoring.Tests.Kit.Drivers;

/// <summary>The schemas of the OpenAPI document, closed: a member that nobody described is a fault, unless its schema takes any.</summary>
internal sealed class ApiSchemas
{
    private const string Id = "https://leadscoring.example/openapi";
    private const string Component = "#/components/schemas/";

    private static readonly EvaluationOptions Verdict = new() { OutputFormat = OutputFormat.Flag, RequireFormatValidation = true };
    private static readonly EvaluationOptions Details = new() { OutputFormat = OutputFormat.List, RequireFormatValidation = true };

    private readonly ConcurrentDictionary<string, Lazy<JsonSchema>> _read = new(StringComparer.Ordinal);
    private readonly BuildOptions _options = new() { SchemaRegistry = new SchemaRegistry { Fetch = static (_, _) => null } };
    private readonly Lock _reading = new();

    public ApiSchemas(JsonObject document)
    {
        var all = new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["$id"] = Id,
            ["$defs"] = new JsonObject(document["components"]!["schemas"]!.AsObject().Select(static schema => KeyValuePair.Create(schema.Key, (JsonNode?)Closed(schema.Value!)))),
        };
        JsonSchema.FromText(all.ToJsonString(), _options);
    }

    /// <summary>What is wrong with a value by a schema of the document, each with its place; empty = nothing.</summary>
    public IReadOnlyList<string> Faults(JsonNode schema, JsonElement value)
    {
        var read = _read.GetOrAdd(schema.ToJsonString(), text => new Lazy<JsonSchema>(() => Read(text))).Value;
        if (read.Evaluate(value, Verdict).IsValid)
            return [];
        var found = read.Evaluate(value, Details).Details?
            .SelectMany(static detail => (detail.Errors ?? []).Select(error => $"{detail.InstanceLocation}: {error.Value} ({detail.EvaluationPath})"))
            .Distinct(StringComparer.Ordinal).ToList() ?? [];
        return found.Count > 0 ? found : ["does not fit its schema"];
    }

    private JsonSchema Read(string schema)
    {
        // Reading writes to the registry.
        lock (_reading)
            return JsonSchema.FromText(Closed(JsonNode.Parse(schema)!).ToJsonString(), _options);
    }

    private static JsonNode Closed(JsonNode schema)
    {
        if (schema is not JsonObject open)
            return schema.DeepClone();
        var closed = new JsonObject();
        foreach (var (keyword, value) in open)
        {
            switch (keyword)
            {
                case "discriminator":
                    break;
                case "$ref":
                    closed[keyword] = ((string)value!).Replace(Component, Id + "#/$defs/", StringComparison.Ordinal);
                    break;
                case "properties":
                    closed[keyword] = new JsonObject(value!.AsObject().Select(static property => KeyValuePair.Create(property.Key, (JsonNode?)Closed(property.Value!))));
                    break;
                case "anyOf" or "oneOf" or "allOf":
                    closed[keyword] = new JsonArray([.. value!.AsArray().Select(static part => Closed(part!))]);
                    break;
                case "items" or "additionalProperties":
                    closed[keyword] = Closed(value!);
                    break;
                default:
                    closed[keyword] = value?.DeepClone();
                    break;
            }
        }

        if (open.ContainsKey("properties") && (string?)open["type"] == "object" && !open.ContainsKey("additionalProperties"))
            closed["additionalProperties"] = false;
        return closed;
    }
}
