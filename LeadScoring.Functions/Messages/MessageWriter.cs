using System.Buffers;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using LeadScoring.Domain.Decisions;
using LeadScoring.Domain.Leads;
using LeadScoring.Domain.Models;
using LeadScoring.Domain.Values;
using LeadScoring.Functions.Storage;

namespace LeadScoring.Functions.Messages;

/// <summary>Writes the CloudEvent of a message. Its shape is published: docs/reference/messages has a schema per type.</summary>
internal static class MessageWriter
{
    /// <summary>What the CloudEvent says it comes from.</summary>
    public const string Source = "/leadscoring";

    public static byte[] Write(MessageContent content)
    {
        var buffer = new ArrayBufferWriter<byte>(2048);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("specversion", "1.0");
            json.WriteString("id", content.MessageId);
            json.WriteString("source", Source);
            json.WriteString("type", content.Fact.Decision.Type);
            json.WriteString("subject", content.LeadId);
            json.WriteString("time", content.Fact.At.UtcDateTime);
            json.WriteString("datacontenttype", "application/json");
            json.WriteString("sequence", content.Number.ToString("D10", CultureInfo.InvariantCulture));
            WriteText(json, "traceparent", content.Trace);
            json.WriteStartObject("data");
            WriteLead(json, content);
            if (content.Snapshot is { } snapshot)
            {
                json.WriteString("model", content.Fact.Model);
                json.WriteNumber("version", content.Fact.Version);
                WriteSnapshot(json, snapshot);
            }

            WriteActivities(json, content.State.Recent);
            if (content.Snapshot is not null)
            {
                json.WriteString("stage", WireNames.For(content.Lifecycle.Stage));
                json.WriteString("status", WireNames.StatusFor(content.Lifecycle, content.State.IsCustomer));
                json.WriteString("owner", WireNames.OwnerFor(content.Lifecycle));
            }

            WriteDecision(json, content.Fact.Decision);
            WriteCause(json, content);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteLead(Utf8JsonWriter json, MessageContent content)
    {
        json.WriteStartObject("lead");
        json.WriteString("id", content.LeadId);
        if (content.State.Email is not null)
            json.WriteString("email", content.State.Email);
        if (content.State.Profile.IsOnlyClaimed)
            json.WriteBoolean("proven", false);
        WriteFields(json, "profile", content.Profile);
        WriteTexts(json, "truncated", content.CutProfile);
        json.WriteEndObject();
    }

    private static void WriteSnapshot(Utf8JsonWriter json, ScoreSnapshot snapshot)
    {
        json.WriteString("asOf", snapshot.AsOf.ToString());
        json.WriteNumber("score", snapshot.Score);
        json.WriteString("grade", snapshot.Grade);
        json.WriteStartObject("dimensions");
        foreach (var (name, value) in snapshot.Dimensions)
            json.WriteNumber(name, value);
        json.WriteEndObject();
        json.WriteStartObject("categories");
        foreach (var (name, value) in snapshot.Categories)
            json.WriteNumber(name, value);
        json.WriteEndObject();
        json.WriteNumber("known", snapshot.Known);
        WriteTexts(json, "missing", snapshot.Missing);
        WriteTexts(json, "reasons", snapshot.Reasons);
        if (snapshot.Trend is { } trend)
            json.WriteNumber("trend", trend);
        json.WriteNumber("priority", snapshot.Priority);
        json.WriteNumber("flames", snapshot.Flames);
        if (snapshot.LastActivity is { } day)
            json.WriteString("lastActivity", day.ToString());
    }

    private static void WriteActivities(Utf8JsonWriter json, ImmutableArray<RecentActivity> recent)
    {
        if (recent.IsEmpty)
            return;
        json.WriteStartArray("activities");
        foreach (var activity in recent)
        {
            json.WriteStartObject();
            json.WriteString("type", activity.Type);
            json.WriteString("at", activity.At.UtcDateTime);
            WriteText(json, "what", activity.What);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteDecision(Utf8JsonWriter json, Decision decision)
    {
        switch (decision)
        {
            case Decision.Inquired:
                break;
            case Decision.Responded responded:
                json.WriteString("response", responded.Response);
                break;
            case Decision.Qualified qualified:
                json.WriteNumber("epoch", qualified.Epoch);
                json.WriteString("cause", WireNames.For(qualified.Cause));
                WriteHandOff(json, qualified.Route, qualified.To, qualified.RespondBy, qualified.Attempts);
                break;
            case Decision.Upgraded upgraded:
                json.WriteNumber("epoch", upgraded.Epoch);
                json.WriteString("from", upgraded.From);
                WriteHandOff(json, upgraded.Route, upgraded.To, upgraded.RespondBy, upgraded.Attempts);
                break;
            case Decision.Recycled recycled:
                json.WriteNumber("epoch", recycled.Epoch);
                json.WriteString("from", recycled.From);
                break;
            case Decision.Disqualified disqualified:
                WriteText(json, "rule", disqualified.Rule);
                json.WriteString("reason", disqualified.Reason);
                json.WriteString("by", disqualified.Rule is null ? "feedback" : "rule");
                break;
            case Decision.Signal signal:
                json.WriteNumber("epoch", signal.Epoch);
                WriteText(json, "fastTrack", signal.FastTrack);
                WriteText(json, "persona", signal.Persona);
                break;
            case Decision.FollowUpAsked asked:
                WriteFollowUp(json, asked.Persona, asked.By, asked.DueBy);
                break;
            case Decision.FollowUpOverdue late:
                WriteFollowUp(json, late.Persona, late.By, late.DueBy);
                break;
            case Decision.Overdue overdue:
                json.WriteNumber("epoch", overdue.Epoch);
                WriteHandOff(json, overdue.Route, overdue.To, overdue.RespondBy, null);
                WriteText(json, "escalate", overdue.Escalate);
                break;
            case Decision.Abandoned abandoned:
                json.WriteNumber("epoch", abandoned.Epoch);
                json.WriteString("route", abandoned.Route);
                json.WriteNumber("tried", abandoned.Tried);
                json.WriteNumber("attempts", abandoned.Attempts);
                break;
            case Decision.Merged merged:
                json.WriteString("into", merged.Into);
                break;
            case Decision.Erased:
                break;
            case Decision.Routed routed:
                WriteText(json, "from", routed.From);
                json.WriteString("track", routed.Track);
                break;
            default:
                throw new UnreachableException(decision.Type);
        }
    }

    private static void WriteHandOff(Utf8JsonWriter json, string route, Destination to, DateTimeOffset? respondBy, int? attempts)
    {
        json.WriteString("route", route);
        json.WriteString("to", WireNames.For(to));
        if (respondBy is { } time)
            json.WriteString("respondBy", time.UtcDateTime);
        if (attempts is { } number)
            json.WriteNumber("attempts", number);
    }

    private static void WriteFollowUp(Utf8JsonWriter json, string persona, RuleOwner by, DateTimeOffset dueBy)
    {
        json.WriteString("persona", persona);
        json.WriteString("by", WireNames.For(by));
        json.WriteString("dueBy", dueBy.UtcDateTime);
    }

    private static void WriteCause(Utf8JsonWriter json, MessageContent content)
    {
        if (content.Cause is not { } cause)
            return;
        json.WriteStartObject("event");
        json.WriteString("id", cause.Id);
        json.WriteString("type", cause.Type);
        json.WriteString("source", cause.Source);
        json.WriteString("occurredAt", cause.OccurredAt.UtcDateTime);
        WriteFields(json, "properties", content.Properties);
        WriteTexts(json, "truncated", content.CutProperties);
        json.WriteEndObject();
    }

    private static void WriteFields(Utf8JsonWriter json, string name, ImmutableArray<KeyValuePair<string, FieldValue>> fields)
    {
        json.WriteStartObject(name);
        foreach (var (field, value) in fields)
        {
            if (value.IsList)
                WriteList(json, field, value.Items);
            else
                json.WriteString(field, value.Text);
        }

        json.WriteEndObject();
    }

    private static void WriteList(Utf8JsonWriter json, string name, ReadOnlySpan<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
            json.WriteStringValue(text);
        json.WriteEndArray();
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, ImmutableArray<string> texts)
    {
        if (!texts.IsEmpty)
            WriteList(json, name, texts.AsSpan());
    }

    private static void WriteText(Utf8JsonWriter json, string name, string? text)
    {
        if (text is not null)
            json.WriteString(name, text);
    }
}
