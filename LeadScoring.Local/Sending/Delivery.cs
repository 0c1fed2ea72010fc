namespace LeadScoring.Local.Sending;

/// <summary>What a vendor sends.</summary>
internal sealed record Delivery(byte[] Body)
{
    public Dictionary<string, string> Headers { get; init; } = new(StringComparer.OrdinalIgnoreCase);

    public string Query { get; init; } = "";

    /// <summary>The same with another body, header or query.</summary>
    public Delivery With(byte[]? body = null, (string Name, string? Value)? header = null, string? query = null)
    {
        var headers = new Dictionary<string, string>(Headers, StringComparer.OrdinalIgnoreCase);
        if (header is { Value: { } value })
            headers[header.Value.Name] = value;
        else if (header is { } gone)
            headers.Remove(gone.Name);
        return new Delivery(body ?? Body) { Headers = headers, Query = query ?? Query };
    }
}
