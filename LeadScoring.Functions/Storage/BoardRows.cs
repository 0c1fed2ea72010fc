using System.Globalization;

using Azure.Data.Tables;
using LeadScoring.Domain.Leads;

namespace LeadScoring.Functions.Storage;

/// <summary>
/// Rows of the table Board: one per lead and model, partition = model and route, best score first. A row moves only when the route changes
/// or the score is <see cref="BoardPlace.Tolerance"/> or more away from the key's; the lead's state names the row that counts.
/// </summary>
internal static class BoardRows
{
    public static string Partition(string modelId, string route) => $"{modelId}:{route}";

    public static string Row(int score, string leadId) => $"{(100 - score).ToString("D3", CultureInfo.InvariantCulture)}:{leadId}";

    public static string LeadOf(string rowKey) => rowKey[4..];

    public static int ScoreOf(string rowKey) => 100 - int.Parse(rowKey.AsSpan(0, 3), CultureInfo.InvariantCulture);

    public static TableEntity Entity(string modelId, BoardPlace place, string leadId) =>
        new(Partition(modelId, place.Route), Row(place.Score, leadId));
}
