using System.Text.Json;

namespace LeadScoring.Local.Publishing;

/// <summary>Findings of the app about a document, as compilers print them.</summary>
internal static class FindingText
{
    /// <summary>A line for each: <c>file:line:column code severity: detail fix</c>.</summary>
    /// <param name="name">Of the file, or of the model.</param>
    /// <param name="answer">An answer with <c>findings</c>; one of an older app may have none.</param>
    public static IEnumerable<string> Lines(string name, JsonElement answer) => answer.TryGetProperty("findings", out var findings)
        ? findings.EnumerateArray().Select(finding => $"{name}:{finding.GetProperty("line")}:{finding.GetProperty("column")} {Text(finding, "code")} {Text(finding, "severity")}: {Text(finding, "detail")} {Text(finding, "fix")}")
        : [];

    private static string Text(JsonElement element, string member) => element.TryGetProperty(member, out var value) ? value.ToString() : "";
}
