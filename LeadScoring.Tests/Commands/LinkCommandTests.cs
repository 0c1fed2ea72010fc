using System.Net;
using System.Text;
using System.Text.RegularExpressions;

using LeadScoring.Local;
using LeadScoring.Local.Commands;
using LeadScoring.Tests.Kit.Drivers;

namespace LeadScoring.Tests.Commands;

/// <summary><c>leads link</c> and the link of the start, against a running app: each signs in once.</summary>
[Needs(Need.Processes)]
public sealed partial class LinkCommandTests
{
    [Fact]
    public async Task The_link_of_the_start_and_another_one_sign_in_once_each()
    {
        await using var app = await App.Start();
        await Eventually.True(() => Task.FromResult(Token().IsMatch(app.Output)));
        var printed = Token().Match(app.Output).Groups["token"].Value;

        var (code, made, _) = await Run("link", "--data", app.Data);

        Assert.Equal(ExitCodes.Done, code);
        Assert.StartsWith($"{app.Http.BaseAddress}app#signin=", made, StringComparison.Ordinal);
        foreach (var token in (string[])[printed, Token().Match(made).Groups["token"].Value])
        {
            Assert.Equal(HttpStatusCode.OK, await SignIn(app, token));
            Assert.Equal(HttpStatusCode.Unauthorized, await SignIn(app, token));
        }
    }

    [Fact]
    public async Task Nobody_without_the_master_key_gets_a_link()
    {
        await using var app = await App.Start();

        using var answer = await app.Anonymous.PostAsync("/local/sign-in-links", content: null);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task Without_an_app_the_command_says_so()
    {
        var folder = Directory.CreateTempSubdirectory("link-").FullName;
        try
        {
            var (code, _, error) = await Run("link", "--data", folder);

            Assert.Equal(ExitCodes.Failed, code);
            Assert.Contains("LS-LOCAL-024", error, StringComparison.Ordinal);
            Assert.Empty(Directory.GetFiles(folder));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<HttpStatusCode> SignIn(App app, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/session") { Content = new StringContent($$"""{ "token": "{{token}}" }""", Encoding.UTF8, "application/json") };
        request.Headers.Add("x-csrf", "1");
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        using var answer = await app.Anonymous.SendAsync(request);
        return answer.StatusCode;
    }

    private static async Task<(int Code, string Output, string Error)> Run(params string[] arguments)
    {
        using var process = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "leads.dll"), .. arguments]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }

    [GeneratedRegex("#signin=(?<token>[A-Za-z0-9_-]{43})", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Token();
}
