using System.Text;
using System.Text.Json;

using LeadScoring.Functions.Leads.Detail;
using LeadScoring.Tests.Kit.Builders;
using LeadScoring.Tests.Kit.Drivers;

using Microsoft.AspNetCore.Http;

namespace LeadScoring.Tests.Leads.Detail;

/// <summary><c>POST /api/v1/leads/find</c>: an address in a body for an id.</summary>
public sealed class FindTests
{
    private const string Ann = "ann@acme.example";

    private readonly InMemoryApp _app = new();

    [Theory]
    [InlineData("ann@acme.example")]
    [InlineData(" ANN@Acme.example ")]
    public async Task An_address_leads_to_the_id_of_its_lead(string email)
    {
        await _app.Send(Sent.Pricing(Ann));

        var (status, found) = await Find(email);

        Assert.Equal(200, status);
        Assert.Equal((await _app.Lead(Ann)).Body.GetProperty("id").GetString(), found.GetProperty("id").GetString());
    }

    [Fact]
    public async Task A_merged_lead_is_found_as_the_one_that_goes_on()
    {
        await _app.Send(Sent.Pricing(Ann), Sent.Pricing("ann@old.example"));
        await _app.Merge("ann@old.example", Ann);
        await _app.Work();

        Assert.Equal((await Find(Ann)).Body.GetProperty("id").GetString(), (await Find("ann@old.example")).Body.GetProperty("id").GetString());
    }

    [Fact]
    public async Task Nobody_is_found_for_an_unknown_or_an_erased_address()
    {
        await _app.Send(Sent.Pricing(Ann));
        await _app.Erase(Ann);

        Assert.Equal((404, "LS-LEAD-404"), Code(await Find(Ann)));
        Assert.Equal((404, "LS-LEAD-404"), Code(await Find("bob@acme.example")));
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("eve@secret.example", "")]
    [InlineData("[]", "")]
    [InlineData("{}", "/email")]
    [InlineData("""{ "email": "eve(at)secret.example" }""", "/email")]
    [InlineData("""{ "email": 5 }""", "/email")]
    [InlineData("""{ "email": "eve@secret.example", "externalId": "crm:1" }""", "/externalId")]
    [InlineData("{ \"email\": \"\\ud800@secret.example\" }", "/email")]
    public async Task A_body_without_one_address_is_refused_with_the_place(string body, string pointer)
    {
        var (status, problem) = await Send(body);

        Assert.Equal((400, "LS-FIND-001"), (status, problem.GetProperty("code").GetString()));
        Assert.Contains(pointer, problem.GetProperty("errors").EnumerateArray().Select(static error => error.GetProperty("pointer").GetString()));
        Assert.DoesNotContain("secret", problem.GetRawText(), StringComparison.Ordinal);
    }

    private Task<(int Status, JsonElement Body)> Find(string email) => Send(JsonSerializer.Serialize(new Dictionary<string, string>(StringComparer.Ordinal) { ["email"] = email }));

    private async Task<(int Status, JsonElement Body)> Send(string body)
    {
        var context = new DefaultHttpContext();
        context.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(body));
        return await InMemoryApp.Read(await _app.Get<FindHandler>().Handle(context.Request, default));
    }

    private static (int, string?) Code((int Status, JsonElement Body) answer) => (answer.Status, answer.Body.GetProperty("code").GetString());
}
