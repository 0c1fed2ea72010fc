using System.Text.Json;

using LeadScoring.Functions.Http;
using LeadScoring.Local.Files;

namespace LeadScoring.Local.Storage;

/// <summary>What a storage holds is not in its files.</summary>
/// <param name="Reason">The file and what the system said.</param>
/// <param name="Since">Everything before is in the files.</param>
internal sealed record FailedSave(string Reason, DateTimeOffset Since)
{
    public const string Code = "LS-LOCAL-020";

    /// <summary>Reads a line of azurite.js; null when it reports something else.</summary>
    public static FailedSave? Parse(string line)
    {
        try
        {
            using var said = JsonDocument.Parse(line);
            return said.RootElement.ValueKind == JsonValueKind.Object && said.RootElement.TryGetProperty("failed", out var reason)
                ? new FailedSave(reason.GetString() ?? "", said.RootElement.GetProperty("since").GetDateTimeOffset())
                : null;
        }
        catch (JsonException)
        {
            // Azurite prints texts of its own.
            return null;
        }
    }

    /// <summary>While the app runs: it stops, so that it acknowledges nothing that may be lost.</summary>
    public StartException WhileRunning(string folder) => new(Code, $"The storage in {folder} cannot be saved: {Reason}. The app stops and tries once more to save it.",
        "Make room on the disk, or make the folder writable, then start the app again.");

    /// <summary>At the end: what came since then is lost.</summary>
    public StartException AtTheEnd(string folder) => new(Code,
        $"The storage in {folder} was not saved at the end: {Reason}. What was acknowledged after {TimeText.Of(Since)} is lost.",
        "Make room on the disk, or make the folder writable, start the app again, and send again what was sent after that time: events that are there already do not count twice.");
}
