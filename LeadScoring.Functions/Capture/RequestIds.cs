using Microsoft.AspNetCore.Http;

namespace LeadScoring.Functions.Capture;

/// <summary>The sender's own id of a whole request, by which a repetition is recognised where its content has no id.</summary>
internal static class RequestIds
{
    /// <summary>Standard Webhooks' id, else the Idempotency-Key (an RFC 8941 string, quoted or not); null without one of bearable length.</summary>
    public static string? Of(HttpRequest request) => Of(request.Headers);

    /// <inheritdoc cref="Of(HttpRequest)" />
    public static string? Of(IHeaderDictionary headers)
    {
        var id = headers["webhook-id"].ToString();
        if (id.Length == 0)
            id = headers["Idempotency-Key"].ToString().Trim('"');
        return id.Length is > 0 and <= EventLimits.IdCharacters ? id : null;
    }
}
