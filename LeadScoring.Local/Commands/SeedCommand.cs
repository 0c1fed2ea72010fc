using System.CommandLine;
using System.Text.Json.Nodes;

using LeadScoring.Local.Client;
using LeadScoring.Local.Demo;
using LeadScoring.Local.Demo.Leads;

namespace LeadScoring.Local.Commands;

/// <summary>
/// <c>leads seed</c>: the sample models and made-up leads for an app that runs. All events at once: the clock of an app elsewhere cannot be moved, so it does not live
/// through the ninety days as <see cref="DemoRun"/> does, and all its decisions are of today.
/// </summary>
internal static class SeedCommand
{
    public static Command Create()
    {
        var target = new AppTarget();
        var json = CommandOutput.CreateOption();
        var leads = new Option<int>("--leads") { Description = "How many leads.", DefaultValueFactory = _ => 300 };
        var seed = new Option<int>("--seed") { Description = "Another seed gives other leads; the same seed on the same day gives the same.", DefaultValueFactory = _ => 1 };
        leads.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && int.TryParse(result.Tokens[0].Value, out var number) && number is < 1 or > 100_000)
                result.AddError($"--leads is {number}; it must be from 1 to 100000, such as --leads 300.");
        });
        var command = new LeadsCommand("seed", "Publish the sample models and send ninety days of made-up leads, all at once, to an app that runs.", "leads seed", "leads seed --leads 1000 --url https://leads.example.com --key \"$key\"") { leads, seed, json };
        target.AddTo(command);
        command.SetAction((parsed, cancellation) => Run(() => target.Read(parsed), parsed.GetValue(leads), parsed.GetValue(seed), new CommandOutput(parsed.GetValue(json)), cancellation));
        return command;
    }

    private static Task<int> Run(Func<(Uri Url, string Key)> target, int leads, int seed, CommandOutput output, CancellationToken cancellation) => AppFailures.Told(async () =>
    {
        var (url, key) = target();
        using var client = new AppClient(url, key);
        var seeder = new Seeder(client, SeedProgress.OnStandardError());
        await seeder.PublishModels(cancellation);
        var now = TimeProvider.System.GetUtcNow();
        var events = DemoLeads.Generate(DateOnly.FromDateTime(now.UtcDateTime), seed, leads, now);
        var taken = await seeder.SendEvents(events, cancellation);
        output.Result(new JsonObject { ["leads"] = leads, ["events"] = events.Length, ["taken"] = taken });
        return taken ? ExitCodes.Done : ExitCodes.Failed;
    });
}
