using System.Text.RegularExpressions;

using LeadScoring.Domain.Events;
using LeadScoring.Domain.Profiles;
using LeadScoring.Domain.Values;

namespace LeadScoring.Functions.Import;

/// <summary>What the values of a column look like.</summary>
internal enum Content
{
    None,

    /// <summary>Addresses.</summary>
    Email,

    /// <summary>Days or instants.</summary>
    Date,

    /// <summary>Names or codes of countries.</summary>
    Country,

    /// <summary>Numbers of telephones with a plus.</summary>
    Phone,

    /// <summary>Sizes of companies, such as 51-200.</summary>
    Size,
}

/// <summary>Looks at the first values of each column, so that a report can propose what its name does not tell. Holds counts and no values.</summary>
internal sealed partial class ColumnContents
{
    private const int MostRows = 200;
    private const int LongestValue = 254;

    private readonly Dictionary<string, Counts> _columns = new(StringComparer.Ordinal);

    /// <summary>Looks at a row.</summary>
    public void Add(RowShape shape, IReadOnlyList<ImportCell> cells)
    {
        for (var place = 0; place < Math.Min(cells.Count, shape.Columns.Count); place++)
        {
            if (!_columns.TryGetValue(shape.Columns[place], out var counts))
                _columns[shape.Columns[place]] = counts = new Counts();
            if (counts.Values < MostRows && cells[place] is { IsEmpty: false, Text: { Length: <= LongestValue } text })
                counts.Add(Of(text));
        }
    }

    /// <summary>What the values of a column look like, where at least four of five do.</summary>
    public Content Of(IReadOnlyList<string> columns, int place) =>
        _columns.TryGetValue(columns[place], out var counts) ? counts.Most : Content.None;

    /// <summary>The first column with such values; null where there is none.</summary>
    public string? Find(IReadOnlyList<string> columns, Content content) => Enumerable.Range(0, columns.Count).Where(place => Of(columns, place) == content).Select(place => columns[place]).FirstOrDefault();

    private static Content Of(string text) =>
        text.Contains('@', StringComparison.Ordinal) ? (EmailAddress.TryParse(text, out _) ? Content.Email : Content.None)
        : Phone().IsMatch(text) ? Content.Phone
        : Size().IsMatch(text) ? Content.Size
        : IsDate(text) ? Content.Date
        : text.Length >= 4 && Countries.IsCountry(text) ? Content.Country
        : Content.None;

    // A number alone is rather an amount than a day of Excel.
    private static bool IsDate(string text) => text.AsSpan().ContainsAny("-/.: ") && (Day.TryParse(text, out _) || DateTimeOffset.TryParseExact(text, ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss.fffK"], System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal, out _)
        || WrittenDate.TryRead(text, DateOrder.DayFirst, out _, out _) || WrittenDate.TryRead(text, DateOrder.MonthFirst, out _, out _));

    [GeneratedRegex(@"^(?:\+|00)[0-9][0-9 ()./-]{5,20}\z", RegexOptions.NonBacktracking)]
    private static partial Regex Phone();

    [GeneratedRegex(@"^[0-9][0-9.,' ]{0,8} ?(?:-|–|to|bis|à|a) ?[0-9][0-9.,' ]{0,8}(?: \p{L}+)?\z|^[0-9][0-9.,' ]{0,8}\+(?: \p{L}+)?\z", RegexOptions.NonBacktracking)]
    private static partial Regex Size();

    private sealed class Counts
    {
        private readonly int[] _kinds = new int[Enum.GetValues<Content>().Length];

        public int Values { get; private set; }

        public Content Most
        {
            get
            {
                for (var kind = 1; kind < _kinds.Length; kind++)
                {
                    if (Values > 0 && _kinds[kind] * 5 >= Values * 4)
                        return (Content)kind;
                }

                return Content.None;
            }
        }

        public void Add(Content kind)
        {
            Values++;
            _kinds[(int)kind]++;
        }
    }
}
