using System.CommandLine;
using System.Text.Json.Nodes;

using LeadScoring.Local.Client;
using LeadScoring.Local.Files;
using LeadScoring.Local.Host;

namespace LeadScoring.Local.Commands;

/// <summary><c>leads link</c>: another address that signs in once, of the app that runs on this machine.</summary>
internal static class LinkCommand
{
    public static Command Create()
    {
        var data = new Option<string>("--data") { Description = "The data folder of the app.", DefaultValueFactory = _ => ".local" };
        var json = CommandOutput.CreateOption();
        var command = new LeadsCommand("link", "Make a link that opens the running app and signs in once.", "leads link", "leads link --data .other") { data, json };
        command.SetAction((parsed, cancellation) => AppFailures.Told(async () =>
        {
            var folder = parsed.GetRequiredValue(data);
            if (RunningFile.Read(folder)?.Url is not { } url || !File.Exists(DataFolder.KeysFileOf(folder)))
                throw new StartException("LS-LOCAL-024", $"No app runs with the data in {Path.GetFullPath(folder)}.", "Start it with ./run, which prints a link; or name its folder with --data.");
            using var app = new AppClient(new Uri(url), FunctionKeys.ReadOrCreate(DataFolder.KeysFileOf(folder)).Master);
            using var answer = await app.Post(SignInRoutes.Path, [], cancellation) ?? throw new SeedException($"The app at {url} made no link.");
            var link = answer.RootElement.GetProperty("url").GetString()!;
            var output = new CommandOutput(parsed.GetValue(json));
            if (!output.IsJson)
                output.Line(link);
            output.Result(new JsonObject { ["url"] = link });
            return ExitCodes.Done;
        }));
        return command;
    }
}
