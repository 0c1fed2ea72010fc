using Azure.Data.Tables;
using LeadScoring.Domain.Leads;

namespace LeadScoring.Functions.Storage;

/// <summary>
/// Rows of the table Board: one per lead and model, partition = model and shelf, best score first. A row moves only when the shelf changes
/// or the score is <see cref="BoardPlace.Tolerance"/> or more away from the key's; the lead's state names the row that counts.
/// </summary>
internal static class BoardRows
{
    public static string Partition(string modelId, string route) => $"{modelId}:{route}";

    public static string ShelfOf(string partition) => partition[(partition.IndexOf(':', StringComparison.Ordinal) + 1)..];

    public static string Row(int score, string leadId) => $"{ScoreKey.Of(score)}:{leadId}";

    public static string LeadOf(string rowKey) => rowKey[(EndOfScore(rowKey) + 1)..];

    public static int ScoreOf(string rowKey) => ScoreKey.Read(rowKey.AsSpan(0, EndOfScore(rowKey)));

    private static int EndOfScore(string rowKey) => rowKey.IndexOf(':', StringComparison.Ordinal);

    public static TableEntity Entity(string modelId, BoardPlace place, string leadId) =>
        new(Partition(modelId, place.Route), Row(place.Score, leadId));
}
