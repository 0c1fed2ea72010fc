using System.Text.RegularExpressions;

using Azure;
using Azure.Data.Tables;

namespace LeadScoring.Tests.Kit.Fakes;

/// <summary>
/// Reads the filters that <see cref="Functions.Storage.KeyRange"/> writes, from their text: a quote that is not doubled, or a comparison
/// that the app does not use, is an error here as there.
/// </summary>
internal sealed partial class RangeFilter
{
    private readonly List<(bool IsPartition, string Comparison, string Value)> _terms = [];

    /// <summary>Partition of the first row that can be in the range.</summary>
    public string FirstPartition => Lower(isPartition: true);

    /// <summary>Row key of the first row in <see cref="FirstPartition"/> that can be in the range.</summary>
    public string FirstRow => Lower(isPartition: false);

    public static RangeFilter Parse(string text)
    {
        var filter = new RangeFilter();
        var at = 0;
        while (true)
        {
            if (Term().Match(text, at) is not { Success: true } term)
                throw new RequestFailedException(400, $"No filter: {text}", "InvalidInput", null);
            filter._terms.Add((term.Groups["key"].Value == "PartitionKey", term.Groups["comparison"].Value, term.Groups["value"].Value.Replace("''", "'", StringComparison.Ordinal)));
            at = term.Index + term.Length;
            if (at == text.Length)
                return filter;
            if (!text.AsSpan(at).StartsWith(" and ", StringComparison.Ordinal))
                throw new RequestFailedException(400, $"No filter: {text}", "InvalidInput", null);
            at += " and ".Length;
        }
    }

    /// <summary>Whether a row is in the range.</summary>
    public bool Takes(TableEntity row) => _terms.TrueForAll(term => Holds(term.IsPartition ? row.PartitionKey : row.RowKey, term.Comparison, term.Value));

    /// <summary>Whether the whole range lies before a row: no later row can be in it.</summary>
    public bool IsBefore(TableEntity row)
    {
        var one = _terms.Exists(static term => term is { IsPartition: true, Comparison: "eq" });
        return _terms.Exists(term => (term.IsPartition || one) && IsPast(term.IsPartition ? row.PartitionKey : row.RowKey, term.Comparison, term.Value));
    }

    private string Lower(bool isPartition) => _terms.Find(term => term.IsPartition == isPartition && term.Comparison != "lt").Value ?? "";

    private static bool IsPast(string key, string comparison, string value) => comparison switch
    {
        "eq" => string.CompareOrdinal(key, value) > 0,
        "lt" => string.CompareOrdinal(key, value) >= 0,
        _ => false,
    };

    private static bool Holds(string key, string comparison, string value) => comparison switch
    {
        "eq" => key == value,
        "ge" => string.CompareOrdinal(key, value) >= 0,
        _ => string.CompareOrdinal(key, value) < 0,
    };

    [GeneratedRegex(@"\G(?<key>PartitionKey|RowKey) (?<comparison>eq|ge|lt) '(?<value>(?:[^']|'')*)'", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Term();
}
