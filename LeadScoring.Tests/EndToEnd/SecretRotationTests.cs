using System.Net;
using System.Text;
using LeadScoring.Domain.Leads;
using LeadScoring.Local;
using LeadScoring.Tests.Kit.Drivers;

namespace LeadScoring.Tests.EndToEnd;

/// <summary>The procedure of docs/operations/secrets.md for a webhook's secret, step by step: no delivery is lost between the old one and the new one.</summary>
[Needs(Need.Processes)]
public sealed class SecretRotationTests
{
    private const string Old = "the-old-secret-of-this-connection-0123456789";
    private const string New = "the-new-secret-of-this-connection-0123456789";

    [Fact]
    public async Task Both_secrets_work_during_a_rotation_and_only_the_new_one_afterwards()
    {
        await using var app = await App.Start(new Dictionary<string, string>(StringComparer.Ordinal) { ["LeadScoring__Secrets__Typeform1"] = Old, ["LeadScoring__Secrets__Typeform2"] = New });

        await Connect(app, """{ "name": "Typeform1" }""");
        Assert.Equal((0, 1), (await Send(app, Old), await Send(app, New)));

        await Connect(app, """{ "name": "Typeform2" }, { "name": "Typeform1", "notAfter": "2999-01-01T00:00:00Z" }""");
        Assert.Equal((0, 0), (await Send(app, Old), await Send(app, New)));

        // The old one's day is over, and so it is when it is taken out.
        await Connect(app, """{ "name": "Typeform2" }, { "name": "Typeform1", "notAfter": "2026-01-01T00:00:00Z" }""");
        Assert.Equal((1, 0), (await Send(app, Old), await Send(app, New)));
        await Connect(app, """{ "name": "Typeform2" }""");
        Assert.Equal((1, 0), (await Send(app, Old), await Send(app, New)));
    }

    private static async Task Connect(App app, string secrets)
    {
        using var answer = await app.Http.PutAsync("/api/v1/sources/typeform/main", new StringContent($$"""{ "secrets": [ {{secrets}} ] }""", Encoding.UTF8, "application/json"));
        Assert.True(answer.StatusCode == HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
    }

    private static Task<int> Send(App app, string secret) => Program.Main(["send", "typeform", "--connection", "main", "--secret", secret, "--data", app.Data]);
}
