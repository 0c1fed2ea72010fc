using System.Security.Cryptography;
using System.Text;

using Azure.Data.Tables;

using LeadScoring.Domain.Events;
using LeadScoring.Domain.Values;
using LeadScoring.Functions.Faults;

namespace LeadScoring.Functions.Storage;

/// <summary>
/// Keeps what could not be taken, with the reason, for people to look at and to replay. Partition = day, row = hash of source and content, so that
/// a repeated delivery of the same thing is one row.
/// </summary>
public sealed class RejectedStore(ITables tables, LeadIds leadIds)
{
    /// <summary>Text of a rejected event that is kept.</summary>
    private const int MaxBytes = 512 * 1024;

    private const int MostCharacters = 2000;

    // A day with more is a source that is wrongly mapped: what is to be seen is seen in these.
    private const int MostOfDay = 2000;

    // Small pages: a row may hold half a megabyte.
    private const int PageRows = 100;

    /// <summary>Keeps something, unless it tells of somebody who was erased: that is dropped.</summary>
    public async Task Keep(RejectedEvent rejected, CancellationToken cancellation)
    {
        var content = Encoding.UTF8.GetBytes(rejected.Text);
        var row = new TableEntity(
            RejectedId.DayOf(rejected.At), Base32Hex.Encode(SHA256.HashData([.. Encoding.UTF8.GetBytes(rejected.Source + "\0"), .. content]), EventIds.Length))
        {
            ["source"] = rejected.Source,
            ["code"] = rejected.Errors[0].Code,
            // A pointer is made of names that were sent, which may be of any length.
            ["pointer"] = Cut(rejected.Errors[0].Pointer),
            ["detail"] = Cut(rejected.Errors[0].Detail),
            ["fix"] = rejected.Errors[0].Fix,
            ["at"] = rejected.At,
        };
        if (rejected.LeadId is not null)
            row["lead"] = rejected.LeadId;
        if (content.Length > MaxBytes)
            row["cutFrom"] = content.Length;
        row.SetBytes("d", content.AsSpan(0, Math.Min(content.Length, MaxBytes)));
        await tables.Rejected.Upsert(row, cancellation);
        // Afterwards: a person who is erased meanwhile is found either by this look or by the erasure.
        if (await TellsOfErased(rejected.Text, rejected.LeadId, cancellation))
            await tables.Rejected.Delete(row.PartitionKey, row.RowKey, Azure.ETag.All, cancellation);
    }

    /// <summary>Deletes whatever is kept of a lead, or names the person.</summary>
    /// <param name="leadId">The lead.</param>
    /// <param name="names">As <see cref="LeadIdentity.Name"/>.</param>
    /// <param name="cancellation">Ends the search.</param>
    public async Task Erase(string leadId, IReadOnlyCollection<string> names, CancellationToken cancellation)
    {
        await foreach (var row in Of(leadId, names, cancellation))
            await Delete(row, cancellation);
    }

    /// <summary>Deletes whatever is kept of people who were erased, or names the address of one, as <see cref="Keep"/> would not have kept it.</summary>
    /// <returns>How much that was.</returns>
    public async Task<int> EraseErased(CancellationToken cancellation)
    {
        var erased = 0;
        await foreach (var row in All(cancellation))
        {
            if (await TellsOfErased(Encoding.UTF8.GetString(row.Text), row.LeadId, cancellation) && await Delete(row, cancellation))
                erased++;
        }

        return erased;
    }

    /// <summary>Whatever is kept of a lead, or names the person. Looks at every row: what could not be read is filed under nobody.</summary>
    internal async IAsyncEnumerable<KeptRow> Of(
        string leadId, IReadOnlyCollection<string> names, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var row in All(cancellation))
        {
            if (row.LeadId == leadId || PersonalText.Names(Encoding.UTF8.GetString(row.Text), names))
                yield return row;
        }
    }

    private async IAsyncEnumerable<KeptRow> All([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var row in tables.Rejected.Rows(KeyRange.Between("0", ":"), cancellation, PageRows))
            yield return Read(row);
    }

    private async Task<bool> TellsOfErased(string text, string? leadId, CancellationToken cancellation)
    {
        var leads = PersonalText.AddressesIn(text).Select(leadIds.Of).ToHashSet(StringComparer.Ordinal);
        if (leadId is not null)
            leads.Add(leadId);
        foreach (var lead in leads)
        {
            if (await tables.Leads.Find(lead, RowKeys.Lead, cancellation) is { } row && LeadRows.ReadState(row).ErasedAt is not null)
                return true;
        }

        return false;
    }

    /// <summary>What is kept under an id; null when it is gone.</summary>
    internal async Task<KeptRow?> Find(RejectedId id, CancellationToken cancellation) =>
        await tables.Rejected.Find(id.Day, id.Hash, cancellation) is { } row ? Read(row) : null;

    /// <summary>What is kept of a day, newest first.</summary>
    internal async Task<IReadOnlyList<KeptRow>> OfDay(string day, CancellationToken cancellation)
    {
        var rows = new List<KeptRow>();
        await foreach (var page in tables.Rejected.Pages(KeyRange.Rows(day), cancellation, PageRows))
        {
            rows.AddRange(page.Select(Read));
            if (rows.Count >= MostOfDay)
                break;
        }

        return [.. rows.OrderByDescending(static row => row.At).ThenBy(static row => row.Id.Hash, StringComparer.Ordinal)];
    }

    /// <summary>Whether something is kept of an earlier day.</summary>
    internal async Task<bool> HasBefore(string day, CancellationToken cancellation) =>
        (await tables.Rejected.Read(KeyRange.Between("0", day), 1, null, cancellation)).Rows.Count > 0;

    /// <summary>Deletes what was taken after all. False when it is gone, or was rejected again meanwhile.</summary>
    internal Task<bool> Delete(KeptRow row, CancellationToken cancellation) => tables.Rejected.Delete(row.Id.Day, row.Id.Hash, row.Tag, cancellation);

    private static string Cut(string text) => text.Length <= MostCharacters ? text : text[..MostCharacters] + "...";

    private static KeptRow Read(TableEntity row) => new(
        new RejectedId(row.PartitionKey, row.RowKey),
        row.GetString("source") ?? "",
        new RequestError(row.GetString("pointer") ?? "", row.GetString("code") ?? "", row.GetString("detail") ?? "", row.GetString("fix") ?? ""),
        row.GetDateTimeOffset("at") ?? default,
        row.GetString("lead"),
        row.GetBytes("d") ?? [],
        row.GetInt32("cutFrom"),
        row.ETag);
}

/// <summary>Something that could not be taken.</summary>
/// <param name="Source">Where it came from.</param>
/// <param name="Text">As received.</param>
/// <param name="Errors">Why; at least one.</param>
/// <param name="At">When.</param>
/// <param name="LeadId">Whose it is, where that could be read; erasing the lead erases it too.</param>
public sealed record RejectedEvent(string Source, string Text, IReadOnlyList<RequestError> Errors, DateTimeOffset At, string? LeadId);
