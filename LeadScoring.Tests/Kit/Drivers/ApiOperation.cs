using System.Text.Json.Nodes;

namespace LeadScoring.Tests.Kit.Drivers;

/// <summary>An operation of the OpenAPI document.</summary>
/// <param name="Method">In upper case.</param>
/// <param name="Path">With its parameters in braces.</param>
internal sealed record ApiOperation(string Method, string Path, JsonObject Description)
{
    private readonly string[] _segments = Split(Path);

    public string Id => (string)Description["operationId"]!;

    /// <summary>The statuses that are described, in order.</summary>
    public IReadOnlyList<int> Statuses => [.. Description["responses"]!.AsObject().Select(static response => int.Parse(response.Key, System.Globalization.CultureInfo.InvariantCulture))];

    /// <summary>Names of the parameters that are in a part of a request: <c>path</c>, <c>query</c> or <c>header</c>.</summary>
    public IReadOnlyList<string> Parameters(string part) =>
        [.. Described.Where(parameter => (string?)parameter!["in"] == part).Select(static parameter => (string)parameter!["name"]!)];

    /// <summary>How many parts of the address are words: of two operations at one address, that with more of them is meant.</summary>
    public int Words => _segments.Count(static segment => segment[0] != '{');

    /// <summary>Its last parameter may hold slashes, or be empty.</summary>
    public bool TakesRest => Described.Any(static parameter => parameter!["x-many-segments"] is not null);

    private JsonArray Described => Description["parameters"]?.AsArray() ?? [];

    public bool Matches(string path)
    {
        var asked = Split(path);
        var fixedLength = TakesRest ? _segments.Length - 1 : _segments.Length;
        return (TakesRest ? asked.Length >= fixedLength : asked.Length == fixedLength)
            && _segments.Take(fixedLength).Zip(asked).All(static pair => pair.First[0] == '{' || string.Equals(pair.First, pair.Second, StringComparison.OrdinalIgnoreCase));
    }

    private static string[] Split(string path) => path.Split('/', StringSplitOptions.RemoveEmptyEntries);
}
