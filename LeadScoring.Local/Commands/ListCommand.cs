using System.CommandLine;
using System.Text.Json;

using LeadScoring.Local.Client;

namespace LeadScoring.Local.Commands;

/// <summary><c>leads list</c>: leads with their figures, a line per lead and model.</summary>
internal static class ListCommand
{
    private static readonly string[] Members =
        ["email", "company", "id", "model", "score", "grade", "target", "progress", "to", "owner", "stage", "because", "route", "priority", "respondBy", "callAgainBy", "overdue", "lastActivityAt"];

    public static Command Create()
    {
        var filters = new FilterOption("GET /api/v1/leads");
        var json = CommandOutput.CreateOption();
        var target = new AppTarget();
        var command = new LeadsCommand("list", "List leads with their figures, the hottest first.", "leads list", "leads list --limit 5 --filter sort=priority", "leads list --filter model=b2b-saas --filter minScore=50 --json") { json };
        filters.AddTo(command);
        target.AddTo(command);
        command.SetAction((parsed, cancellation) => AppFailures.Told(async () =>
        {
            var (url, key) = target.Read(parsed);
            using var app = new AppClient(url, key);
            using var answer = await new AppQuestions(app).Get("/api/v1/leads", filters.Read(parsed), cancellation);
            var output = new CommandOutput(parsed.GetValue(json));
            if (output.IsJson)
                output.Result(answer);
            else
                Write(answer.RootElement, output);
            return ExitCodes.Done;
        }));
        return command;
    }

    private static void Write(JsonElement answer, CommandOutput output)
    {
        List<IReadOnlyList<JsonElement>> rows = [];
        foreach (var lead in answer.GetProperty("leads").EnumerateArray())
        {
            lead.TryGetProperty("profile", out var profile);
            var models = lead.TryGetProperty("models", out var all) ? all.EnumerateArray().ToList() : [];
            rows.AddRange(models.Count == 0 ? [[lead, profile]] : models.Select(model => (IReadOnlyList<JsonElement>)[model, lead, profile]));
        }

        MemberTable.Write(rows, Members);
        output.Line($"{answer.GetProperty("leads").GetArrayLength()} leads{(answer.TryGetProperty("total", out var total) ? $" of {MemberTable.Text(total)}" : "")}. Why: leads why ADDRESS");
        if (answer.TryGetProperty("continuation", out var next) && next.ValueKind == JsonValueKind.String)
            output.Line($"more: --filter continuation={next.GetString()}");
    }
}
