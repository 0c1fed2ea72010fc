using LeadScoring.Functions.Http;

using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace LeadScoring.Functions.Capture;

/// <summary>In which forms events are taken: JSON, and CloudEvents as JSON.</summary>
internal static class BodyTypes
{
    /// <summary>The refusal of a body of another form; null when the form is taken. A body without a Content-Type is taken as JSON.</summary>
    public static Problem? Refusal(IHeaderDictionary headers)
    {
        var text = headers.ContentType.ToString();
        if (text.Length == 0)
            return null;
        var isJson = MediaTypeHeaderValue.TryParse(text, out var type)
            && (type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
                || type.MediaType.Equals("text/json", StringComparison.OrdinalIgnoreCase)
                // What curl -d says of whatever it sends: the parser tells whether it is JSON.
                || type.MediaType.Equals("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase)
                || type.Suffix.Equals("json", StringComparison.OrdinalIgnoreCase));
        return isJson ? null : Other;
    }

    private static Problem Other { get; } = new()
    {
        Status = StatusCodes.Status415UnsupportedMediaType,
        Code = "LS-HTTP-415",
        Title = "The format of the body is not supported",
        Detail = "The Content-Type of the body is not supported for events.",
        Fix = "Send JSON as application/json, application/cloudevents+json or application/cloudevents-batch+json.",
    };
}
