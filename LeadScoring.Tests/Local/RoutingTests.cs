using System.Net;

using LeadScoring.Tests.Drivers;

namespace LeadScoring.Tests.Local;

[Collection(nameof(OnAzurite))]
public sealed class RoutingTests(Azurite azurite)
{
    [Theory]
    [InlineData("/things/ann", """{"from":"GET lead","lead":"ann"}""")]
    [InlineData("/things/special", """{"from":"GET special"}""")]
    [InlineData("/THINGS/Special", """{"from":"GET special"}""")]
    [InlineData("/things/ann%40acme.example", """{"from":"GET lead","lead":"ann@acme.example"}""")]
    [InlineData("/things/a%2Fb", """{"from":"GET lead","lead":"a%2Fb"}""")]
    [InlineData("/things/ann/", """{"from":"GET lead","lead":"ann"}""")]
    [InlineData("/open/a/b.css", """{"method":"GET","path":"a/b.css"}""")]
    [InlineData("/open", """{"method":"GET","path":null}""")]
    public async Task A_literal_route_wins_over_a_parameter_and_a_slash_in_a_value_stays_encoded(string path, string body)
    {
        await using var app = await Hosted.Start(azurite, [typeof(Pages)]);

        Assert.Equal(body, await app.Http.GetStringAsync(new Uri(path, UriKind.Relative)));
    }

    [Theory]
    [InlineData("PUT", "/things/ann", HttpStatusCode.MethodNotAllowed)]
    [InlineData("DELETE", "/things/ann", HttpStatusCode.OK)]
    [InlineData("GET", "/broken", HttpStatusCode.MethodNotAllowed)]
    [InlineData("GET", "/nowhere", HttpStatusCode.NotFound)]
    public async Task A_wrong_method_is_told_from_a_wrong_path(string method, string path, HttpStatusCode status)
    {
        await using var app = await Hosted.Start(azurite, [typeof(Pages)]);

        using var answer = await app.Http.SendAsync(new HttpRequestMessage(new HttpMethod(method), path));

        Assert.Equal(status, answer.StatusCode);
    }

    [Fact]
    public async Task A_function_that_throws_answers_500_and_neither_answer_nor_log_quotes_the_exception()
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
