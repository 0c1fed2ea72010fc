using System.CommandLine;
using System.Globalization;

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
        var command = new Command("restore", "Put a backup into an empty storage; the app must not run on it.") { from, erased, check };
        target.AddTo(command);
        command.SetAction((parsed, cancellation) => StoreFailures.Told(async () =>
        {
            var key = target.InstallationKey(parsed);
            var backup = BackupFolder.Open(parsed.GetRequiredValue(from), key);
            var lists = (parsed.GetValue(erased) ?? []).Select(folder => BackupFolder.Open(folder, key)).ToList();
            Console.WriteLine($"backup: taken {backup.Manifest.TakenAt.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ} by {backup.Manifest.App}");
            if (parsed.GetValue(check))
            {
                await backup.Check(cancellation);
                Console.WriteLine($"It is whole: {backup.Manifest.Files.Sum(static file => file.Rows).ToString("N0", CultureInfo.InvariantCulture)} rows.");
                return 0;
            }

            await using var store = await target.Open(parsed, stopped: true, cancellation);
            Console.WriteLine($"storage: {store.Name}");
            await Restore(backup, lists, store, key, cancellation);
            return 0;
        }));
        return command;
    }

    private static async Task Restore(BackupFolder backup, List<BackupFolder> lists, Store store, byte[] key, CancellationToken cancellation)
    {
        var settings = new ConfigurationBuilder().AddConfiguration(store.Settings)
            .AddInMemoryCollection([new("LeadScoring:InstallationKey", Convert.ToBase64String(key))]).Build();
        await new RestoreRun(store.Tables, store.AppQueues(), settings, Console.WriteLine).Run(backup, lists, cancellation);
        Console.WriteLine("Start the app: it goes on with what waited when the backup was taken.");
    }
}
