using LeadScoring.Functions.Access;
using LeadScoring.Functions.Http;
using LeadScoring.Functions.Leads.Explanations;
using LeadScoring.Functions.OpenApi;

using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace LeadScoring.Functions.Trying;

/// <summary>Models tried over HTTP.</summary>
[UsesStorage]
public sealed class TryFunctions(TryHandler handler)
{
    [Function("TryModel")]
    [RequiresRole(Role.Marketing)]
    [Operation(ApiTags.Models, "Tries a model on a lead that is not in the system, and stores nothing.", More = "#try-a-model")]
    [Body("application/json", typeof(TryRequest))]
    [Answers(200, "The figures of the lead with the lines that they are made of, and what would be decided.", Contract = typeof(ExplanationAnswer))]
    [Refuses(400, "LS-TRY-*", "LS-EVENT-*", "LS-MODEL-*")]
    [Refuses(404, "LS-PUBLISH-404")]
    public Task<IActionResult> Try(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/v1/models/{model}/try")] HttpRequest request, string model, CancellationToken cancellation) =>
        StorageFailures.ToProblem(() => handler.Handle(model, request, cancellation));
}
