using Microsoft.AspNetCore.Mvc;

namespace LeadScoring.Functions.Reports;

/// <summary>A report: what it finds in some leads, and what it answers of all that was found.</summary>
public interface IReport
{
    /// <summary>Its name in addresses.</summary>
    string Name { get; }

    /// <summary>It is about one model, which the question has to name where several are published.</summary>
    bool IsOfOneModel { get; }

    /// <summary>It is there as a spreadsheet too.</summary>
    bool HasSpreadsheet { get; }

    /// <summary>Adds leads to what was found before.</summary>
    /// <param name="before">What was found before, as it is stored; null = nothing.</param>
    /// <param name="run">The computation.</param>
    /// <param name="leadIds">The leads, each once; there may be none.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <returns>The same with the leads. Its size is bounded, however many they are.</returns>
    Task<byte[]> Add(byte[]? before, ReportRun run, IReadOnlyList<string> leadIds, CancellationToken cancellation);

    /// <summary>The answer.</summary>
    /// <param name="result">All that was found.</param>
    /// <param name="isFile">As a spreadsheet; only where there is one.</param>
    /// <param name="cancellation">Ends the reading.</param>
    Task<IActionResult> Answer(ReportResult result, bool isFile, CancellationToken cancellation);
}
