using System.Globalization;
using System.Text;

using LeadScoring.Functions.Sources.Mapping;

namespace LeadScoring.Functions.Import;

/// <summary>What a column is taken for by its name, where no mapping says it.</summary>
internal static class ColumnNames
{
    /// <summary>The field of a well-known name, however it is spelled; null for another name.</summary>
    /// <param name="column">As it stands in the file.</param>
    /// <param name="columns">All columns in plain form.</param>
    public static ImportField? Find(string column, IReadOnlyCollection<string> columns) => ColumnSynonyms.Find(Plain(column), columns);

    /// <summary>Whether the column is called <c>id</c>: the event's own where rows are events, else some id of the contact.</summary>
    public static bool IsId(string column) => Plain(column) == "id";

    /// <summary>The name in the way attributes are named, <c>Annual revenue (EUR)</c> as <c>annualRevenueEUR</c>; empty when it has neither letters nor digits.</summary>
    public static string CamelCase(string column) => NameConversion.Camel(column.Any(char.IsLower) ? column : column.ToLowerInvariant()).TrimEnd('.');

    /// <summary>Letters and digits in lower case without accents: names that are spelled alike are one name.</summary>
    public static string Plain(string column)
    {
        var text = new StringBuilder(column.Length);
        // Text that is not well formed has no normal form.
        foreach (var character in column.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF') || column.AsSpan().ContainsAnyInRange('\uFFFE', '\uFFFF') ? column : column.Normalize(NormalizationForm.FormKD))
        {
            if (character == 'ß')
                text.Append("ss");
            else if (char.IsLetterOrDigit(character) && CharUnicodeInfo.GetUnicodeCategory(character) != UnicodeCategory.ModifierLetter)
                text.Append(char.ToLowerInvariant(character));
        }

        return text.ToString();
    }
}
