namespace LeadScoring.Tests.Kit.Drivers;

/// <summary>An answer, as far as the OpenAPI document says something about it.</summary>
/// <param name="Path">Of the request, as it was sent.</param>
/// <param name="MediaType">Null without a body.</param>
/// <param name="Text">The body, where it is JSON; else what of it is known.</param>
/// <param name="Headers">Names and values.</param>
internal sealed record ApiAnswer(string Method, string Path, int Status, string? MediaType, string Text, IReadOnlyDictionary<string, string> Headers)
{
    public bool IsJson => MediaType is { } type && IsJsonType(type);

    /// <summary>Whether bodies of a media type are one JSON value.</summary>
    public static bool IsJsonType(string type) => type == "application/json" || type.EndsWith("+json", StringComparison.Ordinal);

    /// <summary>Reads a body only where it is JSON: others may be long, or never end.</summary>
    public static async Task<ApiAnswer> Read(HttpResponseMessage answer, CancellationToken cancellation)
    {
        var request = answer.RequestMessage!;
        var type = answer.Content.Headers.ContentType?.MediaType;
        var bare = new ApiAnswer(request.Method.Method, request.RequestUri!.AbsolutePath, (int)answer.StatusCode, type, "",
            answer.Headers.Concat(answer.Content.Headers).ToDictionary(static header => header.Key, static header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase));
        if (!bare.IsJson)
            return bare;
        await answer.Content.LoadIntoBufferAsync(cancellation);
        return bare with { Text = await answer.Content.ReadAsStringAsync(cancellation) };
    }
}
