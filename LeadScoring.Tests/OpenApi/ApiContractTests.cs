using LeadScoring.Tests.Kit.Drivers;

namespace LeadScoring.Tests.OpenApi;

/// <summary>The check that every answer goes through finds what the document does not say.</summary>
public sealed class ApiContractTests
{
    private const string Json = "application/json";
    private const string ProblemJson = "application/problem+json";
    private const string Kept = """{ "id": "1", "at": "2026-03-03T18:00:00Z", "source": "api", "code": "LS-EVENT-002", "pointer": "/type", "detail": "d", "fix": "f", "lead": null, "bytes": 12""";

    private static readonly Dictionary<string, string> NoHeaders = new(StringComparer.OrdinalIgnoreCase);

    [Theory]
    [InlineData(Kept + "}")]
    [InlineData(Kept + """, "text": "{}" }""")]
    public void An_answer_as_it_is_described_has_no_fault(string item) => Assert.Empty(Faults("GET", "/api/v1/rejected", 200, Json, $$"""{ "rejected": [{{item}}], "continuation": null }"""));

    [Theory]
    [InlineData(Kept + """, "surprise": 1 }""", "/rejected/0/surprise")]
    [InlineData(Kept + """, "text": null }""", "/rejected/0/text")]
    [InlineData("""{ "id": "1" }""", "/rejected/0")]
    public void A_member_that_is_unknown_null_or_missing_is_a_fault(string item, string place) =>
        Assert.Contains(Faults("GET", "/api/v1/rejected", 200, Json, $$"""{ "rejected": [{{item}}], "continuation": null }"""), fault => fault.Contains(place, StringComparison.Ordinal));

    [Theory]
    [InlineData("2026-03-03T18:00:00Z", true)]
    [InlineData("2026-03-03T18:00:00.250Z", true)]
    [InlineData("2026-03-03T18:00:00+00:00", false)]
    [InlineData("2026-03-03T18:00:00.2500000Z", false)]
    [InlineData("yesterday", false)]
    public void A_time_has_its_one_form(string time, bool isDescribed) =>
        Assert.Equal(isDescribed, Faults("GET", "/api/v1/health", 200, Json, $$"""{ "status": "live", "now": "{{time}}" }""").Count == 0);

    [Fact]
    public void A_status_a_media_type_or_a_body_that_is_not_described_is_a_fault()
    {
        Assert.Equal(["the status 418 of ListLeads is not described"], Faults("GET", "/api/v1/leads", 418, null, ""));
        Assert.Equal(["ListLeads 200: the media type text/plain is not described"], Faults("GET", "/api/v1/leads", 200, "text/plain", ""));
        Assert.Equal(["ListLeads 200: the body is missing"], Faults("GET", "/api/v1/leads", 200, null, ""));
        Assert.Equal(["RebuildLead 202: a body is not described"], Faults("POST", "/api/v1/leads/ann/rebuild", 202, Json, "{}"));
        Assert.Equal([], Faults("POST", "/api/v1/leads/ann/rebuild", 202, null, ""));
    }

    [Theory]
    [InlineData("LS-LEAD-404", true)]
    [InlineData("LS-MERGE-001", false)]
    public void A_code_is_one_of_those_of_the_operation(string code, bool isDescribed) =>
        Assert.Equal(isDescribed, Faults("GET", "/api/v1/leads/ann", 404, ProblemJson, Problem(404, code)).Count == 0);

    [Fact]
    public void A_header_that_callers_need_must_be_there()
    {
        var body = """{ "status": 503, "code": "LS-HTTP-503", "title": "t", "detail": "d", "fix": "f", "type": "https://leadscoring.dev/errors/LS-HTTP-503" }""";

        Assert.Equal(["ListLeads 503: the header Retry-After is missing"], Faults("GET", "/api/v1/leads", 503, ProblemJson, body));
        Assert.Empty(Faults("GET", "/api/v1/leads", 503, ProblemJson, body, ("Retry-After", "10")));
    }

    [Fact]
    public void An_address_that_is_not_described_is_404_and_another_method_405()
    {
        Assert.NotEmpty(Faults("GET", "/api/v1/nothing", 200, Json, "{}"));
        Assert.Empty(Faults("GET", "/api/v1/nothing", 404, ProblemJson, Problem(404, "LS-HTTP-404")));
        Assert.NotEmpty(Faults("GET", "/api/v1/nothing", 404, ProblemJson, Problem(404, "LS-LEAD-404")));
        Assert.NotEmpty(Faults("DELETE", "/api/v1/leads", 405, ProblemJson, Problem(405, "LS-HTTP-405")));
        Assert.Empty(Faults("DELETE", "/api/v1/leads", 405, ProblemJson, Problem(405, "LS-HTTP-405"), ("Allow", "GET")));
        Assert.Empty(Faults("GET", "/", 302, null, ""));
    }

    [Theory]
    [InlineData("GET", "/api/v1/leads/ann%40acme.example/timeline", "GetTimeline")]
    [InlineData("POST", "/api/v1/models/validate", "ValidateModel")]
    [InlineData("GET", "/api/v1/models/validate", "GetModel")]
    [InlineData("POST", "/hooks/typeform/main", "CaptureWebhook")]
    [InlineData("POST", "/hooks/typeform/main/more", "CaptureWebhookMistyped")]
    [InlineData("POST", "/hooks", "CaptureWebhookMistyped")]
    [InlineData("GET", "/App/", "Dashboard")]
    [InlineData("GET", "/track.js", "TrackScript")]
    [InlineData("GET", "/api/v1", null)]
    public void An_operation_is_found_by_method_and_address(string method, string path, string? operation) => Assert.Equal(operation, ApiContract.OfFile.Find(method, path)?.Id);

    private static string Problem(int status, string code) =>
        $$"""{ "status": {{status}}, "code": "{{code}}", "title": "t", "detail": "d", "fix": "f", "type": "https://leadscoring.dev/errors/{{code}}" }""";

    private static IReadOnlyList<string> Faults(string method, string path, int status, string? mediaType, string text, params (string Name, string Value)[] headers) =>
        ApiContract.OfFile.Faults(new ApiAnswer(method, path, status, mediaType, text, headers.Length == 0 ? NoHeaders : headers.ToDictionary(static header => header.Name, static header => header.Value, StringComparer.OrdinalIgnoreCase)));
}
