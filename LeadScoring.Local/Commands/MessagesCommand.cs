using System.CommandLine;
using System.Text.Json;

using LeadScoring.Local.Client;

namespace LeadScoring.Local.Commands;

/// <summary><c>leads messages</c>: what the app has told the world.</summary>
internal static class MessagesCommand
{
    private static readonly string[] Members = ["time", "sentAt", "type", "subject", "lead", "sessionId", "model", "grade", "route", "to", "stage", "messageId"];

    public static Command Create()
    {
        var filters = new FilterOption("GET /api/v1/messages");
        var json = CommandOutput.CreateOption();
        var target = new AppTarget();
        var command = new LeadsCommand("messages", "Show the messages that the app sent, where there is no Service Bus.", "leads messages", "leads messages --limit 5", "leads messages --filter subscription=crm-sync --json") { json };
        filters.AddTo(command);
        target.AddTo(command);
        command.SetAction((parsed, cancellation) => AppFailures.Told(async () =>
        {
            var (url, key) = target.Read(parsed);
            using var app = new AppClient(url, key);
            using var answer = await new AppQuestions(app).Get("/api/v1/messages", filters.Read(parsed), cancellation);
            var output = new CommandOutput(parsed.GetValue(json));
            if (output.IsJson)
            {
                output.Result(answer);
                return ExitCodes.Done;
            }

            var messages = answer.RootElement.GetProperty("messages").EnumerateArray().ToList();
            MemberTable.Write([.. messages.Select(static message => (IReadOnlyList<JsonElement>)Parts(message))], Members);
            output.Line($"{messages.Count} messages. With their bodies: leads messages --json");
            if (answer.RootElement.TryGetProperty("continuation", out var next) && next.ValueKind == JsonValueKind.String)
                output.Line($"more: --filter continuation={next.GetString()}");
            return ExitCodes.Done;
        }));
        return command;
    }

    private static List<JsonElement> Parts(JsonElement message)
    {
        List<JsonElement> parts = [message];
        foreach (var name in new[] { "body", "properties" })
        {
            if (message.TryGetProperty(name, out var part))
                parts.Add(part);
        }

        return parts;
    }
}
