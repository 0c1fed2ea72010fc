using System.Text.Json.Nodes;

using LeadScoring.Local.Commands;
using LeadScoring.Local.Host;
using LeadScoring.Local.OpenApi;
using LeadScoring.Tests.Infra;
using LeadScoring.Tests.Kit.Drivers;

using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;

namespace LeadScoring.Tests.OpenApi;

/// <summary>docs/reference/openapi.json, the table of routes and what the app serves are what the code says.</summary>
public sealed class OpenApiFileTests
{
    private const string File = "docs/reference/openapi.json";
    private const string Page = "docs/reference/http-api.md";

    private static readonly ApiDocument Document = ApiDocument.ForApp();

    [Fact]
    public void The_document_in_the_repository_is_that_of_the_code() =>
        Assert.True(Document.Text == Checkout.Text(File), $"{File} is not what the code says. Build, then run: {OpenApiCommand.Update}");

    [Fact]
    public void The_table_of_routes_is_that_of_the_document()
    {
        var page = Checkout.Text(Page);

        Assert.True(RouteTableText.Replace(page, Document) == page, $"The table in {Page} is not what the code says. Build, then run: {OpenApiCommand.Update}");
    }

    [Fact]
    public void Every_function_with_a_method_is_described()
    {
        var described = ApiContract.OfFile.Operations.Select(static operation => $"{operation.Method} {operation.Path}");

        Assert.Equal(
            InMemoryHttp.Functions.SelectMany(static function => function.Methods.Select(method => $"{method.ToUpperInvariant()} /{function.Route.Replace("{*", "{", StringComparison.Ordinal)}")).Order(StringComparer.Ordinal),
            described.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_app_serves_the_document_to_anybody_and_knows_its_tag()
    {
        var http = new InMemoryHttp(new InMemoryApp());

        var first = await http.Send("GET", "/api/v1/openapi.json");
        var again = await http.Send("GET", "/api/v1/openapi.json", request => request.Headers.IfNoneMatch = $"\"other\", {first.Headers.ETag}");
        var other = await http.Send("GET", "/api/v1/openapi.json", static request => request.Headers.IfNoneMatch = "\"other\"");

        Assert.Equal(("GetOpenApi", 200, Checkout.Text(File)), (first.Function, first.Status, first.Text));
        Assert.Equal(AuthorizationLevel.Anonymous, InMemoryHttp.Functions.Single(static function => function.Name == "GetOpenApi").Level);
        Assert.Equal("no-cache", first.Headers.CacheControl.ToString());
        Assert.Equal((304, "", first.Headers.ETag.ToString()), (again.Status, again.Text, again.Headers.ETag.ToString()));
        Assert.Equal((200, first.Text), (other.Status, other.Text));
    }

    [Fact]
    public void Operations_have_the_names_of_their_functions()
    {
        Assert.Equal("ListLeads", ApiContract.OfFile.Find("GET", "/api/v1/leads")!.Id);
        Assert.Equal(["CaptureWebhook", "CaptureWebhookGet", "CaptureWebhookHead", "CaptureWebhookOptions"],
            ApiContract.OfFile.Operations.Where(static operation => operation.Path == "/hooks/{source}/{connection}").Select(static operation => operation.Id).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_code_that_the_app_does_not_have_cannot_be_described()
    {
        var codes = new ErrorCodes();

        Assert.Equal("The app has no code LS-EVENT-999.", Assert.Throws<InvalidOperationException>(() => codes.Expand(["LS-EVENT-999"])).Message);
        Assert.Equal("The app has no code LS-NOTHING-*.", Assert.Throws<InvalidOperationException>(() => codes.Expand(["LS-NOTHING-*"])).Message);
        Assert.Equal(["LS-COUNT-001", "LS-COUNT-002", "LS-COUNT-404"], codes.Expand(["LS-COUNT-*", "LS-COUNT-001"]));
    }

    [Theory]
    [InlineData(typeof(Undescribed), "needs exactly one [Operation] for get")]
    [InlineData(typeof(UnknownParameter), "has the route parameter 'thing', which Parameters does not describe")]
    public void A_function_that_is_not_described_has_no_document(Type functions, string why)
    {
        var read = FunctionCatalog.Read([functions], new ConfigurationBuilder().Build()).OfType<Function.Http>().ToList();

        Assert.Contains(why, Assert.Throws<InvalidOperationException>(() => ApiDocument.Create(read)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_is_never_null_where_the_contract_says_so()
    {
        var lead = Schema("LeadItem");

        Assert.Equal("string", (string?)lead["properties"]!["id"]!["type"]);
        Assert.Equal(["string", "null"], lead["properties"]!["email"]!["type"]!.AsArray().Select(static type => (string?)type));
        Assert.Contains("email", Required(lead));
        Assert.DoesNotContain("pending", Required(lead));
        Assert.DoesNotContain("respondBy", Required(Schema("LeadModelItem")));
        Assert.Equal("string", (string?)Schema("LeadModelItem")["properties"]!["respondBy"]!["type"]);
    }

    private static JsonObject Schema(string name) => Document.Json["components"]!["schemas"]![name]!.AsObject();

    private static IEnumerable<string?> Required(JsonObject schema) => schema["required"]!.AsArray().Select(static name => (string?)name);

    public sealed class Undescribed
    {
        [Function("Undescribed")]
        public static IActionResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "undescribed")] HttpRequest request) => new OkResult();
    }

    public sealed class UnknownParameter
    {
        [Function("UnknownParameter")]
        [Functions.OpenApi.Operation("Tag", "Does nothing.")]
        public static IActionResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "things/{thing}")] HttpRequest request, string thing) => new OkResult();
    }
}
