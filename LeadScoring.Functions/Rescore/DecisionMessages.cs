using System.Buffers;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

using LeadScoring.Domain.Decisions;
using LeadScoring.Domain.Models;
using LeadScoring.Domain.Profiles;
using LeadScoring.Functions.Messaging;
using LeadScoring.Functions.Storage;

namespace LeadScoring.Functions.Rescore;

/// <summary>Writes decisions as messages for the topic: CloudEvents 1.0 with the figures that the decision was taken on (hand-off, section 4).</summary>
internal static class DecisionMessages
{
    /// <summary>A message is at most so large; longest profile values are cut first and named in <c>truncated</c>.</summary>
    public const int MaxBytes = 40 * 1024;

    /// <summary>What the CloudEvent says it comes from.</summary>
    public const string Source = "/leadscoring";

    public static TopicMessage Of(string leadId, int factNumber, Fact fact, Standing standing, LeadState state)
    {
        var messageId = string.Create(CultureInfo.InvariantCulture, $"{leadId}:{fact.Model}:{factNumber}");
        var profile = state.Profile.Attributes;
        var truncated = new List<string>();
        var body = Write(messageId, leadId, fact, standing, state, profile, truncated);
        while (body.Length > MaxBytes && profile.Length > 0)
        {
            var longest = profile.MaxBy(entry => entry.Value.ToString().Length)!;
            truncated.Add(longest.Name);
            profile = profile.Remove(longest);
            body = Write(messageId, leadId, fact, standing, state, profile, truncated);
        }

        using var document = JsonDocument.Parse(body);
        return new TopicMessage
        {
            MessageId = messageId,
            SessionId = leadId,
            Subject = fact.Decision.Type,
            Properties = Properties(fact, standing, state),
            Body = document.RootElement.Clone(),
        };
    }

    /// <summary>How a destination is written in messages and answers.</summary>
    public static string Name(Destination to) => to switch
    {
        Destination.Sales => "sales",
        Destination.InsideSales => "inside-sales",
        Destination.Nurture => "nurture",
        _ => throw new UnreachableException(to.ToString()),
    };

    /// <summary>How a stage is written in messages and answers.</summary>
    public static string Name(Stage stage) => stage switch
    {
        Stage.Nurture => "nurture",
        Stage.Qualified => "qualified",
        Stage.Accepted => "accepted",
        Stage.SalesQualified => "sales-qualified",
        Stage.Opportunity => "opportunity",
        Stage.Customer => "customer",
        Stage.Lost => "lost",
        Stage.Disqualified => "disqualified",
        _ => throw new UnreachableException(stage.ToString()),
    };

    private static ImmutableSortedDictionary<string, string> Properties(Fact fact, Standing standing, LeadState state)
    {
        var lifecycle = state.Lifecycles.GetValueOrDefault(fact.Model, Lifecycle.New);
        return ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal,
        [
            KeyValuePair.Create("type", fact.Decision.Type),
            KeyValuePair.Create("model", fact.Model),
            KeyValuePair.Create("grade", standing.Grade),
            KeyValuePair.Create("route", lifecycle.Route ?? standing.Route),
            KeyValuePair.Create("to", Name(lifecycle.IsWithSales ? lifecycle.To : Destination.Nurture)),
            KeyValuePair.Create("stage", Name(lifecycle.Stage)),
        ]);
    }

    private static byte[] Write(
        string messageId, string leadId, Fact fact, Standing standing, LeadState state, ImmutableArray<ProfileEntry> profile, List<string> truncated)
    {
        var buffer = new ArrayBufferWriter<byte>(2048);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("specversion", "1.0");
            json.WriteString("id", messageId);
            json.WriteString("source", Source);
            json.WriteString("type", fact.Decision.Type);
            json.WriteString("subject", leadId);
            json.WriteString("time", fact.At.UtcDateTime);
            json.WriteString("datacontenttype", "application/json");
            json.WriteStartObject("data");
            WriteLead(json, leadId, state, profile, truncated);
            json.WriteString("model", fact.Model);
            json.WriteNumber("version", fact.Version);
            WriteStanding(json, standing);
            WriteDecision(json, fact.Decision);
            json.WriteString("stage", Name(state.Lifecycles.GetValueOrDefault(fact.Model, Lifecycle.New).Stage));
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteLead(Utf8JsonWriter json, string leadId, LeadState state, ImmutableArray<ProfileEntry> profile, List<string> truncated)
    {
        json.WriteStartObject("lead");
        json.WriteString("id", leadId);
        if (state.Email is not null)
            json.WriteString("email", state.Email);
        json.WriteStartObject("profile");
        foreach (var entry in profile)
            json.WriteString(entry.Name, entry.Value.ToString());
        json.WriteEndObject();
        WriteTexts(json, "truncated", truncated);
        json.WriteEndObject();
    }

    private static void WriteStanding(Utf8JsonWriter json, Standing standing)
    {
        json.WriteString("asOf", standing.AsOf.ToString());
        json.WriteNumber("score", standing.Score);
        json.WriteString("grade", standing.Grade);
        json.WriteStartObject("dimensions");
        foreach (var (name, value) in standing.Dimensions)
            json.WriteNumber(name, value);
        json.WriteEndObject();
        json.WriteStartObject("categories");
        foreach (var (name, value) in standing.Categories)
            json.WriteNumber(name, value);
        json.WriteEndObject();
        json.WriteNumber("known", standing.Known);
        WriteTexts(json, "missing", standing.Missing);
        WriteTexts(json, "reasons", standing.Reasons);
        if (standing.LastActivity is { } day)
            json.WriteString("lastActivity", day.ToString());
    }

    private static void WriteDecision(Utf8JsonWriter json, Decision decision)
    {
        switch (decision)
        {
            case Decision.Qualified qualified:
                json.WriteNumber("epoch", qualified.Epoch);
                json.WriteString("cause", qualified.Cause == EpochCause.FastTrack ? "fast-track" : "route");
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
                json.WriteString("rule", disqualified.Rule);
                json.WriteString("reason", disqualified.Reason);
                break;
            case Decision.Signal signal:
                json.WriteNumber("epoch", signal.Epoch);
                json.WriteString("fastTrack", signal.FastTrack);
                break;
            default:
                throw new UnreachableException(decision.Type);
        }
    }

    private static void WriteHandOff(Utf8JsonWriter json, string route, Destination to, DateTimeOffset? respondBy, int? attempts)
    {
        json.WriteString("route", route);
        json.WriteString("to", Name(to));
        if (respondBy is { } time)
            json.WriteString("respondBy", time.UtcDateTime);
        if (attempts is { } number)
            json.WriteNumber("attempts", number);
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, IReadOnlyCollection<string> texts)
    {
        if (texts.Count == 0)
            return;
        json.WriteStartArray(name);
        foreach (var text in texts)
            json.WriteStringValue(text);
        json.WriteEndArray();
    }
}
