
using LeadScoring.Functions.Access;
using LeadScoring.Tests.Kit.Builders;
using LeadScoring.Tests.Kit.Drivers;

namespace LeadScoring.Tests.Access;

/// <summary>The role that reads leads without knowing who they are.</summary>
public sealed class MaskedTests
{
    private static readonly string[] Secrets = ["ann", "Ann", "Miller", "555", "private-note", "secret-attribute", "/who"];

    private const string Event = """
        {"id":"mail-ann@acme.example","type":"form.submitted","lead":{"email":"ann@acme.example"},"properties":{"message":"private-note","path":"/who"},
        "profile":{"firstName":"Ann","lastName":"Miller","phone":"+1 555 0100","jobTitle":"VP Operations","company":"Acme","secret-attribute":"Ann M.","industry":"ann@acme.example"}}
        """;

    [Theory]
    [InlineData("/api/v1/leads")]
    [InlineData("/api/v1/leads.csv")]
    [InlineData("/api/v1/leads/{lead}")]
    [InlineData("/api/v1/leads/{lead}/timeline")]
    [InlineData("/api/v1/leads/{lead}/explanation")]
    public async Task An_answer_names_nobody_to_a_masked_reader_and_everybody_to_a_reader(string path)
    {
        var app = new InMemoryApp(access: TestKeys.Settings);
        await app.Publish(CrmModel.Yaml);
        await app.Send(Event);
        var http = new InMemoryHttp(app, asksForKeys: true);
        path = path.Replace("{lead}", app.IdOf("ann@acme.example"), StringComparison.Ordinal);

        var masked = await http.Send("GET", path, static request => request.Headers["x-api-key"] = TestKeys.Sent["read-masked"]);
        var whole = await http.Send("GET", path, static request => request.Headers["x-api-key"] = TestKeys.Sent["read"]);

        Assert.Equal((200, 200), (masked.Status, whole.Status));
        Assert.All(Secrets, secret => Assert.DoesNotContain(secret, masked.Text, StringComparison.Ordinal));
        Assert.DoesNotContain('@', masked.Text);
        if (!path.EndsWith("explanation", StringComparison.Ordinal))
        {
            Assert.Contains("Acme", masked.Text, StringComparison.Ordinal);
            Assert.Contains("ann@acme.example", whole.Text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("?q=miller", "q")]
    [InlineData("?Q=ann@acme.example", "Q")]
    [InlineData("?profile.lastName=Miller", "profile.lastName")]
    [InlineData("?profile.email=ann@acme.example", "profile.email")]
    [InlineData("?profile.secret-attribute=Ann%20M.", "profile.secret-attribute")]
    [InlineData("?profile.industry=ann@acme.example", "profile.industry")]
    [InlineData("?q=&profile.company=Acme", null)]
    public async Task A_masked_reader_cannot_look_for_a_person(string query, string? refused)
    {
        var app = new InMemoryApp(access: TestKeys.Settings);
        await app.Publish(CrmModel.Yaml);
        await app.Send(Event);
        var http = new InMemoryHttp(app, asksForKeys: true);

        foreach (var path in (string[])["/api/v1/leads", "/api/v1/leads.csv"])
        {
            var masked = await Ask(path, "read-masked");
            Assert.Equal(refused is null ? 200 : 400, masked.Status);
            Assert.DoesNotContain("iller", masked.Text, StringComparison.Ordinal);
            if (refused is not null)
                Assert.Contains($"?{refused}", masked.Text, StringComparison.Ordinal);
            Assert.Equal(200, (await Ask(path, "read")).Status);
        }

        Task<HttpReply> Ask(string path, string role) => http.Send("GET", path, request =>
        {
            request.Headers["x-api-key"] = TestKeys.Sent[role];
            request.QueryString = new Microsoft.AspNetCore.Http.QueryString(query);
        });
    }

    [Fact]
    public async Task A_value_that_no_rule_can_read_is_masked_in_an_explanation()
    {
        var app = new InMemoryApp(access: TestKeys.Settings);
        await app.Publish("""
            model: values
            title: Values
            dimensions: { fit: { categories: { role: 1 } }, engagement: { categories: { site: 1 } } }
            rules:
              - { rule: p, category: role, when: { phone: { atLeast: 1 } }, points: 1 }
              - { rule: s, category: role, when: { secret-attribute: { atLeast: 1 } }, points: 1 }
            grades: { letter: fit, number: engagement, letters: { A: 75, B: 50, C: 25 }, numbers: { 1: 75, 2: 50, 3: 25 } }
            """);
        await app.Send(Event);
        var http = new InMemoryHttp(app, asksForKeys: true);
        var path = $"/api/v1/leads/{app.IdOf("ann@acme.example")}/explanation";

        var masked = await http.Send("GET", path, static request => request.Headers["x-api-key"] = TestKeys.Sent["read-masked"]);
        var whole = await http.Send("GET", path, static request => request.Headers["x-api-key"] = TestKeys.Sent["read"]);

        Assert.All(Secrets, secret => Assert.DoesNotContain(secret, masked.Text, StringComparison.Ordinal));
        Assert.Contains("\"field\":\"phone\",\"value\":\"***\"", masked.Text, StringComparison.Ordinal);
        Assert.Contains("Ann M.", whole.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_function_that_a_masked_reader_may_call_and_that_knows_leads_masks()
    {
        // Leads are masked by their functions; these answer figures and ids only, and a report masks by itself.
        var others = InMemoryHttp.Functions
            .Where(static function => FunctionAccess.Of(function.Method) is { IsOpen: false } access && access.Allows(Role.ReadMasked))
            .Where(static function => function.Method.DeclaringType!.Name != "LeadFunctions");

        Assert.Equal(["GetDeepHealth", "GetReport", "ListModels"], others.Select(static function => function.Name));
    }
}
