using System.Text;
using System.Text.Json.Nodes;

namespace LeadScoring.Local.OpenApi;

/// <summary>The table of routes in docs/reference/http-api.md.</summary>
internal static class RouteTableText
{
    /// <summary>The page.</summary>
    public const string Page = "http-api.md";

    private const string Head = "| route | who | what | query | answers |\n|---|---|---|---|---|\n";

    /// <summary>The page with the table of a document in the place of the one that it has.</summary>
    /// <exception cref="InvalidOperationException">The page has no such table.</exception>
    public static string Replace(string page, ApiDocument document)
    {
        var from = page.IndexOf(Head, StringComparison.Ordinal);
        var to = from < 0 ? -1 : page.IndexOf("\n\n", from, StringComparison.Ordinal);
        return to < 0 ? throw new InvalidOperationException($"The page has no table that begins with {Head.Split('\n')[0]}") : page[..from] + Write(document) + page[(to + 1)..];
    }

    /// <summary>The table.</summary>
    public static string Write(ApiDocument document)
    {
        var table = new StringBuilder(Head);
        foreach (var (path, item) in document.Json["paths"]!.AsObject())
        {
            foreach (var (method, operation) in item!.AsObject())
            {
                var link = document.More.GetValueOrDefault((string)operation!["operationId"]!) is { } target ? $" ([more]({target}))" : "";
                table.Append("| `").Append(method.ToUpperInvariant()).Append(' ').Append(path).Append("` | ").Append(Who(operation))
                    .Append(" | ").Append(((string)operation["summary"]!).TrimEnd('.')).Append(link)
                    .Append(" | ").Append(Query(operation)).Append(" | ").Append(Answers(operation)).Append(" |\n");
            }
        }

        return table.ToString();
    }

    private static string Who(JsonNode operation) =>
        operation[ApiOperation.RolesThatMay] is JsonArray roles ? string.Join(", ", roles.Select(static role => (string)role!)) : "open";

    private static string Query(JsonNode operation) =>
        string.Join(", ", (operation["parameters"]?.AsArray() ?? []).Where(static parameter => (string?)parameter!["in"] == "query").Select(static parameter => $"`{parameter!["name"]}`"));

    // Refusals are in the document.
    private static string Answers(JsonNode operation) => string.Join(", ", operation["responses"]!.AsObject().Select(static response => response.Key).Where(static status => status[0] == '2'));
}
