using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;

using Azure;
using Azure.Data.Tables;

using LeadScoring.Tests.Kit.Drivers;

namespace LeadScoring.Tests.EndToEnd;

/// <summary>The leads of a local run are read with the key of its data folder only.</summary>
[Needs(Need.Processes)]
public sealed partial class StorageKeyTests
{
    // That of every Azurite; published.
    private const string PublishedKey = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    [Fact]
    public async Task The_storage_answers_nobody_without_its_key()
    {
        await using var app = await OwnStorageApp.Start();
        await app.Send("one");
        var connection = Connection(app);
        var account = AccountName().Match(connection).Groups["name"].Value;

        Assert.NotEmpty(await AppStorage.Rows(new TableClient(connection, "Leads")));
        Assert.Equal(403, await Refusal(KeyOf().Replace(connection, "AccountKey=" + PublishedKey)));
        Assert.NotEqual(200, await Refusal(KeyOf().Replace(connection, "AccountKey=" + PublishedKey).Replace(account, "devstoreaccount1", StringComparison.Ordinal)));
        foreach (var host in (string[])[$"{account}.table.localhost", $"{account}.table.core.windows.net", "devstoreaccount1.evil.example"])
            Assert.NotEqual(HttpStatusCode.OK, await Anonymous(connection, host));
    }

    [Fact]
    public async Task A_data_folder_of_an_earlier_version_goes_on_under_a_new_key()
    {
        await using var app = await OwnStorageApp.Start();
        await app.Signal("TERM");
        Assert.Equal(0, await app.End());
        // As an earlier version made it: under the published account, and without a file that names one.
        Directory.Delete(app.Storage, recursive: true);
        Directory.CreateDirectory(app.Storage);
        var account = Path.Combine(app.Storage, "account.json");
        await File.WriteAllTextAsync(account, JsonSerializer.Serialize(new { account = "devstoreaccount1", key = PublishedKey }));
        await app.Launch();
        await app.Send("old");
        await app.Signal("TERM");
        Assert.Equal(0, await app.End());
        File.Delete(account);

        await app.Launch();

        Assert.Equal(["old"], await app.Events());
        Assert.Contains("AccountName=devstoreaccount1;", Connection(app), StringComparison.Ordinal);
        Assert.Equal(403, await Refusal(KeyOf().Replace(Connection(app), "AccountKey=" + PublishedKey)));
    }

    private static string Connection(OwnStorageApp app)
    {
        using var running = JsonDocument.Parse(File.ReadAllText(Path.Combine(app.Data, "running.json")));
        return running.RootElement.GetProperty("storage").GetString()!;
    }

    private static async Task<int> Refusal(string connection)
    {
        try
        {
            await AppStorage.Rows(new TableClient(connection, "Leads"));
            return 200;
        }
        catch (RequestFailedException refused)
        {
            return refused.Status;
        }
    }

    private static async Task<HttpStatusCode> Anonymous(string connection, string host)
    {
        var endpoint = new Uri(Tables().Match(connection).Groups["url"].Value);
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(endpoint, "/Leads"));
        request.Headers.Host = host;
        using var answer = await http.SendAsync(request);
        return answer.StatusCode;
    }

    [GeneratedRegex("AccountName=(?<name>[^;]+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex AccountName();

    [GeneratedRegex("AccountKey=[^;]+", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex KeyOf();

    [GeneratedRegex("TableEndpoint=(?<url>[^;]+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Tables();
}
