using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;

using LeadScoring.Functions.Http;
using LeadScoring.Local.Backups;
using LeadScoring.Local.Storage;

namespace LeadScoring.Local.Commands;

/// <summary><c>leads restore</c>: a backup into an empty storage, with the app stopped. 0 = the app may be started, 1 = it was not restored.</summary>
internal static class RestoreCommand
{
    public static Command Create()
    {
        var from = new Option<string>("--from") { Description = "The folder of the backup.", Required = true };
        var erased = new Option<string[]>("--erased") { Description = "A newer backup, or a list of erased people: everyone on it is erased again. May be repeated." };
        var check = new Option<bool>("--check") { Description = "Only see whether the backup is whole." };
        var target = new StoreOptions();
        var json = CommandOutput.CreateOption();
        var command = new LeadsCommand("restore", "Put a backup into an empty storage; the app must not run on it.", "leads restore --from backups/monday --check", "leads restore --from backups/monday --erased erased") { from, erased, check, json };
        target.AddTo(command);
        command.SetAction((parsed, cancellation) => StoreFailures.Told(async () =>
        {
            var output = new CommandOutput(parsed.GetValue(json));
            var key = target.InstallationKey(parsed);
            var backup = BackupFolder.Open(parsed.GetRequiredValue(from), key);
            var lists = (parsed.GetValue(erased) ?? []).Select(folder => BackupFolder.Open(folder, key)).ToList();
            output.Line($"backup: taken {TimeText.Of(backup.Manifest.TakenAt)} by {backup.Manifest.App}");
            if (parsed.GetValue(check))
            {
                await backup.Check(cancellation);
                output.Line($"It is whole: {backup.Manifest.Files.Sum(static file => file.Rows).ToString("N0", CultureInfo.InvariantCulture)} rows.");
                output.Result(Result(backup, restored: false));
                return ExitCodes.Done;
            }

            await using var store = await target.Open(parsed, stopped: true, cancellation);
            output.Line($"storage: {store.Name}");
            await Restore(backup, lists, store, key, output, cancellation);
            output.Result(Result(backup, restored: true));
            return ExitCodes.Done;
        }));
        return command;
    }

    private static JsonObject Result(BackupFolder backup, bool restored) =>
        new() { ["takenAt"] = backup.Manifest.TakenAt.UtcDateTime, ["app"] = backup.Manifest.App, ["rows"] = backup.Manifest.Files.Sum(static file => file.Rows), ["restored"] = restored };

    private static async Task Restore(BackupFolder backup, List<BackupFolder> lists, Store store, byte[] key, CommandOutput output, CancellationToken cancellation)
    {
        var settings = new ConfigurationBuilder().AddConfiguration(store.Settings)
            .AddInMemoryCollection([new("LeadScoring:InstallationKey", Convert.ToBase64String(key))]).Build();
        await new RestoreRun(store.Tables, store.AppQueues(), settings, output.Line).Run(backup, lists, cancellation);
        output.Line("Start the app: it goes on with what waited when the backup was taken.");
    }
}
