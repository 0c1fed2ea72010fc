using LeadScoring.Functions.Access;
using LeadScoring.Functions.Http;
using LeadScoring.Functions.Messaging;
using LeadScoring.Functions.OpenApi;

using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace LeadScoring.Functions.Messages;

/// <summary>Messages of the topic over HTTP.</summary>
public sealed class MessageFunctions(MessagesHandler handler)
{
    [Function("ListMessages")]
    [RequiresRole(Role.Connector)]
    [Operation(ApiTags.Operations, "Shows what the topic would have carried, where there is no Service Bus.", More = "messages.md")]
    [Query("subscription", "Whose messages.", Words = ["crm-sync", "marketing"], Default = "crm-sync")]
    [Query("limit", "Messages at most.", Least = 1, Most = ITopicPeek.Most, Default = ITopicPeek.Most)]
    [Answers(200, "The oldest messages that wait; looking takes none away.", Contract = typeof(MessagePage))]
    [Refuses(400, "LS-QUERY-001", "LS-QUERY-002")]
    [Refuses(404, "LS-TOPIC-404")]
    [UsesStorage]
    public Task<IActionResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/v1/messages")] HttpRequest request, CancellationToken cancellation) =>
        StorageFailures.ToProblem(() => handler.Handle(request.Query, cancellation));
}
