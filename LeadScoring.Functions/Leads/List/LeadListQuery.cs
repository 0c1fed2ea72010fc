using System.Collections.Immutable;

using LeadScoring.Domain.Leads;
using LeadScoring.Functions.Http;

using Microsoft.AspNetCore.Http;

namespace LeadScoring.Functions.Leads.List;

/// <summary>What <c>GET /api/v1/leads</c> is asked.</summary>
/// <param name="Limit">Leads of a page.</param>
/// <param name="After">Behind which place of the Board; null = from the top.</param>
/// <param name="Behind">Behind which place of the work list; null = from the top.</param>
internal sealed record LeadListQuery(LeadFilter Filter, LeadSort Sort, int Limit, BoardPosition? After, WorkPlace? Behind)
{
    /// <summary>Leads of the longest page.</summary>
    public const int MaxLimit = 200;
    internal const int DefaultLimit = 50;

    /// <summary>Days of the longest sparkline, today among them.</summary>
    internal const int MostSpark = Trend.DaysKept + 1;

    /// <summary>Days of the shortest one.</summary>
    internal const int LeastSpark = 2;

    /// <summary>The words of <c>sort</c>.</summary>
    public static readonly ImmutableSortedDictionary<string, LeadSort> Sorts = ImmutableSortedDictionary.CreateRange(
        StringComparer.Ordinal,
        [
            KeyValuePair.Create("score", LeadSort.Score),
            KeyValuePair.Create("priority", LeadSort.Priority),
            KeyValuePair.Create("respondBy", LeadSort.RespondBy),
            KeyValuePair.Create("lastActivity", LeadSort.LastActivity),
        ]);

    /// <summary>Days of the sparkline of each lead, today among them; null for none.</summary>
    public int? Spark { get; init; }

    /// <summary>The same question has the same text, whatever page, however long a page, and whatever is drawn beside it.</summary>
    public string Question => $"{Filter.Text}\n{Sort}";

    /// <summary>Whether this is the first page of its question.</summary>
    public bool IsFirstPage => After is null && Behind is null;

    /// <summary>Reads the query, or says what is wrong with it.</summary>
    public static (LeadListQuery? Asked, Problem? Problem) Read(IQueryCollection query, ImmutableArray<BoardModel> models)
    {
        var reader = ReaderOf(query, "sort", "limit", "continuation", "spark");
        var asked = new LeadListQuery(LeadFilterReader.Read(reader, models), SortOf(reader), reader.Whole("limit", 1, MaxLimit) ?? DefaultLimit, null, null) { Spark = reader.Whole("spark", LeastSpark, MostSpark) };
        if (reader.Text("continuation") is { } token)
            asked = asked.From(token, reader);
        return reader.Problem is { } problem ? (null, problem) : (asked, null);
    }

    /// <summary>The same question about all leads, for an answer without pages.</summary>
    public static (LeadListQuery? Asked, Problem? Problem) ReadWhole(IQueryCollection query, ImmutableArray<BoardModel> models)
    {
        var reader = ReaderOf(query, "sort");
        var asked = new LeadListQuery(LeadFilterReader.Read(reader, models), SortOf(reader), MaxLimit, null, null);
        return reader.Problem is { } problem ? (null, problem) : (asked, null);
    }

    private static QueryReader ReaderOf(IQueryCollection query, params string[] others) =>
        new(query, [.. LeadFilterReader.Parameters, LeadFilterReader.ProfilePrefix + "*", .. others]);

    private static LeadSort SortOf(QueryReader reader) => reader.OneOf("sort", [.. Sorts.Keys]) is { } word ? Sorts[word] : LeadSort.Score;

    private LeadListQuery From(string token, QueryReader reader)
    {
        if (WorkPlace.TryRead(token, Question, out var behind))
            return this with { Behind = behind };
        if (Sort == LeadSort.Score && BoardPosition.TryRead(token, Question, out var after))
            return this with { After = after };
        reader.Refuse("continuation", "The continuation was changed or belongs to another query.", "Send it as it was answered, with the same filters and sort; without it the list starts at the top.");
        return this;
    }
}
