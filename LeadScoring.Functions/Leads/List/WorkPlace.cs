using System.Globalization;

using LeadScoring.Functions.Http;

namespace LeadScoring.Functions.Leads.List;

/// <summary>A lead's place on the work list: highest priority first, then highest score, then by id.</summary>
internal readonly record struct WorkPlace(int Priority, int Score, string LeadId)
{
    /// <summary>The order of the list.</summary>
    public static readonly IComparer<WorkPlace> Order = Comparer<WorkPlace>.Create(static (left, right) =>
        right.Priority.CompareTo(left.Priority) is var priority and not 0 ? priority
        : right.Score.CompareTo(left.Score) is var score and not 0 ? score
        : string.CompareOrdinal(left.LeadId, right.LeadId));

    /// <summary>The place as an opaque token, good for the same question only.</summary>
    public string Token(string question) =>
        PageToken.Write(question, Priority.ToString(CultureInfo.InvariantCulture), Score.ToString(CultureInfo.InvariantCulture), LeadId);

    /// <summary>Reads a token; false when it is none, was changed, or belongs to another question.</summary>
    public static bool TryRead(string token, string question, out WorkPlace place)
    {
        place = default;
        if (PageToken.Read(token, question, 3) is not [var first, var second, var leadId]
            || !int.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out var priority)
            || !int.TryParse(second, NumberStyles.None, CultureInfo.InvariantCulture, out var score))
        {
            return false;
        }

        place = new WorkPlace(priority, score, leadId);
        return true;
    }
}
