using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

using LeadScoring.Domain.Scoring;
using LeadScoring.Functions.Faults;
using LeadScoring.Functions.Messages;
using LeadScoring.Functions.Messaging;
using LeadScoring.Functions.Models;
using LeadScoring.Functions.Storage;
using LeadScoring.Functions.Telemetry;

using Microsoft.Extensions.Logging;

namespace LeadScoring.Functions.Publishing;

/// <summary>
/// Says once for each version that its review is due: as a message on the topic, in the audit log and in the app's log. Lists and health go on saying it until another version is published.
/// A crash at any moment says it again and never loses it; while the topic takes nothing it is tried at every run.
/// </summary>
public sealed class ReviewReminder(ModelCatalog catalog, ModelStore store, ReviewStore reviews, ITopic topic, TopicOutages outages, AuditStore audit, AppMetrics metrics, TimeProvider clock, ILogger<ReviewReminder> log)
{
    /// <summary>Of the entry in the audit log.</summary>
    internal const string Action = "model.review.due";

    private const string Actor = "system";

    private readonly ConcurrentDictionary<string, int> _said = new(StringComparer.Ordinal);

    /// <summary>Looks at the models that are live.</summary>
    public async Task Run(CancellationToken cancellation)
    {
        foreach (var model in await catalog.Active(cancellation))
        {
            if (model.Model.Definition.ReviewEveryDays is null || _said.GetValueOrDefault(model.Id) == model.Version)
                continue;
            if (await store.Published(model.Id, model.Version, cancellation) is not { } published || ReviewDate.Of(model.Model.Definition, published.At, clock.GetUtcNow()) is not { IsDue: true } review)
                continue;
            if (await Say(model, published, review, cancellation))
                _said[model.Id] = model.Version;
        }
    }

    // False when it is still to be said.
    private async Task<bool> Say(VersionedModel model, PublishedVersion published, ReviewDate review, CancellationToken cancellation)
    {
        var note = await reviews.Find(model.Id, model.Version, cancellation);
        if (note.IsSaid)
            return true;
        var message = note.Waiting ?? SystemMessages.ReviewDue(model.Model.Definition, model.Version, published.At, review.On, clock.GetUtcNow(), Traces.Parent);
        if (note.Waiting is null && !await reviews.SaveWaiting(model.Id, model.Version, message, note, cancellation))
            return false;
        if (!await Send(message, hasWaited: note.Waiting is not null, cancellation))
            return false;

        // Only now: while the topic is away nothing is said every quarter of an hour.
        log.ReviewDue(model.Id, model.Version, review.On.ToString());
        await audit.Add(Actor, Action, string.Create(CultureInfo.InvariantCulture, $"{model.Id} version {model.Version}"), "due", cancellation);
        // Written last: a crash before says it all once more.
        await reviews.SaveSaid(model.Id, model.Version, cancellation);
        return true;
    }

    // A message that is refused for good waits as well: what refuses one so short is the topic's settings, which people correct. Health and the log name the reason.
    private async Task<bool> Send(TopicMessage message, bool hasWaited, CancellationToken cancellation)
    {
        using var span = Traces.Continue("publish", message.TraceParent, ActivityKind.Producer);
        span?.SetTag(SpanTags.Message, message.MessageId).SetTag(SpanTags.Type, message.Subject);
        try
        {
            await topic.Send(message, cancellation);
        }
        catch (Exception fault) when (fault is TopicUnavailableException or TopicRefusedException)
        {
            span?.SetTag(SpanTags.Outcome, "later").SetStatus(ActivityStatusCode.Error);
            await outages.Note(fault is TopicUnavailableException unavailable ? unavailable.Reason : fault.Message, message.Time, cancellation);
            return false;
        }

        metrics.Published(message.Subject);
        span?.SetTag(SpanTags.Outcome, "sent");
        if (hasWaited)
            await outages.End(cancellation);
        return true;
    }
}
