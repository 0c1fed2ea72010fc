using System.Collections.Immutable;
using System.Globalization;

using Azure.Data.Tables;

using LeadScoring.Domain.Audit;
using LeadScoring.Functions.Faults;
using LeadScoring.Functions.Storage;

namespace LeadScoring.Functions.Reports;

/// <summary>Reads those of a lead's decisions that make or end a hand-off.</summary>
public sealed class PastDecisions(ITables tables)
{
    private static readonly string[] Types = ["lead.qualified", "lead.upgraded", "lead.recycled", "lead.abandoned", "lead.disqualified"];

    /// <summary>The decisions in their order, and how many of those in question cannot be read.</summary>
    public async Task<(ImmutableArray<PastDecision> Decisions, int Unreadable)> Read(string leadId, ReportRun run, CancellationToken cancellation)
    {
        var decisions = ImmutableArray.CreateBuilder<PastDecision>();
        var unreadable = 0;
        await foreach (var row in tables.Leads.Rows(KeyRange.Rows(leadId, RowKeys.FactPrefix, RowKeys.After(RowKeys.FactPrefix)), cancellation))
        {
            if (!IsOfType(row))
                continue;
            if (Read(row) is { } past)
                decisions.Add(past);
            else if (CouldBeInQuestion(row, run.Question))
                unreadable++;
        }

        // What was decided while the report is made belongs to the next one: all buckets tell of the same time.
        return ([.. decisions.Where(past => past.At <= run.StartedAt)], unreadable);
    }

    private static bool IsOfType(TableEntity row) => row.TryGetValue("type", out var type) && type is string text && Types.Contains(text, StringComparer.Ordinal);

    private static PastDecision? Read(TableEntity row)
    {
        try
        {
            var fact = LeadRows.ReadFact(row);
            var number = int.Parse(row.RowKey.AsSpan(RowKeys.FactPrefix.Length), NumberStyles.None, CultureInfo.InvariantCulture);
            return new PastDecision(number, fact.Model, fact.Version, fact.At, fact.Decision, fact.Seq, fact.AsOf);
        }
        catch (Exception broken) when (Failure.IsLeadSpecific(broken))
        {
            return null;
        }
    }

    // As far as its columns tell.
    private static bool CouldBeInQuestion(TableEntity row, ReportQuestion question) =>
        row["type"] is "lead.qualified" or "lead.upgraded"
        && (!row.TryGetValue("at", out var at) || at is not DateTimeOffset time || question.Takes(question.Model, time))
        && (!row.TryGetValue("model", out var model) || model is not string id || question.Model is null || question.Model == id);
}
