using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;

using LeadScoring.Local.Backups;
using LeadScoring.Local.Storage;

namespace LeadScoring.Local.Commands;

/// <summary><c>leads backup</c>: models and leads in a folder of files. 0 = it is whole, 1 = it was not taken.</summary>
internal static class BackupCommand
{
    public static Command Create()
    {
        var to = new Option<string>("--to") { Description = "A folder that is new or empty.", Required = true };
        var erasures = new Option<bool>("--erasures-only") { Description = "Only the list of erased people, to be repeated after a restore: small, and without data." };
        var target = new StoreOptions();
        var json = CommandOutput.CreateOption();
        var command = new LeadsCommand("backup", "Take a backup of models and leads while the app goes on.", "leads backup --to backups/monday", "leads backup --to erased --erasures-only") { to, erasures, json };
        target.AddTo(command);
        command.SetAction((parsed, cancellation) => StoreFailures.Told(async () =>
        {
            var output = new CommandOutput(parsed.GetValue(json));
            var key = target.InstallationKey(parsed);
            await using var store = await target.Open(parsed, stopped: false, cancellation);
            output.Line($"storage: {store.Name}");
            var watch = Stopwatch.StartNew();
            var folder = parsed.GetRequiredValue(to);
            var manifest = await new BackupWriter(store.Tables, key, TimeProvider.System).Write(folder, parsed.GetValue(erasures), cancellation);
            foreach (var file in manifest.Files)
                output.Line($"{file.Table,-10} {file.Rows.ToString("N0", CultureInfo.InvariantCulture),12} rows");
            var rows = manifest.Files.Sum(static file => file.Rows);
            output.Line(string.Create(CultureInfo.InvariantCulture, $"The backup is in {folder}: {rows:N0} rows in {watch.Elapsed.TotalSeconds:N1} s ({rows / Math.Max(watch.Elapsed.TotalSeconds, 0.001):N0}/s). It holds personal data."));
            output.Result(new JsonObject { ["folder"] = Path.GetFullPath(folder), ["rows"] = rows, ["files"] = new JsonArray([.. manifest.Files.Select(static file => new JsonObject { ["table"] = file.Table, ["rows"] = file.Rows })]) });
            return ExitCodes.Done;
        }));
        return command;
    }
}
