using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace LeadScoring.Local.Sending;

/// <summary>
/// Fills in what is new in every delivery, where a sample writes <c>{{id}}</c>, <c>{{number}}</c>, <c>{{email}}</c>, <c>{{now}}</c> (ISO 8601), <c>{{time}}</c> (the same without
/// a zone), <c>{{seconds}}</c> or <c>{{milliseconds}}</c>. The same placeholder has the same value in one delivery; <c>{{id:b}}</c> is another id.
/// </summary>
internal sealed partial class FreshValues(string email, DateTimeOffset now)
{
    private readonly Dictionary<string, string> _ids = new(StringComparer.Ordinal);

    /// <summary>The node with its placeholders filled in. A text that is nothing but a number's placeholder becomes a number.</summary>
    public JsonNode? Fill(JsonNode? node) => node switch
    {
        JsonObject members => new JsonObject(members.Select(member => KeyValuePair.Create(member.Key, Fill(member.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Fill)]),
        JsonValue value when value.TryGetValue<string>(out var text) => Filled(text),
        _ => node?.DeepClone(),
    };

    private JsonValue Filled(string text)
    {
        var filled = Placeholder().Replace(text, found => Value(found.Groups["kind"].Value, found.Value));
        var only = Placeholder().Match(text);
        var isNumber = only.Length == text.Length && only.Groups["kind"].Value is ("number" or "seconds" or "milliseconds");
        return isNumber ? JsonValue.Create(long.Parse(filled, CultureInfo.InvariantCulture)) : JsonValue.Create(filled);
    }

    private string Value(string kind, string name) => kind switch
    {
        "email" => email,
        "now" => now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
        "time" => now.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        "seconds" => now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
        "milliseconds" => now.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture),
        "number" => Once(name, static () => RandomNumberGenerator.GetInt32(100_000_000, int.MaxValue).ToString(CultureInfo.InvariantCulture)),
        _ => Once(name, static () => RandomNumberGenerator.GetHexString(24, lowercase: true)),
    };

    private string Once(string name, Func<string> make)
    {
        if (!_ids.TryGetValue(name, out var value))
            _ids.Add(name, value = make());
        return value;
    }

    [GeneratedRegex(@"\{\{(?<kind>id|number|email|now|time|seconds|milliseconds)(:[a-z]+)?\}\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Placeholder();
}
