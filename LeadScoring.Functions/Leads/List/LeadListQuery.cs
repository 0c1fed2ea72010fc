using System.Collections.Immutable;

using LeadScoring.Functions.Http;

using Microsoft.AspNetCore.Http;

namespace LeadScoring.Functions.Leads.List;

/// <summary>What <c>GET /api/v1/leads</c> is asked.</summary>
/// <param name="Limit">Leads of a page.</param>
/// <param name="After">By score: behind which place of the Board; null = from the top.</param>
/// <param name="Behind">By priority: behind which place of the work list; null = from the top.</param>
internal sealed record LeadListQuery(LeadFilter Filter, LeadSort Sort, int Limit, BoardPosition? After, WorkPlace? Behind)
{
    /// <summary>Leads of the longest page.</summary>
    public const int MaxLimit = 200;
    internal const int DefaultLimit = 50;

    private static readonly string[] Sorts = ["score", "priority"];

    /// <summary>The same question has the same text, whatever page and however long a page.</summary>
    public string Question => $"{Filter.Text}\n{Sort}";

    /// <summary>Reads the query, or says what is wrong with it.</summary>
    public static (LeadListQuery? Asked, Problem? Problem) Read(IQueryCollection query, ImmutableArray<BoardModel> models)
    {
        var reader = new QueryReader(query, [.. LeadFilter.Parameters, "sort", "limit", "continuation"]);
        var asked = new LeadListQuery(LeadFilter.Read(reader, models), SortOf(reader), reader.Whole("limit", 1, MaxLimit) ?? DefaultLimit, null, null);
        if (reader.Text("continuation") is { } token)
            asked = asked.From(token, reader);
        return reader.Problem is { } problem ? (null, problem) : (asked, null);
    }

    /// <summary>The same question about all leads, for an answer without pages.</summary>
    public static (LeadListQuery? Asked, Problem? Problem) ReadWhole(IQueryCollection query, ImmutableArray<BoardModel> models)
    {
        var reader = new QueryReader(query, [.. LeadFilter.Parameters, "sort"]);
        var asked = new LeadListQuery(LeadFilter.Read(reader, models), SortOf(reader), MaxLimit, null, null);
        return reader.Problem is { } problem ? (null, problem) : (asked, null);
    }

    private static LeadSort SortOf(QueryReader reader) => reader.OneOf("sort", Sorts) == "priority" ? LeadSort.Priority : LeadSort.Score;

    private LeadListQuery From(string token, QueryReader reader)
    {
        if (Sort == LeadSort.Score && BoardPosition.TryRead(token, Question, out var after))
            return this with { After = after };
        if (Sort == LeadSort.Priority && WorkPlace.TryRead(token, Question, out var behind))
            return this with { Behind = behind };
        reader.Refuse("continuation", "The continuation was changed or belongs to another query.", "Send it as it was answered, with the same filters and sort; without it the list starts at the top.");
        return this;
    }
}
