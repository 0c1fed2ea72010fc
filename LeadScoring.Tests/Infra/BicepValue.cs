using System.Text.Json;

namespace LeadScoring.Tests.Infra;

/// <summary>Reads values of <see cref="BicepFile"/>.</summary>
internal static class BicepValue
{
    /// <summary>The value at a path of names, e.g. <c>properties/sku/name</c>; undefined where there is none.</summary>
    public static JsonElement At(this JsonElement value, string path)
    {
        foreach (var name in path.Split('/'))
        {
            if (value.ValueKind != JsonValueKind.Object || !value.TryGetProperty(name, out value))
                return default;
        }

        return value;
    }

    /// <summary>What has to be computed, as it is written; null for a literal.</summary>
    public static string? Expression(this JsonElement value) =>
        value.ValueKind == JsonValueKind.Object && value.TryGetProperty("$", out var text) ? text.GetString() : null;

    /// <summary>For comparing and showing: an expression as it is written, a literal as JSON, nothing as <c>(absent)</c>.</summary>
    public static string Shown(this JsonElement value) => value.ValueKind == JsonValueKind.Undefined ? "(absent)" : value.Expression() ?? value.GetRawText();

    /// <summary>Every expression and text within.</summary>
    public static IEnumerable<string> Texts(this JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().SelectMany(static property => property.Value.Texts()),
        JsonValueKind.Array => value.EnumerateArray().SelectMany(static item => item.Texts()),
        JsonValueKind.String => [value.GetString()!],
        _ => [],
    };
}
