using System.CommandLine;
using System.Globalization;
using System.Text.Json;

using LeadScoring.Domain.Models.Compiling;
using LeadScoring.Functions.Leads.Explanations;
using LeadScoring.Local.Client;
using LeadScoring.Local.Files;
using LeadScoring.Local.LogScoring;

namespace LeadScoring.Local.Commands;

/// <summary><c>leads explain</c>: one lead of a file of events under a model, without an app.</summary>
internal static class ExplainCommand
{
    public static Command Create()
    {
        var model = LogOptions.Model();
        var events = LogOptions.Events();
        var lead = new Option<string>("--lead") { Description = "An address, or another name in the log, such as visitor:v-81.", Required = true };
        var asOf = LogOptions.AsOf();
        var json = CommandOutput.CreateOption();
        var command = new LeadsCommand("explain", "Explain a lead of a file of events under a model: the score, the rules behind it, and what is missing for a better route.",
            "leads explain --model model.yaml --events log.ndjson --lead ann@acme.example",
            "leads explain --model model.yaml --events log.ndjson --lead visitor:v-81 --as-of 2026-03-01 --json") { model, events, lead, asOf, json };
        command.SetAction((parsed, cancellation) => AppFailures.Told(() => Run(
            LogModel.Read(parsed.GetRequiredValue(model)), parsed.GetRequiredValue(events), parsed.GetRequiredValue(lead), parsed.GetValue(asOf), parsed.GetValue(json), TimeProvider.System, cancellation)));
        return command;
    }

    private static async Task<int> Run(ScoringModel model, string events, string lead, string? asOf, bool isJson, TimeProvider clock, CancellationToken cancellation)
    {
        var day = LogOptions.DayOf(asOf, model, clock);
        using var kept = await KeptLog.Of(events, cancellation);
        var explanation = new LogExplanation(model, day, clock);
        var answer = await explanation.Find(kept.Source, lead, cancellation)
            ?? throw new StartException("LS-SCORE-008", $"No event up to {day} is of the lead '{lead}'.", "Name an address of the log, visitor:ID or external:ID, or a later day with --as-of.");
        var output = new CommandOutput(isJson);
        var node = JsonSerializer.SerializeToNode(answer, ExplanationsJson.Default.ExplanationAnswer)!;
        output.Result(node);
        if (!isJson)
            ExplanationText.Write(JsonSerializer.SerializeToElement(answer, ExplanationsJson.Default.ExplanationAnswer), output);
        if (explanation.Refused > 0)
            SeedProgress.OnStandardError().Line(string.Create(CultureInfo.InvariantCulture, $"{explanation.Refused:N0} lines cannot be used: leads score tells them."));
        return ExitCodes.Done;
    }
}
