using LeadScoring.Domain.Events;
using LeadScoring.Domain.Models.Linting;
using LeadScoring.Functions.Storage;

namespace LeadScoring.Functions.Models;

/// <summary>
/// Learns which event types, properties and attributes the log carries, from a sample of leads: ids are hashes, so that the leads of some buckets are like all others.
/// Bounded: a number of leads, and of each lead the first events.
/// </summary>
public sealed class LogVocabulary(ITables tables, LeadStore leads)
{
    /// <summary>How many leads are read where nobody says.</summary>
    public const int UsualLeads = 100;

    /// <summary>How many leads can be asked for.</summary>
    public const int MostLeads = 1000;

    // A lead with more has shown long before what it carries.
    private const int EventsOfLead = 300;

    // Neighbouring buckets are no better than others; this way the first few lie all over the table.
    private const int Stride = 97;

    private const int AtOnce = 8;

    /// <summary>Reads the events of some leads.</summary>
    /// <param name="most">How many leads at most.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public async Task<VocabularySample> Read(int most, CancellationToken cancellation)
    {
        var words = new LogWords();
        var (read, isAll) = (0, true);
        for (var i = 0; i < LeadIds.Buckets && isAll; i++)
        {
            var (from, to) = LeadIds.RangeOf(i * Stride % LeadIds.Buckets);
            string? continuation = null;
            do
            {
                var page = await tables.Leads.Read(KeyRange.Partitions(from, to, RowKeys.Lead), Math.Min(100, most - read), continuation, cancellation);
                read += page.Rows.Count;
                foreach (var chunk in page.Rows.Select(static row => row.PartitionKey).Chunk(AtOnce))
                {
                    foreach (var events in await Task.WhenAll(chunk.Select(lead => EventsOf(lead, cancellation))))
                        events.ForEach(words.Add);
                }

                continuation = page.Continuation;
                if (read >= most && (continuation is not null || i < LeadIds.Buckets - 1))
                    isAll = false;
            }
            while (continuation is not null && isAll);
        }

        return new VocabularySample(words, read, isAll);
    }

    private async Task<List<LeadEvent>> EventsOf(string leadId, CancellationToken cancellation)
    {
        var events = new List<LeadEvent>();
        await foreach (var page in leads.ReadLog(leadId, null, cancellation))
        {
            events.AddRange(page.Select(static logged => logged.Captured.Event).Take(EventsOfLead - events.Count));
            if (events.Count >= EventsOfLead)
                break;
        }

        return events;
    }
}

/// <summary>What was learnt.</summary>
/// <param name="Words">From the events.</param>
/// <param name="Leads">How many leads were read.</param>
/// <param name="IsAll">Whether these were all leads.</param>
public sealed record VocabularySample(LogWords Words, int Leads, bool IsAll);
