using LeadScoring.Functions.Access;
using LeadScoring.Functions.Http;
using LeadScoring.Functions.OpenApi;

using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace LeadScoring.Functions.Models;

/// <summary>What a model can ask for, over HTTP.</summary>
[UsesStorage]
public sealed class VocabularyFunctions(VocabularyHandler handler)
{
    [Function("GetVocabulary")]
    [RequiresRole(Role.Marketing)]
    [Operation(ApiTags.Models, "Lists the event types, properties and attributes that the log carries, from a sample of leads.")]
    [Query("leads", "How many leads are looked at.", Least = 1, Most = LogVocabulary.MostLeads, Default = LogVocabulary.UsualLeads)]
    [Answers(200, "What was found.", Contract = typeof(VocabularyAnswer))]
    [Refuses(400, "LS-QUERY-001", "LS-QUERY-002")]
    public Task<IActionResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/v1/vocabulary")] HttpRequest request, CancellationToken cancellation) =>
        StorageFailures.ToProblem(() => handler.Get(request.Query, cancellation));
}
