using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

using Azure.Data.Tables;

using LeadScoring.Functions.Messaging;
using LeadScoring.Functions.Storage;

namespace LeadScoring.Functions.Leads.Explanations;

/// <summary>
/// Explanations and curves that are computed by the queue, because their log is long. Rows of the table Reports: partition = lead, so that erasing the
/// lead finds them; one row per question.
/// </summary>
public sealed class LogAnswers(ITables tables, IQueues queues, TimeProvider clock)
{
    /// <summary>When to ask again for what is being computed.</summary>
    internal const int RetryAfterSeconds = 5;

    /// <summary>A message that has not been answered for so long is taken for lost and sent again.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>A busy lead's log grows while it is folded: a result is good for so long, and says how many events it has seen.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(10);

    /// <summary>The result, if there is one that is good for a log of this many events; otherwise it is asked for.</summary>
    public async Task<T?> FindOrAsk<T>(ReportMessage asked, long events, JsonTypeInfo<T> type, CancellationToken cancellation)
        where T : class, ILogAnswer
    {
        var now = clock.GetUtcNow();
        var row = await tables.Reports.Find(asked.Lead, Key(asked), cancellation);
        var age = now - row?.GetDateTimeOffset("at");
        if (row?.GetBytes("d") is { } bytes && JsonSerializer.Deserialize(bytes, type) is { } answer
            && (answer.UpTo == events || age < Fresh))
            return answer;
        if (row is not null && row.GetBytes("d") is null && age < Patience)
            return null;

        // The row before the message: the other way round a quick result could be overwritten by it.
        await tables.Reports.Upsert(new TableEntity(asked.Lead, Key(asked)) { ["at"] = now }, cancellation);
        await queues.Send(QueueNames.Report, Json.Binary(asked, ExplanationsJson.Default.ReportMessage), TimeSpan.Zero, cancellation);
        return null;
    }

    /// <summary>Keeps a result.</summary>
    public Task Keep<T>(ReportMessage asked, T answer, JsonTypeInfo<T> type, CancellationToken cancellation)
        where T : class, ILogAnswer
    {
        var row = new TableEntity(asked.Lead, Key(asked)) { ["at"] = clock.GetUtcNow() };
        row.SetBytes("d", JsonSerializer.SerializeToUtf8Bytes(answer, type));
        return tables.Reports.Upsert(row, cancellation);
    }

    // Rows of "explanation:" are of an app that told less; they are asked for again.
    private static string Key(ReportMessage asked) => asked is { From: { } from, To: { } to }
        ? $"curve:{asked.Model}:{asked.Version}:{asked.AsOf}:{from}:{to}"
        : $"explained:{asked.Model}:{asked.Version}:{asked.AsOf}";
}

/// <summary>An answer that is made of a log.</summary>
public interface ILogAnswer
{
    /// <summary>How many events it has seen; null where nobody counted.</summary>
    long? UpTo { get; }
}
