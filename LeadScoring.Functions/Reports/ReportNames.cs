using LeadScoring.Functions.Http;

namespace LeadScoring.Functions.Reports;

/// <summary>The reports that exist.</summary>
internal static class ReportNames
{
    /// <summary>Whether response times are kept, and whether any lead was handed off below what was agreed.</summary>
    public const string ServiceLevel = "service-level";

    /// <summary>How many leads there are under a model, where they stand, and what is about to change.</summary>
    public const string Overview = "overview";

    /// <summary>Ends the name of a report that is wanted as a spreadsheet.</summary>
    public const string CsvSuffix = ".csv";

    /// <summary>All of them, as they stand in addresses.</summary>
    public static readonly string[] All = [Overview, ServiceLevel, ServiceLevel + CsvSuffix];

    /// <summary>The answer to another name. It does not repeat it: people paste strange things into addresses.</summary>
    public static Problem Unknown => Problem.NotFound("LS-REPORT-404", "This report does not exist.", $"Use one of {string.Join(", ", All)}.");
}
