using LeadScoring.Functions.Access;
using LeadScoring.Functions.Http;
using LeadScoring.Functions.OpenApi;

using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace LeadScoring.Functions.Previews;

/// <summary>Previews over HTTP.</summary>
[UsesStorage]
public sealed class PreviewFunctions(PreviewHandler handler)
{
    [Function("PreviewModel")]
    [RequiresRole(Role.Marketing)]
    [Operation(ApiTags.Models, "Shows what publishing a draft would do to the leads: who enters and leaves each grade and route, and how many are handed off.", More = "#previews")]
    [Body("application/json", typeof(PreviewRequest))]
    [Answers(200, "The preview.", Contract = typeof(PreviewAnswer))]
    [Answers(202, "The preview is being computed: send the same request again.", Contract = typeof(PreviewProgress), Headers = ["Retry-After"])]
    [Refuses(400, "LS-PREVIEW-001", "LS-PUBLISH-003", "LS-MODEL-*")]
    [Refuses(404, "LS-PREVIEW-002")]
    public Task<IActionResult> Preview(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/v1/models/{model}/preview")] HttpRequest request, string model, CancellationToken cancellation) =>
        StorageFailures.ToProblem(() => handler.Handle(model, request, cancellation));
}
