using System.Globalization;

using Azure.Data.Tables;

namespace LeadScoring.Functions.Storage;

/// <summary>
/// Rows of the table Board: one per lead and model, partition = model and route, best score first. A row moves only when the route changes
/// or the score is <see cref="Tolerance"/> or more away from the key's; the lead's state names the row that counts.
/// </summary>
internal static class BoardRows
{
    /// <summary>Points of score that do not move a row.</summary>
    public const int Tolerance = 5;

    public static string Partition(string modelId, string route) => $"{modelId}:{route}";

    public static string Row(int score, string leadId) => $"{(100 - score).ToString("D3", CultureInfo.InvariantCulture)}:{leadId}";

    public static string LeadOf(string rowKey) => rowKey[4..];

    public static int ScoreOf(string rowKey) => 100 - int.Parse(rowKey.AsSpan(0, 3), CultureInfo.InvariantCulture);

    public static TableEntity Entity(string modelId, BoardPlace place, string leadId) =>
        new(Partition(modelId, place.Route), Row(place.Score, leadId));

    /// <summary>Whether the figures want another row than the one at <paramref name="place"/>.</summary>
    public static bool Moves(BoardPlace? place, ScoreSnapshot snapshot) =>
        place is null || place.Route != snapshot.Route || Math.Abs(place.Score - snapshot.Score) >= Tolerance;
}
