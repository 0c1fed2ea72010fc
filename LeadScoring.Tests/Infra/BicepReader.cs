using System.Text.Json;

namespace LeadScoring.Tests.Infra;

/// <summary>Reads Bicep by eng/bicep-tree.mjs: what it declares, in the words of the file.</summary>
internal static class BicepReader
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>What the texts declare, by their names.</summary>
    /// <exception cref="InvalidOperationException">A tool is missing, or a text has what the reader does not read.</exception>
    public static IReadOnlyDictionary<string, BicepFile> Read(IReadOnlyDictionary<string, string> texts) =>
        JsonSerializer.Deserialize<Dictionary<string, BicepFile>>(NodeScript.Run("eng/bicep-tree.mjs", JsonSerializer.Serialize(texts)), Json)!;

    /// <summary>What one text declares.</summary>
    public static BicepFile Read(string text) => Read(new Dictionary<string, string>(StringComparer.Ordinal) { ["text"] = text })["text"];
}
