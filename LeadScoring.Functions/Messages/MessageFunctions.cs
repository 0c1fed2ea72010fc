using LeadScoring.Functions.Access;
using LeadScoring.Functions.Http;
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
    [Operation(ApiTags.Operations, "Lists what the topic carried, newest first, where there is no Service Bus.", More = "messages.md")]
    [Query("subscription", "What this subscription takes only: `crm-sync` all messages about leads, `marketing` some of them, `operations` the app's messages about itself.", Words = ["crm-sync", "marketing", "operations"])]
    [Query("lead", "Messages about the lead with this id only.")]
    [Query("type", "Messages of these types only, separated by commas, such as `lead.qualified,lead.upgraded`.")]
    [Query("limit", "Messages of a page.", Least = 1, Most = MessagesHandler.MaxLimit, Default = MessagesHandler.DefaultLimit)]
    [Query("continuation", "From the page before, with the same filters.")]
    [Answers(200, "A page of the messages; looking takes none from the queues.", Contract = typeof(MessagePage))]
    [Refuses(400, "LS-QUERY-001", "LS-QUERY-002")]
    [Refuses(404, "LS-TOPIC-404")]
    [UsesStorage]
    public Task<IActionResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/v1/messages")] HttpRequest request, CancellationToken cancellation) =>
        StorageFailures.ToProblem(() => handler.Handle(request.Query, cancellation));
}
