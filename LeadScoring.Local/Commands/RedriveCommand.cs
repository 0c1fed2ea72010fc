using System.CommandLine;
using System.Text.Json.Nodes;

using LeadScoring.Functions.Messaging;
using LeadScoring.Local.Client;
using LeadScoring.Local.Redriving;
using LeadScoring.Local.Storage;

namespace LeadScoring.Local.Commands;

/// <summary><c>leads redrive</c>: what is stuck, and putting it back to work. 0 = done, 2 = something stayed, 1 = it could not be done.</summary>
internal static class RedriveCommand
{
    public static Command Create()
    {
        var kind = new Argument<string?>("what")
        {
            Description = "poison (messages that failed five times), parked (leads and messages set aside), dead-letters (of subscriptions) or waiting (leads with something unscored or untold); without it, a look at the first three.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var go = new Option<bool>("--go") { Description = "Move it; without it, it is only shown." };
        var limit = new Option<int>("--limit") { Description = "Move at most this many from each place, the oldest first.", DefaultValueFactory = _ => int.MaxValue };
        var queue = new Option<string?>("--queue") { Description = $"Only the poison messages of this queue: {string.Join(", ", QueueNames.All)}." };
        var subscription = new Option<string?>("--subscription") { Description = "Only the dead letters of this subscription." };
        var unreadable = new Option<bool>("--delete-unreadable") { Description = "Delete poison messages that the app did not write, instead of leaving them." };
        var rules = new Option<bool>("--rules-checked") { Description = "The rules of the other subscriptions leave out messages that are marked for this one." };
        kind.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && !RedriveOrder.Kinds.Contains(result.Tokens[0].Value, StringComparer.Ordinal))
                result.AddError($"'{result.Tokens[0].Value}' cannot be redriven; it must be one of {string.Join(", ", RedriveOrder.Kinds)}.{Spelling.Question(result.Tokens[0].Value, RedriveOrder.Kinds)}");
        });
        queue.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && !QueueNames.All.Contains(result.Tokens[0].Value, StringComparer.Ordinal))
                result.AddError($"--queue is '{result.Tokens[0].Value}'; it must be one of {string.Join(", ", QueueNames.All)}.{Spelling.Question(result.Tokens[0].Value, QueueNames.All)}");
        });
        limit.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && int.TryParse(result.Tokens[0].Value, out var number) && number < 1)
                result.AddError($"--limit is {number}; it must be at least 1, such as --limit 10.");
        });
        var json = CommandOutput.CreateOption();
        var target = new StoreOptions();
        var command = new LeadsCommand("redrive", "Show what is stuck, and put it back to work.", "leads redrive", "leads redrive poison --queue lead-rescore --go", "leads redrive parked --go --limit 10 --json") { kind, go, limit, queue, subscription, unreadable, rules, json };
        target.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetValue(go) && result.GetValue(kind) is null)
                result.AddError($"Say what to move: leads redrive {RedriveOrder.Poison} --go");
        });
        command.SetAction((parsed, cancellation) => Run(
            new RedriveOrder
            {
                Kind = parsed.GetValue(kind),
                Go = parsed.GetValue(go),
                Limit = parsed.GetValue(limit),
                Queue = parsed.GetValue(queue),
                Subscription = parsed.GetValue(subscription),
                DeletesUnreadable = parsed.GetValue(unreadable),
                RulesChecked = parsed.GetValue(rules),
            },
            token => target.Open(parsed, stopped: false, token), new CommandOutput(parsed.GetValue(json)), cancellation));
        return command;
    }

    private static Task<int> Run(RedriveOrder order, Func<CancellationToken, Task<Store>> open, CommandOutput output, CancellationToken cancellation) => StoreFailures.Told(async () =>
    {
        await using var store = await open(cancellation);
        output.Line($"storage: {store.Name}");
        await using var bus = Redriver.Bus(store);
        var places = Redriver.Places(store, bus, order);
        var report = new RedriveReport(output.Lines, TimeProvider.System);
        var code = await new Redriver(report).Run(places, order, cancellation);
        output.Result(new JsonObject { ["storage"] = store.Name, ["moved"] = order.Go, ["places"] = report.Places });
        if (!order.Go)
            output.Line("Nothing was moved. To move: leads redrive <what> --go");
        return code;
    });
}
