using System.Net.Http.Json;
using Azure.Storage.Queues;
using LeadScoring.Domain.Leads;
using LeadScoring.Tests.Kit.Drivers;

namespace LeadScoring.Tests.Host;

/// <summary>The queue pump keeps the Functions host's promises.</summary>
[Collection(nameof(OnAzurite))]
[Needs(Need.Processes)]
public sealed class PumpTests(Azurite azurite)
{
    [Fact]
    public async Task A_message_is_worked_on_once_and_deleted()
    {
        await using var app = await Hosted.Start(azurite, [typeof(Listener)]);

        await app.Send("lead 1");

        await Eventually.True(async () => await Hosted.Depth(app.Queue) == 0);
        Assert.Equal(["lead 1"], app.Probe.Seen);
    }

    [Fact]
    public async Task A_message_that_fails_five_times_goes_to_the_poison_queue_with_its_body()
    {
        await using var app = await Hosted.Start(azurite, [typeof(Failing)]);

        await app.Send("ann@acme.example");

        await Eventually.True(async () => await Hosted.Depth(app.Poison) == 1);
        await Eventually.True(async () => await Hosted.Depth(app.Queue) == 0);
        Assert.Equal(Enumerable.Range(1, 5).Select(attempt => $"{attempt} ann@acme.example"), app.Probe.Seen);
        Assert.Equal("ann@acme.example", (await app.Poison.ReceiveMessageAsync()).Value.Body.ToString());
        Assert.DoesNotContain("acme", app.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failed_message_stays_hidden_for_the_visibility_timeout()
    {
        await using var app = await Hosted.Start(azurite, [typeof(Failing)], ("AzureFunctionsJobHost:extensions:queues:visibilityTimeout", "01:00:00"));

        await app.Send("later");

        // Failed once, settled, and now out of sight.
        await Eventually.True(async () => app.Probe.Seen.Count == 1 && (await app.Http.GetStringAsync("/local/idle")).Contains("\"running\":0", StringComparison.Ordinal));
        Assert.Null((await app.Queue.ReceiveMessageAsync()).Value);
        Assert.Equal(1, await Hosted.Depth(app.Queue));
    }

    [Fact]
    public async Task A_message_that_is_not_base64_goes_to_the_poison_queue_and_holds_up_no_other()
    {
        await using var app = await Hosted.Start(azurite, [typeof(Listener)]);
        var raw = new QueueClient(azurite.ConnectionString, app.Queue.Name);

        await raw.SendMessageAsync("{ not base64 }");
        await app.Send("good");

        await Eventually.True(async () => await Hosted.Depth(app.Queue) == 0 && await Hosted.Depth(app.Poison) == 1);
        Assert.Equal(["good"], app.Probe.Seen);
    }

    [Fact]
    public async Task A_message_stays_hidden_while_its_function_runs_longer_than_the_lock()
    {
        await using var app = await Hosted.Start(azurite, [typeof(Slow)], ("LeadScoring:Local:QueueLock", "00:00:02"));

        await app.Send("long");

        // Six renewals at a third of the lock each: twice its length.
        await Eventually.True(async () => (await Operations(app)) >= 6);
        Assert.Equal(["begin long"], app.Probe.Seen);
        app.Probe.Gate.SetResult();
        await Eventually.True(async () => await Hosted.Depth(app.Queue) == 0);
        Assert.Equal(["begin long", "end long"], app.Probe.Seen);
    }

    [Fact]
    public async Task Messages_come_in_batches_of_sixteen_and_the_next_when_eight_are_left()
    {
        await using var app = await Hosted.Start(azurite, [typeof(Counted)]);
        await Task.WhenAll(Enumerable.Range(0, 40).Select(number => app.Send($"{number}")));

        // Nobody gets through yet. Batches come while at most eight run, so between nine and twenty-four do in the end.
        await Eventually.True(() => app.Probe.Running > 8);
        app.Probe.Turnstile.Release(16);
        await Eventually.True(() => app.Probe.Seen.Count > 24);
        app.Probe.Gate.SetResult();

        await Eventually.True(async () => await Hosted.Depth(app.Queue) == 0);
        Assert.Equal(40, app.Probe.Seen.Distinct(StringComparer.Ordinal).Count());
        Assert.InRange(app.Probe.Most, 9, 24);
    }

    [Fact]
    public async Task Each_call_has_a_scope_of_its_own()
    {
        await using var app = await Hosted.Start(azurite, [typeof(Scoped)]);

        await app.Send("a");
        await app.Send("b");

        await Eventually.True(() => app.Probe.Seen.Count == 2);
        Assert.Equal(2, app.Probe.Seen.Select(seen => seen.Split(' ')[1]).Distinct(StringComparer.Ordinal).Count());
    }

    private static async Task<int> Operations(Hosted app)
    {
        var answer = await app.Http.GetFromJsonAsync<Answer>("/local/operations");
        return answer!.Operations.Where(operation => operation.Operation == "PUT").Sum(operation => operation.Count);
    }

    private sealed record Answer(Answer.Entry[] Operations)
    {
        public sealed record Entry(string Operation, int Count);
    }
}
