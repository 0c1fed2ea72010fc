using System.Globalization;
using System.Text.Json;

using LeadScoring.Functions.Messaging;

namespace LeadScoring.Tests.Messages;

/// <summary>What a schema cannot say: that what Service Bus carries beside the CloudEvent agrees with it, and the CloudEvent with itself.</summary>
internal static class MessageAgreement
{
    // Properties that say what the field of the same name in data says.
    private static readonly string[] Alike = ["model", "grade", "stage", "priority"];

    /// <summary>Where the parts of a message contradict each other. Its body is valid by its schema.</summary>
    public static IReadOnlyList<string> Faults(TopicMessage message)
    {
        var body = message.Body;
        var data = body.GetProperty("data");
        var id = Text(body, "id")!.Split(':');
        var faults = new List<string>();
        Same("MessageId", message.MessageId, "/id", Text(body, "id"));
        Same("SessionId", message.SessionId, "/subject", Text(body, "subject"));
        Same("Subject", message.Subject, "/type", Text(body, "type"));
        if (!TopicMessage.IsAboutLead(message.Subject))
        {
            Same("the type in /id", id[0], "/type", Text(body, "type"));
            Same("the model in /id", id[1], "/subject", Text(body, "subject"));
            Same("the number in /id", id[2], "/data/version", Text(data, "version"));
            Same("/data/model", Text(data, "model"), "/subject", Text(body, "subject"));
            Property("type", "/type", Text(body, "type"));
            Property("model", "/data/model", Text(data, "model"));
            foreach (var name in (string[])["grade", "route", "to", "stage", "priority"])
                Property(name, "/data/" + name, null);
            return faults;
        }

        Same("the lead in /id", id[0], "/subject", Text(body, "subject"));
        Same("the model in /id", id[1], "/data/model", Text(data, "model") ?? "-");
        Same("the number in /id", Number(id[2]), "/sequence", Number(Text(body, "sequence")!));
        Same("/data/lead/id", Text(data.GetProperty("lead"), "id"), "/subject", Text(body, "subject"));

        Property("type", "/type", Text(body, "type"));
        foreach (var name in Alike)
            Property(name, "/data/" + name, Text(data, name));
        var owner = Text(data, "owner");
        Property("to", "/data/owner", owner != "marketing" ? owner : Text(data, "stage") == "disqualified" ? "nobody" : "nurture");
        if (Text(data, "to") is { } to)
            Same("/data/to", to, "/data/owner", owner);
        // Of a lead that marketing has, the property names the route on which the lead is, and data may name that of the hand-off that ended.
        if (owner != "marketing")
            Property("route", "/data/route", Text(data, "route") ?? (owner is null ? null : message.Properties.GetValueOrDefault("route")));
        else if (Text(data, "track") is { } track)
            Property("route", "/data/track", track);
        return faults;

        void Property(string name, string place, string? expected) =>
            Same("properties/" + name, message.Properties.GetValueOrDefault(name) ?? "-", place, expected ?? "-");

        void Same(string left, string? leftValue, string right, string? rightValue)
        {
            if (leftValue != rightValue)
                faults.Add($"{left}: is '{leftValue}', but {right} is '{rightValue}'");
        }
    }

    private static string? Text(JsonElement of, string name) =>
        of.TryGetProperty(name, out var value) ? value.ValueKind == JsonValueKind.String ? value.GetString() : value.GetRawText() : null;

    private static string Number(string digits) => long.Parse(digits, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture);
}
