using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

using Microsoft.AspNetCore.Mvc;

namespace LeadScoring.Functions.Reports;

/// <summary>A report whose parts are stored as JSON.</summary>
/// <typeparam name="TLead">What one lead gives.</typeparam>
/// <typeparam name="TPart">What some leads give together.</typeparam>
/// <param name="type">How a part is stored.</param>
/// <param name="empty">The part of no lead.</param>
public abstract class Report<TLead, TPart>(JsonTypeInfo<TPart> type, TPart empty) : IReport
    where TPart : class
{
    private const int LeadsAtOnce = 8;

    /// <inheritdoc />
    public abstract string Name { get; }

    /// <inheritdoc />
    public abstract bool IsOfOneModel { get; }

    /// <inheritdoc />
    public abstract bool HasSpreadsheet { get; }

    /// <inheritdoc />
    public async Task<byte[]> Add(byte[]? before, ReportRun run, IReadOnlyList<string> leadIds, CancellationToken cancellation)
    {
        var found = new TLead[leadIds.Count];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = LeadsAtOnce, CancellationToken = cancellation };
        await Parallel.ForAsync(0, found.Length, parallel, async (i, token) => found[i] = await Read(leadIds[i], run, token));
        return JsonSerializer.SerializeToUtf8Bytes(await With(PartOf(before), run, found, cancellation), type);
    }

    /// <inheritdoc />
    public abstract Task<IActionResult> Answer(ReportResult result, bool isFile, CancellationToken cancellation);

    /// <summary>Reads one lead.</summary>
    protected abstract Task<TLead> Read(string leadId, ReportRun run, CancellationToken cancellation);

    /// <summary>A part with some leads more.</summary>
    protected abstract Task<TPart> With(TPart part, ReportRun run, IReadOnlyList<TLead> leads, CancellationToken cancellation);

    /// <summary>The parts of a result.</summary>
    protected List<TPart> PartsOf(ReportResult result) => [.. result.Parts.Select(part => PartOf(part.Figures))];

    private TPart PartOf(byte[]? stored) => stored is null ? empty : JsonSerializer.Deserialize(stored, type) ?? empty;
}
