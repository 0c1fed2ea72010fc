using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;

using LeadScoring.Functions.Http;
using LeadScoring.Local.Client;
using LeadScoring.Local.Publishing;

namespace LeadScoring.Local.Commands;

/// <summary><c>leads preview</c>: what publishing a model would do to the leads of an app. Nothing is stored of the model, and nothing is published.</summary>
internal static class PreviewCommand
{
    public static Command Create()
    {
        var model = new Option<string>("--model") { Description = "A file with the document, or the id of a model whose draft is tried.", Required = true };
        var capacity = CreateCapacity();
        var sample = new Option<int?>("--sample") { Description = "How many of the 256 buckets of leads are tried, such as 16: in seconds, with the error that a sample has. Without it, all leads." };
        sample.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && int.TryParse(result.Tokens[0].Value, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) && number is < 1 or > 256)
                result.AddError($"--sample is {number}; it must be from 1 to 256, such as --sample 16.");
        });
        var json = CommandOutput.CreateOption();
        var target = new AppTarget();
        var command = new LeadsCommand("preview", "Show what publishing a model would do to the leads.", "leads preview --model samples/models/b2b-saas.yaml", "leads preview --model b2b-saas --capacity 40 --sample 16") { model, capacity, sample, json };
        target.AddTo(command);
        command.SetAction((parsed, cancellation) => AppFailures.Told(async () =>
        {
            var (url, key) = target.Read(parsed);
            using var app = new AppClient(url, key);
            var output = new CommandOutput(parsed.GetValue(json));
            var (id, text) = await Read(parsed.GetRequiredValue(model), cancellation);
            var preview = await new ModelApi(app, id).Preview(text, parsed.GetValue(capacity), parsed.GetValue(sample), (done, all) => Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{done} of {all} parts of the leads are done")), cancellation);
            foreach (var line in output.IsJson ? [] : PreviewText.Lines(preview).Concat(FindingText.Lines(text is null ? id : parsed.GetRequiredValue(model), preview)))
                output.Line(line);
            output.Result(JsonNode.Parse(JsonText.Raw(preview))!);
            return ExitCodes.Done;
        }));
        return command;
    }

    /// <summary>The option that says how many leads sales can take.</summary>
    public static Option<int?> CreateCapacity()
    {
        var capacity = new Option<int?>("--capacity") { Description = "How many leads sales can take in a week." };
        capacity.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && int.TryParse(result.Tokens[0].Value, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) && number < 1)
                result.AddError($"--capacity is {number}; it must be at least 1, such as --capacity 40.");
        });
        return capacity;
    }

    // An id has no dot and no slash, and a file has one of them or is there.
    private static async Task<(string Model, string? Text)> Read(string model, CancellationToken cancellation)
    {
        if (!File.Exists(model) && !model.Contains('.', StringComparison.Ordinal) && !model.Contains('/', StringComparison.Ordinal))
            return (model, null);
        var document = await ModelDocument.Read(model, cancellation);
        return document.Definition is { } definition ? (definition.Id, document.Text) : throw new SeedException($"{string.Join('\n', document.Lines)}\n  fix: Correct the document.");
    }
}
