using System.Buffers;
using System.IO.Compression;
using System.Security.Cryptography;

using Azure.Data.Tables;

namespace LeadScoring.Local.Backups;

/// <summary>Writes a file of rows, compressed, readable by its owner only.</summary>
internal sealed class RowFileWriter : IAsyncDisposable
{
    private readonly string _table;
    private readonly string _name;
    private readonly SHA256 _hash = SHA256.Create();
    private readonly CryptoStream _hashing;
    private readonly GZipStream _zip;
    private readonly ArrayBufferWriter<byte> _line = new(64 * 1024);

    public RowFileWriter(string folder, string table)
    {
        _table = table;
        _name = table + ".ndjson.gz";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, BufferSize = 128 * 1024 };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        _hashing = new CryptoStream(new FileStream(Path.Combine(folder, _name), options), _hash, CryptoStreamMode.Write);
        _zip = new GZipStream(_hashing, CompressionLevel.Fastest);
    }

    /// <summary>How many rows were written.</summary>
    public long Rows { get; private set; }

    public async Task Write(TableEntity row, CancellationToken cancellation)
    {
        _line.ResetWrittenCount();
        RowJson.Write(row, _line);
        await _zip.WriteAsync(_line.WrittenMemory, cancellation);
        Rows++;
    }

    /// <summary>Writes lines that were made elsewhere.</summary>
    public async Task Write(Func<Stream, Task> lines, long rows)
    {
        await lines(_zip);
        Rows += rows;
    }

    public async Task<BackedUpFile> End()
    {
        await DisposeAsync();
        return new BackedUpFile(_table, _name, Rows, Convert.ToHexStringLower(_hash.Hash!));
    }

    public async ValueTask DisposeAsync()
    {
        // In this order each hands its last bytes to the next.
        await _zip.DisposeAsync();
        await _hashing.DisposeAsync();
    }
}
