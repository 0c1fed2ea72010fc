using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

using LeadScoring.Functions.Http;
using LeadScoring.Local.Client;
using LeadScoring.Local.Publishing;

namespace LeadScoring.Local.Commands;

/// <summary>
/// <c>leads publish</c>: checks a document, saves it as the draft, shows what it changes and what that does to the leads, asks, publishes, and follows the rebuild. A text that is live already is
/// nothing to do, so that a pipeline may run it after every merge.
/// </summary>
internal static class PublishCommand
{
    public static Command Create()
    {
        var model = new Option<string>("--model") { Description = "The file with the document.", Required = true };
        var order = new PublishOptions();
        var capacity = PreviewCommand.CreateCapacity();
        var json = CommandOutput.CreateOption();
        var target = new AppTarget();
        var command = new LeadsCommand(
            "publish", "Check a model, show what it would change, and publish it.", "leads publish --model m.yaml --author ann@acme.example --reason \"pricing page counts twice\"", "leads publish --model m.yaml --author ci --reason \"merge 81\" --yes --url https://leads.example.com --key \"$key\"") { model, capacity, json };
        order.AddTo(command);
        target.AddTo(command);
        command.SetAction((parsed, cancellation) => AppFailures.Told(async () =>
        {
            var (url, key) = target.Read(parsed);
            using var app = new AppClient(url, key);
            var output = new CommandOutput(parsed.GetValue(json));
            var document = await ModelDocument.Read(parsed.GetRequiredValue(model), cancellation);
            foreach (var line in document.Lines)
                await Console.Error.WriteLineAsync(line);
            if (document.Definition is not { } definition)
                return ExitCodes.Failed;
            var api = new ModelApi(app, definition.Id);
            var saved = await api.Save(document.Text, cancellation);
            string[] found = [.. FindingText.Lines(document.Path, saved)];
            Tell(found, output);
            if (await Show(api, parsed.GetValue(capacity), output, cancellation) is not { } preview)
            {
                output.Line("This text is live already: there is nothing to publish.");
                output.Result(new JsonObject { ["model"] = definition.Id, ["published"] = false });
                return ExitCodes.Done;
            }

            string[] counted = [.. FindingText.Lines(document.Path, preview).Except(found, StringComparer.Ordinal)];
            Tell(counted, output);
            return await PublishRun.Run(api, definition.Id, null, order.Read(parsed), answer => FindingText.Lines(document.Path, answer).Except([.. found, .. counted], StringComparer.Ordinal), output, cancellation);
        }));
        return command;
    }

    // What changes, and what that does: the preview; null when the live version has this very text.
    private static async Task<JsonElement?> Show(ModelApi api, int? capacity, CommandOutput output, CancellationToken cancellation)
    {
        if (await api.Diff(cancellation) is not { } diff)
        {
            output.Line("The model was never published: this is its first version.");
        }
        else
        {
            if (diff.GetProperty("sameText").GetBoolean())
                return null;
            output.Line($"Changes of version {Text(diff, "from")}:");
            foreach (var change in diff.GetProperty("changes").EnumerateArray())
                output.Line($"  {Text(change, "text")}");
            if (diff.GetProperty("same").GetBoolean())
                output.Line("  none in meaning; the text is another.");
        }

        var preview = await api.Preview(null, capacity, null, (done, all) => Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"previewing: {done} of {all} parts of the leads are done")), cancellation);
        Tell(PreviewText.Lines(preview), output);
        return preview;
    }

    private static void Tell(IEnumerable<string> lines, CommandOutput output)
    {
        foreach (var line in lines)
            output.Line(line);
    }

    private static string Text(JsonElement element, string member) => element.TryGetProperty(member, out var value) ? value.ToString() : "";
}
