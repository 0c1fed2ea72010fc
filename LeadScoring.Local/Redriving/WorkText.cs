using System.Text;
using System.Text.Json;

using LeadScoring.Domain.Events;
using LeadScoring.Functions.Messaging;

namespace LeadScoring.Local.Redriving;

/// <summary>Tells whether a text can be a message of a queue, and what it asks for.</summary>
internal static class WorkText
{
    private const int Shown = 3;

    /// <summary>What a message asks for, in ids; <paramref name="fault"/> says why it is none.</summary>
    /// <param name="queue">One of <see cref="QueueNames"/>.</param>
    /// <param name="text">As it is in the queue: base64 of UTF-8 JSON.</param>
    /// <param name="fault">Null when it is a message of that queue.</param>
    public static string Describe(string queue, string text, out string? fault)
    {
        var bytes = new byte[text.Length];
        if (!Convert.TryFromBase64String(text, bytes, out var length))
        {
            fault = "it is not base64, so not a message of the app";
            return $"{Encoding.UTF8.GetByteCount(text)} bytes";
        }

        try
        {
            using var json = JsonDocument.Parse(bytes.AsMemory(0, length));
            var (what, wrong) = json.RootElement.ValueKind is JsonValueKind.Object ? Of(queue, json.RootElement) : ("", "it is not an object");
            fault = wrong;
            return wrong is null ? what : $"{length} bytes";
        }
        catch (JsonException)
        {
            fault = "it is not JSON, so not a message of the app";
            return $"{length} bytes";
        }
    }

    private static (string What, string? Fault) Of(string queue, JsonElement message) => queue switch
    {
        QueueNames.Rescore => Leads(message),
        QueueNames.Sweep => Number(message, "bucket") is { } bucket and >= 0 and < LeadIds.Buckets ? ($"night of bucket {bucket}", null) : ("", "it names no bucket"),
        QueueNames.Rebuild => Text(message, "model") is not { } model ? ("", "it names no model")
            : ($"rebuild of {(Text(message, "lead") is { } lead ? $"lead {lead}" : $"bucket {Number(message, "bucket") ?? 0}")} under model {model}", null),
        _ => Text(message, "report") is { } report ? ($"report {report}, bucket {Number(message, "bucket") ?? 0}", null) : ("explanation of a past day", null),
    };

    private static (string What, string? Fault) Leads(JsonElement message)
    {
        if (!message.TryGetProperty("leads", out var leads) || leads.ValueKind is not JsonValueKind.Array || leads.EnumerateArray().Any(static lead => lead.ValueKind is not JsonValueKind.String))
            return ("", "it names no leads");
        var ids = leads.EnumerateArray().Select(static lead => lead.GetString()).ToList();
        var more = ids.Count > Shown ? $" and {ids.Count - Shown} more" : "";
        return ($"{(ids.Count == 1 ? "lead" : "leads")} {string.Join(", ", ids.Take(Shown))}{more}", null);
    }

    private static string? Text(JsonElement message, string name) =>
        message.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;

    private static int? Number(JsonElement message, string name) =>
        message.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.Number && value.TryGetInt32(out var number) ? number : null;
}
