using System.Runtime.CompilerServices;

using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Logging;

namespace LeadScoring.Functions.Leads.List;

/// <summary>Answers <c>GET /api/v1/leads.csv</c>: all leads that the list shows for the same question, in the order of its pages.</summary>
public sealed class LeadCsvHandler(BoardModels board, HottestLeads hottest, WorkList work, ILogger<LeadCsvHandler> logger)
{
    /// <summary>Leads that are held at once; a lead of the work list must be, until it is sorted.</summary>
    internal const int PageLeads = 100;

    /// <summary>The file. Its first page is read here, so that storage that does not answer is still a problem and not half a file.</summary>
    public async Task<IActionResult> Handle(IQueryCollection query, CancellationToken cancellation)
    {
        var models = await board.Active(cancellation);
        var (asked, problem) = LeadListQuery.ReadWhole(query, models);
        if (asked is null)
            return problem!.ToResult();

        var scope = await board.Scope(asked.Filter, models, cancellation);
        if (asked.Sort != LeadSort.Score || scope.Filter.Words is not null)
            return new LeadCsvResult((await work.All(asked, scope, cancellation)).Leads, AsyncEnumerable.Empty<IReadOnlyList<FoundLead>>(), logger);
        asked = asked with { Limit = PageLeads };
        var (first, next) = await hottest.Page(asked, scope, cancellation);
        // The result is written after this call, for as long as somebody reads it.
        return new LeadCsvResult(first, Rest(asked with { After = next }, scope, CancellationToken.None), logger);
    }

    private async IAsyncEnumerable<IReadOnlyList<FoundLead>> Rest(LeadListQuery asked, BoardScope scope, [EnumeratorCancellation] CancellationToken cancellation)
    {
        while (asked.After is not null)
        {
            var (leads, next) = await hottest.Page(asked, scope, cancellation);
            yield return leads;
            asked = asked with { After = next };
        }
    }
}
