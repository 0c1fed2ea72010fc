using System.Globalization;
using System.Text.Json.Nodes;

using LeadScoring.Domain.Decisions;
using LeadScoring.Domain.Models;
using LeadScoring.Functions.OpenApi;
using LeadScoring.Functions.Reports;

namespace LeadScoring.Local.OpenApi;

/// <summary>Parameters of operations.</summary>
internal static class Parameters
{
    /// <summary>A part of an address; null for one that nobody described.</summary>
    public static JsonObject? InPath(string name) => name switch
    {
        "lead" => Path(name, "The lead's id. Its e-mail address works too, percent-encoded, but request paths are written to logs: see `POST /api/v1/leads/find`.", "ann@acme.example"),
        "model" => Path(name, "The model's id.", "b2b-saas"),
        "event" => Path(name, "The event's `key` in the timeline."),
        "source" => Path(name, "The source's name.", "typeform"),
        "connection" => Path(name, "The connection's name.", "signup"),
        "path" => Path(name, "All that follows, slashes too."),
        "name" => Path(name, "The report's name, with `.csv` for a spreadsheet.", allowed: ReportNames.All),
        _ => null,
    };

    public static JsonObject InQuery(QueryAttribute query)
    {
        if (query.Prefix is { } prefix)
            return Open(query, prefix);
        var schema = new JsonObject { ["type"] = query.IsTruth ? "boolean" : query.Most > 0 ? "integer" : "string" };
        if (query.Most > 0)
            (schema["minimum"], schema["maximum"]) = (query.Least, query.Most);
        if (query.IsDay)
            schema["format"] = "date";
        if (query.Pattern is { } pattern)
            schema["pattern"] = pattern;
        if (query.WordsOf is { } words)
            schema["enum"] = Texts(WordsOf(words));
        else if (query.Words.Length > 0)
            schema["enum"] = Texts(query.Words);
        if (query.Default is { } value)
            schema["default"] = value is string text ? text : Convert.ToInt32(value, CultureInfo.InvariantCulture);
        var parameter = new JsonObject { ["name"] = query.Name, ["in"] = "query", ["description"] = query.Description };
        parameter["schema"] = query.IsRepeated || query.IsList ? new JsonObject { ["type"] = "array", ["items"] = schema } : schema;
        if (query.IsList)
            (parameter["style"], parameter["explode"]) = ("form", false);
        return parameter;
    }

    // An object that is spread out: each of its members is a parameter of its own.
    private static JsonObject Open(QueryAttribute query, string prefix) => new()
    {
        ["name"] = query.Name,
        ["in"] = "query",
        ["description"] = query.Description,
        ["style"] = "form",
        ["explode"] = true,
        ["schema"] = new JsonObject
        {
            ["type"] = "object",
            ["patternProperties"] = new JsonObject { ["^" + prefix.Replace(".", "\\.", StringComparison.Ordinal)] = new JsonObject { ["type"] = "string" } },
            ["additionalProperties"] = false,
        },
    };

    public static JsonObject InHeader(RequestHeaderAttribute header) =>
        new() { ["name"] = header.Name, ["in"] = "header", ["description"] = header.Description, ["schema"] = new JsonObject { ["type"] = "string" } };

    private static JsonObject Path(string name, string description, string? example = null, string[]? allowed = null)
    {
        var schema = new JsonObject { ["type"] = "string" };
        if (allowed is not null)
            schema["enum"] = Texts(allowed);
        var parameter = new JsonObject { ["name"] = name, ["in"] = "path", ["required"] = true, ["description"] = description, ["schema"] = schema };
        if (example is not null)
            parameter["example"] = example;
        return parameter;
    }

    private static IEnumerable<string> WordsOf(Type words) =>
        words == typeof(Destination) ? Enum.GetValues<Destination>().Select(WireNames.For)
        : words == typeof(Stage) ? Enum.GetValues<Stage>().Select(WireNames.For)
        : throw new InvalidOperationException($"Nothing here knows the words of {words}.");

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(static text => (JsonNode)text)]);
}
