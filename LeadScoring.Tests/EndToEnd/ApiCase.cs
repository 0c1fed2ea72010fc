using System.Text;

namespace LeadScoring.Tests.EndToEnd;

/// <summary>A request for an operation of the API, and the status that it has to have.</summary>
/// <param name="Operation">Its id in docs/reference/openapi.json.</param>
/// <param name="Path">Of the request, with its query.</param>
public sealed record ApiCase(string Operation, int Status, string Method, string Path)
{
    /// <summary>Text of the body; null for none.</summary>
    public string? Body { get; init; }

    public string MediaType { get; init; } = "application/json";

    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    /// <summary>A request that must have been taken before.</summary>
    public ApiCase? After { get; init; }

    /// <summary>Without the key.</summary>
    public bool IsAnonymous { get; init; }

    /// <summary>Asked until it has the status: it is true only after a while.</summary>
    public bool IsAwaited { get; init; }

    public HttpRequestMessage Request()
    {
        var request = new HttpRequestMessage(new HttpMethod(Method), Path) { Content = Body is null ? null : new StringContent(Body, Encoding.UTF8, MediaType) };
        foreach (var (name, value) in Headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return request;
    }
}
