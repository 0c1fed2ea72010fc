using System.Text.Json.Nodes;

namespace LeadScoring.Domain.Models.Schema;

/// <summary>The pieces of which the schema is made. Values are as editors read YAML: what is written without quotes may be a number or a truth.</summary>
internal static class SchemaNodes
{
    private const string NumberText = @"^[+-]?[0-9]+(\.[0-9]+)?$";

    /// <summary>A map with these keys and no other.</summary>
    /// <param name="description">What it is; shown by editors.</param>
    /// <param name="required">Keys that must be there.</param>
    /// <param name="properties">All keys.</param>
    public static JsonObject Map(string description, string[] required, params (string Key, JsonObject Value)[] properties)
    {
        var map = OpenMap(description, required, properties);
        map["additionalProperties"] = false;
        return map;
    }

    /// <summary>A map with these keys among others.</summary>
    public static JsonObject OpenMap(string description, string[] required, params (string Key, JsonObject Value)[] properties)
    {
        var map = new JsonObject { ["type"] = "object" };
        if (description.Length > 0)
            map["description"] = description;
        if (required.Length > 0)
            map["required"] = Words(required);
        var all = new JsonObject();
        foreach (var (key, value) in properties)
            all[key] = value;
        map["properties"] = all;
        return map;
    }

    /// <summary>Another definition of the schema.</summary>
    public static JsonObject Ref(string name) => new() { ["$ref"] = $"#/$defs/{name}" };

    /// <summary>The same with a description for this place.</summary>
    public static JsonObject Ref(string name, string description) => new() { ["$ref"] = $"#/$defs/{name}", ["description"] = description };

    /// <summary>Any text.</summary>
    public static JsonObject Text(string description = "") => Described(new JsonObject { ["type"] = Words("string", "number", "boolean") }, description);

    /// <summary>A text of a form.</summary>
    public static JsonObject Pattern(string pattern, string description = "") => Described(new JsonObject { ["type"] = "string", ["pattern"] = pattern }, description);

    /// <summary>One of some words.</summary>
    public static JsonObject OneOf(string description, params string[] words) => Described(new JsonObject { ["enum"] = Words(words) }, description);

    /// <summary>A number, in quotes or not.</summary>
    public static JsonObject Number(string description = "", decimal? least = null, decimal? most = null, bool isWhole = false)
    {
        var number = new JsonObject { ["type"] = isWhole ? "integer" : "number" };
        if (least is { } low)
            number["minimum"] = low;
        if (most is { } high)
            number["maximum"] = high;
        return Described(AnyOf(number, Pattern(NumberText)), description);
    }

    /// <summary>True or false, in quotes or not.</summary>
    public static JsonObject Truth(string description) => Described(AnyOf(new JsonObject { ["type"] = "boolean" }, new JsonObject { ["enum"] = Words("true", "false") }), description);

    /// <summary>A list.</summary>
    public static JsonObject List(JsonObject items, string description = "", int least = 0)
    {
        var list = new JsonObject { ["type"] = "array", ["items"] = items };
        if (least > 0)
            list["minItems"] = least;
        return Described(list, description);
    }

    /// <summary>One or a list of at least one.</summary>
    public static JsonObject OneOrList(JsonObject item, string description = "") => Described(AnyOf(item, List((JsonObject)item.DeepClone(), least: 1)), description);

    /// <summary>One of several forms.</summary>
    public static JsonObject AnyOf(params JsonObject[] forms) => new() { ["anyOf"] = new JsonArray([.. forms]) };

    /// <summary>If a key is there, one form; else another.</summary>
    public static JsonObject IfHas(string key, JsonObject then, JsonObject otherwise) => new()
    {
        ["if"] = new JsonObject { ["required"] = Words(key) },
        ["then"] = then,
        ["else"] = otherwise,
    };

    /// <summary>Names of one form with values of another.</summary>
    public static JsonObject Named(string description, string pattern, JsonObject value, bool isEmptyAllowed = false)
    {
        var map = new JsonObject { ["type"] = "object", ["propertyNames"] = new JsonObject { ["pattern"] = pattern }, ["additionalProperties"] = value };
        if (!isEmptyAllowed)
            map["minProperties"] = 1;
        return Described(map, description);
    }

    /// <summary>A list of words as JSON.</summary>
    public static JsonArray Words(params string[] words) => new([.. words.Select(static word => (JsonNode)word)]);

    private static JsonObject Described(JsonObject node, string description)
    {
        if (description.Length > 0)
            node["description"] = description;
        return node;
    }
}
