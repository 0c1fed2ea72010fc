using System.CommandLine;
using System.Globalization;

using LeadScoring.Local.Client;
using LeadScoring.Local.Publishing;

namespace LeadScoring.Local.Commands;

/// <summary><c>leads rollback</c>: publishes the text of an old version again, as the next version.</summary>
internal static class RollbackCommand
{
    public static Command Create()
    {
        var model = new Option<string>("--model") { Description = "The id of the model.", Required = true };
        var version = new Option<int>("--version") { Description = "The version whose text is published again.", Required = true };
        version.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && int.TryParse(result.Tokens[0].Value, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) && number < 1)
                result.AddError($"--version is {number}; it must be the number of a version, such as --version 3.");
        });
        var order = new PublishOptions();
        var json = CommandOutput.CreateOption();
        var target = new AppTarget();
        var command = new LeadsCommand("rollback", "Publish the text of an old version again.", "leads rollback --model b2b-saas --version 3 --author ann@acme.example --reason \"too many leads\"") { model, version, json };
        order.AddTo(command);
        target.AddTo(command);
        command.SetAction((parsed, cancellation) => AppFailures.Told(async () =>
        {
            var (url, key) = target.Read(parsed);
            using var app = new AppClient(url, key);
            var id = parsed.GetRequiredValue(model);
            return await PublishRun.Run(new ModelApi(app, id), id, parsed.GetRequiredValue(version), order.Read(parsed), answer => FindingText.Lines(id, answer), new CommandOutput(parsed.GetValue(json)), cancellation);
        }));
        return command;
    }
}
