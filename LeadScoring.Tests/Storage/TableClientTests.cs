using System.Text;
using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;
using LeadScoring.Domain.Leads;
using LeadScoring.Tests.Kit.Drivers;

namespace LeadScoring.Tests.Storage;

/// <summary>What the product relies on in Azure.Data.Tables, seen on Azurite.</summary>
[Collection(nameof(OnAzurite))]
[Needs(Need.Processes)]
public sealed class TableClientTests(Azurite azurite) : IAsyncLifetime
{
    private readonly TableServiceClient _service = new(azurite.ConnectionString);
    private readonly TableClient _table = new(azurite.ConnectionString, $"t{Guid.NewGuid():N}");

    public Task InitializeAsync() => _table.CreateIfNotExistsAsync();

    public Task DisposeAsync() => _table.DeleteAsync();

    [Fact]
    public async Task Every_property_type_comes_back_as_it_went()
    {
        var at = new DateTimeOffset(2026, 3, 1, 12, 30, 15, 123, TimeSpan.Zero).AddTicks(4567);
        var id = Guid.NewGuid();
        var sent = new TableEntity("p", "r")
        {
            ["Text"] = "Zürich \"日本\" 🚀 </script> \\ \n",
            ["Empty"] = "",
            ["Int"] = int.MinValue,
            ["Long"] = long.MaxValue,
            ["SmallLong"] = 1L,
            ["Double"] = 1.5,
            ["WholeDouble"] = 3.0,
            ["Flag"] = true,
            ["At"] = at,
            ["Id"] = id,
            ["Bytes"] = new byte[] { 0, 1, 254, 255 },
            ["Data"] = new BinaryData("é"u8.ToArray()),
            ["Absent"] = null,
        };

        var response = await _table.AddEntityAsync(sent);
        TableEntity read = await _table.GetEntityAsync<TableEntity>("p", "r");

        Assert.Equal(204, response.Status);
        Assert.Equal(("p", "r"), (read.PartitionKey, read.RowKey));
        Assert.Equal(sent["Text"], read.GetString("Text"));
        Assert.Equal("", read.GetString("Empty"));
        Assert.Equal(int.MinValue, read.GetInt32("Int"));
        Assert.Equal(long.MaxValue, read.GetInt64("Long"));
        Assert.Equal(1L, Assert.IsType<long>(read["SmallLong"]));
        Assert.Equal(1.5, read.GetDouble("Double"));
        Assert.Equal(3.0, Assert.IsType<double>(read["WholeDouble"]));
        Assert.True(read.GetBoolean("Flag"));
        Assert.Equal(at, read.GetDateTimeOffset("At"));
        Assert.Equal(id, read.GetGuid("Id"));
        Assert.Equal([0, 1, 254, 255], read.GetBinary("Bytes"));
        Assert.Equal("é", read.GetBinaryData("Data").ToString());
        await Assert.ThrowsAsync<ArgumentException>(() => _table.UpsertEntityAsync(new TableEntity("p", "r") { ["Infinite"] = double.PositiveInfinity }));
        Assert.False(read.ContainsKey("Absent"));
        Assert.NotNull(read.Timestamp);
        Assert.Equal(response.Headers.ETag, read.ETag);
    }

    [Fact]
    public async Task Sixty_four_kibibytes_of_binary_come_back_whole()
    {
        var bytes = new byte[64 * 1024];
        new Random(7).NextBytes(bytes);

        await _table.AddEntityAsync(new TableEntity("p", "r") { ["Bytes"] = bytes });

        Assert.Equal(bytes, (await _table.GetEntityAsync<TableEntity>("p", "r")).Value.GetBinary("Bytes"));
    }

