using System.Text;
using Azure.Data.Tables;
using LeadScoring.Domain.Leads;
using LeadScoring.Functions.Storage;
using LeadScoring.Local.Backups;
using LeadScoring.Local.Files;
using LeadScoring.Tests.Kit.Builders;
using LeadScoring.Tests.Kit.Drivers;
using LeadScoring.Tests.Kit.Fakes;

namespace LeadScoring.Tests.Backups;

/// <summary>A restore with a list of people who were erased after the backup was taken.</summary>
public sealed class RepeatedErasuresTests : IAsyncLifetime
{
    private const string Ann = "ann@acme.example";
    private const string Bob = "bob@acme.example";
    private const string Later = "later@acme.example";

    private readonly string _folder = Directory.CreateTempSubdirectory("erasures-").FullName;
    private readonly InMemoryApp _app = new();

    private string Backup => Path.Combine(_folder, "backup");

    private string List => Path.Combine(_folder, "list");

    /// <summary>A backup of Ann and Bob; afterwards Ann is erased, and somebody who came only then.</summary>
    public async Task InitializeAsync()
    {
        await _app.Publish(SalesModel.Yaml);
        await _app.Send([.. Sent.Visits(Ann, 5), Sent.Title(Ann, "VP"), Sent.Pricing(Bob)]);
        await Reject("first", $"Ann wrote from {Ann}.");
        await Reject("second", $"{{ \"mail\": \"{Later.Replace("@", "\\u0040", StringComparison.Ordinal)}\" ");
        await Reject("third", $"Bob wrote from {Bob}.");
        await _app.Capture(Sent.Pricing(Ann));
        await Restored.Write(_app.Tables, Backup);
        await _app.Send(Sent.Pricing(Later));
        await _app.Erase(Ann);
        await _app.Erase(Later);
        await _app.Work();
        await Restored.Write(_app.Tables, List, erasuresOnly: true);
    }

    public Task DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return Task.CompletedTask;
    }

    [Fact]
    [Needs(Need.Time)]
    public async Task Erasing_a_list_gives_the_same_result_wherever_it_was_interrupted()
    {
        var calm = new InMemoryApp();
        await Restore(calm);
        var calls = calm.Operations.Total;
        var expected = await End(calm);
        Assert.Contains(_app.IdOf(Later), expected, StringComparison.Ordinal);
        Assert.True(calls > 30, $"{calls} calls");
        for (var at = 1; at <= calls; at++)
        {
            // After the last one nothing is left to do.
            foreach (var after in at < calls ? new[] { false, true } : [false])
            {
                var app = new InMemoryApp();
                var (number, call) = (0, at);
                Func<Operation, Task> breaks = _ => Interlocked.Increment(ref number) >= call ? Task.FromException(new IOException("broken off")) : Task.CompletedTask;
                (app.Operations.Before, app.Operations.After) = after ? (null, breaks) : (breaks, (Func<Operation, Task>?)null);
                await Assert.ThrowsAsync<IOException>(() => Restore(app));
                (app.Operations.Before, app.Operations.After) = (null, null);
                await Restore(app);
                var where = $"broken off {(after ? "after" : "before")} call {at}: ";
                Assert.Equal(where + expected, where + await End(app));
            }
        }
    }

    [Fact]
    public async Task A_list_that_is_broken_is_refused_before_anything_is_written()
    {
        await File.AppendAllTextAsync(Path.Combine(List, BackedUpFile.Erasures + ".ndjson.gz"), "more");
        var app = new InMemoryApp();

        Assert.Equal("LS-RESTORE-002", (await Assert.ThrowsAsync<CommandException>(() => Restore(app))).Code);
        Assert.All(TableNames.All, name => Assert.Empty(app.Tables[name].Rows));
    }

    [Fact]
    public async Task Rejected_text_that_names_an_erased_person_is_deleted()
    {
        var restored = new InMemoryApp();
        await Restore(restored);

        Assert.Equal("third", Assert.Single(restored.Tables[TableNames.Rejected].Rows).RowKey);
    }

    [Fact]
    public async Task A_list_that_was_given_once_must_be_given_again()
    {
        var app = new InMemoryApp();
        app.Operations.Before = static operation => operation.Kind == OperationKind.Submit ? Task.FromException(new IOException("broken off")) : Task.CompletedTask;
        await Assert.ThrowsAsync<IOException>(() => Restore(app));
        app.Operations.Before = null;

        Assert.Equal("LS-RESTORE-005", (await Assert.ThrowsAsync<CommandException>(() => Restored.Into(app, Backup))).Code);
        await Restore(app);
    }

    [Fact]
    public async Task Messages_about_repeated_erasures_never_reuse_an_id()
    {
        var restored = await Restored.From(Backup, List);
        await restored.Work();

        var erased = restored.Topic.Delivered.Where(static message => message.Subject == "lead.erased").ToList();
        Assert.Equal(new[] { _app.IdOf(Ann), _app.IdOf(Later) }.Order(StringComparer.Ordinal), erased.Select(static message => message.SessionId).Order(StringComparer.Ordinal));
        Assert.Empty(erased.Select(static message => message.MessageId).Intersect(_app.Topic.Delivered.Select(static message => message.MessageId), StringComparer.Ordinal));
    }

    private async Task Reject(string row, string text)
    {
        var rejected = new TableEntity("20260301", row) { ["source"] = "api", ["code"] = "LS-EVENT-001", ["at"] = InMemoryApp.Start };
        rejected.SetBytes("d", Encoding.UTF8.GetBytes(text));
        await _app.Tables.Rejected.Insert(rejected, default);
    }

    private Task Restore(InMemoryApp app) => Restored.Into(app, Backup, List);

    // What the restored app has when it rests, but for the time of the erasures.
    private static async Task<string> End(InMemoryApp app)
    {
        await app.Work();
        var rows = new[] { TableNames.Leads, TableNames.Rejected, TableNames.Board, TableNames.Due, TableNames.Reports }
            .SelectMany(name => app.Tables[name].Rows.Select(row => $"{name} {row.PartitionKey} {row.RowKey}"));
        var states = app.Tables[TableNames.Leads].Rows.Where(static row => row.RowKey == RowKeys.Lead).Select(LeadRows.ReadState).Select(static state => $"{state.Facts} {state.Messages} {state.Seq} {state.ErasedAt is not null}");
        return string.Join('\n', [.. rows, .. states, .. app.Topic.Delivered.Select(static message => message.MessageId).Order(StringComparer.Ordinal)]);
    }
}
