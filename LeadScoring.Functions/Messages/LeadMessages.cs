using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using LeadScoring.Domain.Decisions;
using LeadScoring.Domain.Events;
using LeadScoring.Domain.Leads;
using LeadScoring.Functions.Configuration;
using LeadScoring.Functions.Messaging;
using LeadScoring.Functions.Storage;

namespace LeadScoring.Functions.Messages;

/// <summary>Writes decisions as messages for the topic: CloudEvents 1.0 with the figures that the decision was taken on (docs/reference/messages.md#the-message).</summary>
/// <param name="options">They know the address of the pages.</param>
public sealed class LeadMessages(AppOptions options)
{
    /// <summary>A message is at most so large; longest values of the profile and of the event are cut first and named in <c>truncated</c>.</summary>
    public const int MaxBytes = 40 * 1024;

    /// <summary>The message about a decision.</summary>
    /// <param name="context">What it is made of.</param>
    /// <param name="trace">The W3C trace context in which it was decided; null for none.</param>
    public TopicMessage Create(MessageContext context, string? trace)
    {
        var (leadId, number, fact, snapshot, lifecycle, state, cause) = context;
        var content = new MessageContent
        {
            MessageId = string.Create(CultureInfo.InvariantCulture, $"{leadId}:{fact.Model}:{number}"),
            LeadId = leadId,
            Number = number,
            Fact = fact,
            Snapshot = snapshot,
            Lifecycle = lifecycle,
            State = state,
            Cause = cause,
            IsCustomer = context.IsCustomer,
            IsOpportunityAtTarget = context.IsOpportunityAtTarget,
            ProvenScore = context.ProvenScore,
            Trace = trace,
            // Of somebody who was erased there is no page.
            Link = fact.Decision is Decision.Erased ? null : options.LinkOf(leadId),
            Profile = state.Profile.Attributes.Select(static entry => KeyValuePair.Create(entry.Name, entry.Value)).ToImmutableArray(),
            Properties = cause is null ? [] : [.. cause.Properties.Where(static property => !property.Value.IsMissing)],
        };
        var body = Write(content);
        while (body.Length > MaxBytes && content.CutLongest() is { } shorter)
        {
            content = shorter;
            body = Write(content);
        }

        return new TopicMessage
        {
            MessageId = content.MessageId,
            SessionId = leadId,
            Subject = fact.Decision.Type,
            Properties = Properties(content),
            Json = body,
        };
    }

    private static byte[] Write(MessageContent content) => JsonSerializer.SerializeToUtf8Bytes(new LeadCloudEvent(content), CloudEventsJson.Default.LeadCloudEvent);

    private static ImmutableSortedDictionary<string, string> Properties(MessageContent content)
    {
        var properties = new ApplicationProperties { Type = content.Fact.Decision.Type, Model = content.Fact.Model };
        if (content.Snapshot is { } snapshot)
        {
            var lifecycle = content.Lifecycle;
            properties = properties with
            {
                Grade = snapshot.Grade,
                Route = WireNames.RouteFor(lifecycle, snapshot.Route),
                To = WireNames.ToFor(lifecycle),
                Stage = WireNames.For(lifecycle.Stage),
                Priority = snapshot.Priority.ToString(CultureInfo.InvariantCulture),
            };
        }

        return properties.ToDictionary();
    }
}
