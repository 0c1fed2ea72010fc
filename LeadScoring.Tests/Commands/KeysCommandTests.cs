using System.Net;
using System.Text.RegularExpressions;

using LeadScoring.Local;
using LeadScoring.Tests.Kit.Drivers;

namespace LeadScoring.Tests.Commands;

/// <summary><c>leads keys</c> against a running app: a key counts as soon as it is made, and no longer once it is removed.</summary>
[Needs(Need.Processes)]
public sealed partial class KeysCommandTests
{
    [Fact]
    public async Task A_key_counts_at_once_is_replaced_and_is_shut_while_the_app_runs()
    {
        await using var app = await App.Start();

        var first = await Made(app, "new", "crm", "--role", "connector");
        await Eventually.True(async () => await Status(app, first, "/api/v1/messages") == HttpStatusCode.OK, TimeSpan.FromSeconds(30), static () => "The new key does not count.");
        Assert.Equal(HttpStatusCode.Forbidden, await Status(app, first, "/api/v1/leads"));

        var second = await Made(app, "rotate", "crm");
        await Eventually.True(async () => await Status(app, second, "/api/v1/messages") == HttpStatusCode.OK, TimeSpan.FromSeconds(30), static () => "The second key does not count.");
        Assert.Equal(HttpStatusCode.OK, await Status(app, first, "/api/v1/messages"));

        Assert.Equal(0, await Program.Main(["keys", "revoke", "crm", "--data", app.Data]));
        await Eventually.True(async () => await Status(app, first, "/api/v1/messages") == HttpStatusCode.Unauthorized, TimeSpan.FromSeconds(30), static () => "The removed key still counts.");
        Assert.Equal(HttpStatusCode.Unauthorized, await Status(app, second, "/api/v1/messages"));
        Assert.Equal(1, await Program.Main(["keys", "revoke", "crm", "--data", app.Data]));
    }

    [Theory]
    [InlineData("new", "crm")]
    [InlineData("new", "crm", "--role", "king")]
    [InlineData("new", "ann@acme.example", "--role", "read")]
    [InlineData("new", "crm", "--role", "read", "--valid-days", "0")]
    [InlineData("rotate", "crm", "--overlap-days", "500")]
    [InlineData("revoke", "crm", "--slot", "third")]
    [InlineData("new", "crm", "--role", "read", "--data", "there/is/no/such/folder")]
    public async Task A_wrong_argument_is_refused(params string[] arguments) => Assert.NotEqual(0, await Program.Main(["keys", .. arguments]));

    private static async Task<HttpStatusCode> Status(App app, string key, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { "x-api-key", key } } };
        using var answer = await app.Anonymous.SendAsync(request);
        return answer.StatusCode;
    }

    // What a command prints goes to the console of this process, which other tests use too: the program is started by itself.
    private static async Task<string> Made(App app, params string[] arguments)
    {
        using var leads = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "leads.dll"), "keys", .. arguments, "--data", app.Data]) { UseShellExecute = false, RedirectStandardOutput = true })!;
        var text = await leads.StandardOutput.ReadToEndAsync();
        await leads.WaitForExitAsync();
        Assert.Equal(0, leads.ExitCode);
        return Key().Match(text).Groups["key"].Value;
    }

    [GeneratedRegex("key: (?<key>lsk_[A-Za-z0-9_-]{43})", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Key();
}
