using LeadScoring.Domain.Events;

using Microsoft.AspNetCore.Http;

namespace LeadScoring.Functions.Capture;

/// <summary>The sender's own id of a whole request, by which a repetition is recognised where its content has no id.</summary>
internal static class RequestIds
{
    /// <summary>The name of the header.</summary>
    public const string IdempotencyKey = "Idempotency-Key";

    /// <summary>Standard Webhooks' id, else a hash of the Idempotency-Key; null without one of bearable length.</summary>
    public static string? Of(HttpRequest request) => Of(request.Headers);

    /// <inheritdoc cref="Of(HttpRequest)" />
    public static string? Of(IHeaderDictionary headers)
    {
        var id = headers["webhook-id"].ToString();
        if (id.Length == 0)
            return KeyHash(headers);
        return id.Length <= EventLimits.IdCharacters ? id : null;
    }

    /// <summary>A hash of the Idempotency-Key (an RFC 8941 string, quoted or not): who reads storage cannot send as its owner. Null without one of bearable length.</summary>
    public static string? KeyHash(IHeaderDictionary headers)
    {
        var values = headers[IdempotencyKey];
        var key = values.ToString().Trim('"');
        return values.Count == 1 && key.Length is > 0 and <= EventLimits.IdCharacters ? EventIds.Of(IdempotencyKey, key) : null;
    }
}
