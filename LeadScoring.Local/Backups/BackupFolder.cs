using System.Text.Json;
using LeadScoring.Domain.Leads;
using LeadScoring.Functions.Storage;
using LeadScoring.Local.Files;

namespace LeadScoring.Local.Backups;

/// <summary>A backup, as it lies in a folder.</summary>
internal sealed class BackupFolder
{
    private readonly string _folder;

    private BackupFolder(string folder, BackupManifest manifest)
    {
        _folder = folder;
        Manifest = manifest;
    }

    public BackupManifest Manifest { get; }

    /// <summary>Reads the manifest and sees that it is one of this installation, of a form that this version knows.</summary>
    /// <exception cref="CommandException">It is not.</exception>
    public static BackupFolder Open(string folder, ReadOnlySpan<byte> key)
    {
        var path = Path.Combine(folder, BackupManifest.FileName);
        if (!File.Exists(path))
            throw new CommandException("LS-RESTORE-001", $"{folder} has no {BackupManifest.FileName}: it contains no backup, or an unfinished one.", "Name the folder that was given to leads backup --to.");
        var manifest = Read(path);
        if (manifest is not { Format: >= 1 and <= BackupManifest.CurrentFormat, LeadSchema: >= 1 and <= LeadState.CurrentSchema })
            throw new CommandException("LS-RESTORE-003", $"The backup was made by a newer version ({manifest?.App}).", "Restore it with that version or a later one.");
        if (manifest.Installation != BackupManifest.FingerprintOf(key))
            throw new CommandException("LS-RESTORE-004", "The backup was made with another installation key: with this one none of its leads could be found.",
                "Set LeadScoring__InstallationKey to the key with which it was made; for a local app, first copy its keys.json into the new data folder.");
        if (!manifest.IsSealedBy(key))
            throw new CommandException("LS-RESTORE-002", $"The file {BackupManifest.FileName} of the backup was changed after it was written.", "Use another copy of it.");
        return new BackupFolder(folder, manifest);
    }

    /// <exception cref="CommandException">It has none.</exception>
    public RowFileReader Rows(string table) => Manifest.Files.FirstOrDefault(file => file.Table == table) is { } file
        ? new RowFileReader(_folder, file)
        : throw new CommandException("LS-RESTORE-001", $"The backup in {_folder} has no {table}{(Manifest.ErasuresOnly ? ": it is only a list of erased people" : "")}.", "Name a complete backup.");

    /// <summary>Sees that every file is as it was written, to the last row.</summary>
    public async Task Check(CancellationToken cancellation)
    {
        foreach (var file in Manifest.Files)
            await new RowFileReader(_folder, file).Check(cancellation);
    }

    private static BackupManifest? Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllText(path), BackupJson.Default.BackupManifest);
        }
        catch (JsonException broken)
        {
            throw new CommandException("LS-RESTORE-002", $"The file {BackupManifest.FileName} of the backup cannot be read: {broken.Message}", "Use another copy of it.", broken);
        }
    }
}
