using System.Collections.Immutable;

using LeadScoring.Domain.Events;
using LeadScoring.Functions.Storage;

namespace LeadScoring.Functions.Leads.List;

/// <summary>Finds leads by words of their name, company or address: by the rows of the Board that file them, never by a look through all leads.</summary>
public sealed class LeadSearch(ITables tables, LeadIds ids)
{
    private const int RowsAtOnce = 1000;

    /// <summary>Leads of which each word is the beginning of a word, at most <paramref name="most"/>, and whether there are more.</summary>
    internal async Task<(IReadOnlyList<string> Leads, bool IsCut)> Find(ImmutableArray<string> words, EmailAddress? address, int most, CancellationToken cancellation)
    {
        HashSet<string>? found = null;
        var isCut = false;
        // The longest word has the fewest leads; a lead that has all words is among them.
        foreach (var word in words.OrderByDescending(static word => word.Length).ThenBy(static word => word, StringComparer.Ordinal))
        {
            var parts = await Task.WhenAll(SearchRows.Partitions.Select(partition => Find(partition, word, found is null ? most + 1 : int.MaxValue, cancellation)));
            var having = parts.SelectMany(static leads => leads).ToHashSet(StringComparer.Ordinal);
            if (found is null)
                (found, isCut) = (having, parts.Any(leads => leads.Count > most));
            else
                found.IntersectWith(having);
            // The rest is told by the leads themselves.
            if (found.Count <= most)
                break;
        }

        // A lead of which nothing else is known is not filed: its address tells its id.
        if (address is { } whole)
            found!.Add(ids.Of(whole));
        var all = found!.Order(StringComparer.Ordinal).ToList();
        return all.Count <= most ? (all, isCut) : (all[..most], true);
    }

    private async Task<HashSet<string>> Find(string partition, string word, int most, CancellationToken cancellation)
    {
        var leads = new HashSet<string>(StringComparer.Ordinal);
        string? continuation = null;
        do
        {
            var page = await tables.Board.Read(SearchRows.StartingWith(partition, word), Math.Min(RowsAtOnce, most), continuation, cancellation);
            leads.UnionWith(page.Rows.Select(static row => SearchRows.LeadOf(row.RowKey)));
            continuation = page.Continuation;
        }
        while (continuation is not null && leads.Count < most);
        return leads;
    }
}
