using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;

using Azure.Data.Tables;

using LeadScoring.Local.Files;

namespace LeadScoring.Local.Backups;

/// <summary>Reads a file of rows, line by line.</summary>
internal sealed class RowFileReader(string folder, BackedUpFile file)
{
    private const string Fix = "Use another backup, or another copy of this one: nothing is restored from a damaged backup.";

    /// <summary>Sees that it is the file that was written, and that every line is a row.</summary>
    /// <exception cref="CommandException">It is not; the message names the place.</exception>
    public async Task Check(CancellationToken cancellation)
    {
        await using (var stream = Open())
        {
            var hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellation));
            if (hash != file.Sha256)
                throw new CommandException("LS-RESTORE-002", $"The file {file.Name} of the backup was changed: its hash is {hash[..12]}..., and was {file.Sha256[..Math.Min(12, file.Sha256.Length)]}....", Fix);
        }

        long rows = 0;
        await foreach (var _ in Rows(cancellation))
            rows++;
        if (rows != file.Rows)
            throw new CommandException("LS-RESTORE-002", $"The file {file.Name} of the backup has {rows} rows, and had {file.Rows}.", Fix);
    }

    /// <summary>The rows in their order.</summary>
    /// <exception cref="CommandException">A line is not a row; the message names it.</exception>
    public async IAsyncEnumerable<TableEntity> Rows([EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var stream = Open();
        using var lines = new StreamReader(new GZipStream(stream, CompressionMode.Decompress));
        for (long number = 1; await Line(lines, number, cancellation) is { } line; number++)
            yield return Row(line, number);
    }

    private async Task<string?> Line(StreamReader lines, long number, CancellationToken cancellation)
    {
        try
        {
            return await lines.ReadLineAsync(cancellation);
        }
        catch (InvalidDataException broken)
        {
            throw new CommandException("LS-RESTORE-002", $"The file {file.Name} of the backup is damaged at line {number}: {broken.Message}", Fix, broken);
        }
    }

    private TableEntity Row(string line, long number)
    {
        try
        {
            return RowJson.Read(line);
        }
        catch (FormatException broken)
        {
            throw new CommandException("LS-RESTORE-002", $"Line {number} of the file {file.Name} of the backup is not a row: {broken.Message}", Fix, broken);
        }
    }

    private FileStream Open()
    {
        var path = Path.Combine(folder, Path.GetFileName(file.Name));
        return File.Exists(path)
            ? new FileStream(path, new FileStreamOptions { Mode = FileMode.Open, Access = FileAccess.Read, BufferSize = 128 * 1024, Options = FileOptions.SequentialScan | FileOptions.Asynchronous })
            : throw new CommandException("LS-RESTORE-002", $"The file {file.Name} of the backup is missing in {folder}.", Fix);
    }
}
