using LeadScoring.Functions.Http;

namespace LeadScoring.Functions.Leads.List;

/// <summary>A row of the Board; rows are ordered by row key (best score first), then by partition.</summary>
internal readonly record struct BoardPosition(string Row, string Partition)
{
    /// <summary>The order of the list.</summary>
    public static readonly IComparer<BoardPosition> Order = Comparer<BoardPosition>.Create(static (left, right) =>
        string.CompareOrdinal(left.Row, right.Row) is var order and not 0 ? order : string.CompareOrdinal(left.Partition, right.Partition));

    /// <summary>The first row key of a partition that comes after this position.</summary>
    public string After(string partition) =>
        // '!' sorts before every character of a key: the next key after this one.
        string.CompareOrdinal(partition, Partition) > 0 ? Row : Row + "!";

    /// <summary>The position as an opaque token, good for the same question only.</summary>
    public string Token(string question) => PageToken.Write(question, Row, Partition);

    /// <summary>Reads a token; false when it is none, was changed, or belongs to another question.</summary>
    public static bool TryRead(string token, string question, out BoardPosition position)
    {
        var parts = PageToken.Read(token, question, 2);
        position = parts is [var row, var partition] ? new BoardPosition(row, partition) : default;
        return parts is not null;
    }
}
