using System.Text.Json;

using LeadScoring.Functions.Http;
using LeadScoring.Tests.Kit.Drivers;

using Microsoft.AspNetCore.Http;

namespace LeadScoring.Tests.Http;

/// <summary>What is answered where no function is: the same under every host, as the app answers itself.</summary>
public sealed class WrongAddressTests
{
    private readonly InMemoryApp _app = new();

    [Fact]
    public void The_function_for_every_address_is_the_last_by_name()
    {
        Assert.Equal("WrongAddress", InMemoryHttp.Functions[^1].Name);
        Assert.Equal("{*path}", InMemoryHttp.Functions[^1].Route);
        Assert.Empty(InMemoryHttp.Functions[^1].Methods);
    }

    [Theory]
    [InlineData("GET", "/api/v1/events", "POST")]
    [InlineData("DELETE", "/api/v1/leads", "GET")]
    [InlineData("POST", "/api/v1/leads/ann%40acme.example", "DELETE, GET")]
    [InlineData("PATCH", "/api/v1/leads/import", "DELETE, GET, POST")]
    [InlineData("PUT", "/API/V1/Health/", "GET, HEAD")]
    [InlineData("DELETE", "/hooks/typeform/main", "GET, HEAD, OPTIONS, POST")]
    [InlineData("GET", "/track", "OPTIONS, POST")]
    [InlineData("POST", "/app/app.js", "GET, HEAD")]
    public async Task A_wrong_method_is_405_and_says_which_are_right(string method, string path, string allowed)
    {
        var reply = await new InMemoryHttp(_app).Send(method, path);

        Assert.Equal((405, allowed), (reply.Status, reply.Headers.Allow.ToString()));
        Assert.Equal("application/problem+json", reply.Headers.ContentType.ToString());
        using var problem = JsonDocument.Parse(reply.Text);
        Assert.Equal("LS-HTTP-405", problem.RootElement.GetProperty("code").GetString());
        Assert.Contains(allowed, problem.RootElement.GetProperty("fix").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain("acme", reply.Text, StringComparison.Ordinal);
        Assert.Equal(0, _app.Operations.Total);
    }

    [Theory]
    [InlineData("GET", "/api/v1/lead", "/api/v1/leads")]
    [InlineData("POST", "/api/v1/event", "/api/v1/events")]
    [InlineData("GET", "/api/v1/leads/ann%40acme.example/timelime", "/api/v1/leads/{lead}/timeline")]
    [InlineData("GET", "/api/v2/events", "/api/v1/events")]
    [InlineData("GET", "/trak", "/track")]
    [InlineData("GET", "/nowhere/at/all/ann@acme.example", null)]
    [InlineData("POST", "/wp-login.php", null)]
    [InlineData("POST", "/", null)]
    public async Task An_unknown_address_is_404_and_names_the_nearest_route(string method, string path, string? nearest)
    {
        var reply = await new InMemoryHttp(_app).Send(method, path);

        Assert.Equal((404, "application/problem+json"), (reply.Status, reply.Headers.ContentType.ToString()));
        using var problem = JsonDocument.Parse(reply.Text);
        Assert.Equal("LS-HTTP-404", problem.RootElement.GetProperty("code").GetString());
        Assert.Contains(nearest is null ? "/app" : $"Did you mean {nearest}?", problem.RootElement.GetProperty("fix").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain("acme", reply.Text, StringComparison.Ordinal);
        Assert.Equal(0, _app.Operations.Total);
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("HEAD")]
    public async Task The_root_leads_to_the_pages(string method)
    {
        var reply = await new InMemoryHttp(_app).Send(method, "/");

        Assert.Equal((302, "/app"), (reply.Status, reply.Headers.Location.ToString()));
    }

    [Fact]
    public void A_long_address_costs_no_search()
    {
        var routes = RouteTable.OfApp();

        Assert.Null(routes.Nearest(new PathString("/" + new string('a', 8000))));
        Assert.Empty(routes.MethodsAt(new PathString("/" + new string('a', 8000))));
    }

    [Theory]
    [InlineData("/api/v1/health", "GetHealth")]
    [InlineData("/app", "Dashboard")]
    [InlineData("/app/reference/scalar.js", "Dashboard")]
    [InlineData("/track.js", "TrackScript")]
    public async Task A_head_request_is_answered_where_anybody_may_get(string path, string function)
    {
        var reply = await new InMemoryHttp(_app).Send("HEAD", path);

        Assert.Equal((function, 200), (reply.Function, reply.Status));
    }
}
