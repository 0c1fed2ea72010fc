using System.Text.Json;

using Azure.Data.Tables;

using LeadScoring.Functions.Messaging;
using LeadScoring.Functions.Models;
using LeadScoring.Functions.Storage;

namespace LeadScoring.Functions.Publishing;

/// <summary>
/// The row <c>review</c> of a model: of which version it was said that its review is due, and the message that says so until the topic has it. The message is stored before it is sent, as in the outbox of a
/// lead, so that one that is sent again is the same to the byte.
/// </summary>
public sealed class ReviewStore(ITables tables)
{
    // The name of an older app, which takes a version that is only waiting for one that was never said.
    private const string Said = "version";
    private const string Waiting = "waiting";
    private const string Message = "d";

    /// <summary>Reads it.</summary>
    /// <param name="model">Id of the model.</param>
    /// <param name="version">The version that is live.</param>
    /// <param name="cancellation">Ends the reading.</param>
    internal async Task<ReviewNote> Find(string model, int version, CancellationToken cancellation)
    {
        var row = await tables.Models.Find(model, ModelRows.Review, cancellation);
        // A message about a version that was replaced while the topic was away is out of date, and is never sent.
        var message = row?.GetInt32(Waiting) == version ? JsonSerializer.Deserialize(row.GetBytes(Message), MessagingJson.Default.TopicMessage) : null;
        return new ReviewNote(row?.GetInt32(Said) == version, message, row);
    }

    /// <summary>Stores a message that is to be sent; false when somebody else wrote there since.</summary>
    internal Task<bool> SaveWaiting(string model, int version, TopicMessage message, ReviewNote before, CancellationToken cancellation)
    {
        var row = new TableEntity(model, ModelRows.Review) { [Waiting] = version };
        if (before.Row?.GetInt32(Said) is { } said)
            row[Said] = said;
        row.SetBytes(Message, JsonSerializer.SerializeToUtf8Bytes(message, MessagingJson.Default.TopicMessage));
        return before.Row is { } old ? tables.Models.Replace(row, old.ETag, cancellation) : tables.Models.Insert(row, cancellation);
    }

    /// <summary>Notes that it was said.</summary>
    internal Task SaveSaid(string model, int version, CancellationToken cancellation) => tables.Models.Upsert(new TableEntity(model, ModelRows.Review) { [Said] = version }, cancellation);
}

/// <summary>What is known of the review of a version.</summary>
/// <param name="IsSaid">It was said everywhere that it is due.</param>
/// <param name="Waiting">The message that says so and may have been sent; null where none was written.</param>
/// <param name="Row">The row as it was read; null for none.</param>
internal sealed record ReviewNote(bool IsSaid, TopicMessage? Waiting, TableEntity? Row);
