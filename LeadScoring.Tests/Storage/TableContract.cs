using System.Text;
using Azure;
using Azure.Data.Tables;
using LeadScoring.Domain.Leads;
using LeadScoring.Functions.Faults;
using LeadScoring.Functions.Storage;

namespace LeadScoring.Tests.Storage;

/// <summary>What the app relies on in a table, whichever stands behind the port. Each case works in partitions of its own.</summary>
public abstract class TableContract
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly string _p = $"p{Guid.NewGuid():N}";

    protected abstract ITable Table { get; }

    [Fact]
    public async Task A_row_comes_back_as_it_went()
    {
        var at = new DateTimeOffset(2026, 3, 1, 12, 30, 15, TimeSpan.FromHours(2)).AddTicks(1234567);
        await Table.Insert(
            new TableEntity(_p, "r") { ["text"] = "Zürich 日本 🚀 '", ["int"] = 7, ["long"] = 7L, ["flag"] = true, ["double"] = 1.5, ["at"] = at, ["bytes"] = new byte[] { 0, 255 }, ["none"] = null },
            None);

        var row = await Table.Find(_p, "r", None);

        Assert.NotNull(row);
        Assert.Equal("Zürich 日本 🚀 '", row.GetString("text"));
        Assert.Equal((7, 7L, true, 1.5), (row.GetInt32("int"), Assert.IsType<long>(row["long"]), row.GetBoolean("flag"), row.GetDouble("double")));
        Assert.Equal(at.ToUniversalTime(), row.GetDateTimeOffset("at"));
        Assert.Equal([0, 255], row.GetBinary("bytes"));
        Assert.False(row.ContainsKey("none"));
        Assert.NotNull(row.Timestamp);
        Assert.NotEqual(default, row.ETag);
    }

    [Fact]
    public async Task A_row_that_is_not_there_is_null() => Assert.Null(await Table.Find(_p, "r", None));

    [Fact]
    public async Task A_second_insert_is_refused_and_changes_nothing()
    {
        Assert.True(await Table.Insert(Row("r", 1), None));
        Assert.False(await Table.Insert(Row("r", 2), None));

        Assert.Equal(1, await Number("r"));
    }

    [Fact]
    public async Task An_upsert_replaces_the_whole_row()
    {
        await Table.Upsert(new TableEntity(_p, "r") { ["n"] = 1, ["other"] = 1 }, None);
        await Table.Upsert(Row("r", 2), None);

        var row = await Table.Find(_p, "r", None);

        Assert.Equal(2, row!.GetInt32("n"));
        Assert.False(row.ContainsKey("other"));
    }

    [Fact]
    public async Task A_replacement_needs_the_tag_of_the_row()
    {
        await Table.Insert(Row("r", 1), None);
        var first = (await Table.Find(_p, "r", None))!.ETag;

        Assert.True(await Table.Replace(Row("r", 2), first, None));
        Assert.False(await Table.Replace(Row("r", 3), first, None));
        Assert.False(await Table.Replace(Row("absent", 3), first, None));
        Assert.Equal(2, await Number("r"));
        Assert.True(await Table.Replace(Row("r", 4), ETag.All, None));
        Assert.False(await Table.Replace(Row("absent", 4), ETag.All, None));
        Assert.Equal(4, await Number("r"));
    }

    [Fact]
    public async Task A_replacement_without_a_tag_is_a_bug() =>
        await Assert.ThrowsAsync<ArgumentException>(() => Table.Replace(Row("r", 1), default, None));

    [Fact]
    public async Task A_deletion_needs_the_tag_of_the_row_or_takes_any()
    {
        await Table.Insert(Row("r", 1), None);
        var first = (await Table.Find(_p, "r", None))!.ETag;
        await Table.Upsert(Row("r", 2), None);

        Assert.False(await Table.Delete(_p, "r", first, None));
        Assert.NotNull(await Table.Find(_p, "r", None));
        Assert.True(await Table.Delete(_p, "r", ETag.All, None));
        Assert.Null(await Table.Find(_p, "r", None));
        Assert.False(await Table.Delete(_p, "r", ETag.All, None));
    }

    [Fact]
    public async Task A_row_written_again_with_the_same_content_has_another_tag()
    {
        await Table.Upsert(Row("r", 1), None);
        var first = (await Table.Find(_p, "r", None))!.ETag;
        await Table.Upsert(Row("r", 1), None);

        Assert.NotEqual(first, (await Table.Find(_p, "r", None))!.ETag);
    }

    [Fact]
    public async Task Rows_come_in_ordinal_order_of_their_keys()
    {
        string[] keys = ["B", "a", "Z", "a1", "a:", "0", "at;", "at:1", "é", "~"];
        foreach (var key in keys)
            await Table.Insert(Row(key, 0), None);

        Assert.Equal(keys.Order(StringComparer.Ordinal), await Keys(KeyRange.Rows(_p)));
    }

    [Fact]
    public async Task A_range_takes_its_start_and_leaves_its_end()
    {
        foreach (var key in (string[])["a", "b", "b1", "c"])
            await Table.Insert(Row(key, 0), None);
        await Table.Insert(new TableEntity(_p + "x", "b"), None);

        Assert.Equal(["b", "b1"], await Keys(KeyRange.Rows(_p, "b", "c")));
        Assert.Equal(["b", "b1", "c"], await Keys(KeyRange.Rows(_p, "b")));
        Assert.Equal(["a"], await Keys(KeyRange.Rows(_p, null, "b")));
        Assert.Empty(await Keys(KeyRange.Rows(_p, "d")));
    }

    [Fact]
    public async Task A_quote_in_a_key_stays_a_key()
    {
        await Table.Insert(Row("o'brien' or RowKey ge '", 1), None);
        await Table.Insert(Row("other", 2), None);

        Assert.Equal(["o'brien' or RowKey ge '"], await Keys(KeyRange.Rows(_p, "o'brien' or RowKey ge '", "o'brien' or RowKey ge '!")));
    }

    [Fact]
    public async Task One_row_key_is_found_over_a_range_of_partitions()
    {
        foreach (var partition in (string[])["a", "b", "c"])
        {
            await Table.Insert(new TableEntity(_p + partition, "lead"), None);
            await Table.Insert(new TableEntity(_p + partition, "other"), None);
        }

        var found = await All(KeyRange.Partitions(_p + "a", _p + "c", "lead"), 1000);

        Assert.Equal([(_p + "a", "lead"), (_p + "b", "lead")], found.Select(static row => (row.PartitionKey, row.RowKey)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(1000)]
    public async Task Pages_together_are_the_range_once_and_in_order(int top)
    {
        for (var i = 0; i < 7; i++)
            await Table.Insert(Row($"r{i}", i), None);

        Assert.Equal([0, 1, 2, 3, 4, 5, 6], (await All(KeyRange.Rows(_p), top)).Select(static row => row.GetInt32("n") ?? -1));
    }

    [Fact]
    public async Task A_continuation_goes_on_behind_rows_that_went_meanwhile()
    {
        for (var i = 0; i < 6; i++)
            await Table.Insert(Row($"r{i}", i), None);
        var first = await Table.Read(KeyRange.Rows(_p), 2, null, None);
        await Table.Delete(_p, "r1", ETag.All, None);
        await Table.Delete(_p, "r2", ETag.All, None);

        var rest = new List<TableEntity>();
        for (var next = first.Continuation; next is not null;)
        {
            var page = await Table.Read(KeyRange.Rows(_p), 2, next, None);
            rest.AddRange(page.Rows);
            next = page.Continuation;
        }

        Assert.Equal(["r3", "r4", "r5"], rest.Select(static row => row.RowKey));
    }

    [Fact]
    public async Task A_batch_does_all_of_its_actions()
    {
        await Table.Insert(new TableEntity(_p, "merged") { ["n"] = 1, ["other"] = 1 }, None);
        await Table.Insert(new TableEntity(_p, "replaced") { ["n"] = 1, ["other"] = 1 }, None);
        await Table.Insert(Row("deleted", 1), None);

        var outcome = await Table.Submit(
            [
                new(TableTransactionActionType.Add, Row("added", 2)),
                new(TableTransactionActionType.UpdateMerge, Row("merged", 2), ETag.All),
                new(TableTransactionActionType.UpdateReplace, Row("replaced", 2), ETag.All),
                new(TableTransactionActionType.Delete, Row("deleted", 0), ETag.All),
                new(TableTransactionActionType.UpsertReplace, Row("new", 2)),
            ],
            None);

        Assert.True(outcome.Committed);
        Assert.Equal((await Table.Find(_p, "added", None))!.ETag, outcome.FirstTag);
        Assert.Equal(["added", "merged", "new", "replaced"], await Keys(KeyRange.Rows(_p)));
        Assert.Equal(1, (await Table.Find(_p, "merged", None))!.GetInt32("other"));
        Assert.False((await Table.Find(_p, "replaced", None))!.ContainsKey("other"));
    }

    [Fact]
    public async Task The_tag_of_a_batch_guards_the_next_one()
    {
        var first = await Table.Submit([new(TableTransactionActionType.Add, Row("lead", 1)), new(TableTransactionActionType.Add, Row("x", 1))], None);
        var second = await Table.Submit([new(TableTransactionActionType.UpdateReplace, Row("lead", 2), first.FirstTag)], None);
        var stale = await Table.Submit([new(TableTransactionActionType.UpdateReplace, Row("lead", 3), first.FirstTag)], None);

        Assert.True(second.Committed);
        Assert.Equal(BatchOutcome.Refused(0, 412), stale);
        Assert.Equal(2, await Number("lead"));
    }

    [Theory]
    [InlineData(TableTransactionActionType.Add, "there", 409)]
    [InlineData(TableTransactionActionType.UpdateReplace, "there", 412)]
    [InlineData(TableTransactionActionType.UpdateReplace, "absent", 404)]
    [InlineData(TableTransactionActionType.Delete, "there", 412)]
    [InlineData(TableTransactionActionType.Delete, "absent", 404)]
    public async Task A_batch_that_fails_names_the_action_and_does_nothing(TableTransactionActionType kind, string row, int status)
    {
        await Table.Insert(Row("there", 1), None);
        var stale = (await Table.Find(_p, "there", None))!.ETag;
        await Table.Upsert(Row("there", 2), None);

        var outcome = await Table.Submit(
            [
                new(TableTransactionActionType.Add, Row("first", 1)),
                new(TableTransactionActionType.UpsertReplace, Row("second", 1)),
                new(kind, Row(row, 9), kind == TableTransactionActionType.Add ? default : stale),
                new(TableTransactionActionType.Add, Row("last", 1)),
            ],
            None);

        Assert.Equal(BatchOutcome.Refused(2, status), outcome);
        Assert.Equal(["there"], await Keys(KeyRange.Rows(_p)));
        Assert.Equal(2, await Number("there"));
    }

    [Fact]
    public async Task A_batch_takes_a_hundred_actions_and_no_more()
    {
        var actions = Enumerable.Range(0, 101).Select(i => new TableTransactionAction(TableTransactionActionType.Add, Row($"r{i:D3}", i))).ToList();

        await Assert.ThrowsAsync<StorageLimitException>(() => Table.Submit(actions, None));
        Assert.True((await Table.Submit(actions[..100], None)).Committed);
        Assert.Equal(100, (await All(KeyRange.Rows(_p), 1000)).Count);
    }

    [Fact]
    public async Task A_batch_of_two_partitions_or_with_a_row_twice_is_refused()
    {
        await Assert.ThrowsAsync<StorageLimitException>(() => Table.Submit(
            [new(TableTransactionActionType.Add, Row("a", 1)), new(TableTransactionActionType.Add, new TableEntity(_p + "x", "b"))], None));
        await Assert.ThrowsAsync<StorageLimitException>(() => Table.Submit(
            [new(TableTransactionActionType.Add, Row("a", 1)), new(TableTransactionActionType.Delete, Row("a", 1), ETag.All)], None));
        Assert.Empty(await Keys(KeyRange.Rows(_p)));
    }

    [Fact]
    public async Task Sixty_four_kibibytes_fit_into_a_property_and_one_more_byte_does_not()
    {
        var bytes = Encoding.ASCII.GetBytes(new string('x', 64 * 1024 + 1));

        Assert.True(await Table.Insert(new TableEntity(_p, "fits") { ["d"] = bytes[..^1] }, None));
        await Assert.ThrowsAsync<StorageLimitException>(() => Table.Insert(new TableEntity(_p, "large") { ["d"] = bytes }, None));
        Assert.Equal(bytes[..^1], (await Table.Find(_p, "fits", None))!.GetBinary("d"));
    }

    [Theory]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("a#b")]
    [InlineData("a?b")]
    [InlineData("a\tb")]
    [InlineData("a\u0000b")]
    [InlineData("a\u007fb")]
    [InlineData("a\u009fb")]
    [InlineData("")]
    public async Task A_key_with_a_forbidden_character_is_refused(string key)
    {
        await Assert.ThrowsAsync<StorageLimitException>(() => Table.Insert(Row(key, 1), None));
        await Assert.ThrowsAsync<StorageLimitException>(() => Table.Upsert(new TableEntity(key, "r"), None));
    }

    [Fact]
    public async Task A_row_that_was_read_is_a_copy()
    {
        var written = Row("r", 1);
        await Table.Insert(written, None);
        written["n"] = 2;
        var read = await Table.Find(_p, "r", None);
        read!["n"] = 3;

        Assert.Equal(1, await Number("r"));
    }

    private TableEntity Row(string row, int n) => new(_p, row) { ["n"] = n };

    private async Task<int?> Number(string row) => (await Table.Find(_p, row, None))?.GetInt32("n");

    private async Task<IEnumerable<string>> Keys(KeyRange range) => (await All(range, 1000)).Select(static row => row.RowKey);

    private async Task<List<TableEntity>> All(KeyRange range, int top)
    {
        var all = new List<TableEntity>();
        string? continuation = null;
        do
        {
            var page = await Table.Read(range, top, continuation, None);
            Assert.InRange(page.Rows.Count, 0, top);
            all.AddRange(page.Rows);
            continuation = page.Continuation;
        }
        while (continuation is not null);
        return all;
    }
}
