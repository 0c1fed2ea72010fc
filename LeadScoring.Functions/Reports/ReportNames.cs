using LeadScoring.Functions.Http;

namespace LeadScoring.Functions.Reports;

/// <summary>The reports that exist.</summary>
internal static class ReportNames
{
    /// <summary>Whether response times are kept, and whether any lead was handed off below what was agreed.</summary>
    public const string ServiceLevel = "service-level";

    /// <summary>Ends the name of a report that is wanted as a spreadsheet.</summary>
    public const string CsvSuffix = ".csv";

    /// <summary>All of them.</summary>
    public static readonly string[] All = [ServiceLevel];

    /// <summary>The answer to another name. It does not repeat it: people paste strange things into addresses.</summary>
    public static Problem Unknown => Problem.NotFound("LS-REPORT-404", "This report does not exist.", $"Use one of {string.Join(", ", All)}; add {CsvSuffix} for a spreadsheet.");
}
