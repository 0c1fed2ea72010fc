using System.Net;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Azure.Storage.Queues;

namespace LeadScoring.Tests.Standins;

/// <summary>Retries, tokens and endpoints, seen from the wire.</summary>
public sealed class PipelineTests
{
    private const string Key = "a2V5a2V5a2V5";

    [Fact]
    public async Task A_busy_service_is_asked_again_as_often_as_the_options_say()
    {
        using var wire = new Wire(HttpStatusCode.ServiceUnavailable, HttpStatusCode.InternalServerError, HttpStatusCode.NoContent);
        var options = new TableClientOptions { Transport = wire.Transport, Retry = { MaxRetries = 2, Delay = TimeSpan.FromMilliseconds(1), MaxDelay = TimeSpan.FromMilliseconds(1) } };
        var table = new TableServiceClient($"AccountName=acc;AccountKey={Key}", options).GetTableClient("Leads");

        var response = await table.UpsertEntityAsync(new TableEntity("p", "r"));

        Assert.Equal((204, 3), (response.Status, wire.Requests.Count));
        Assert.All(wire.Requests, request => Assert.StartsWith("https://acc.table.core.windows.net/Leads(PartitionKey=", request.Uri, StringComparison.Ordinal));
        Assert.All(wire.Requests, request => Assert.StartsWith("SharedKeyLite acc:", request.Authorization, StringComparison.Ordinal));
    }

    [Fact]
    public async Task When_the_tries_are_used_up_the_failure_has_the_last_status()
    {
        using var wire = new Wire(HttpStatusCode.ServiceUnavailable);
        var options = new QueueClientOptions { Transport = wire.Transport, Retry = { MaxRetries = 1, Delay = TimeSpan.FromMilliseconds(1), MaxDelay = TimeSpan.FromMilliseconds(1) } };
        var queue = new QueueClient($"AccountName=acc;AccountKey={Key}", "lead-rescore", options);

        var failure = await Assert.ThrowsAsync<RequestFailedException>(() => queue.SendMessageAsync("x"));

        Assert.Equal((503, 2), (failure.Status, wire.Requests.Count));
        Assert.Equal("https://acc.queue.core.windows.net/lead-rescore/messages", wire.Requests[0].Uri);
        Assert.StartsWith("SharedKey acc:", wire.Requests[0].Authorization, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_credential_is_used_for_tables_and_queues()
    {
        using var wire = new Wire(HttpStatusCode.NoContent);
        var credential = new Credential();
        var tables = new TableServiceClient(new Uri("https://acc.table.core.windows.net"), credential, new TableClientOptions { Transport = wire.Transport });
        var queue = new QueueClient(new Uri("https://acc.queue.core.windows.net/lead-rescore"), credential, new QueueClientOptions { Transport = wire.Transport });

        await tables.GetTableClient("Leads").DeleteEntityAsync("p", "r");
        await queue.ClearMessagesAsync();

        Assert.Equal(("acc", "acc", "lead-rescore"), (tables.AccountName, queue.AccountName, queue.Name));
        Assert.Equal(["Bearer token", "Bearer token"], wire.Requests.Select(request => request.Authorization));
        Assert.Equal("https://acc.queue.core.windows.net/lead-rescore/messages", wire.Requests[1].Uri);
        Assert.Contains("https://storage.azure.com/.default", credential.Scopes);
    }

    [Theory]
    [InlineData("UseDevelopmentStorage=true", "http://127.0.0.1:10002/devstoreaccount1")]
    [InlineData("AccountName=a;AccountKey=a2V5;TableEndpoint=http://localhost:1234/a;", "http://localhost:1234/a")]
    [InlineData("DefaultEndpointsProtocol=http;AccountName=a;AccountKey=a2V5;EndpointSuffix=core.chinacloudapi.cn", "http://a.table.core.chinacloudapi.cn/")]
    public void A_connection_string_says_where_the_tables_are(string text, string endpoint) =>
        Assert.Equal(new Uri(endpoint), new TableServiceClient(text).Uri);

    [Theory]
    [InlineData("AccountName=a")]
    [InlineData("nonsense")]
    public void A_connection_string_without_an_account_is_refused(string text) =>
        Assert.ThrowsAny<Exception>(() => new TableServiceClient(text));

    private sealed class Credential : TokenCredential
    {
        public List<string> Scopes { get; } = [];

        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken)
        {
            Scopes.AddRange(requestContext.Scopes);
            return new AccessToken("token", DateTimeOffset.MaxValue);
        }

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            new(GetToken(requestContext, cancellationToken));
    }

    /// <summary>Answers with the given statuses in turn, the last one for ever, and keeps what was asked.</summary>
    private sealed class Wire : HttpMessageHandler
    {
        private readonly HttpStatusCode[] _answers;

        public Wire(params HttpStatusCode[] answers)
        {
            _answers = answers;
            Transport = new HttpClientTransport(this);
        }

        public HttpPipelineTransport Transport { get; }

        public List<(string Uri, string Authorization)> Requests { get; } = [];

        protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Requests.Add((request.RequestUri!.AbsoluteUri, request.Headers.GetValues("Authorization").Single()));
            return new HttpResponseMessage(_answers[Math.Min(Requests.Count, _answers.Length) - 1]) { Content = new ByteArrayContent([]) };
        }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(Send(request, cancellationToken));
    }
}
