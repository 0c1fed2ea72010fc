using System.Globalization;
using System.Text.Json;

using Azure.Data.Tables;

using LeadScoring.Functions.Faults;
using LeadScoring.Functions.Messaging;

namespace LeadScoring.Functions.Storage;

/// <summary>
/// Keys and columns of the table Messages, which has two rows of a message under one row key, newest first: the message in the partition of its lead, or of its model where it is
/// about no lead, and which that is in the partition of its day. Both keys are made of the message alone, so that one that is sent again is written over itself.
/// </summary>
internal static class MessageRow
{
    private const string LeadPrefix = "lead:";
    private const string ModelPrefix = "model:";
    private const string Data = "d";
    private const string Day = "day";
    private const string Lead = "lead";
    private const string Type = "type";

    /// <summary>The partition of a lead's messages; those of days lie before it.</summary>
    public static string PartitionOf(string leadId) => LeadPrefix + leadId;

    /// <summary>The message, and its entry in the day.</summary>
    /// <param name="message">The message.</param>
    /// <param name="now">The time of one that does not say when it was decided.</param>
    public static (TableEntity Message, TableEntity Entry) Create(TopicMessage message, DateTimeOffset now)
    {
        var at = message.Time ?? now;
        var (day, key) = (NewestFirst.PartitionOf(at), $"{NewestFirst.FirstOf(at)}{Inverted(message.MessageId)}:{message.MessageId}");
        var row = new TableEntity(PartitionOf(message.SessionId, message.Subject), key) { [Day] = day, [Type] = message.Subject };
        row.SetBytes(Data, JsonSerializer.SerializeToUtf8Bytes(message, MessagingJson.Default.TopicMessage));
        return (row, new TableEntity(day, key) { [Lead] = message.SessionId, [Type] = message.Subject });
    }

    /// <summary>The type of the message, of either row.</summary>
    public static string TypeOf(TableEntity row) => row.GetString(Type) ?? "";

    /// <summary>The partition of the other row: of a message its day, of an entry its lead's or its model's.</summary>
    public static string OtherPartition(TableEntity row) => row.GetString(Day) ?? PartitionOf(row.GetString(Lead) ?? "", TypeOf(row));

    /// <exception cref="CorruptStateException">The row cannot be read.</exception>
    public static TopicMessage Read(TableEntity row)
    {
        try
        {
            return JsonSerializer.Deserialize(row.GetBytes(Data) ?? throw new JsonException("it contains no data"), MessagingJson.Default.TopicMessage)!;
        }
        catch (JsonException broken)
        {
            throw new CorruptStateException(row.PartitionKey, row.RowKey, broken.Message, broken);
        }
    }

    private static string PartitionOf(string session, string type) => TopicMessage.IsAboutLead(type) ? PartitionOf(session) : ModelPrefix + session;

    // What a lead is told at one instant is numbered: the later one comes first.
    private static string Inverted(string messageId) =>
        (int.MaxValue - (int.TryParse(messageId.AsSpan(messageId.LastIndexOf(':') + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0)).ToString("D10", CultureInfo.InvariantCulture);
}
