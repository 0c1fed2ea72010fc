using LeadScoring.Functions.Access;

using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace LeadScoring.Functions.OpenApi;

/// <summary>The description of the API.</summary>
public sealed class OpenApiFunctions(OpenApiFile file)
{
    [Function("GetOpenApi")]
    [OpenToAll("The description holds no data.")]
    [Operation(ApiTags.Operations, "Serves this description, OpenAPI 3.1.", More = "openapi.json")]
    [RequestHeader("If-None-Match", "The `ETag` of an earlier answer.")]
    [Answers(200, "The document.", MediaType = "application/json", Headers = ["Cache-Control", "ETag"])]
    [Answers(304, "The document is still the one that `If-None-Match` names.", Headers = ["Cache-Control", "ETag"])]
    public IActionResult Get([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/v1/openapi.json")] HttpRequest request) => file;
}
