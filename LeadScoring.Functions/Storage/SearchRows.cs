using System.Globalization;
using System.Text;

using Azure;
using Azure.Data.Tables;

namespace LeadScoring.Functions.Storage;

/// <summary>
/// Rows of the table Board by which leads are looked for: one per lead and word. A lead's rows stand in one partition, so that a transaction files them; the partition
/// is told by the lead's id, so that no partition has to bear all leads. The lead's state names the rows that count.
/// </summary>
internal static class SearchRows
{
    // Names of models have no blank: no partition of theirs is called so.
    private const string Prefix = "find ";

    private const int PartitionCount = 8;

    /// <summary>All partitions.</summary>
    public static IEnumerable<string> Partitions => Enumerable.Range(0, PartitionCount).Select(static number => Prefix + number.ToString(CultureInfo.InvariantCulture));

    /// <summary>The row of a word.</summary>
    public static TableEntity Entity(string term, string leadId) => new(Prefix + (leadId[0] % PartitionCount).ToString(CultureInfo.InvariantCulture), $"{Encoded(term)}:{leadId}");

    /// <summary>The rows of one partition whose word begins so.</summary>
    public static KeyRange StartingWith(string partition, string term) => KeyRange.Rows(partition, Encoded(term), Encoded(term) + '\uffff');

    /// <summary>The lead of a row.</summary>
    public static string LeadOf(string rowKey) => rowKey[(rowKey.LastIndexOf(':') + 1)..];

    /// <summary>What files and unfiles words of one lead, for one transaction.</summary>
    public static TableTransactionAction Upsert(TableEntity row) => new(TableTransactionActionType.UpsertReplace, row, ETag.All);

    // Keys may not hold these; a word's beginning stays the beginning of its key.
    private static string Encoded(string term)
    {
        var key = new StringBuilder(term.Length);
        foreach (var c in term)
        {
            if (c is '/' or '\\' or '#' or '?' or '%' || char.IsControl(c))
                key.Append(CultureInfo.InvariantCulture, $"%{(int)c:X2}");
            else
                key.Append(c);
        }

        return key.ToString();
    }
}
