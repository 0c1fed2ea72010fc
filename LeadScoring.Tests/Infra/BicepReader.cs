using System.Diagnostics;
using System.Text.Json;

namespace LeadScoring.Tests.Infra;

/// <summary>Reads Bicep by eng/bicep-tree.mjs; the compiler is not needed.</summary>
internal static class BicepReader
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>What the texts declare, by their names.</summary>
    /// <exception cref="InvalidOperationException">A tool is missing, or a text has what the reader does not read.</exception>
    public static IReadOnlyDictionary<string, BicepFile> Read(IReadOnlyDictionary<string, string> texts)
    {
        if (!Directory.Exists(Checkout.PathOf("node_modules/tree-sitter-bicep")))
            throw new InvalidOperationException("tree-sitter-bicep is not installed. Run `npm ci` in the repository's root.");
        var start = new ProcessStartInfo("node")
        {
            UseShellExecute = false,
            WorkingDirectory = Checkout.Root,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        start.ArgumentList.Add(Checkout.PathOf("eng/bicep-tree.mjs"));
        using var node = Process.Start(start) ?? throw new InvalidOperationException("node did not start.");
        node.StandardInput.Write(JsonSerializer.Serialize(texts));
        node.StandardInput.Close();
        var answer = node.StandardOutput.ReadToEnd();
        node.WaitForExit();
        return node.ExitCode == 0
            ? JsonSerializer.Deserialize<Dictionary<string, BicepFile>>(answer, Json)!
            : throw new InvalidOperationException($"eng/bicep-tree.mjs ended with {node.ExitCode}; its error is above.");
    }

    /// <summary>What one text declares.</summary>
    public static BicepFile Read(string text) => Read(new Dictionary<string, string>(StringComparer.Ordinal) { ["text"] = text })["text"];
}
