
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

    [Fact]
    public void Every_function_that_a_masked_reader_may_call_and_that_knows_leads_masks()
    {
        // Leads are masked by their functions; these answer figures and ids only.
        var others = InMemoryHttp.Functions
            .Where(static function => FunctionAccess.Of(function.Method) is { IsOpen: false } access && access.Allows(Role.ReadMasked))
            .Where(static function => function.Method.DeclaringType!.Name != "LeadFunctions");

        Assert.Equal(["GetDeepHealth", "GetReport"], others.Select(static function => function.Name));
    }
}
