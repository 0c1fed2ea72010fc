using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;

using LeadScoring.Domain.Events;

namespace LeadScoring.Domain.Hygiene;

/// <summary>
/// What of an event about mail is needed to doubt it, or another. Small and of a bounded size whatever the event holds: messages and links are
/// told apart by hashes of 64 bits, which nobody sees and which decide nothing but "the same or another".
/// </summary>
/// <param name="Key">Of the event in the log.</param>
/// <param name="At">When it happened.</param>
/// <param name="Kind">What happened.</param>
/// <param name="Message">The message in question; 0 when the event names none.</param>
/// <param name="Link">The link that was clicked; 0 for anything but a click, and where it is not told.</param>
/// <param name="Links">How many links the message has, as far as this event tells; 0 when it does not.</param>
/// <param name="IsMachine">Its sender says that a machine did it.</param>
/// <param name="IsAgent">Its user agent says so.</param>
public sealed record MailEvent(
    [property: JsonPropertyName("k")] string Key,
    [property: JsonPropertyName("t")] DateTimeOffset At,
    [property: JsonPropertyName("w")] MailKind Kind,
    [property: JsonPropertyName("m")] long Message,
    [property: JsonPropertyName("l")] long Link,
    [property: JsonPropertyName("n")] int Links,
    [property: JsonPropertyName("a")] bool IsMachine,
    [property: JsonPropertyName("u")] bool IsAgent)
{
    // A source names the machine instead of saying yes (Mailgun: the name of the bot). Gmail's proxy fetches for a person who opens the mail.
    private static readonly string[] NoMachines = ["false", "0", "no", "gmail"];

    /// <summary>Opens, clicks and unsubscribes, which a machine may have done. The others only tell something about them.</summary>
    [JsonIgnore]
    public bool CanBeDoubted => IsEngagement || Kind == MailKind.Unsubscribed;

    /// <summary>Opens and clicks.</summary>
    [JsonIgnore]
    public bool IsEngagement => Kind is MailKind.Opened or MailKind.Clicked;

    /// <summary>No other event can say anything about it, nor it about another.</summary>
    [JsonIgnore]
    public bool IsAlone => Message == 0 && Link == 0 && Kind != MailKind.Unsubscribed;

    /// <summary>The event; null for one that has nothing to do with doubts.</summary>
    /// <param name="key">Of the event in the log.</param>
    /// <param name="e">The event.</param>
    public static MailEvent? Of(string key, LeadEvent e)
    {
        if (KindOf(e.Type) is not { } kind)
            return null;
        var message = Hash(TextOf(e, "message"));
        // A mail program may unsubscribe for its reader by one click: its agent is a machine's, and the wish is not.
        var isEngagement = kind is MailKind.Opened or MailKind.Clicked;
        var mail = new MailEvent(
            key,
            e.OccurredAt,
            kind,
            message,
            kind == MailKind.Clicked ? Hash(TextOf(e, "url") ?? TextOf(e, "link")) : 0,
            message == 0 ? 0 : LinksOf(e),
            isEngagement && (SaysMachine(e, "machineOpen") || SaysMachine(e, "machine")),
            isEngagement && (SaysAgent(e, "userAgent") || SaysAgent(e, "useragent")));
        return mail.CanBeDoubted || (mail.Message != 0 && (kind == MailKind.Delivered || mail.Links > 0)) ? mail : null;
    }

    internal static MailKind? KindOf(string type) => type switch
    {
        "email.opened" => MailKind.Opened,
        "email.clicked" => MailKind.Clicked,
        "email.delivered" => MailKind.Delivered,
        "email.sent" => MailKind.Sent,
        EventTypes.Unsubscribed => MailKind.Unsubscribed,
        _ => null,
    };

    private static bool SaysMachine(LeadEvent e, string name) => TextOf(e, name) is { } text && !NoMachines.Contains(text, StringComparer.OrdinalIgnoreCase);

    private static bool SaysAgent(LeadEvent e, string name) => TextOf(e, name) is { } agent && MachineAgents.Has(agent);

    private static int LinksOf(LeadEvent e) =>
        int.TryParse(TextOf(e, "links"), NumberStyles.None, CultureInfo.InvariantCulture, out var links) ? links : 0;

    private static string? TextOf(LeadEvent e, string name) => e.Properties[name] is { IsMissing: false, Text: { } text } ? text.Trim() : null;

    private static long Hash(string? text)
    {
        if (text is null)
            return 0;
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(text), hash);
        // 0 stands for none.
        return BinaryPrimitives.ReadInt64LittleEndian(hash) | 1;
    }
}

/// <summary>What happened to a mail.</summary>
public enum MailKind
{
    Sent,
    Delivered,
    Opened,
    Clicked,
    Unsubscribed,
}
