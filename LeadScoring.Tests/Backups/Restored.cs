using LeadScoring.Domain.Events;
using LeadScoring.Functions.Configuration;
using LeadScoring.Functions.Storage;
using LeadScoring.Local.Backups;
using LeadScoring.Tests.Kit.Drivers;

using Microsoft.Extensions.Configuration;

namespace LeadScoring.Tests.Backups;

/// <summary>Backups of tables in memory, and apps in memory on what was restored from them.</summary>
internal static class Restored
{
    /// <summary>The installation key of <see cref="InMemoryApp"/>.</summary>
    public static readonly byte[] Key = [.. Enumerable.Range(0, LeadIds.KeyBytes).Select(static i => (byte)i)];

    private static readonly IConfiguration Settings = new ConfigurationBuilder()
        .AddInMemoryCollection([new("LeadScoring:InstallationKey", Convert.ToBase64String(Key)), new("AzureWebJobsStorage", "UseDevelopmentStorage=true")]).Build();

    /// <summary>Takes a backup, or only the list of erased people.</summary>
    public static Task Write(ITables tables, string folder, bool erasuresOnly = false) =>
        new BackupWriter(tables, Key, TimeProvider.System).Write(folder, erasuresOnly, default);

    /// <summary>Restores as the command does.</summary>
    public static Task Into(InMemoryApp app, string backup, params string[] lists) =>
        new RestoreRun(app.Tables, app.Queues, Settings, static _ => { }).Run(BackupFolder.Open(backup, Key), [.. lists.Select(static list => BackupFolder.Open(list, Key))], default);

    /// <summary>An app that has been restored and started; nothing is worked on yet.</summary>
    public static async Task<InMemoryApp> From(string backup, params string[] lists)
    {
        var app = new InMemoryApp();
        await Into(app, backup, lists);
        await new StorageSetup(app.Tables, app.Queues, app.Topic, app.Get<LeadNumbering>()).StartingAsync(default);
        return app;
    }
}
