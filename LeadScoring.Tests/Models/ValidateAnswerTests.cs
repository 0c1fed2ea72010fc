using System.Text;
using System.Text.Json;

using LeadScoring.Tests.Kit.Builders;
using LeadScoring.Tests.Kit.Drivers;
using LeadScoring.Tests.Models.Linting;

namespace LeadScoring.Tests.Models;

/// <summary><c>POST /api/v1/models/validate</c> answers as a publish would; a draft is saved whatever lint says.</summary>
public sealed class ValidateAnswerTests
{
    private const string Unreachable = "routes: [ { id: a, when: { fit: { above: 100 } }, to: sales } ]\n";
    private const string Failing = "tests: [ { lead: a, expect: { grade: A1 } } ]\n";

    private readonly InMemoryApp _app = new();

    [Theory]
    [InlineData("", 200)]
    [InlineData("ignore: [ { on: page.viewed, where: { path: { startsWith: careers } } } ]\n", 200)]
    [InlineData(Unreachable, 400)]
    [InlineData(Failing, 400)]
    public async Task What_a_publish_would_refuse_is_400(string more, int status)
    {
        var reply = await Send("POST", "/api/v1/models/validate", LintText.Base + more);

        Assert.True(status == reply.Status, reply.Text);
    }

    [Fact]
    public async Task The_problem_lists_each_error_with_its_place()
    {
        using var problem = JsonDocument.Parse((await Send("POST", "/api/v1/models/validate", LintText.Base + Unreachable + Failing)).Text);

        Assert.Equal("LS-MODEL-104", problem.RootElement.GetProperty("code").GetString());
        Assert.Equal(["LS-MODEL-104", "LS-MODEL-301"], problem.RootElement.GetProperty("errors").EnumerateArray().Select(static error => error.GetProperty("code").GetString()));
    }

    [Fact]
    public async Task A_problem_lists_warnings_beside_the_errors()
    {
        var text = LintText.WithRule("{ rule: r, category: role, when: { jobTitel: cto }, points: 1 }") + Unreachable;
        await Send("PUT", "/api/v1/models/example", text);

        foreach (var (path, body, type) in new[]
        {
            ("/api/v1/models/validate", text, "application/yaml"),
            ("/api/v1/models/example/publish", """{ "author": "ann", "reason": "test" }""", "application/json"),
        })
        {
            using var problem = JsonDocument.Parse((await Send("POST", path, body, type)).Text);

            Assert.Equal(["LS-MODEL-104"], problem.RootElement.GetProperty("errors").EnumerateArray().Select(static error => error.GetProperty("code").GetString()));
            Assert.Equal(
                ["10:40 warning LS-MODEL-123", "12:11 error LS-MODEL-104"],
                problem.RootElement.GetProperty("findings").EnumerateArray().Select(static one => $"{one.GetProperty("line")}:{one.GetProperty("column")} {one.GetProperty("severity").GetString()} {one.GetProperty("code").GetString()}"));
        }
    }

    [Fact]
    public async Task A_document_that_does_not_load_has_its_errors_as_findings_too()
    {
        using var problem = JsonDocument.Parse((await Send("POST", "/api/v1/models/validate", "model: [")).Text);

        Assert.Equal(problem.RootElement.GetProperty("errors").GetArrayLength(), problem.RootElement.GetProperty("findings").GetArrayLength());
        Assert.Equal("error", problem.RootElement.GetProperty("findings")[0].GetProperty("severity").GetString());
    }

    [Fact]
    public async Task A_draft_with_errors_of_lint_is_saved_and_cannot_be_published()
    {
        var saved = await Send("PUT", "/api/v1/models/example", LintText.Base + Unreachable);
        var published = await Send("POST", "/api/v1/models/example/publish", """{ "author": "ann", "reason": "test" }""", "application/json");

        Assert.Equal(200, saved.Status);
        Assert.Contains("LS-MODEL-104", saved.Text, StringComparison.Ordinal);
        Assert.Equal(400, published.Status);
        Assert.Contains("LS-MODEL-104", published.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_first_publish_without_a_mode_is_a_warning_until_it_was_published()
    {
        Assert.Contains("LS-MODEL-131", (await Send("POST", "/api/v1/models/validate", CrmModel.Yaml)).Text, StringComparison.Ordinal);

        await _app.Publish(CrmModel.Yaml);

        Assert.DoesNotContain("LS-MODEL-131", (await Send("POST", "/api/v1/models/validate", CrmModel.Yaml)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_are_compared_with_the_log_when_that_is_asked_for()
    {
        await _app.Publish(CrmModel.Yaml);
        await _app.Send(
            """{ "id": "1", "type": "seat.invited", "lead": { "email": "ann@acme.example" }, "properties": { "plan": "team" }, "profile": { "jobTitle": "VP", "seats": 12 } }""",
            """{ "id": "2", "type": "page.viewed", "lead": { "email": "bob@acme.example" }, "properties": { "path": "/pricing" } }""");
        var model = LintText.WithRule("{ rule: r, category: website, on: seat.removed, points: 1 }");

        Assert.DoesNotContain("LS-MODEL-125", (await Send("POST", "/api/v1/models/validate", model)).Text, StringComparison.Ordinal);
        Assert.Contains("LS-MODEL-125", (await Send("POST", "/api/v1/models/validate?log=true", model)).Text, StringComparison.Ordinal);

        using var vocabulary = JsonDocument.Parse((await Send("GET", "/api/v1/vocabulary", "")).Text);
        Assert.Equal((2, true), (vocabulary.RootElement.GetProperty("leads").GetInt32(), vocabulary.RootElement.GetProperty("complete").GetBoolean()));
        Assert.Equal(["page.viewed", "seat.invited"], vocabulary.RootElement.GetProperty("types").EnumerateArray().Select(static type => type.GetProperty("type").GetString()));
        Assert.Equal(["email", "jobTitle", "seats"], vocabulary.RootElement.GetProperty("attributes").EnumerateArray().Select(static field => field.GetProperty("name").GetString()));

        Assert.Equal([2, 1, 1], vocabulary.RootElement.GetProperty("attributes").EnumerateArray().Select(static field => field.GetProperty("events").GetInt32()));

        using var one = JsonDocument.Parse((await Send("GET", "/api/v1/vocabulary?leads=1", "")).Text);
        Assert.Equal((1, false), (one.RootElement.GetProperty("leads").GetInt32(), one.RootElement.GetProperty("complete").GetBoolean()));
    }

    [Theory]
    [InlineData("/api/v1/models/validate?log=perhaps")]
    [InlineData("/api/v1/models/validate?lg=true")]
    public async Task A_parameter_that_cannot_be_used_is_400(string path) => Assert.Equal(400, (await Send("POST", path, LintText.Base)).Status);

    private Task<HttpReply> Send(string method, string path, string body, string type = "application/yaml") => new InMemoryHttp(_app).Send(method, path.Split('?')[0], request =>
    {
        request.QueryString = new Microsoft.AspNetCore.Http.QueryString(path.Contains('?', StringComparison.Ordinal) ? path[path.IndexOf('?', StringComparison.Ordinal)..] : "");
        request.Body = new MemoryStream(Encoding.UTF8.GetBytes(body));
        request.ContentType = type;
    });
}
