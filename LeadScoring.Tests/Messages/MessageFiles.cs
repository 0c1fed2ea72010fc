using System.Text.Json;

using LeadScoring.Functions.Messaging;

namespace LeadScoring.Tests.Messages;

/// <summary>What <c>docs/reference</c> says about messages, as the build copied it beside the tests.</summary>
internal static class MessageFiles
{
    /// <summary>Where the page, the AsyncAPI document and the folder of schemas are.</summary>
    public static readonly string Reference = Path.Combine(AppContext.BaseDirectory, "Data", "docs", "reference");

    /// <summary>Where the schemas are.</summary>
    public static readonly string Schemas = Path.Combine(Reference, "messages");

    private const string SchemaEnd = ".schema.json";

    /// <summary>The types of messages of the topic.</summary>
    public static readonly string[] Types =
    [
        "lead.abandoned", "lead.disqualified", "lead.erased", "lead.followup", "lead.followup.overdue", "lead.inquired", "lead.merged", "lead.overdue",
        "lead.qualified", "lead.recycled", "lead.respond", "lead.restored", "lead.routed", "lead.signal", "lead.upgraded",
        "system.review.due",
    ];

    /// <summary>Those about a lead.</summary>
    public static readonly string[] LeadTypes = [.. Types.Where(TopicMessage.IsAboutLead)];

    /// <summary>The types that have a schema.</summary>
    public static IEnumerable<string> TypesWithSchema() =>
        Directory.EnumerateFiles(Schemas, "*" + SchemaEnd).Select(static path => Path.GetFileName(path)[..^SchemaEnd.Length]).Where(static name => name != "common").Order(StringComparer.Ordinal);

    /// <summary>The types that have an example.</summary>
    public static IEnumerable<string> TypesWithExample() =>
        Directory.EnumerateFiles(Path.Combine(Schemas, "examples"), "*.json").Select(static path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal);

    public static string Schema(string name) => File.ReadAllText(Path.Combine(Schemas, name + SchemaEnd));

    /// <summary>The CloudEvent of an example.</summary>
    public static JsonElement Example(string type)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Schemas, "examples", type + ".json")));
        return document.RootElement.Clone();
    }

    /// <summary>The lines of the page for people.</summary>
    public static string[] Page() => File.ReadAllLines(Path.Combine(Reference, "messages.md"));
}
