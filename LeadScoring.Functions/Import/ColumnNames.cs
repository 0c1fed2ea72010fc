using System.Collections.Frozen;

using LeadScoring.Functions.Sources.Mapping;

namespace LeadScoring.Functions.Import;

/// <summary>What a column is taken for by its name, where no mapping says it.</summary>
internal static class ColumnNames
{
    // Letters and digits in lower case -> field.
    private static readonly FrozenDictionary<string, ImportField> Known = new Dictionary<string, ImportField>(StringComparer.Ordinal)
    {
        ["email"] = ImportField.Email,
        ["emailaddress"] = ImportField.Email,
        ["mail"] = ImportField.Email,
        ["workemail"] = ImportField.Email,
        ["businessemail"] = ImportField.Email,
        ["externalid"] = ImportField.ExternalId,
        ["visitor"] = ImportField.Visitor,
        ["visitorid"] = ImportField.Visitor,
        ["type"] = ImportField.EventType,
        ["event"] = ImportField.EventType,
        ["eventtype"] = ImportField.EventType,
        ["eventid"] = ImportField.Id,
        ["occurredat"] = ImportField.OccurredAt,
        ["eventtime"] = ImportField.OccurredAt,
        ["timestamp"] = ImportField.OccurredAt,
        ["firstname"] = ImportField.OfProfile("firstName"),
        ["givenname"] = ImportField.OfProfile("firstName"),
        ["lastname"] = ImportField.OfProfile("lastName"),
        ["surname"] = ImportField.OfProfile("lastName"),
        ["familyname"] = ImportField.OfProfile("lastName"),
        ["jobtitle"] = ImportField.OfProfile("jobTitle"),
        ["title"] = ImportField.OfProfile("jobTitle"),
        ["position"] = ImportField.OfProfile("jobTitle"),
        ["company"] = ImportField.OfProfile("company"),
        ["companyname"] = ImportField.OfProfile("company"),
        ["organization"] = ImportField.OfProfile("company"),
        ["organisation"] = ImportField.OfProfile("company"),
        ["account"] = ImportField.OfProfile("company"),
        ["accountname"] = ImportField.OfProfile("company"),
        ["phone"] = ImportField.OfProfile("phone"),
        ["phonenumber"] = ImportField.OfProfile("phone"),
        ["telephone"] = ImportField.OfProfile("phone"),
        ["country"] = ImportField.OfProfile("country"),
        ["industry"] = ImportField.OfProfile("industry"),
        ["employees"] = ImportField.OfProfile("employees"),
        ["numberofemployees"] = ImportField.OfProfile("employees"),
        ["companysize"] = ImportField.OfProfile("employees"),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The field of a well-known name, however it is spelled; null for another name.</summary>
    public static ImportField? Find(string column) => Known.GetValueOrDefault(Plain(column));

    /// <summary>Whether the column is called <c>id</c>: the event's own where rows are events, else some id of the contact.</summary>
    public static bool IsId(string column) => Plain(column) == "id";

    /// <summary>The name in the way attributes are named, <c>Annual revenue (EUR)</c> as <c>annualRevenueEUR</c>; empty when it has neither letters nor digits.</summary>
    public static string CamelCase(string column) => NameConversion.Camel(column.Any(char.IsLower) ? column : column.ToLowerInvariant()).TrimEnd('.');

    private static string Plain(string column) => new([.. column.Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant)]);
}
