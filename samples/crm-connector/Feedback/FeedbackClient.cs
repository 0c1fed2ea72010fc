using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

using LeadScoring.CrmConnector.Messages;
using LeadScoring.CrmConnector.Settings;

namespace LeadScoring.CrmConnector.Feedback;

/// <summary>The app's API.</summary>
/// <param name="http">Its timeout bounds one request.</param>
/// <param name="app">Where the app is, and its key; asked each time, since a local app may come back on another port.</param>
internal sealed class FeedbackClient(HttpClient http, Func<AppAddress> app) : IFeedback
{
    public async Task<FeedbackAnswer> Send(Outcome outcome, CancellationToken cancellation)
    {
        try
        {
            var (url, key) = app();
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(url, $"api/v1/leads/{Uri.EscapeDataString(outcome.Lead)}/feedback"))
            {
                Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(Body(outcome), FeedbackJson.Default.FeedbackBody)) { Headers = { ContentType = new("application/json") } },
            };
            request.Headers.Add("x-api-key", key);
            using var answer = await http.SendAsync(request, cancellation);
            return await Read(answer, cancellation);
        }
        catch (Exception passing) when (passing is HttpRequestException or AppNotRunningException || (passing is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return new FeedbackAnswer.Later("the app does not answer", null);
        }
    }

    private static FeedbackBody Body(Outcome outcome) => new()
    {
        Id = outcome.Id,
        Kind = outcome.Kind,
        Model = outcome.Model is "" or LeadMessage.NoModel ? null : outcome.Model,
        Epoch = long.TryParse(outcome.Epoch, NumberStyles.None, CultureInfo.InvariantCulture, out var epoch) ? epoch : null,
        Reason = Given(outcome.Reason),
        Amount = outcome.Number(),
        Until = Given(outcome.Until),
        By = Given(outcome.By),
    };

    private static string? Given(string text) => text.Length > 0 ? text : null;

    private static async Task<FeedbackAnswer> Read(HttpResponseMessage answer, CancellationToken cancellation)
    {
        var status = (int)answer.StatusCode;
        if (answer.IsSuccessStatusCode)
            return new FeedbackAnswer.Taken();
        // A wrong key is the connector's fault and not the salesperson's.
        if (status >= 500 || answer.StatusCode is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
            return new FeedbackAnswer.Later(string.Create(CultureInfo.InvariantCulture, $"the app answered {status}{(status is 401 or 403 ? ": look at the setting Crm:Key" : "")}"), answer.Headers.RetryAfter?.Delta);

        var problem = await Problem(answer, cancellation);
        return problem.Detail is { Length: > 0 }
            ? new FeedbackAnswer.Refused($"{problem.Detail} Fix: {problem.Fix ?? "see the code " + problem.Code}")
            : new FeedbackAnswer.Refused(string.Create(CultureInfo.InvariantCulture, $"The app answered {status}. Fix: see that the setting Crm:Url is the app's, without /api."));
    }

    private static async Task<FeedbackProblem> Problem(HttpResponseMessage answer, CancellationToken cancellation)
    {
        try
        {
            return await answer.Content.ReadFromJsonAsync(FeedbackJson.Default.FeedbackProblem, cancellation) ?? new FeedbackProblem();
        }
        catch (JsonException)
        {
            // Something between us and the app answered.
            return new FeedbackProblem();
        }
    }
}
