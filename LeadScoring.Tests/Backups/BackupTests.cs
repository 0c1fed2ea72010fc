using System.IO.Compression;
using System.Text;
using Azure;
using Azure.Data.Tables;
using LeadScoring.Domain.Leads;
using LeadScoring.Functions.Messaging;
using LeadScoring.Functions.Storage;
using LeadScoring.Local.Backups;
using LeadScoring.Local.Files;
using LeadScoring.Tests.Kit.Builders;
using LeadScoring.Tests.Kit.Drivers;
using LeadScoring.Tests.Kit.Fakes;

namespace LeadScoring.Tests.Backups;

/// <summary>What a backup holds of a system at work, and what a restore makes of it.</summary>
public sealed class BackupTests : IDisposable
{
    private static readonly byte[] Key = [.. Enumerable.Range(0, 32).Select(static i => (byte)i)];

    private readonly string _folder = Path.Combine(Directory.CreateTempSubdirectory("backup-").FullName, "one");
    private readonly InMemoryApp _app = new();

    [Fact]
    public async Task A_restore_brings_back_every_table_that_cannot_be_rebuilt()
    {
        await Live();
        await Write();

        var restored = new InMemoryTables();
        var (_, woken) = await new Restorer(restored, new InMemoryQueues()).Run(Open(), [], default);

        Assert.Equal(0, woken);
        foreach (var table in new[] { TableNames.Models, TableNames.Sources, TableNames.Rejected, TableNames.Parked, TableNames.Board })
            Assert.Equal(Rows(_app.Tables[table]), Rows(restored[table]));
        Assert.Equal(Rows(_app.Tables[TableNames.Leads]).Where(IsNoState), Rows(restored[TableNames.Leads]).Where(IsNoState));
        static bool IsNoState(string row) => !row.Contains("|lead|", StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_restored_state_differs_only_in_the_numbers_of_messages_sent_since()
    {
        await Live();
        var before = await State(_app.Tables.Leads, _app.IdOf("ann@acme.example"));
        await Write();

        var restored = new InMemoryTables();
        await new Restorer(restored, new InMemoryQueues()).Run(Open(), [], default);

        var after = await State(restored.Leads, _app.IdOf("ann@acme.example"));
        Assert.Equal(before.Facts + RestoredLead.Gap, after.Facts);
        Assert.Equal(Text(LeadRows.State("k", before)), Text(LeadRows.State("k", after with { Facts = before.Facts })));
    }

    [Fact]
    public async Task A_restore_files_every_visit_that_a_lead_is_due_for()
    {
        await Live();
        await Write();

        var restored = new InMemoryTables();
        await new Restorer(restored, new InMemoryQueues()).Run(Open(), [], default);

        var wanted = new List<string>();
        foreach (var row in _app.Tables[TableNames.Leads].Rows.Where(static row => row.RowKey == RowKeys.Lead))
        {
            var state = LeadRows.ReadState(row);
            if (state.Night.Due is not null)
                wanted.Add(row.PartitionKey);
        }

        Assert.NotEmpty(wanted);
        Assert.Equal(wanted.Order(StringComparer.Ordinal), restored[TableNames.Due].Rows.Where(static row => row.PartitionKey.StartsWith("night:", StringComparison.Ordinal)).Select(static row => row.RowKey[9..]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_restore_publishes_waiting_messages_under_the_same_id()
    {
        await _app.Publish(SalesModel.Yaml);
        await _app.Capture(Sent.Pricing("waiting@acme.example"));
        await Write();

        var (tables, queues) = (new InMemoryTables(), new InMemoryQueues());
        var (_, woken) = await new Restorer(tables, queues).Run(Open(), [], default);

        Assert.Equal(1, woken);
        Assert.Contains(_app.IdOf("waiting@acme.example"), Assert.Single(queues.Bodies(QueueNames.Rescore)).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lead_with_figures_of_an_older_version_is_rebuilt()
    {
        await Live();
        await _app.Publish(SalesModel.Yaml);
        await Write();

        var queues = new InMemoryQueues();
        await new Restorer(new InMemoryTables(), queues).Run(Open(), [], default);

        Assert.Contains(queues.Bodies(QueueNames.Rebuild), body => body.ToString().Contains(_app.IdOf("ann@acme.example"), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_backup_keeps_only_the_tombstone_of_an_erased_person()
    {
        await Live();
        await _app.Erase("ann@acme.example");
        await Write();

        var lines = Lines(TableNames.Leads).Where(line => line.Contains(_app.IdOf("ann@acme.example"), StringComparison.Ordinal)).ToList();

        Assert.All(lines, static line => Assert.True(line.Contains("\"r\":\"lead\"", StringComparison.Ordinal) || line.Contains("\"r\":\"outbox:", StringComparison.Ordinal), line));
        Assert.Contains(_app.IdOf("ann@acme.example"), Assert.Single(Lines(BackedUpFile.Erasures)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_large_lead_that_changes_while_it_is_read_is_read_again()
    {
        await Live();
        var id = await Large();
        var reads = 0;
        _app.Operations.After = async operation =>
        {
            // After the first of its pages somebody scores another event.
            if (operation.Place == TableNames.Leads && operation.Kind == OperationKind.Read && ++reads == 3)
                await Touch(id);
        };

        await Write();

        var facts = (await State(_app.Tables.Leads, id)).Facts;
        var restored = new InMemoryTables();
        await new Restorer(restored, new InMemoryQueues()).Run(Open(), [], default);
        Assert.True(reads > 3);
        Assert.Equal(facts + RestoredLead.Gap, (await State(restored.Leads, id)).Facts);
        Assert.Equal(_app.Tables[TableNames.Leads].Rows.Count(row => row.PartitionKey == id), restored[TableNames.Leads].Rows.Count(row => row.PartitionKey == id));
    }

    [Fact]
    public async Task A_large_lead_that_changes_all_the_time_stops_the_backup_with_an_error()
    {
        await Live();
        var id = await Large();
        _app.Operations.After = operation => operation.Place == TableNames.Leads && operation.Kind == OperationKind.Read ? Touch(id) : Task.CompletedTask;

        var refused = await Assert.ThrowsAsync<CommandException>(Write);

        Assert.Equal("LS-BACKUP-002", refused.Code);
        Assert.False(File.Exists(Path.Combine(_folder, BackupManifest.FileName)));
    }

    [Fact]
    public async Task An_interrupted_restore_gives_the_same_result_when_it_is_repeated()
    {
        await Live();
        await Write();
        var operations = new Operations();
        var restored = new InMemoryTables(operations);
        var whole = new InMemoryTables();
        await new Restorer(whole, new InMemoryQueues()).Run(Open(), [], default);
        for (var broken = 1; ; broken++)
        {
            var submits = 0;
            var at = broken;
            operations.Before = operation => operation.Kind == OperationKind.Submit && ++submits == at ? Task.FromException(new IOException("broken off")) : Task.CompletedTask;
            try
            {
                await new Restorer(restored, new InMemoryQueues()).Run(Open(), [], default);
                break;
            }
            catch (IOException)
            {
                continue;
            }
        }

        Assert.All(new[] { TableNames.Leads, TableNames.Board, TableNames.Due }, name => Assert.Equal(Rows(whole[name]), Rows(restored[name])));
    }

    [Fact]
    public async Task A_storage_that_is_not_empty_is_not_touched()
    {
        await Live();
        await Write();
        var tables = new InMemoryTables();
        await tables.Board.Insert(new TableEntity("p", "r"), default);

        var refused = await Assert.ThrowsAsync<CommandException>(() => new Restorer(tables, new InMemoryQueues()).Run(Open(), [], default));

        Assert.Equal("LS-RESTORE-005", refused.Code);
        Assert.Empty(tables[TableNames.Leads].Rows);
    }

    [Fact]
    public async Task A_restore_of_another_backup_into_a_half_restored_storage_is_refused()
    {
        await Live();
        await Write();
        var tables = new InMemoryTables();
        await tables.Reports.Insert(new TableEntity("restore", "running") { ["seal"] = "another" }, default);

        Assert.Equal("LS-RESTORE-005", (await Assert.ThrowsAsync<CommandException>(() => new Restorer(tables, new InMemoryQueues()).Run(Open(), [], default))).Code);
    }

    [Fact]
    public async Task A_backup_of_another_installation_is_refused()
    {
        await Live();
        await Write();

        var refused = Assert.Throws<CommandException>(() => BackupFolder.Open(_folder, new byte[32]));

        Assert.Equal("LS-RESTORE-004", refused.Code);
    }

    [Theory]
    [InlineData("cut", "LS-RESTORE-002", "Leads.ndjson.gz")]
    [InlineData("flip", "LS-RESTORE-002", "Leads.ndjson.gz")]
    [InlineData("missing", "LS-RESTORE-002", "Leads.ndjson.gz")]
    [InlineData("line", "LS-RESTORE-002", "Leads.ndjson.gz")]
    [InlineData("manifest", "LS-RESTORE-002", "manifest.json")]
    [InlineData("no manifest", "LS-RESTORE-001", "manifest.json")]
    [InlineData("newer", "LS-RESTORE-003", "newer version")]
    public async Task A_damaged_backup_is_refused_with_its_place_and_nothing_is_written(string how, string code, string place)
    {
        await Live();
        await Write();
        Damage(how);
        var tables = new InMemoryTables();

        var refused = await Assert.ThrowsAsync<CommandException>(() => new Restorer(tables, new InMemoryQueues()).Run(Open(), [], default));

        Assert.Equal(code, refused.Code);
        Assert.Contains(place, refused.Message, StringComparison.Ordinal);
        Assert.All(TableNames.All, name => Assert.Empty(tables[name].Rows));
    }

    [Fact]
    public async Task A_folder_with_something_in_it_is_not_written_to()
    {
        Directory.CreateDirectory(_folder);
        await File.WriteAllTextAsync(Path.Combine(_folder, "notes.txt"), "mine");

        Assert.Equal("LS-BACKUP-001", (await Assert.ThrowsAsync<CommandException>(Write)).Code);
    }

    [Fact]
    public async Task A_list_of_erased_people_alone_cannot_be_restored()
    {
        await Live();
        await _app.Erase("ann@acme.example");
        await new BackupWriter(_app.Tables, Key, _app.Clock).Write(_folder, erasuresOnly: true, default);

        Assert.Single(Lines(BackedUpFile.Erasures));
        Assert.Equal("LS-RESTORE-001", (await Assert.ThrowsAsync<CommandException>(() => new Restorer(new InMemoryTables(), new InMemoryQueues()).Run(Open(), [], default))).Code);
    }

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(_folder)!, recursive: true);

    private async Task Live()
    {
        await _app.Publish(SalesModel.Yaml);
        await _app.Send([.. Sent.Visits("ann@acme.example", 5), Sent.Title("ann@acme.example", "VP Zürich 日本 🚀"), Sent.Pricing("bob@acme.example", 20), Sent.Pricing("sue@acme.example")]);
        await _app.Tables.Rejected.Insert(new TableEntity("20260301", "one") { ["reason"] = "test" }, default);
        await _app.Tables.Parked.Insert(new TableEntity("lead", "k") { ["code"] = "LS-LEAD-999", ["at"] = InMemoryApp.Start }, default);
        await _app.Tables.Sources.Insert(new TableEntity("typeform", "main") { ["secret"] = "name" }, default);
        await _app.Tables.Due.Upsert(new TableEntity("watermark", "night") { ["at"] = InMemoryApp.Start }, default);
    }

    // More rows than a page has.
    private async Task<string> Large()
    {
        await _app.Send(Sent.Visits("ann@acme.example", 600));
        return _app.IdOf("ann@acme.example");
    }

    // As a scored event does: another fact, and the state with it.
    private async Task Touch(string id)
    {
        var row = (await _app.Tables.Leads.Find(id, RowKeys.Lead, default))!;
        var state = LeadRows.ReadState(row);
        TableTransactionAction[] batch =
        [
            new(TableTransactionActionType.UpdateReplace, LeadRows.State(id, state with { Facts = state.Facts + 1 }), row.ETag),
            new(TableTransactionActionType.Add, new TableEntity(id, RowKeys.Fact(state.Facts + 1)) { ["type"] = "test" }),
        ];
        await _app.Tables.Leads.Submit(batch, default);
    }

    private Task Write() => new BackupWriter(_app.Tables, Key, _app.Clock).Write(_folder, erasuresOnly: false, default);

    private BackupFolder Open() => BackupFolder.Open(_folder, Key);

    private void Damage(string how)
    {
        var file = Path.Combine(_folder, "Leads.ndjson.gz");
        var manifest = Path.Combine(_folder, BackupManifest.FileName);
        var bytes = File.ReadAllBytes(file);
        switch (how)
        {
            case "cut":
                File.WriteAllBytes(file, bytes[..(bytes.Length / 2)]);
                break;
            case "flip":
                bytes[bytes.Length / 2] ^= 1;
                File.WriteAllBytes(file, bytes);
                break;
            case "missing":
                File.Delete(file);
                break;
            case "line":
                Rewrite(file, string.Join('\n', Lines(TableNames.Leads).SkipLast(1)) + "\n");
                break;
            case "manifest":
                File.WriteAllText(manifest, File.ReadAllText(manifest).Replace("\"rows\": ", "\"rows\": 1", StringComparison.Ordinal));
                break;
            case "no manifest":
                File.Delete(manifest);
                break;
            default:
                File.WriteAllText(manifest, File.ReadAllText(manifest).Replace($"\"leadSchema\": {LeadState.CurrentSchema}", "\"leadSchema\": 99", StringComparison.Ordinal));
                break;
        }
    }

    private static void Rewrite(string file, string text)
    {
        using var zip = new GZipStream(File.Create(file), CompressionLevel.Fastest);
        zip.Write(Encoding.UTF8.GetBytes(text));
    }

    private List<string> Lines(string table)
    {
        using var lines = new StreamReader(new GZipStream(File.OpenRead(Path.Combine(_folder, table + ".ndjson.gz")), CompressionMode.Decompress));
        return [.. lines.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries)];
    }

    private static async Task<LeadState> State(ITable leads, string id) => LeadRows.ReadState((await leads.Find(id, RowKeys.Lead, default))!);

    private static IReadOnlyList<string> Rows(InMemoryTable table) => [.. table.Rows.Select(Text).Order(StringComparer.Ordinal)];

    private static string Text(TableEntity row)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>();
        RowJson.Write(row, buffer);
        return $"{row.PartitionKey}|{row.RowKey}|{Encoding.UTF8.GetString(buffer.WrittenSpan)}";
    }
}
