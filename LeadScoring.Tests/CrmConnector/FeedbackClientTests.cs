using System.Net;
using System.Text;
using System.Text.Json;

using LeadScoring.CrmConnector.Feedback;
using LeadScoring.CrmConnector.Settings;
using LeadScoring.Domain.Leads;

namespace LeadScoring.Tests.CrmConnector;

public sealed class FeedbackClientTests : IDisposable
{
    private static readonly Outcome Won = new(Messages.Ann, "crm-suite", "2", 0, "won", "best price", "12000.50", "Sam");

    private readonly Answering _answering = new();
    private readonly HttpClient _http;
    private readonly FeedbackClient _client;

    public FeedbackClientTests()
    {
        _http = new HttpClient(_answering);
        _client = new FeedbackClient(_http, static () => new AppAddress(new Uri("http://localhost:7071/"), "the-key"));
    }

    public void Dispose() => _http.Dispose();

    [Fact]
    public async Task An_outcome_goes_to_its_lead_with_the_key()
    {
        Assert.IsType<FeedbackAnswer.Taken>(await _client.Send(Won, default));

        Assert.Equal(($"POST http://localhost:7071/api/v1/leads/{Messages.Ann}/feedback", "the-key"), (_answering.Line, _answering.Key));
        var body = JsonElement.Parse(_answering.Body);
        Assert.Equal(
            (Won.Id, "won", "crm-suite", 2, "best price", 12000.50m, "Sam"),
            (body.GetProperty("id").GetString(), body.GetProperty("kind").GetString(), body.GetProperty("model").GetString(), body.GetProperty("epoch").GetInt32(),
                body.GetProperty("reason").GetString(), body.GetProperty("amount").GetDecimal(), body.GetProperty("by").GetString()));
    }

    [Fact]
    public async Task The_day_until_which_to_call_again_is_sent()
    {
        await _client.Send(new Outcome(Messages.Ann, "crm-suite", "2", 0, "postponed", "", "", "", "2027-03-01"), default);

        Assert.Equal("2027-03-01", JsonElement.Parse(_answering.Body).GetProperty("until").GetString());
    }

    [Fact]
    public async Task What_is_not_known_is_not_sent()
    {
        await _client.Send(new Outcome(Messages.Ann, "-", "", 0, "attempted", "", "", ""), default);

        Assert.Equal(["id", "kind"], JsonElement.Parse(_answering.Body).EnumerateObject().Select(static member => member.Name));
    }

    [Theory]
    [InlineData(400, """{ "code": "LS-FEEDBACK-001", "detail": "The amount is missing.", "fix": "Write it." }""", "The amount is missing. Fix: Write it.")]
    [InlineData(404, """{ "code": "LS-LEAD-404", "detail": "There is no such lead." }""", "There is no such lead. Fix: see the code LS-LEAD-404")]
    [InlineData(404, "<html>not here</html>", "The app answered 404. Fix: see that the setting Crm:Url is the app's, without /api.")]
    public async Task A_refusal_says_why_and_what_to_do(int status, string body, string why)
    {
        (_answering.Status, _answering.Answer) = ((HttpStatusCode)status, body);

        Assert.Equal(why, Assert.IsType<FeedbackAnswer.Refused>(await _client.Send(Won, default)).Why);
    }

    [Theory]
    [InlineData(503)]
    [InlineData(500)]
    [InlineData(429)]
    [InlineData(401)]
    public async Task What_may_pass_is_sent_again_when_the_app_says_so(int status)
    {
        (_answering.Status, _answering.RetryAfter) = ((HttpStatusCode)status, 7);

        Assert.Equal(TimeSpan.FromSeconds(7), Assert.IsType<FeedbackAnswer.Later>(await _client.Send(Won, default)).After);
    }

    [Fact]
    public async Task An_app_that_does_not_answer_is_asked_again_later()
    {
        _answering.Failure = new HttpRequestException("refused");
        Assert.IsType<FeedbackAnswer.Later>(await _client.Send(Won, default));

        _answering.Failure = new TaskCanceledException("timeout");
        Assert.IsType<FeedbackAnswer.Later>(await _client.Send(Won, default));

        var away = new FeedbackClient(_http, static () => throw new AppNotRunningException("away"));
        Assert.IsType<FeedbackAnswer.Later>(await away.Send(Won, default));
    }

    private sealed class Answering : HttpMessageHandler
    {
        public HttpStatusCode Status { get; set; } = HttpStatusCode.Accepted;

        public string Answer { get; set; } = "{}";

        public int? RetryAfter { get; set; }

        public Exception? Failure { get; set; }

        public string Line { get; private set; } = "";

        public string Key { get; private set; } = "";

        public string Body { get; private set; } = "";

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (Failure is not null)
                throw Failure;
            (Line, Key) = ($"{request.Method} {request.RequestUri}", request.Headers.GetValues("x-api-key").Single());
            Body = await request.Content!.ReadAsStringAsync(cancellationToken);
            var answer = new HttpResponseMessage(Status) { Content = new StringContent(Answer, Encoding.UTF8, "application/problem+json") };
            if (RetryAfter is { } seconds)
                answer.Headers.RetryAfter = new(TimeSpan.FromSeconds(seconds));
            return answer;
        }
    }
}
