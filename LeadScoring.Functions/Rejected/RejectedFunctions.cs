using LeadScoring.Functions.Access;
using LeadScoring.Functions.OpenApi;
using LeadScoring.Functions.Sources.Hooks;

using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace LeadScoring.Functions.Rejected;

/// <summary>What could not be taken.</summary>
[UsesStorage]
public sealed class RejectedFunctions(RejectedHandler rejected, ReplayHandler replay)
{
    /// <summary>A page of it.</summary>
    [Function("ListRejected")]
    [RequiresRole(Role.Marketing)]
    [Operation(ApiTags.Rejected, "Lists what could not be taken, newest first, or shows one with its text by `id`.", More = "#rejected")]
    [Query("id", "One of the list, with its text.")]
    [Query("source", "What came from this source only.")]
    [Query("limit", "Entries of a page.", Least = 1, Most = RejectedHandler.MaxLimit, Default = RejectedHandler.DefaultLimit)]
    [Query("continuation", "From the page before, with the same source.")]
    [Answers(200, "A page of the list.", Contract = typeof(RejectedPage))]
    [Refuses(400, "LS-QUERY-001", "LS-QUERY-002")]
    public Task<IActionResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/v1/rejected")] HttpRequest request, CancellationToken cancellation) =>
        SourceFailures.ToProblem(() => rejected.Handle(request.Query, cancellation));

    /// <summary>Takes it again.</summary>
    [Function("ReplayRejected")]
    [RequiresRole(Role.Marketing)]
    [Audited("rejected.replay")]
    [Operation(ApiTags.Rejected, "Takes it again, by ids, or by a day, a source, or both.", More = "#rejected")]
    [Body("application/json", typeof(RejectedReplayRequest))]
    [Answers(200, "What became of each.", Contract = typeof(ReplayAnswer))]
    [Refuses(400, "LS-REJECTED-001")]
    [Refuses(503, "LS-SOURCE-004")]
    public Task<IActionResult> Replay(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/v1/rejected/replay")] HttpRequest request, CancellationToken cancellation) =>
        SourceFailures.ToProblem(() => replay.Handle(request, cancellation));
}
