using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;

using LeadScoring.Functions.Http;
using LeadScoring.Local.Client;

namespace LeadScoring.Local.Commands;

/// <summary><c>leads why</c>: the figures of one lead with the rules that they are made of, under each model.</summary>
internal static class WhyCommand
{
    public static Command Create()
    {
        var who = new Argument<string>("lead") { Description = "An address, or the id of a lead." };
        var model = new Option<string?>("--model") { Description = "Only this model; without it, all that are published." };
        var asOf = new Option<string?>("--as-of") { Description = "The day of which the figures are, such as 2026-03-31; without it, today." };
        var json = CommandOutput.CreateOption();
        var target = new AppTarget();
        var command = new LeadsCommand("why", "Explain a lead: its score, grade and route, and the rules behind them.", "leads why ann@acme.example", "leads why ann@acme.example --model b2b-saas --as-of 2026-03-31", "leads why ann@acme.example --json") { who, model, asOf, json };
        target.AddTo(command);
        command.SetAction((parsed, cancellation) => AppFailures.Told(async () =>
        {
            var (url, key) = target.Read(parsed);
            using var app = new AppClient(url, key);
            var questions = new AppQuestions(app);
            var lead = parsed.GetRequiredValue(who);
            if (lead.Contains('@', StringComparison.Ordinal))
                lead = await questions.IdOf(lead, cancellation);
            var models = parsed.GetValue(model) is { } one ? [one] : await Models(questions, lead, cancellation);
            var output = new CommandOutput(parsed.GetValue(json));
            var explained = new JsonArray();
            foreach (var name in models)
            {
                using var answer = await Explain(questions, lead, name, parsed.GetValue(asOf), cancellation);
                explained.Add(JsonNode.Parse(JsonText.Raw(answer.RootElement)));
                if (!output.IsJson)
                    ExplanationText.Write(answer.RootElement, output);
            }

            if (models.Count == 0)
                output.Line("No model has scored this lead yet.");
            output.Result(explained);
            return ExitCodes.Done;
        }));
        return command;
    }

    private static async Task<List<string>> Models(AppQuestions questions, string lead, CancellationToken cancellation)
    {
        using var answer = await questions.Get($"/api/v1/leads/{Uri.EscapeDataString(lead)}", [], cancellation);
        return [.. answer.RootElement.GetProperty("models").EnumerateArray().Select(static model => model.GetProperty("model").GetString()!)];
    }

    // A long log is explained by the queue.
    private static async Task<JsonDocument> Explain(AppQuestions questions, string lead, string model, string? asOf, CancellationToken cancellation)
    {
        List<KeyValuePair<string, string?>> query = [new("model", model)];
        if (asOf is not null)
            query.Add(new("asOf", asOf));
        while (true)
        {
            var answer = await questions.Get($"/api/v1/leads/{Uri.EscapeDataString(lead)}/explanation", query, cancellation);
            if (!answer.RootElement.TryGetProperty("retryAfterSeconds", out var wait))
                return answer;
            var pause = TimeSpan.FromSeconds(wait.GetInt32());
            answer.Dispose();
            await Task.Delay(pause, cancellation);
        }
    }
}
