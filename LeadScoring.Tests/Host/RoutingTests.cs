using System.Net;
using LeadScoring.Domain.Leads;
using LeadScoring.Tests.Kit.Drivers;

namespace LeadScoring.Tests.Host;

[Collection(nameof(OnAzurite))]
[Needs(Need.Processes)]
public sealed class RoutingTests(Azurite azurite)
{
    [Theory]
    [InlineData("/things/ann", """{"from":"GET lead","lead":"ann"}""")]
    [InlineData("/things/special", """{"from":"GET lead","lead":"special"}""")]
    [InlineData("/THINGS/Special", """{"from":"GET lead","lead":"Special"}""")]
    [InlineData("/things/ann%40acme.example", """{"from":"GET lead","lead":"ann@acme.example"}""")]
    [InlineData("/things/a%2Fb", """{"from":"GET lead","lead":"a%2Fb"}""")]
    [InlineData("/things/ann/", """{"from":"GET lead","lead":"ann"}""")]
    [InlineData("/open/a/b.css", """{"method":"GET","path":"a/b.css"}""")]
    [InlineData("/open", """{"method":"GET","path":null}""")]
    public async Task The_first_matching_function_by_name_answers_and_slashes_stay_encoded(string path, string body)
    {
        await using var app = await Hosted.Start(azurite, [typeof(Pages)]);

        Assert.Equal(body, await app.Http.GetStringAsync(new Uri(path, UriKind.Relative)));
    }

    [Theory]
    [InlineData("PUT", "/things/ann", HttpStatusCode.NotFound)]
    [InlineData("DELETE", "/things/ann", HttpStatusCode.OK)]
    [InlineData("HEAD", "/things/ann", HttpStatusCode.NotFound)]
    [InlineData("GET", "/broken", HttpStatusCode.NotFound)]
    [InlineData("GET", "/nowhere", HttpStatusCode.NotFound)]
    [InlineData("GET", "/", HttpStatusCode.NotFound)]
    [InlineData("DELETE", "/local/idle", HttpStatusCode.NotFound)]
    public async Task What_no_function_takes_is_404_without_a_body_also_for_a_wrong_method(string method, string path, HttpStatusCode status)
    {
        await using var app = await Hosted.Start(azurite, [typeof(Pages)]);

        using var answer = await app.Http.SendAsync(new HttpRequestMessage(new HttpMethod(method), path));

        Assert.Equal(status, answer.StatusCode);
        if (status == HttpStatusCode.NotFound)
            Assert.Empty(await answer.Content.ReadAsByteArrayAsync());
    }

    [Theory]
    [InlineData("GET", "/local/idle", HttpStatusCode.OK)]
    [InlineData("GET", "/admin/functions", HttpStatusCode.OK)]
    [InlineData("GET", "/admin/nowhere", HttpStatusCode.Accepted)]
    [InlineData("PATCH", "/local/idle", HttpStatusCode.Accepted)]
    [InlineData("GET", "/nowhere", HttpStatusCode.Accepted)]
    [InlineData("GET", "/", HttpStatusCode.Accepted)]
    [InlineData("GET", "/open/x", HttpStatusCode.OK)]
    public async Task A_function_for_every_address_takes_only_what_the_host_and_other_functions_leave(string method, string path, HttpStatusCode status)
    {
        await using var app = await Hosted.Start(azurite, [typeof(Pages), typeof(Leftovers)]);

        using var answer = await app.Http.SendAsync(new HttpRequestMessage(new HttpMethod(method), path));

        Assert.Equal(status, answer.StatusCode);
    }

    [Fact]
    public async Task A_function_that_throws_answers_500_without_quoting_the_exception()
    {
        await using var app = await Hosted.Start(azurite, [typeof(Pages)]);

        using var answer = await app.Http.PostAsync("/broken", content: null);

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Contains("LS-LOCAL-005", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("acme", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("System.InvalidOperationException", app.Log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("acme", app.Log.Text, StringComparison.Ordinal);
    }
}