    [Theory]
    [InlineData("o'brien''s", "it's")]
    [InlineData("50%", "a b+c&d=e")]
    [InlineData("event:é日本", "🚀~(x)*!@,;:$")]
    public async Task Keys_are_escaped_in_addresses(string partition, string row)
    {
        await _table.AddEntityAsync(new TableEntity(partition, row) { ["N"] = 1 });
        await _table.UpsertEntityAsync(new TableEntity(partition, row) { ["N"] = 2 });
        await _table.SubmitTransactionAsync([new(TableTransactionActionType.UpdateMerge, new TableEntity(partition, row) { ["M"] = 3 }, ETag.All)]);

        var read = (await _table.GetEntityAsync<TableEntity>(partition, row)).Value;
        var found = await Rows(TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey eq {row}"));

        Assert.Equal((2, 3), (read.GetInt32("N"), read.GetInt32("M")));
        Assert.Single(found);
        Assert.Equal(204, (await _table.DeleteEntityAsync(partition, row)).Status);
    }

    [Fact]
    public async Task A_second_insert_is_a_conflict()
    {
        await _table.AddEntityAsync(new TableEntity("p", "r"));

        await Refused(409, TableErrorCode.EntityAlreadyExists, () => _table.AddEntityAsync(new TableEntity("p", "r")));
    }

    [Fact]
    public async Task A_stale_ETag_is_refused_and_the_current_one_taken()
    {
        var first = (await _table.AddEntityAsync(new TableEntity("p", "r") { ["N"] = 1 })).Headers.ETag!.Value;
        var second = (await _table.UpdateEntityAsync(new TableEntity("p", "r") { ["N"] = 2 }, first, TableUpdateMode.Replace)).Headers.ETag!.Value;

        Assert.NotEqual(first, second);
        await Refused(412, TableErrorCode.UpdateConditionNotSatisfied, () => _table.UpdateEntityAsync(new TableEntity("p", "r") { ["N"] = 3 }, first));
        await Refused(412, TableErrorCode.UpdateConditionNotSatisfied, () => _table.DeleteEntityAsync("p", "r", first));
        Assert.Equal(2, (await _table.GetEntityAsync<TableEntity>("p", "r")).Value.GetInt32("N"));
        Assert.Equal(204, (await _table.DeleteEntityAsync("p", "r", second)).Status);
    }

    [Fact]
    public async Task An_update_without_an_ETag_is_an_argument_error() =>
        await Assert.ThrowsAsync<ArgumentException>(() => _table.UpdateEntityAsync(new TableEntity("p", "r"), default));

    [Fact]
    public async Task Merge_keeps_the_other_properties_and_replace_drops_them()
    {
        await _table.UpsertEntityAsync(new TableEntity("p", "r") { ["A"] = 1 });
        await _table.UpsertEntityAsync(new TableEntity("p", "r") { ["B"] = 2 }, TableUpdateMode.Merge);
        var merged = (await _table.GetEntityAsync<TableEntity>("p", "r")).Value;
        await _table.UpsertEntityAsync(new TableEntity("p", "r") { ["C"] = 3 }, TableUpdateMode.Replace);
        var replaced = (await _table.GetEntityAsync<TableEntity>("p", "r")).Value;

        Assert.Equal((1, 2), (merged.GetInt32("A"), merged.GetInt32("B")));
        Assert.Equal((null, null, 3), (replaced.GetInt32("A"), replaced.GetInt32("B"), replaced.GetInt32("C")));
    }

    [Fact]
    public async Task A_missing_table_or_row_is_reported_by_status_and_code()
    {
        var none = await _table.GetEntityIfExistsAsync<TableEntity>("p", "none");

        Assert.False(none.HasValue);
        Assert.Equal(404, none.GetRawResponse().Status);
        Assert.Throws<InvalidOperationException>(() => none.Value);
        await Refused(404, TableErrorCode.ResourceNotFound, () => _table.GetEntityAsync<TableEntity>("p", "none"));
        await Refused(404, TableErrorCode.ResourceNotFound, () => _table.UpdateEntityAsync(new TableEntity("p", "none"), ETag.All));
        Assert.Equal(404, (await _table.DeleteEntityAsync("p", "none")).Status);
        await Refused(404, TableErrorCode.TableNotFound, () => _service.GetTableClient("nosuchtable").AddEntityAsync(new TableEntity("p", "r")));
    }

    [Fact]
    public async Task A_batch_of_a_hundred_is_answered_one_by_one()
    {
        var answer = await _table.SubmitTransactionAsync(Enumerable.Range(0, 100).Select(i => Add("p", $"r{i:000}", ("Text", new string('é', 500)))));

        Assert.Equal(202, answer.GetRawResponse().Status);
        Assert.Equal(100, answer.Value.Count);
        Assert.All(answer.Value, part => Assert.Equal(204, part.Status));
        Assert.All(answer.Value, part => Assert.NotNull(part.Headers.ETag));
        Assert.Equal((await _table.GetEntityAsync<TableEntity>("p", "r042")).Value.ETag, answer.Value[42].Headers.ETag);
    }

    [Fact]
    public async Task A_batch_mixes_every_kind_of_action()
    {
        await _table.SubmitTransactionAsync([Add("p", "merge", ("A", 1)), Add("p", "replace", ("A", 1)), Add("p", "delete", ("A", 1)), Add("p", "upsert", ("A", 1))]);

        await _table.SubmitTransactionAsync(
        [
            new(TableTransactionActionType.UpdateMerge, new TableEntity("p", "merge") { ["B"] = 2 }, ETag.All),
            new(TableTransactionActionType.UpdateReplace, new TableEntity("p", "replace") { ["B"] = 2 }, ETag.All),
            new(TableTransactionActionType.Delete, new TableEntity("p", "delete")),
            new(TableTransactionActionType.UpsertMerge, new TableEntity("p", "upsert") { ["B"] = 2 }),
            new(TableTransactionActionType.UpsertReplace, new TableEntity("p", "new") { ["Bytes"] = Encoding.UTF8.GetBytes("\r\n--changesetresponse\r\n") }),
            Add("p", "added"),
        ]);
        var rows = await Rows("PartitionKey eq 'p'");

        Assert.Equal(["added", "merge", "new", "replace", "upsert"], rows.Select(row => row.RowKey));
        Assert.Equal((1, 2), (rows[1].GetInt32("A"), rows[1].GetInt32("B")));
        Assert.Equal((null, 2), (rows[3].GetInt32("A"), rows[3].GetInt32("B")));
        Assert.Equal((1, 2), (rows[4].GetInt32("A"), rows[4].GetInt32("B")));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(99)]
    public async Task A_failed_batch_names_the_action_and_writes_nothing(int failing)
    {
        await _table.AddEntityAsync(new TableEntity("p", "there"));

        var failure = await Assert.ThrowsAsync<TableTransactionFailedException>(() => _table.SubmitTransactionAsync(
            Enumerable.Range(0, 100).Select(i => Add("p", i == failing ? "there" : $"r{i:000}"))));

        Assert.Equal((failing, 409), (failure.FailedTransactionActionIndex, failure.Status));
        Assert.Equal(TableErrorCode.EntityAlreadyExists.ToString(), failure.ErrorCode);
        Assert.Equal("there", Assert.Single(await Rows("PartitionKey eq 'p'")).RowKey);
    }

    [Fact]
    public async Task A_batch_with_a_stale_ETag_fails_at_that_action()
    {
        var stale = (await _table.AddEntityAsync(new TableEntity("p", "lead"))).Headers.ETag!.Value;
        await _table.UpsertEntityAsync(new TableEntity("p", "lead") { ["N"] = 1 });

        var failure = await Assert.ThrowsAsync<TableTransactionFailedException>(() => _table.SubmitTransactionAsync(
            [new(TableTransactionActionType.UpdateReplace, new TableEntity("p", "lead") { ["N"] = 2 }, stale), Add("p", "event")]));

        Assert.Equal((0, 412), (failure.FailedTransactionActionIndex, failure.Status));
        Assert.Equal(TableErrorCode.UpdateConditionNotSatisfied.ToString(), failure.ErrorCode);
        Assert.Equal(1, Assert.Single(await Rows("PartitionKey eq 'p'")).GetInt32("N"));
    }

    [Fact]
    public async Task A_batch_may_not_name_an_entity_twice_nor_be_empty()
    {
        var twice = await Assert.ThrowsAnyAsync<RequestFailedException>(() => _table.SubmitTransactionAsync([Add("p", "r"), Add("p", "r")]));

        Assert.Equal(400, twice.Status);
        await Assert.ThrowsAsync<InvalidOperationException>(() => _table.SubmitTransactionAsync([]));
    }

    [Fact]
    public async Task Pages_follow_one_another_and_a_token_resumes()
    {
        for (var i = 0; i < 25; i += 5)
            await _table.SubmitTransactionAsync(Enumerable.Range(i, 5).Select(n => Add("p", $"r{n:00}")));

        var pages = new List<Page<TableEntity>>();
        await foreach (var page in _table.QueryAsync<TableEntity>("PartitionKey eq 'p'", maxPerPage: 10).AsPages())
            pages.Add(page);
        var resumed = new List<Page<TableEntity>>();
        await foreach (var page in _table.QueryAsync<TableEntity>("PartitionKey eq 'p'").AsPages(pages[0].ContinuationToken, pageSizeHint: 20))
            resumed.Add(page);

        Assert.Equal([10, 10, 5], pages.Select(page => page.Values.Count));
        Assert.Null(pages[2].ContinuationToken);
        Assert.Equal(15, Assert.Single(resumed).Values.Count);
        Assert.Equal("r10", resumed[0].Values[0].RowKey);
    }

    [Fact]
    public async Task A_selection_returns_those_properties_only()
    {
        await _table.AddEntityAsync(new TableEntity("p", "r") { ["A"] = 1, ["B"] = 2L, ["C"] = "c" });

        var row = Assert.Single(await Rows("PartitionKey eq 'p'", "RowKey", "B"));
        var one = (await _table.GetEntityAsync<TableEntity>("p", "r", ["C"])).Value;

        Assert.Equal(("r", 2L), (row.RowKey, row.GetInt64("B")));
        Assert.False(row.ContainsKey("A"));
        Assert.Equal("c", one.GetString("C"));
        Assert.False(one.ContainsKey("A"));
    }

    [Fact]
    public async Task A_range_of_row_keys_is_read_in_their_order()
    {
        await _table.SubmitTransactionAsync(((string[])["pending:2", "lead", "at:1", "pending:1", "model:x"]).Select(row => Add("p", row)));

        Assert.Equal(["lead", "model:x", "pending:1", "pending:2"], (await Rows("PartitionKey eq 'p' and RowKey ge 'lead'")).Select(row => row.RowKey));
    }

    [Fact]
    public async Task Tables_are_created_once_listed_and_deleted()
    {
        var name = $"x{Guid.NewGuid():N}";

        Assert.Equal(name, (await _service.CreateTableIfNotExistsAsync(name)).Value.Name);
        Assert.Equal(name, (await _service.CreateTableIfNotExistsAsync(name)).Value.Name);
        await Refused(409, TableErrorCode.TableAlreadyExists, () => _service.CreateTableAsync(name));
        Assert.Contains(name, await Names());
        Assert.Equal(204, (await _service.DeleteTableAsync(name)).Status);
        Assert.Equal(404, (await _service.DeleteTableAsync(name)).Status);
        Assert.DoesNotContain(name, await Names());
    }

    [Fact]
    public async Task A_wrong_key_is_refused()
    {
        var wrong = new TableServiceClient(_service.Uri, new TableSharedKeyCredential(_service.AccountName, Convert.ToBase64String(new byte[64])));

        var failure = await Assert.ThrowsAsync<RequestFailedException>(() => wrong.CreateTableAsync("anytable"));

        Assert.Equal(403, failure.Status);
    }

    private static TableTransactionAction Add(string partition, string row, params (string Name, object Value)[] properties)
    {
        var entity = new TableEntity(partition, row);
        foreach (var (name, value) in properties)
            entity[name] = value;
        return new(TableTransactionActionType.Add, entity);
    }

    private static async Task Refused(int status, TableErrorCode code, Func<Task> act)
    {
        var failure = await Assert.ThrowsAsync<RequestFailedException>(act);
        Assert.Equal((status, code.ToString()), (failure.Status, failure.ErrorCode));
    }

    private async Task<List<TableEntity>> Rows(string filter, params string[] select)
    {
        var rows = new List<TableEntity>();
        await foreach (var row in _table.QueryAsync<TableEntity>(filter, select: select.Length == 0 ? null : select))
            rows.Add(row);
        return rows;
    }

    private async Task<List<string>> Names()
    {
        var names = new List<string>();
        await foreach (var table in _service.QueryAsync(maxPerPage: 1))
            names.Add(table.Name);
        return names;
    }
}
