using System.Globalization;
using System.Security.Cryptography;
using System.Text;

using Azure.Data.Tables;

using LeadScoring.Domain.Identity;
using LeadScoring.Functions.Http;
using LeadScoring.Functions.Storage;

namespace LeadScoring.Functions.Rejected;

/// <summary>
/// Keeps what could not be taken, with the reason, for people to look at and to replay. Partition = day, row = hash of the content, so that a
/// repeated delivery of the same thing is one row.
/// </summary>
public sealed class RejectedStore(ITables tables)
{
    /// <summary>Text of a rejected event that is kept.</summary>
    private const int MaxBytes = 512 * 1024;

    public Task Keep(RejectedEvent rejected, CancellationToken cancellation)
    {
        var content = Encoding.UTF8.GetBytes(rejected.Text);
        var row = new TableEntity(
            rejected.At.UtcDateTime.ToString("yyyyMMdd", CultureInfo.InvariantCulture),
            Base32Hex.Encode(SHA256.HashData(content), EventIds.Length))
        {
            ["source"] = rejected.Source,
            ["code"] = rejected.Faults[0].Code,
            ["pointer"] = rejected.Faults[0].Pointer,
            ["detail"] = rejected.Faults[0].Detail,
            ["fix"] = rejected.Faults[0].Fix,
            ["at"] = rejected.At,
        };
        if (rejected.LeadId is not null)
            row["lead"] = rejected.LeadId;
        if (content.Length > MaxBytes)
            row["cutFrom"] = content.Length;
        row.SetBytes("d", content.AsSpan(0, Math.Min(content.Length, MaxBytes)));
        return tables.Rejected.Upsert(row, cancellation);
    }
}

/// <summary>Something that could not be taken.</summary>
/// <param name="Source">Where it came from.</param>
/// <param name="Text">As received.</param>
/// <param name="Faults">Why; at least one.</param>
/// <param name="At">When.</param>
/// <param name="LeadId">Whose it is, where that could be read; erasing the lead erases it too.</param>
public sealed record RejectedEvent(string Source, string Text, IReadOnlyList<Fault> Faults, DateTimeOffset At, string? LeadId);
