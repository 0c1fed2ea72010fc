using LeadScoring.Domain.Events;
using LeadScoring.Functions.Access.Callers;
using LeadScoring.Functions.Faults;
using LeadScoring.Functions.Http;
using LeadScoring.Functions.Messaging;
using LeadScoring.Functions.Models;
using LeadScoring.Functions.Sources.Connections;
using LeadScoring.Functions.Sources.Hooks;
using LeadScoring.Functions.Sources.Verification;
using LeadScoring.Functions.Storage;
using LeadScoring.Functions.Sweep;
using LeadScoring.Functions.Tracking;

namespace LeadScoring.Functions.Health;

/// <summary>Looks at everything that the app leans on. Each check stands by itself: one that fails is a finding and not an error.</summary>
public sealed class DeepHealth(
    ITables tables, IQueues queues, ITopic topic, TopicOutages outages, ParkedStore parked, ModelCatalog models, ModelStore store, LastNight night, ConnectionStore connections, SecretStates secrets, IdentifyLimiter newLeads, FastTrackLimiter fastTracks, TrackingOptions tracking, ISecrets values, AccessState access, TimeProvider clock)
{
    // A message carries up to 50 leads.
    private const int LongQueue = 1000;
    private const string TopicFix = "Check that the namespace and the topic exist, and that the app's identity has the role Azure Service Bus Data Sender; waiting messages are sent automatically.";

    /// <summary>All findings.</summary>
    public Task<HealthCheck[]> Run(CancellationToken cancellation) => Task.WhenAll(
    [
        Guard("storage", Storage, cancellation),
        Guard("models", Models, cancellation),
        Guard("reviews", Reviews, cancellation),
        .. QueueNames.All.Select(queue => Guard($"queue:{queue}", (name, token) => Queue(name, queue, token), cancellation)),
        .. QueueNames.All.Select(queue => Guard($"poison:{queue}", (name, token) => Poison(name, queue, token), cancellation)),
        Guard("parked-leads", ParkedLeads, cancellation),
        Guard("parked-messages", ParkedMessages, cancellation),
        Guard("topic", Topic, cancellation),
        Guard("night", Night, cancellation),
        Guard("sources", Sources, cancellation),
        Guard("tracker", Tracker, cancellation),
        Guard("access", Access, cancellation),
    ]);

    private async Task<HealthCheck> Storage(string name, CancellationToken cancellation)
    {
        // Each by itself: one may be missing, or its rights, while the others are there.
        await Task.WhenAll(((ITable[])[tables.Leads, tables.Due, tables.Board, tables.Models, tables.Rejected, tables.Parked, tables.Reports, tables.Sources, tables.Audit])
            .Select(table => table.Read(KeyRange.Rows("-"), 1, null, cancellation)));
        return HealthCheck.Good(name, "The tables answer.");
    }

    private async Task<HealthCheck> Models(string name, CancellationToken cancellation)
    {
        var active = await models.Active(cancellation);
        return active.IsEmpty
            ? HealthCheck.Doubtful(name, "No model is published: events are kept, but nothing is scored.", "Publish one: docs/guide/publish-a-model.md.")
            : HealthCheck.Good(name, $"Published: {string.Join(", ", active.Select(static model => $"{model.Id} version {model.Version}"))}.");
    }

    private async Task<HealthCheck> Reviews(string name, CancellationToken cancellation)
    {
        var due = new List<string>();
        foreach (var model in await models.Active(cancellation))
        {
            if (model.Model.Definition.ReviewEveryDays is not null && await store.Published(model.Id, model.Version, cancellation) is { } published
                && ReviewDate.Of(model.Model.Definition, published.At, clock.GetUtcNow()) is { IsDue: true } review)
                due.Add($"{model.Id} since {review.On}");
        }

        return due.Count == 0
            ? HealthCheck.Good(name, "No model is due for a review.")
            : HealthCheck.Doubtful(name, $"These models are due for a review: {string.Join(", ", due)}.", "Look at them with marketing and sales, note in the document what you found, and publish it: docs/guide/publish-a-model.md.");
    }

    private async Task<HealthCheck> Queue(string name, string queue, CancellationToken cancellation) => await queues.Depth(queue, cancellation) switch
    {
        null => HealthCheck.Bad(name, "The queue does not exist.", "Restart the app: it creates what is missing."),
        > LongQueue and var depth when queue == QueueNames.Rescore => HealthCheck.Doubtful(
            name, $"{depth} messages wait; scores lag behind the events.", "Wait if many events have just arrived; otherwise look for errors of RescoreLeads, or allow the app more instances."),
        var depth => HealthCheck.Good(name, $"{depth} messages wait."),
    };

    private async Task<HealthCheck> Poison(string name, string queue, CancellationToken cancellation) => await queues.Depth(QueueNames.Poison(queue), cancellation) switch
    {
        > 0 and var depth => HealthCheck.Doubtful(
            name,
            $"{depth} messages failed five times.",
            $"Look at the app's log for the reason and fix it; then move them back: leads redrive poison --queue {queue} --go. Every message may be processed again."),
        _ => HealthCheck.Good(name, "No message failed for good."),
    };

    private async Task<HealthCheck> ParkedLeads(string name, CancellationToken cancellation)
    {
        var all = await parked.List(ParkedStore.MostCounted, cancellation);
        if (all.Count == 0)
            return HealthCheck.Good(name, "No lead is parked.");
        var codes = all.GroupBy(static lead => lead.Code, StringComparer.Ordinal).OrderBy(static group => group.Key, StringComparer.Ordinal).Select(static group => $"{group.Count()} with {group.Key}");
        return HealthCheck.Doubtful(
            name,
            $"{AtLeast(all.Count)} leads are parked: {string.Join(", ", codes)}. Their events are kept; their scores do not change. The first: {all[0].LeadId}.",
            "The page of each code under docs/errors says what to do; parked leads are tried again every hour.");
    }

    private async Task<HealthCheck> ParkedMessages(string name, CancellationToken cancellation) => await parked.CountMessages(ParkedStore.MostCounted, cancellation) switch
    {
        0 => HealthCheck.Good(name, "No message was refused by the topic."),
        var count => HealthCheck.Doubtful(name, $"The topic refused {AtLeast(count)} messages for good.", "They are in the table Parked, partition 'message', with the reason; docs/errors/LS-TOPIC-001.md says what to do."),
    };

    private async Task<HealthCheck> Topic(string name, CancellationToken cancellation)
    {
        var waiting = await outages.Find(cancellation) is { } outage
            ? $" Messages have been waiting since {TimeText.Of(outage.Since)}; the last that was sent failed at {TimeText.Of(outage.At)}: {outage.Reason}."
            : null;
        if (topic is ITopicProbe probe && await Refusal(probe, cancellation) is { } refusal)
            return HealthCheck.Bad(name, $"The topic {ServiceBusTopic.Name} does not accept messages: {refusal}.{waiting ?? " Messages wait in the leads' outboxes."}", TopicFix);
        if (waiting is not null)
            return HealthCheck.Doubtful(name, $"The topic {ServiceBusTopic.Name} did not accept all messages.{waiting}", TopicFix);
        if (topic is not IQueueTopic local)
            return HealthCheck.Good(name, $"The Service Bus topic {ServiceBusTopic.Name} accepts messages, and none waits for it.");

        var depths = await Task.WhenAll(LocalTopic.Subscriptions.Select(async subscription => (subscription.Name, Depth: await local.Depth(subscription, cancellation))));
        return depths.Any(static depth => depth.Depth is null)
            ? HealthCheck.Bad(name, "A queue of the local topic does not exist.", "Restart the app: it creates what is missing.")
            : HealthCheck.Good(name, $"Messages go to local queues: {string.Join(", ", depths.Select(static depth => $"{depth.Depth} for {depth.Name}"))}.");
    }

    private static async Task<string?> Refusal(ITopicProbe probe, CancellationToken cancellation)
    {
        try
        {
            await probe.Probe(cancellation);
            return null;
        }
        catch (TopicUnavailableException unavailable)
        {
            return unavailable.Reason;
        }
    }

    private async Task<HealthCheck> Night(string name, CancellationToken cancellation)
    {
        var newest = await night.Find(cancellation);
        if (newest is not null && night.IsLate(newest))
        {
            return HealthCheck.Doubtful(
                name,
                $"The night that was started at {TimeText.Of(newest.At)} has not visited the leads of {newest.Waiting} of {LeadIds.Buckets} buckets; they keep their grade and route.",
                "If messages wait on lead-sweep, they are retried automatically. Otherwise look at the app's log for the reason and fix it; then run leads redrive poison --queue lead-sweep --go, or POST /admin/functions/ApplyDecay.");
        }

        if (await night.NoneSince(newest, cancellation) is { } since && clock.GetUtcNow() - since > LastNight.Overdue)
        {
            return HealthCheck.Doubtful(
                name,
                $"No night was started since {TimeText.Of(since)}; leads that cool down keep their grade and route.",
                "Start it with POST /admin/functions/ApplyDecay; if it does not start by itself tomorrow, check that the timers ApplyDecay and CheckDeadlines are enabled.");
        }

        return HealthCheck.Good(name, newest is { } mark ? $"The newest night was started at {TimeText.Of(mark.At)}." : "No night was started yet; the first begins at 01:00 UTC.");
    }

    // Hooks answer strangers and vendors the same, whatever a connection lacks: here the operator learns it.
    private async Task<HealthCheck> Sources(string name, CancellationToken cancellation)
    {
        try
        {
            var all = await connections.All(cancellation);
            var lacking = all
                .SelectMany(connection => connection.Secrets.Select(secret => (Connection: connection.Name, Secret: secret.Name, State: secrets.Find(connection.Source, secret))))
                .Where(static one => one.State is SecretStates.Missing or SecretStates.Unusable)
                .Select(static one => $"{one.Secret} of {one.Connection} is {one.State}")
                .ToList();
            return lacking.Count == 0
                ? HealthCheck.Good(name, all.Count == 0 ? "No source is connected." : $"Every secret that the {all.Count} connections use is available.")
                : HealthCheck.Doubtful(name, $"Deliveries that need these secrets are refused: {string.Join(", ", lacking)}.", "Set LeadScoring__Secrets__{name}, or let the app read it from Key Vault; docs/errors/LS-HOOK-007.md says more.");
        }
        catch (BrokenConnectionException broken)
        {
            return HealthCheck.Doubtful(name, broken.Message, "Save the connection again and correct the errors in the answer: PUT /api/v1/sources/{source}/{connection}.");
        }
    }

    private Task<HealthCheck> Tracker(string name, CancellationToken cancellation)
    {
        var lacking = tracking.IdentifySecrets.Where(secret => secret.IsActive(clock.GetUtcNow()) && values.Find(secret.Name) is null).Select(static secret => secret.Name).ToList();
        return Task.FromResult(lacking.Count > 0
            ? HealthCheck.Doubtful(name, $"Signatures under these secrets are refused, since they are missing: {string.Join(", ", lacking)}.", "Set LeadScoring__Secrets__{name}, or let the app read it from Key Vault.")
            : OfToday(name, newLeads.Today, fastTracks.OverToday));
    }

    private Task<HealthCheck> Access(string name, CancellationToken cancellation) => Task.FromResult(access switch
    {
        { Faults: [_, ..] faults } => HealthCheck.Doubtful(
            name, $"These settings cannot be used and are ignored: {string.Join("; ", faults.Select(static fault => $"{fault.Setting}: {fault.Problem}"))}.", "docs/errors/LS-ACCESS-005.md says how they are written; `leads keys new` writes one."),
        { HasAdmin: false } => HealthCheck.Doubtful(name, "No key with the role admin counts: nobody can export, erase or merge leads.", "Make one with `leads keys new`; docs/errors/LS-ACCESS-006.md says more."),
        { Ending: [_, ..] ending } => HealthCheck.Doubtful(name, $"These callers have no key that counts for two more weeks: {string.Join(", ", ending)}.", "Rotate with `leads keys rotate`, or remove the settings of callers that are gone."),
        _ => HealthCheck.Good(name, $"{access.Active} keys count."),
    });

    private static HealthCheck OfToday(string name, (int Taken, int Refused) today, int over) => today switch
    {
        (_, 0) when over > 0 => HealthCheck.Doubtful(
            name,
            $"{over} requests for a call came beyond the day's number of fast tracks of their site: marketing was asked to look at them.",
            "Raise LeadScoring__Tracking__FastTracksPerSite for a campaign; docs/guide/track-a-site.md says how far a site can be trusted."),
        (var taken, > 0 and var refused) => HealthCheck.Doubtful(
            name,
            $"Pages named {taken} new people today in this instance, and {refused} requests were refused.",
            "docs/errors/LS-TRACK-011.md says how to tell a campaign from a flood, and what to set."),
        (var taken, _) => HealthCheck.Good(name, $"Pages named {taken} new people today in this instance."),
    };

    private static string AtLeast(int count) => count == ParkedStore.MostCounted ? $"At least {count}" : $"{count}";

    private static async Task<HealthCheck> Guard(string name, Func<string, CancellationToken, Task<HealthCheck>> check, CancellationToken cancellation)
    {
        try
        {
            return await check(name, cancellation);
        }
        catch (Exception fault) when (!cancellation.IsCancellationRequested)
        {
            return HealthCheck.Bad(name, $"The check failed: {Failure.ReasonOf(fault)}", "Check that the storage account can be reached and that the app's identity has the roles that the docs name.");
        }
    }
}
