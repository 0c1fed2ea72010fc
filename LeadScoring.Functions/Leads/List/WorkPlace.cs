using System.Globalization;

using LeadScoring.Functions.Http;
using LeadScoring.Functions.Leads.Detail;
using LeadScoring.Functions.Storage;

namespace LeadScoring.Functions.Leads.List;

/// <summary>A lead's place on a work list.</summary>
/// <param name="Key">The smaller in ordinal order, the earlier.</param>
/// <param name="LeadId">Tells equals apart.</param>
internal readonly record struct WorkPlace(string Key, string LeadId)
{
    /// <summary>The order of the list.</summary>
    public static readonly IComparer<WorkPlace> Order = Comparer<WorkPlace>.Create(static (left, right) =>
        string.CompareOrdinal(left.Key, right.Key) is var order and not 0 ? order : string.CompareOrdinal(left.LeadId, right.LeadId));

    /// <summary>The place of a lead by its figures under one model.</summary>
    /// <param name="sort">The order asked for.</param>
    /// <param name="leadId">The lead.</param>
    /// <param name="figure">Its figures.</param>
    /// <param name="lastActivity">When it last did something; null = never.</param>
    public static WorkPlace Of(LeadSort sort, string leadId, CurrentScore figure, DateTimeOffset? lastActivity)
    {
        // A response that was given is due no more; those come behind the ones that wait for a call, and those without a time last.
        var due = figure.Lifecycle.CallBy is { } call ? Text(0, call.UtcTicks) : figure.Lifecycle.RespondBy is { } given ? Text(1, given.UtcTicks) : Text(2, 0);
        var recency = Text(0, DateTime.MaxValue.Ticks - (lastActivity?.UtcTicks ?? 0));
        var key = sort switch
        {
            LeadSort.Priority => $"{Text(999 - figure.Priority)}:{due}:{recency}",
            LeadSort.RespondBy => $"{due}:{recency}",
            LeadSort.LastActivity => recency,
            _ => ScoreKey.Of(figure.Score),
        };
        return new WorkPlace(key, leadId);
    }

    /// <summary>The place as an opaque token, good for the same question only.</summary>
    public string Token(string question) => PageToken.Write(question, "work", Key, LeadId);

    /// <summary>Reads a token; false when it is none, was changed, or belongs to another question.</summary>
    public static bool TryRead(string token, string question, out WorkPlace place)
    {
        var parts = PageToken.Read(token, question, 3);
        place = parts is ["work", var key, var leadId] ? new WorkPlace(key, leadId) : default;
        return place != default;
    }

    private static string Text(int number) => number.ToString("D3", CultureInfo.InvariantCulture);

    private static string Text(int rank, long ticks) => string.Create(CultureInfo.InvariantCulture, $"{rank}{ticks:D19}");
}
