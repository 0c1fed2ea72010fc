using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Azure.Storage.Standins;

/// <summary>
/// Signs each attempt (a retry carries a new date) as "Authorize with Shared Key" documents:
/// Shared Key Lite for the table service, Shared Key for the queue service.
/// </summary>
internal sealed class SharedKeyPolicy(string account, byte[] key, bool table) : HttpPipelineSynchronousPolicy
{
    public override void OnSendingRequest(HttpMessage message)
    {
        base.OnSendingRequest(message);
        var request = message.Request;
        var date = DateTimeOffset.UtcNow.ToString("R", CultureInfo.InvariantCulture);
        request.Headers.SetValue("x-ms-date", date);
        var text = table ? TableText(request.Uri.ToUri(), date) : QueueText(request);
        var signature = Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text)));
        request.Headers.SetValue(HttpHeader.Names.Authorization, $"{(table ? "SharedKeyLite" : "SharedKey")} {account}:{signature}");
    }

    private string TableText(Uri uri, string date)
    {
        var comp = Parameters(uri).FirstOrDefault(p => p.Name == "comp").Value;
        return comp is null ? $"{date}\n/{account}{uri.AbsolutePath}" : $"{date}\n/{account}{uri.AbsolutePath}?comp={comp}";
    }

    private string QueueText(Request request)
    {
        var uri = request.Uri.ToUri();
        long length = 0;
        request.Content?.TryComputeLength(out length);
        var text = new StringBuilder(256)
            .Append(request.Method.Method).Append('\n')
            .Append("\n\n") // Content-Encoding, Content-Language
            .Append(length == 0 ? "" : length.ToString(CultureInfo.InvariantCulture)).Append('\n')
            .Append('\n') // Content-MD5
            .Append(request.Headers.TryGetValue(HttpHeader.Names.ContentType, out var type) ? type : "").Append('\n')
            .Append("\n\n\n\n\n\n"); // Date (x-ms-date is signed instead), four conditions, Range
        foreach (var header in request.Headers.Where(h => h.Name.StartsWith("x-ms-", StringComparison.OrdinalIgnoreCase)).OrderBy(h => h.Name.ToLowerInvariant(), StringComparer.Ordinal))
            text.Append(header.Name.ToLowerInvariant()).Append(':').Append(header.Value).Append('\n');
        text.Append('/').Append(account).Append(uri.AbsolutePath);
        foreach (var group in Parameters(uri).GroupBy(p => p.Name).OrderBy(g => g.Key, StringComparer.Ordinal))
            text.Append('\n').Append(group.Key).Append(':').AppendJoin(',', group.Select(p => p.Value).Order(StringComparer.Ordinal));
        return text.ToString();
    }

    private static IEnumerable<(string Name, string Value)> Parameters(Uri uri) =>
        from pair in uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries)
        let parts = pair.Split('=', 2)
        select (Uri.UnescapeDataString(parts[0]).ToLowerInvariant(), parts.Length == 2 ? Uri.UnescapeDataString(parts[1]) : "");
}
