using LeadScoring.Tests.Kit.Builders;
using LeadScoring.Tests.Kit.Drivers;

namespace LeadScoring.Tests.EndToEnd;

/// <summary>Requests for every operation of the API: each success that it can have, and a refusal.</summary>
internal static class ApiCases
{
    // Successes that no request here brings about, with the test that holds the answer to the document.
    public static readonly IReadOnlyDictionary<(string Operation, int Status), string> Elsewhere = new Dictionary<(string, int), string>
    {
        // Need a long log.
        [("ExplainLead", 202)] = "ExplanationTests.A_long_log_is_explained_by_the_queue_and_asked_for_once",
        [("GetCurve", 202)] = "CurveTests.The_curve_of_a_long_log_is_computed_by_the_queue_and_asked_for_once",
    };

    private const string Leads = "/api/v1/leads";
    private const string Nobody = Leads + "/nobody%40acme.example";
    private const string Models = "/api/v1/models";
    private const string Report = "/api/v1/reports/service-level";
    private const string Session = "/api/v1/session";
    private const string Yaml = "application/yaml";

    private static readonly string Ann = $"{Leads}/{Uri.EscapeDataString(ApiApp.Ann)}";
    private static readonly string Old = $"{Leads}/{Uri.EscapeDataString(ApiApp.Old)}";
    private static readonly string Other = $"{Leads}/{Uri.EscapeDataString(ApiApp.Other)}";
    private static readonly string Gone = $"{Leads}/{Uri.EscapeDataString(ApiApp.Gone)}";
    private static readonly string Document = RunningApp.Document(ApiApp.Model);
    private static readonly string Approved = Document.Replace($"model: {ApiApp.Model}", "model: draft-of-two\napprovals: [ marketing, sales ]", StringComparison.Ordinal);
    private static readonly string OneEvent = StoryEvents.Pricing(ApiApp.Other, RunningApp.Evening, "2");
    private static readonly (string, string)[] Site = [("Origin", ApiApp.Site)];
    private static readonly (string, string)[] OwnPage = [("x-csrf", "1"), ("Sec-Fetch-Site", "same-origin")];
    private static readonly (string, string)[] Secret = [("X-Api-Key", ApiApp.Secret)];

