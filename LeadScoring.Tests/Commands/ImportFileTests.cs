using System.IO.Pipes;
using System.Text;

using LeadScoring.Functions.Import;
using LeadScoring.Local.Client;
using LeadScoring.Local.Importing;

namespace LeadScoring.Tests.Commands;

/// <summary>What <c>leads import</c> reads: files, pipes and standard input.</summary>
public sealed class ImportFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("import-file").FullName;

    [Fact]
    public async Task A_file_is_read_where_it_lies()
    {
        var path = Path.Combine(_folder, "leads.csv");
        await File.WriteAllTextAsync(path, "email\n");

        using (var file = await ImportFile.Find(path, NoInput, default))
            Assert.Equal(("leads.csv", 6L, "email\n"), (file.Name, file.Length, await Text(file)));
        Assert.True(File.Exists(path));
    }

    [Fact]
    public async Task Standard_input_can_be_sent_twice()
    {
        using var file = await ImportFile.Find("-", static () => new MemoryStream("email\nann@acme.example\n"u8.ToArray()), default);

        Assert.Equal("email\nann@acme.example\n", await Text(file));
        Assert.Equal("email\nann@acme.example\n", await Text(file));
    }

    [Fact]
    public async Task A_pipe_is_read_as_a_file_is()
    {
        if (!OperatingSystem.IsLinux())
            return;
        await using var pipe = new AnonymousPipeServerStream(PipeDirection.Out);
        var writing = Task.Run(async () =>
        {
            await pipe.WriteAsync("email\nann@acme.example\n"u8.ToArray());
            await pipe.DisposeAsync();
        });

        using var file = await ImportFile.Find($"/proc/self/fd/{pipe.GetClientHandleAsString()}", NoInput, default);
        pipe.DisposeLocalCopyOfClientHandle();
        await writing;

        Assert.Equal("email\nann@acme.example\n", await Text(file));
    }

    [Fact]
    public async Task What_is_missing_or_a_folder_is_named_with_the_way_out()
    {
        Assert.Contains("does not exist", (await Assert.ThrowsAsync<SeedException>(() => ImportFile.Find(Path.Combine(_folder, "none.csv"), NoInput, default))).Message, StringComparison.Ordinal);
        Assert.Contains("is a folder", (await Assert.ThrowsAsync<SeedException>(() => ImportFile.Find(_folder, NoInput, default))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Input_without_an_end_is_read_up_to_the_limit()
    {
        using var endless = new Zeros();
        var refused = await Assert.ThrowsAsync<SeedException>(() => ImportFile.Find("-", () => endless, default));

        Assert.Contains("LS-IMPORT-013", refused.Message, StringComparison.Ordinal);
        Assert.InRange(endless.Given, ImportLimits.FileBytes + 1, ImportLimits.FileBytes + (1024 * 1024));
    }

    [Theory]
    [InlineData("Name a column email, or map one: map=column:email. If so, set the separator: delimiter=;", "Name a column email, or map one: --map \"column:email\". If so, set the separator: --delimiter \";\"")]
    [InlineData("Say which goes first, map=Work email|Email:profile.x, or leave it: map=Email:none.", "Say which goes first, --map \"Work email|Email:profile.x\", or leave it: --map \"Email:none\".")]
    [InlineData("numbers=en for 1,200.5 or numbers=de for 1.200,5.", "--numbers \"en\" for 1,200.5 or --numbers \"de\" for 1.200,5.")]
    [InlineData("Use at most 256 characters, e.g. source=crm.", "Use at most 256 characters, e.g. --source \"crm\".")]
    [InlineData("Write map=column:field, where the field is email, profile.{name} or none.", "Write --map \"column:field\", where the field is email, profile.{name} or none.")]
    [InlineData("Send dryRun=true.", "Send --dry-run.")]
    [InlineData("Check the address; GET /api/v1/leads lists those who are known.", "Check the address; leads list shows those who are known.")]
    [InlineData("Nothing to change here: a = b.", "Nothing to change here: a = b.")]
    public void Fixes_of_the_app_are_said_in_options(string fix, string said) => Assert.Equal(said, CommandWords.Of(fix));

    [Fact]
    public void Lines_are_folded_for_a_terminal_only()
    {
        using var writer = new StringWriter();
        Consoles.Of(writer, isRedirected: true).Write(new Spectre.Console.Text(string.Join(' ', Enumerable.Repeat("word", 200)) + "\n"));

        Assert.Single(writer.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Theory]
    [InlineData("typform", "typeform")]
    [InlineData("hubspto", "hubspot")]
    [InlineData("nobody", null)]
    public void A_name_that_is_near_is_found(string wrong, string? meant) => Assert.Equal(meant, Spelling.Nearest(wrong, ["typeform", "hubspot", "segment"]));

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static MemoryStream NoInput() => throw new InvalidOperationException("Standard input is not read.");

    private static async Task<string> Text(ImportFile file)
    {
        await using var stream = file.Open();
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return await reader.ReadToEndAsync();
    }

    private sealed class Zeros : Stream
    {
        public long Given { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            Given += count;
            return count;
        }

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
