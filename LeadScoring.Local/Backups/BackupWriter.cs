using System.Reflection;
using LeadScoring.Domain.Leads;
using LeadScoring.Functions.Storage;
using LeadScoring.Local.Files;

namespace LeadScoring.Local.Backups;

/// <summary>
/// Takes a backup: what cannot be rebuilt. The index of nights and the lists follow from the leads and are rebuilt by a restore, so that they fit; reports are
/// computed when they are asked for.
/// </summary>
internal sealed class BackupWriter(ITables tables, byte[] key, TimeProvider clock)
{
    /// <summary>Writes a backup into a folder that is new or empty.</summary>
    /// <exception cref="CommandException">The folder holds something, or a lead cannot be read as of one moment.</exception>
    public async Task<BackupManifest> Write(string folder, bool erasuresOnly, CancellationToken cancellation)
    {
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
            throw new CommandException("LS-BACKUP-001", $"The folder {folder} is not empty.", "Name a new folder for each backup, such as --to backups/2026-03-01.");
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

        var takenAt = clock.GetUtcNow();
        List<BackedUpFile> files = erasuresOnly ? [await ErasuresOnly(folder, cancellation)] : await All(folder, cancellation);
        var manifest = new BackupManifest
        {
            Format = BackupManifest.CurrentFormat,
            LeadSchema = LeadState.CurrentSchema,
            App = typeof(BackupWriter).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "",
            TakenAt = takenAt,
            EndedAt = clock.GetUtcNow(),
            Installation = BackupManifest.FingerprintOf(key),
            ErasuresOnly = erasuresOnly,
            Files = files,
        }.Sealed(key);
        PrivateFile.Write(Path.Combine(folder, BackupManifest.FileName), manifest, BackupJson.Default.BackupManifest);
        return manifest;
    }

    private async Task<List<BackedUpFile>> All(string folder, CancellationToken cancellation)
    {
        var files = new List<BackedUpFile>
        {

            await Table(folder, TableNames.Sources, tables.Sources, KeyRange.PartitionsFrom(""), cancellation),
            await Table(folder, TableNames.Due, tables.Due, KeyRange.Rows(DueRows.Watermarks), cancellation),
        };
        await using var leads = new RowFileWriter(folder, TableNames.Leads);
        await using var erasures = new RowFileWriter(folder, BackedUpFile.Erasures);
        await new LeadBackup(tables.Leads, leads, erasures).Run(cancellation);
        files.Add(await leads.End());
        files.Add(await erasures.End());
        // After the leads: whatever version one of them was read under is there, and what was set aside meanwhile is too.
        files.Add(await Table(folder, TableNames.Models, tables.Models, KeyRange.PartitionsFrom(""), cancellation));
        files.Add(await Table(folder, TableNames.Rejected, tables.Rejected, KeyRange.PartitionsFrom(""), cancellation));
        files.Add(await Table(folder, TableNames.Parked, tables.Parked, KeyRange.PartitionsFrom(""), cancellation));
        return files;
    }

    private static async Task<BackedUpFile> Table(string folder, string name, ITable table, KeyRange range, CancellationToken cancellation)
    {
        await using var file = new RowFileWriter(folder, name);
        await foreach (var row in table.Rows(range, cancellation))
            await file.Write(row, cancellation);
        return await file.End();
    }

    private async Task<BackedUpFile> ErasuresOnly(string folder, CancellationToken cancellation)
    {
        await using var file = new RowFileWriter(folder, BackedUpFile.Erasures);
        await foreach (var row in tables.Leads.Rows(KeyRange.Partitions(null, null, RowKeys.Lead), cancellation))
        {
            if (LeadBackup.Erasure(row) is { } erasure)
                await file.Write(erasure, cancellation);
        }

        return await file.End();
    }
}
