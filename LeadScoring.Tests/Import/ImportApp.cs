using System.Text;
using System.Text.Json;

using LeadScoring.Functions.Import;
using LeadScoring.Tests.Kit.Drivers;
using LeadScoring.Tests.Sources;

using Microsoft.AspNetCore.Http;

namespace LeadScoring.Tests.Import;

/// <summary>The app as who imports files sees it.</summary>
internal sealed class ImportApp
{
    public HookApp Hooks { get; } = new();

    public InMemoryApp App => Hooks.App;

    public Task<(int Status, JsonElement Body)> Post(string file, string query = "", string? type = "text/csv") => Post(Encoding.UTF8.GetBytes(file), query, type);

    public async Task<(int Status, JsonElement Body)> Post(byte[] file, string query = "", string? type = "text/csv")
    {
        // In small pieces, as from a network.
        var context = new DefaultHttpContext { Request = { Body = new SlowStream(file), QueryString = new QueryString(query) } };
        if (type is not null)
            context.Request.ContentType = type;
        return await InMemoryApp.Read(await App.Get<ImportHandler>().Handle(context.Request, default));
    }

    /// <summary>Rows, accepted, duplicates and rejected of a report, on its own or in a problem.</summary>
    public static (int Rows, int Accepted, int Duplicates, int Rejected) Counts(JsonElement answer)
    {
        var report = answer.TryGetProperty("report", out var inside) ? inside : answer;
        return (report.GetProperty("rows").GetInt32(), report.GetProperty("accepted").GetInt32(), report.GetProperty("duplicates").GetInt32(), report.GetProperty("rejected").GetInt32());
    }

    /// <summary>Line, column and code of each fault.</summary>
    public static IReadOnlyList<(int Line, string? Column, string Code)> Errors(JsonElement answer) =>
        [.. (answer.TryGetProperty("report", out var inside) ? inside : answer).GetProperty("errors").EnumerateArray()
            .Select(static fault => (fault.GetProperty("line").GetInt32(), fault.GetProperty("column").GetString(), fault.GetProperty("code").GetString()!))];

    private sealed class SlowStream(byte[] bytes) : Stream
    {
        private int _at;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var piece = bytes.AsMemory(_at, Math.Min(bytes.Length - _at, Math.Min(buffer.Length, 4093)));
            piece.CopyTo(buffer);
            _at += piece.Length;
            return ValueTask.FromResult(piece.Length);
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new InvalidOperationException("A server allows no reading that blocks.");

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
