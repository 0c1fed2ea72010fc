using System.Text.Json;
using Azure.Core;

namespace Azure.Data.Tables;

/// <summary>Reads <c>{"odata.error":{"code":"...","message":{"value":"..."}}}</c>.</summary>
internal sealed class TableErrors : RequestFailedDetailsParser
{
    private static readonly TableErrors Instance = new();

    public static RequestFailedException Of(Response response) => new(response, null, Instance);

    public override bool TryParse(Response response, out ResponseError error, out IDictionary<string, string> data)
    {
        data = null;
        error = null;
        if (TryRead(response, out var code, out var message))
            error = new ResponseError(code, message);
        else if (response.Headers.TryGetValue("x-ms-error-code", out code))
            error = new ResponseError(code, null);
        return error is not null;
    }

    public static string CodeOf(Response response) =>
        TryRead(response, out var code, out _) || response.Headers.TryGetValue("x-ms-error-code", out code) ? code : null;

    public static bool TryRead(Response response, out string code, out string message)
    {
        code = message = null;
        if (response.ContentStream is null || response.Content.ToMemory() is not { IsEmpty: false } body)
            return false;
        try
        {
            using var document = JsonDocument.Parse(body);
            if (document.RootElement.ValueKind is not JsonValueKind.Object || !document.RootElement.TryGetProperty("odata.error", out var error))
                return false;
            code = error.GetProperty("code").GetString();
            message = error.GetProperty("message").GetProperty("value").GetString();
            return true;
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            // A proxy's page or a truncated body: the status has to do.
            return false;
        }
    }
}