    public static IReadOnlyList<ApiCase> All { get; } =
    [
        new("CaptureEvents", 202, "POST", "/api/v1/events") { Body = OneEvent },
        new("CaptureEvents", 202, "POST", "/api/v1/events") { Body = $$"""{ "events": [ {{OneEvent}} ] }""" },
        new("CaptureEvents", 202, "POST", "/api/v1/events") { Body = CloudEvent, MediaType = "application/cloudevents+json" },
        new("CaptureEvents", 202, "POST", "/api/v1/events") { Body = $"[{CloudEvent}]", MediaType = "application/cloudevents-batch+json" },
        new("CaptureEvents", 400, "POST", "/api/v1/events") { Body = """{ "type": "page.viewed" }""" },
        new("CaptureEvents", 400, "POST", "/api/v1/events") { Body = "[" },
        new("CaptureEvents", 401, "POST", "/api/v1/events") { Body = OneEvent, IsAnonymous = true },
        new("CaptureEvents", 413, "POST", "/api/v1/events") { Body = new string(' ', 1024 * 1024 + 1) },
        new("CaptureEvents", 415, "POST", "/api/v1/events") { Body = "<event/>", MediaType = "text/xml" },
        new("CaptureEvents", 422, "POST", "/api/v1/events")
        {
            Body = StoryEvents.Pricing(ApiApp.Other, RunningApp.Evening, "3"),
            Headers = [("Idempotency-Key", "k-1")],
            After = new("CaptureEvents", 202, "POST", "/api/v1/events") { Body = OneEvent, Headers = [("Idempotency-Key", "k-1")] },
        },

        new("ListLeads", 200, "GET", $"{Leads}?model={ApiApp.Model}&minScore=1&sort=priority&limit=2"),
        new("ListLeads", 200, "GET", $"{Leads}?limit=1&spark=14"),
        new("ListLeads", 400, "GET", $"{Leads}?limit=0"),
        new("ListLeads", 401, "GET", Leads) { IsAnonymous = true },
        new("ListLeadsAsCsv", 200, "GET", $"{Leads}.csv"),
        new("ListLeadsAsCsv", 400, "GET", $"{Leads}.csv?stage=nowhere"),
        new("FindLead", 200, "POST", $"{Leads}/find") { Body = $$"""{ "email": "{{ApiApp.Ann}}" }""" },
        new("FindLead", 400, "POST", $"{Leads}/find") { Body = "{}" },
        new("FindLead", 404, "POST", $"{Leads}/find") { Body = """{ "email": "nobody@acme.example" }""" },
        new("GetLead", 200, "GET", Ann),
        new("GetLead", 200, "GET", Old),
        new("GetLead", 400, "GET", $"{Ann}?surprise=1"),
        new("GetLead", 404, "GET", Nobody),
        new("GetTimeline", 200, "GET", $"{Ann}/timeline"),
        new("GetTimeline", 200, "GET", $"{Ann}/timeline?limit=1&before=2027-01-01T00:00:00Z"),
        new("GetTimeline", 400, "GET", $"{Ann}/timeline?before=x"),
        new("GetTimeline", 404, "GET", $"{Nobody}/timeline"),
        new("ExplainLead", 200, "GET", $"{Ann}/explanation?model={ApiApp.Model}&asOf=2026-03-03&version=1"),
        new("ExplainLead", 400, "GET", $"{Ann}/explanation?asOf=tomorrow"),
        new("ExplainLead", 404, "GET", $"{Ann}/explanation?version=77"),
        new("GetCurve", 200, "GET", $"{Ann}/curve?model={ApiApp.Model}&from=2026-02-01&to=2026-04-01"),
        new("GetCurve", 200, "GET", $"{Ann}/curve?from=2024-01-01"),
        new("GetCurve", 400, "GET", $"{Ann}/curve?from=tomorrow"),
        new("GetCurve", 404, "GET", $"{Nobody}/curve"),

        new("ImportLeads", 200, "POST", $"{Leads}/import?dryRun=true&map=mail:email") { Body = "mail,company\nimported.api@acme.example,Acme\n", MediaType = "text/csv" },
        new("ImportLeads", 202, "POST", $"{Leads}/import") { Body = "{ \"email\": \"imported.api@acme.example\" }\n{}\n", MediaType = "application/x-ndjson" },
        new("ImportLeads", 400, "POST", $"{Leads}/import") { Body = "email\nnot an address\n", MediaType = "text/csv" },
        new("ImportLeads", 400, "POST", $"{Leads}/import?map=x") { Body = "email\n", MediaType = "text/csv" },
        new("ImportLeads", 415, "POST", $"{Leads}/import") { Body = "{}", MediaType = "image/png" },

        new("GiveFeedback", 202, "POST", $"{Ann}/feedback") { Body = """{ "id": "api-1", "kind": "attempted", "by": "sue", "occurredAt": "2026-03-03T18:00:00Z" }""" },
        new("GiveFeedback", 400, "POST", $"{Ann}/feedback") { Body = """{ "kind": "pleased" }""" },
        new("GiveFeedback", 404, "POST", $"{Nobody}/feedback") { Body = """{ "kind": "accepted" }""" },
        new("GiveFeedback", 409, "POST", $"{Ann}/feedback")
        {
            Body = """{ "id": "api-2", "kind": "unreachable" }""",
            After = new("GiveFeedback", 202, "POST", $"{Ann}/feedback") { Body = """{ "id": "api-2", "kind": "attempted" }""" },
        },
        new("CountEvent", 202, "POST", $"{Ann}/events/{{click}}/count") { Body = """{ "counts": true }""" },
        new("CountEvent", 400, "POST", $"{Ann}/events/{{click}}/count") { Body = "{}" },
        new("CountEvent", 404, "POST", $"{Ann}/events/none/count") { Body = """{ "counts": true }""" },
        new("RebuildLead", 202, "POST", $"{Ann}/rebuild"),
        new("RebuildLead", 404, "POST", $"{Nobody}/rebuild"),

        new("MergeLead", 202, "POST", $"{Old}/merge") { Body = $$"""{ "into": "{{ApiApp.Ann}}" }""" },
        new("MergeLead", 400, "POST", $"{Other}/merge") { Body = "{}" },
        new("MergeLead", 404, "POST", $"{Nobody}/merge") { Body = $$"""{ "into": "{{ApiApp.Ann}}" }""" },
        new("MergeLead", 409, "POST", $"{Ann}/merge") { Body = $$"""{ "into": "{{ApiApp.Ann}}" }""" },
        new("UnmergeLead", 202, "POST", $"{Old}/unmerge") { After = new("MergeLead", 202, "POST", $"{Old}/merge") { Body = $$"""{ "into": "{{ApiApp.Ann}}" }""" } },
        new("UnmergeLead", 404, "POST", $"{Nobody}/unmerge"),
        new("UnmergeLead", 409, "POST", $"{Ann}/unmerge"),
        new("ExportLead", 200, "GET", $"{Ann}/export"),
        new("ExportLead", 404, "GET", $"{Nobody}/export"),
        new("EraseLead", 202, "DELETE", Gone),
        new("EraseLead", 404, "DELETE", Nobody),

        new("ListModels", 200, "GET", Models),
        new("ListModels", 401, "GET", Models) { IsAnonymous = true },
        new("ListModels", 200, "GET", $"{Models}?rules=true"),
        new("ListModels", 400, "GET", $"{Models}?rules=some"),
        new("GetModel", 200, "GET", $"{Models}/{ApiApp.Model}"),
        new("GetModel", 200, "GET", $"{Models}/{ApiApp.Model}?version=1"),
        new("GetModel", 404, "GET", $"{Models}/none"),
        new("PutModel", 200, "PUT", $"{Models}/{ApiApp.Model}") { Body = Document, MediaType = Yaml },
        new("PutModel", 400, "PUT", $"{Models}/{ApiApp.Model}") { Body = "model: [", MediaType = Yaml },
        new("PutModel", 412, "PUT", $"{Models}/{ApiApp.Model}") { Body = Document, MediaType = Yaml, Headers = [("If-None-Match", "*")] },
        new("PutModel", 412, "PUT", $"{Models}/not-read") { Body = Document.Replace($"model: {ApiApp.Model}", "model: not-read", StringComparison.Ordinal), MediaType = Yaml, Headers = [("If-Match", "\"other\"")] },
        new("DiscardDraft", 204, "DELETE", $"{Models}/draft-of-nobody/draft")
        {
            After = new("PutModel", 200, "PUT", $"{Models}/draft-of-nobody") { Body = Document.Replace($"model: {ApiApp.Model}", "model: draft-of-nobody", StringComparison.Ordinal), MediaType = Yaml },
        },
        new("DiscardDraft", 400, "DELETE", $"{Models}/{ApiApp.Model}/draft") { Headers = [("If-Match", "other")] },
        new("DiscardDraft", 404, "DELETE", $"{Models}/none/draft"),
        new("DiscardDraft", 412, "DELETE", $"{Models}/draft-of-two/draft")
        {
            Headers = [("If-Match", "\"other\"")],
            After = new("PutModel", 200, "PUT", $"{Models}/draft-of-two") { Body = Approved, MediaType = Yaml },
        },
        new("ValidateModel", 200, "POST", $"{Models}/validate") { Body = Document, MediaType = Yaml },
        new("ValidateModel", 400, "POST", $"{Models}/validate") { Body = "model: x", MediaType = Yaml },
        new("TryModel", 200, "POST", $"{Models}/{ApiApp.Model}/try") { Body = """{ "profile": { "jobTitle": "VP" }, "events": [ { "on": "page.viewed", "path": "/pricing", "daysAgo": 1, "times": 2 } ], "version": 1 }""" },
        new("TryModel", 200, "POST", $"{Models}/{ApiApp.Model}/try") { Body = """{ "events": [ { "on": "page.viewed", "path": "/pricing" } ], "version": 1, "days": 30 }""" },
        new("TryModel", 400, "POST", $"{Models}/{ApiApp.Model}/try") { Body = """{ "events": [ {} ] }""" },
        new("TryModel", 404, "POST", $"{Models}/none/try") { Body = "{}" },
        new("GetVocabulary", 200, "GET", "/api/v1/vocabulary?leads=50"),
        new("GetVocabulary", 400, "GET", "/api/v1/vocabulary?leads=0"),
        new("PublishModel", 202, "POST", $"{Models}/{ApiApp.Model}/publish")
        {
            Body = """{ "author": "ann@acme.example", "reason": "test" }""",
            // The text that is live is refused.
            After = new("PutModel", 200, "PUT", $"{Models}/{ApiApp.Model}") { Body = Document + "# again\n", MediaType = Yaml },
        },
        new("PublishModel", 409, "POST", $"{Models}/draft-of-two/publish")
        {
            Body = """{ "author": "ann@acme.example", "reason": "test" }""",
            After = new("PutModel", 200, "PUT", $"{Models}/draft-of-two") { Body = Approved, MediaType = Yaml },
        },
        new("RollbackModel", 202, "POST", $"{Models}/{ApiApp.Model}/rollback")
        {
            Body = """{ "version": 1, "author": "ann@acme.example", "reason": "test" }""",
            After = new("PublishModel", 202, "POST", $"{Models}/{ApiApp.Model}/publish")
            {
                Body = """{ "author": "ann@acme.example", "reason": "test" }""",
                After = new("PutModel", 200, "PUT", $"{Models}/{ApiApp.Model}") { Body = Document + "# to be rolled back\n", MediaType = Yaml },
            },
        },
        new("RollbackModel", 400, "POST", $"{Models}/{ApiApp.Model}/rollback") { Body = "{}" },
        new("RollbackModel", 404, "POST", $"{Models}/{ApiApp.Model}/rollback") { Body = """{ "version": 77, "author": "ann@acme.example", "reason": "test" }""" },
        new("ApproveModel", 200, "POST", $"{Models}/draft-of-two/approve")
        {
            Body = $$"""{ "hash": "{{Functions.Models.ModelHash.Of(Approved)}}" }""",
            After = new("PutModel", 200, "PUT", $"{Models}/draft-of-two") { Body = Approved, MediaType = Yaml },
        },
        new("ApproveModel", 400, "POST", $"{Models}/draft-of-two/approve") { Body = "{}" },
        new("ApproveModel", 404, "POST", $"{Models}/none/approve") { Body = """{ "hash": "x" }""" },
        new("PreviewModel", 200, "POST", $"{Models}/{ApiApp.Model}/preview") { Body = PreviewBody(16), IsAwaited = true },
        new("PreviewModel", 202, "POST", $"{Models}/{ApiApp.Model}/preview") { Body = PreviewBody(256) },
        new("PreviewModel", 400, "POST", $"{Models}/{ApiApp.Model}/preview") { Body = """{ "buckets": 0 }""" },
        new("PreviewModel", 404, "POST", $"{Models}/none/preview") { Body = "{}" },
        new("ListVersions", 200, "GET", $"{Models}/{ApiApp.Model}/versions"),
        new("ListVersions", 404, "GET", $"{Models}/none/versions"),
        new("DiffModel", 200, "GET", $"{Models}/{ApiApp.Model}/diff?from=1&to=active"),
        new("DiffModel", 400, "GET", $"{Models}/{ApiApp.Model}/diff?from=old"),
        new("DiffModel", 404, "GET", $"{Models}/none/diff"),
        new("PublishModel", 400, "POST", $"{Models}/{ApiApp.Model}/publish") { Body = "{}" },
        new("PublishModel", 404, "POST", $"{Models}/none/publish") { Body = """{ "author": "ann@acme.example", "reason": "test" }""" },
        new("GetRebuild", 200, "GET", $"{Models}/{ApiApp.Model}/rebuild"),
        new("GetRebuild", 404, "GET", $"{Models}/none/rebuild"),

        new("GetReport", 200, "GET", $"{Report}?from=2026-03-01&to=2026-03-03") { IsAwaited = true },
        new("GetReport", 200, "GET", $"{Report}.csv?from=2026-03-01&to=2026-03-03") { IsAwaited = true },
        new("GetReport", 200, "GET", $"/api/v1/reports/overview?model={ApiApp.Model}&from=2026-03-01&to=2026-03-03") { IsAwaited = true },
        new("GetReport", 202, "GET", $"{Report}?from=2026-02-01&to=2026-02-02"),
        new("GetReport", 400, "GET", $"{Report}?from=x"),
        new("GetReport", 404, "GET", "/api/v1/reports/none"),

        new("ListSources", 200, "GET", "/api/v1/sources"),
        new("ListSources", 400, "GET", "/api/v1/sources?surprise=1"),
        new("PutConnection", 200, "PUT", "/api/v1/sources/typeform/api") { Body = """{ "secrets": [ { "name": "Api", "use": "sign", "notAfter": "2027-01-01T00:00:00Z" } ], "set": { "source": "form" } }""" },
        new("PutConnection", 400, "PUT", "/api/v1/sources/typeform/api") { Body = """{ "surprise": 1 }""" },
        new("PutConnection", 404, "PUT", "/api/v1/sources/none/api") { Body = "{}" },

        new("CaptureWebhook", 200, "POST", "/hooks/postmark/api") { Body = """{ "RecordType": "Open", "Recipient": "ann.api@acme.example", "MessageID": "m", "ReceivedAt": "2026-03-03T17:00:00Z" }""", Headers = Secret, IsAnonymous = true },
        new("CaptureWebhook", 202, "POST", "/hooks/gravity-forms/api") { Body = """{ "email": "ann.api@acme.example" }""", Headers = Secret, IsAnonymous = true },
        new("CaptureWebhook", 401, "POST", "/hooks/postmark/api") { Body = "{}", IsAnonymous = true },
        new("CaptureWebhookGet", 200, "GET", "/hooks/postmark/api") { IsAnonymous = true },
        new("CaptureWebhookHead", 200, "HEAD", "/hooks/postmark/api") { IsAnonymous = true },
        new("CaptureWebhookOptions", 200, "OPTIONS", "/hooks/postmark/api") { IsAnonymous = true },
        new("CaptureWebhookMistyped", 401, "POST", "/hooks/postmark") { Body = "{}", IsAnonymous = true },
        new("CaptureWebhookMistypedGet", 200, "GET", "/hooks/postmark/api/more") { IsAnonymous = true },
        new("CaptureWebhookMistypedHead", 200, "HEAD", "/hooks") { IsAnonymous = true },
        new("CaptureWebhookMistypedOptions", 200, "OPTIONS", "/hooks/postmark") { IsAnonymous = true },

        new("TrackScript", 200, "GET", "/track.js") { Headers = Site, IsAnonymous = true },
        new("TrackScriptHead", 200, "HEAD", "/track.js") { IsAnonymous = true },
        new("TrackVisit", 202, "POST", "/track") { Body = Visit, Headers = Site, IsAnonymous = true },
        new("TrackVisit", 202, "POST", "/track") { Body = Visit, MediaType = "text/plain", Headers = Site, IsAnonymous = true },
        new("TrackVisit", 204, "POST", "/track") { Body = Visit, Headers = [.. Site, ("Sec-GPC", "1")], IsAnonymous = true },
        new("TrackVisit", 400, "POST", "/track") { Body = "{}", Headers = Site, IsAnonymous = true },
        new("TrackVisit", 403, "POST", "/track") { Body = Visit, IsAnonymous = true },
        new("TrackVisitOptions", 204, "OPTIONS", "/track") { Headers = Site, IsAnonymous = true },
        new("TrackVisitOptions", 403, "OPTIONS", "/track") { IsAnonymous = true },

        new("ListRejected", 200, "GET", "/api/v1/rejected?limit=1"),
        new("ListRejected", 400, "GET", "/api/v1/rejected?id=x"),
        new("ReplayRejected", 200, "POST", "/api/v1/rejected/replay") { Body = """{ "source": "api", "limit": 5 }""" },
        new("ReplayRejected", 400, "POST", "/api/v1/rejected/replay") { Body = "{}" },

        new("SignIn", 200, "POST", Session) { Body = $$"""{ "key": "{{ApiApp.Key}}" }""", Headers = OwnPage },
        new("SignIn", 400, "POST", Session) { Body = "{}", Headers = OwnPage },
        new("SignIn", 401, "POST", Session) { Body = """{ "token": "used" }""", Headers = OwnPage },
        new("SignIn", 403, "POST", Session) { Body = $$"""{ "key": "{{ApiApp.Key}}" }""" },
        new("GetSession", 200, "GET", Session),
        new("GetSession", 204, "GET", Session) { IsAnonymous = true },
        new("GetSession", 401, "GET", Session) { IsAnonymous = true, Headers = [("x-api-key", "wrong")] },
        new("SignOut", 204, "DELETE", Session) { Headers = OwnPage },
        new("SignOut", 403, "DELETE", Session),
        new("ListAudit", 200, "GET", "/api/v1/audit?limit=5"),
        new("ListAudit", 400, "GET", "/api/v1/audit?since=yesterday"),
        new("ListAudit", 401, "GET", "/api/v1/audit") { IsAnonymous = true },
        new("ListMessages", 200, "GET", "/api/v1/messages?subscription=crm-sync&limit=5"),
        new("ListMessages", 400, "GET", "/api/v1/messages?limit=201"),
        new("GetHealth", 200, "GET", "/api/v1/health") { IsAnonymous = true },
        new("GetHealth", 400, "GET", "/api/v1/health?deep=1") { IsAnonymous = true },
        new("GetHealthHead", 200, "HEAD", "/api/v1/health") { IsAnonymous = true },
        new("GetHealthHead", 400, "HEAD", "/api/v1/health?deep=1") { IsAnonymous = true },
        new("GetDeepHealth", 200, "GET", "/api/v1/health/deep"),
        new("GetDeepHealth", 401, "GET", "/api/v1/health/deep") { IsAnonymous = true },
        new("GetOpenApi", 200, "GET", "/api/v1/openapi.json") { IsAnonymous = true },
        new("GetOpenApi", 304, "GET", "/api/v1/openapi.json") { Headers = [("If-None-Match", "*")], IsAnonymous = true },
        new("GetOpenApiHead", 304, "HEAD", "/api/v1/openapi.json") { Headers = [("If-None-Match", "*")], IsAnonymous = true },
        new("GetOpenApiHead", 200, "HEAD", "/api/v1/openapi.json") { IsAnonymous = true },
        new("Dashboard", 200, "GET", "/app") { IsAnonymous = true },
        new("Dashboard", 200, "GET", "/app/leads/nobody") { IsAnonymous = true },
        new("Dashboard", 304, "GET", "/app") { Headers = [("If-None-Match", "*")], IsAnonymous = true },
        new("Dashboard", 404, "GET", "/app/none.js") { IsAnonymous = true },
        new("DashboardHead", 200, "HEAD", "/app") { IsAnonymous = true },
        new("DashboardHead", 304, "HEAD", "/app") { Headers = [("If-None-Match", "*")], IsAnonymous = true },
        new("DashboardHead", 404, "HEAD", "/app/none.js") { IsAnonymous = true },
    ];

    private static string PreviewBody(int buckets) => System.Text.Json.JsonSerializer.Serialize(new { yaml = Document + "# tried\n", capacity = 40, buckets });

    private const string CloudEvent =
        """{ "specversion": "1.0", "id": "ce-1", "source": "/crm", "type": "page.viewed", "time": "2026-03-03T17:00:00Z", "data": { "lead": { "email": "other.api@acme.example" } } }""";

    private const string Visit =
        """[ { "id": "3f1f9cb2c1d04d7ea6f8a1b2c3d4e5f6", "type": "page.viewed", "lead": { "visitor": "0123456789abcdef0123456789abcdef" }, "properties": { "path": "/pricing", "durationSeconds": 42 } } ]""";
}
