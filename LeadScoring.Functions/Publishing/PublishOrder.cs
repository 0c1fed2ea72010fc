using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

using LeadScoring.Functions.Http;
using LeadScoring.Functions.Models;

using Microsoft.AspNetCore.Http;

namespace LeadScoring.Functions.Publishing;

/// <summary>What somebody wants to publish, and why.</summary>
/// <param name="Author">Who.</param>
/// <param name="Reason">Why.</param>
/// <param name="Confirm">The number of leads that are handed off at once; null = not confirmed.</param>
/// <param name="RollbackTo">The version whose text it is; null = the draft.</param>
internal sealed record PublishOrder(string Author, string Reason, int? Confirm, int? RollbackTo)
{
    private const int BodyBytes = 256 * 1024;
    private const int TextCharacters = 1000;

    /// <summary>Reads the body of a publish.</summary>
    public static async Task<(PublishOrder? Order, Problem? Refusal)> ReadPublish(HttpRequest request, CancellationToken cancellation)
    {
        var (body, refusal) = await Read(request, PublishingJson.Default.PublishRequest, cancellation);
        return refusal is not null ? (null, refusal) : Checked(body?.Author, body?.Reason, body?.Confirm, null);
    }

    /// <summary>Reads the body of a rollback.</summary>
    public static async Task<(PublishOrder? Order, Problem? Refusal)> ReadRollback(HttpRequest request, CancellationToken cancellation)
    {
        var (body, refusal) = await Read(request, PublishingJson.Default.RollbackRequest, cancellation);
        if (refusal is not null)
            return (null, refusal);
        var (order, problem) = Checked(body?.Author, body?.Reason, body?.Confirm, body?.Version);
        return order is { RollbackTo: not > 0 } ? (null, PublishProblems.NoRollbackVersion) : (order, problem);
    }

    private static async Task<(T? Body, Problem? Refusal)> Read<T>(HttpRequest request, JsonTypeInfo<T> type, CancellationToken cancellation)
        where T : class
    {
        var (body, refusal) = await BodyReader.Read(request, BodyBytes, cancellation);
        if (refusal is not null)
            return (null, refusal);
        try
        {
            return (body!.Length == 0 ? null : JsonSerializer.Deserialize(body, type), null);
        }
        catch (JsonException fault)
        {
            // What else cannot be read is answered by what is needed.
            return (null, fault.Path switch { "$.confirm" => PublishProblems.BadConfirm, "$.version" => PublishProblems.NoRollbackVersion, _ => PublishProblems.NoAuthor });
        }
    }

    private static (PublishOrder? Order, Problem? Refusal) Checked(string? author, string? reason, int? confirm, int? version) =>
        !IsText(author) || !IsText(reason) ? (null, PublishProblems.NoAuthor)
        : confirm < 0 ? (null, PublishProblems.BadConfirm)
        : (new PublishOrder(author!, reason!, confirm, version), null);

    private static bool IsText(string? text) => !string.IsNullOrWhiteSpace(text) && text.Length <= TextCharacters;
}
