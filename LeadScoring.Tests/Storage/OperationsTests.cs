using Azure.Data.Tables;
using LeadScoring.Domain.Leads;
using LeadScoring.Functions.Storage;
using LeadScoring.Tests.Kit.Fakes;

namespace LeadScoring.Tests.Storage;

/// <summary>Counters and hooks of the fakes.</summary>
public sealed class OperationsTests
{
    private readonly InMemoryTables _tables = new();

    [Fact]
    public async Task Calls_are_counted_by_table_and_kind()
    {
        await _tables.Leads.Insert(new TableEntity("p", "r"), default);
        await _tables.Leads.Find("p", "r", default);
        await _tables.Board.Read(KeyRange.Rows("p"), 10, null, default);
        await _tables.Leads.Submit([new(TableTransactionActionType.Add, new TableEntity("p", "s")), new(TableTransactionActionType.Add, new TableEntity("p", "t"))], default);

        Assert.Equal(4, _tables.Operations.Total);
        Assert.Equal(3, _tables.Operations.Count("Leads"));
        Assert.Equal(1, _tables.Operations.Count("Leads", OperationKind.Submit));
        Assert.Equal(1, _tables.Operations.Count("Board", OperationKind.Read));
    }

    [Fact]
    public async Task A_fault_before_a_call_leaves_nothing_behind()
    {
        _tables.Operations.Before = static operation => operation.Kind == OperationKind.Insert ? throw new IOException("reset") : Task.CompletedTask;

        await Assert.ThrowsAsync<IOException>(() => _tables.Leads.Insert(new TableEntity("p", "r"), default));

        Assert.Null(await _tables.Leads.Find("p", "r", default));
        Assert.Equal(0, _tables.Operations.Count("Leads", OperationKind.Insert));
    }

    [Fact]
    public async Task A_fault_after_a_call_loses_the_answer_only()
    {
        _tables.Operations.After = static operation => operation.Kind == OperationKind.Insert ? throw new IOException("reset") : Task.CompletedTask;

        await Assert.ThrowsAsync<IOException>(() => _tables.Leads.Insert(new TableEntity("p", "r"), default));

        Assert.NotNull(await _tables.Leads.Find("p", "r", default));
    }

    [Fact]
    public async Task A_message_comes_back_unless_it_is_deleted_with_the_newest_receipt()
    {
        var clock = new ManualClock(DateTimeOffset.UnixEpoch);
        var queues = new InMemoryQueues(null, clock);
        await queues.Send("lead-rescore", BinaryData.FromString("{}"), TimeSpan.FromSeconds(5), default);
        Assert.Empty(await queues.Receive("lead-rescore", 32, TimeSpan.FromSeconds(30)));

        clock.Advance(TimeSpan.FromSeconds(5));
        var first = Assert.Single(await queues.Receive("lead-rescore", 32, TimeSpan.FromSeconds(30)));
        Assert.Empty(await queues.Receive("lead-rescore", 32, TimeSpan.FromSeconds(30)));
        clock.Advance(TimeSpan.FromSeconds(30));
        var second = Assert.Single(await queues.Receive("lead-rescore", 32, TimeSpan.FromSeconds(30)));

        Assert.Equal((1, 2), (first.DequeueCount, second.DequeueCount));
        Assert.False(await queues.Delete("lead-rescore", first));
        Assert.True(await queues.Delete("lead-rescore", second));
        Assert.Equal(0, await queues.Depth("lead-rescore", default));
    }

    [Fact]
    public async Task A_delay_ends_when_the_clock_passes_it()
    {
        var clock = new ManualClock(DateTimeOffset.UnixEpoch);
        var delay = Task.Delay(TimeSpan.FromMinutes(1), clock);

        clock.Advance(TimeSpan.FromSeconds(59));
        Assert.False(delay.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(1));

        await delay.WaitAsync(TimeSpan.FromSeconds(30));
    }
}
