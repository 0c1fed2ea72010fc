using System.Globalization;
using System.Security.Cryptography;
using System.Text;

using Azure.Data.Tables;

using LeadScoring.Domain.Events;
using LeadScoring.Domain.Values;
using LeadScoring.Functions.Http;
using LeadScoring.Functions.Storage;

using Microsoft.AspNetCore.Http;

namespace LeadScoring.Functions.Capture;

/// <summary>
/// A sender's Idempotency-Key belongs to the first body sent with it (IETF draft-ietf-httpapi-idempotency-key-header). The row is written before the events: after a
/// crash between the two the same request is let through again, and what it stored already counts once. It holds hashes, neither the key nor the body.
/// </summary>
public sealed class RequestBindings(ITables tables, TimeProvider clock)
{
    /// <summary>The refusal of a key that cannot be used; null without a key, and for the body that belongs to it. To be asked only for a body that is usable: a key is not spent on another.</summary>
    internal async Task<Problem?> Refusal(IHeaderDictionary headers, byte[] body, CancellationToken cancellation)
    {
        if (!headers.ContainsKey(RequestIds.IdempotencyKey))
            return null;
        if (RequestIds.KeyHash(headers) is not { } key)
            return Problem.BadRequest(EventErrors.BadKey.Code, EventErrors.BadKey.Detail, EventErrors.BadKey.Fix);

        var content = Fingerprint(headers, body);
        // Spread over partitions: one alone would bound how many requests are taken.
        var row = new TableEntity($"request:{key[..2]}", key)
        {
            ["content"] = content,
            ["at"] = clock.GetUtcNow().ToString("O", CultureInfo.InvariantCulture),
        };
        var isFirst = await tables.Sources.Insert(row, cancellation)
            || (await tables.Sources.Find(row.PartitionKey, row.RowKey, cancellation))?.GetString("content") == content;
        return isFirst ? null : new Problem
        {
            Status = StatusCodes.Status422UnprocessableEntity,
            Code = EventErrors.OtherBody.Code,
            Title = "The key belongs to another request",
            Detail = EventErrors.OtherBody.Detail,
            Fix = EventErrors.OtherBody.Fix,
        };
    }

    // The attributes of a CloudEvent in binary mode are headers: they are part of what is sent.
    private static string Fingerprint(IHeaderDictionary headers, byte[] body)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (name, value) in headers.Where(static header => header.Key.StartsWith("ce-", StringComparison.OrdinalIgnoreCase)).OrderBy(static header => header.Key, StringComparer.OrdinalIgnoreCase))
            hash.AppendData(Encoding.UTF8.GetBytes($"{name.ToLowerInvariant()}:{value}\n"));
        hash.AppendData(body);
        return Base32Hex.Encode(hash.GetHashAndReset(), EventIds.Length);
    }
}
