using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace LeadScoring.Local.Client;

/// <summary>The app's own HTTP API, as any other client would use it.</summary>
internal sealed class AppClient : IDisposable
{
    private const int Attempts = 6;

    private readonly HttpClient _http;

    /// <param name="url">Where the app is.</param>
    /// <param name="key">A key of it with the role that the calls need.</param>
    /// <param name="transport">Carries the requests; null = the network. Disposed with this.</param>
    /// <param name="patience">How long an answer may take; null = 100 seconds.</param>
    public AppClient(Uri url, string key, HttpMessageHandler? transport = null, TimeSpan? patience = null)
    {
        // Not checked by the client, whose exception would be no help, and would quote the key.
        if (key.Length == 0 || key.Any(static letter => letter is <= ' ' or > '~'))
            throw new SeedException("The --key must be a key of the app: it has spaces or other characters that a key cannot have.\n  fix: Give the key that `leads up` or `leads keys` printed, in quotes.");
        _http = new HttpClient(transport ?? new SocketsHttpHandler()) { BaseAddress = url, Timeout = patience ?? TimeSpan.FromSeconds(100) };
        _http.DefaultRequestHeaders.Add("x-functions-key", key);
    }

    public void Dispose() => _http.Dispose();

    /// <summary>The answer's JSON; null for a 404.</summary>
    public async Task<JsonDocument?> Get(string path, CancellationToken cancellation) =>
        await Send(HttpMethod.Get, path, content: null, notFoundIsNull: true, cancellation);

    public async Task Put(string path, string mediaType, string text, CancellationToken cancellation)
    {
        using var answer = await Send(HttpMethod.Put, path, (Encoding.UTF8.GetBytes(text), mediaType), notFoundIsNull: false, cancellation);
    }

    public async Task<JsonDocument?> Post(string path, byte[] json, CancellationToken cancellation) =>
        await Send(HttpMethod.Post, path, (json, "application/json"), notFoundIsNull: false, cancellation);

    /// <summary>Sends a request once, whatever its answer is.</summary>
    /// <exception cref="SeedException">The app does not answer.</exception>
    public async Task<(int Status, TimeSpan? RetryAfter, string Text)> Exchange(HttpRequestMessage request, CancellationToken cancellation)
    {
        try
        {
            using var response = await _http.SendAsync(request, cancellation);
            return ((int)response.StatusCode, response.Headers.RetryAfter?.Delta, await response.Content.ReadAsStringAsync(cancellation));
        }
        catch (Exception cause) when (cause is HttpRequestException || (cause is TaskCanceledException && !cancellation.IsCancellationRequested))
        {
            throw NoAnswer(cause);
        }
    }

    // Everything sent here may be sent again: ids make events count once, drafts are replaced.
    private async Task<JsonDocument?> Send(HttpMethod method, string path, (byte[] Body, string Type)? content, bool notFoundIsNull, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            using var request = new HttpRequestMessage(method, path);
            if (content is { } sent)
                request.Content = new ByteArrayContent(sent.Body) { Headers = { ContentType = new MediaTypeHeaderValue(sent.Type) } };
            try
            {
                using var response = await _http.SendAsync(request, cancellation);
                var text = await response.Content.ReadAsStringAsync(cancellation);
                if (notFoundIsNull && response.StatusCode == HttpStatusCode.NotFound)
                    return null;
                if (response.IsSuccessStatusCode)
                    return text.Length == 0 ? null : JsonDocument.Parse(text);
                if (response.StatusCode is not (HttpStatusCode.ServiceUnavailable or HttpStatusCode.TooManyRequests) || attempt == Attempts)
                    throw new SeedException(string.Create(CultureInfo.InvariantCulture, $"{method} {path} was answered with {(int)response.StatusCode}: {text}"));
                await Task.Delay(response.Headers.RetryAfter?.Delta ?? TimeSpan.FromSeconds(attempt), cancellation);
            }
            catch (HttpRequestException cause) when (attempt == Attempts || cause.HttpRequestError == HttpRequestError.ConnectionError)
            {
                throw NoAnswer(cause);
            }
            catch (HttpRequestException)
            {
                await Task.Delay(TimeSpan.FromSeconds(attempt), cancellation);
            }
        }
    }

    private SeedException NoAnswer(Exception cause) =>
        new($"The app at {_http.BaseAddress} does not answer ({cause.Message}). Start it with ./run, or name another with --url.", cause);
}
