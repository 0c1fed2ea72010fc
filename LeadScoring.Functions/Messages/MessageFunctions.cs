using LeadScoring.Functions.Http;

using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace LeadScoring.Functions.Messages;

/// <summary>Messages of the topic over HTTP.</summary>
public sealed class MessageFunctions(MessagesHandler handler)
{
    [Function("ListMessages")]
    public Task<IActionResult> List(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/v1/messages")] HttpRequest request, CancellationToken cancellation) =>
        StorageFailures.ToProblem(() => handler.Handle(request.Query, cancellation));
}
