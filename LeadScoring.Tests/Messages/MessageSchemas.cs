using System.Text.Json;

using Json.Schema;

using LeadScoring.Functions.Messaging;

namespace LeadScoring.Tests.Messages;

/// <summary>The published schemas of messages: what is wrong with a message by them, and between its parts.</summary>
internal static class MessageSchemas
{
    private static readonly EvaluationOptions Verdict = new() { OutputFormat = OutputFormat.Flag };
    private static readonly EvaluationOptions Details = new() { OutputFormat = OutputFormat.Hierarchical };

    private static readonly Lazy<Loaded> All = new(Load);

    /// <summary>Everything that is wrong with a message, each with its place in the CloudEvent; empty = nothing.</summary>
    public static IReadOnlyList<string> Faults(TopicMessage message)
    {
        if (!All.Value.Types.TryGetValue(message.Subject, out var schema))
            return [$"Subject: no schema describes the type '{message.Subject}'"];
        var faults = SchemaFaults(schema, message.Body, "");
        var properties = JsonSerializer.SerializeToElement(message.Properties);
        faults.AddRange(SchemaFaults(All.Value.Properties, properties, "properties"));
        // What is compared is there, and of the right kind, only in a body without faults.
        return faults.Count > 0 ? faults : MessageAgreement.Faults(message);
    }

    private static List<string> SchemaFaults(JsonSchema schema, JsonElement instance, string place)
    {
        // Asked for every message that tests send: the cheap question first.
        if (schema.Evaluate(instance, Verdict).IsValid)
            return [];
        var found = Failed(schema.Evaluate(instance, Details));
        // One wrong value makes all its neighbours "unevaluated": what nobody documented is told only when there is nothing else.
        if (found.Exists(static fault => !fault.IsUndocumented))
            found.RemoveAll(static fault => fault.IsUndocumented);
        return [.. found.Select(fault => $"{place}{fault.Place}: {fault.What}").Distinct(StringComparer.Ordinal)];
    }

    private static List<Fault> Failed(EvaluationResults results)
    {
        if (results.IsValid)
            return [];
        var place = results.InstanceLocation.ToString();
        var undocumented = LastOf(results) == "unevaluatedProperties";
        List<Fault> found =
        [
            .. (results.Errors ?? []).Select(error => new Fault(place, undocumented ? "no such field is documented" : error.Value, undocumented)),
            .. (results.Details ?? []).Where(detail => !IsQuestion(detail, results)).SelectMany(Failed),
        ];
        // Some keywords, such as not, fail without a word.
        return found.Count > 0 ? found : [new Fault(place, $"does not fit {results.SchemaLocation}", undocumented)];
    }

    // What an `if` finds, and an alternative where another one fits, is no fault.
    private static bool IsQuestion(EvaluationResults detail, EvaluationResults of) =>
        LastOf(detail) is "if" or "not" || (AlternativeOf(detail) is { } keyword && !(of.Errors ?? []).ContainsKey(keyword));

    private static string? AlternativeOf(EvaluationResults detail) => detail.EvaluationPath.ToString().Split('/') is [.., ("oneOf" or "anyOf") and var keyword, _] ? keyword : null;

    private static string LastOf(EvaluationResults results) => results.EvaluationPath.ToString().Split('/')[^1];

    private static Loaded Load()
    {
        // A registry of its own, which fetches nothing: every $ref has to be found among the files.
        var registry = new SchemaRegistry { Fetch = static (_, _) => null };
        var options = new BuildOptions { SchemaRegistry = registry };
        JsonSchema.FromText(MessageFiles.Schema("common"), options);
        var properties = JsonSchema.FromText("""{ "$ref": "https://leadscoring.example/schemas/messages/common.schema.json#/$defs/properties" }""", options);
        return new Loaded(
            MessageFiles.TypesWithSchema().ToDictionary(static type => type, type => JsonSchema.FromText(MessageFiles.Schema(type), options), StringComparer.Ordinal),
            properties);
    }

    private sealed record Loaded(Dictionary<string, JsonSchema> Types, JsonSchema Properties);

    private sealed record Fault(string Place, string What, bool IsUndocumented);
}
