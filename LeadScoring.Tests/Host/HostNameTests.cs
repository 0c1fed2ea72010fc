using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

using LeadScoring.Local.Files;
using LeadScoring.Tests.Kit.Drivers;

namespace LeadScoring.Tests.Host;

/// <summary>A web page that makes its name resolve to this machine is answered nothing.</summary>
[Collection(nameof(OnAzurite))]
[Needs(Need.Processes)]
public sealed class HostNameTests(Azurite azurite)
{
    private const string Setting = "LeadScoring:Local:Hosts";

    [Theory]
    [InlineData("localhost")]
    [InlineData("localhost:7071")]
    [InlineData("LOCALHOST:80")]
    [InlineData("leads.localhost")]
    [InlineData("127.0.0.1:7071")]
    [InlineData("[::1]:7071")]
    [InlineData("leads.example")]
    [InlineData("a.tunnel.example:443")]
    public async Task Names_of_this_machine_and_those_of_the_setting_are_answered(string name)
    {
        await using var app = await Hosted.Start(azurite, [typeof(Pages)], (Setting, "leads.example, *.tunnel.example"));

        Assert.Equal(HttpStatusCode.NotFound, (await Ask(app, name, "/nowhere")).StatusCode);
    }

    [Theory]
    [InlineData("evil.example")]
    [InlineData("evil.example:7071")]
    [InlineData("localhost.evil.example")]
    [InlineData("127.0.0.1.evil.example")]
    [InlineData("127.0.0.2")]
    [InlineData("xlocalhost")]
    public async Task Any_other_name_is_refused_before_anything_is_looked_at(string name)
    {
        await using var app = await Hosted.Start(azurite, [typeof(Pages)]);

        foreach (var path in (string[])["/nowhere", "/local/idle", "/admin/functions"])
        {
            using var answer = await Ask(app, name, path);
            var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
            Assert.Equal(HttpStatusCode.MisdirectedRequest, answer.StatusCode);
            Assert.Equal("LS-LOCAL-021", problem.GetProperty("code").GetString());
            Assert.DoesNotContain(name, problem.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_setting_that_is_an_address_is_refused_with_an_example()
    {
        var refused = await Assert.ThrowsAsync<StartException>(() => Hosted.Start(azurite, [typeof(Pages)], (Setting, "https://leads.example/")));

        Assert.Contains("has 'https://leads.example/'", refused.Message, StringComparison.Ordinal);
        Assert.Contains("leads.example, or *.tunnel.example", refused.Fix, StringComparison.Ordinal);
    }

    private static Task<HttpResponseMessage> Ask(Hosted app, string name, string path)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Host = name;
        request.Headers.Add("x-functions-key", "wrong");
        return app.Anonymous.SendAsync(request);
    }
}
