using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.Json;

using LeadScoring.Local;
using LeadScoring.Local.Commands;
using LeadScoring.Tests.Kit.Drivers;

namespace LeadScoring.Tests.Commands;

/// <summary><c>leads secrets</c> against a running app: a secret counts as soon as it is set, and no longer once it is replaced or removed.</summary>
[Needs(Need.Processes)]
public sealed class SecretsCommandTests
{
    private const string First = "the-first-secret-of-this-connection-0123456789";
    private const string Second = "the-second-secret-of-this-connection-0123456789";

    [Fact]
    public async Task A_secret_counts_at_once_is_replaced_and_is_removed_while_the_app_runs()
    {
        // What a command sets counts, also where the environment has the name.
        await using var app = await App.Start(new Dictionary<string, string>(StringComparer.Ordinal) { ["LeadScoring__Secrets__FromTheStart"] = Second });
        await Connect(app, "main", "TypeformMain");
        await Connect(app, "other", "FromTheStart");
        Assert.Equal((ExitCodes.Failed, ExitCodes.Done), (await Send(app, "main", First), await Send(app, "other", Second)));

        Assert.Equal((ExitCodes.Done, ""), await Leads(app, First + "\n", "set", "TypeformMain"));
        await Eventually.True(async () => await Send(app, "main", First) == ExitCodes.Done, TimeSpan.FromSeconds(30), static () => "The new secret does not count.");
        Assert.Equal(ExitCodes.Failed, await Send(app, "main", Second));

        Assert.Equal((ExitCodes.Done, ""), await Leads(app, Second + "\r\n", "set", "typeformmain"));
        Assert.Equal((ExitCodes.Done, ""), await Leads(app, First, "set", "FromTheStart"));
        await Eventually.True(async () => await Send(app, "main", Second) == ExitCodes.Done && await Send(app, "other", First) == ExitCodes.Done, TimeSpan.FromSeconds(30), static () => "The replaced secret does not count.");
        Assert.Equal(ExitCodes.Failed, await Send(app, "main", First));

        Assert.Equal((ExitCodes.Done, ""), await Leads(app, "", "remove", "TypeformMain"));
        await Eventually.True(async () => await Send(app, "main", Second) == ExitCodes.Failed, TimeSpan.FromSeconds(30), static () => "The removed secret still counts.");
        var (code, error) = await Leads(app, "", "remove", "TypeformMain");
        Assert.Equal(ExitCodes.Failed, code);
        Assert.Contains("LS-LOCAL-019", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_on_standard_input_is_refused_and_changes_nothing()
    {
        var folder = Directory.CreateTempSubdirectory("secrets-").FullName;
        try
        {
            var (code, error) = await Leads(folder, " \n", "set", "TypeformMain");

            Assert.Equal(ExitCodes.Failed, code);
            Assert.Contains("LS-LOCAL-018", error, StringComparison.Ordinal);
            Assert.Empty(Directory.GetFiles(folder));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData("set")]
    [InlineData("set", "Typeform-Main")]
    [InlineData("set", "LeadsSend")]
    [InlineData("remove", "leadssendkey")]
    [InlineData("list", "--data", "there/is/no/such/folder")]
    public async Task A_wrong_argument_is_refused(params string[] arguments) => Assert.Equal(ExitCodes.Failed, await Program.Main(["secrets", .. arguments]));

    private static async Task Connect(App app, string connection, string secret)
    {
        using var answer = await app.Http.PutAsync($"/api/v1/sources/typeform/{connection}", new StringContent(JsonSerializer.Serialize(new { secrets = new[] { new { name = secret } } }), Encoding.UTF8, "application/json"));
        Assert.True(answer.StatusCode == HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
    }

    private static Task<int> Send(App app, string connection, string secret) => Program.Main(["send", "typeform", "--connection", connection, "--secret", secret, "--data", app.Data]);

    private static Task<(int Code, string Error)> Leads(App app, string input, params string[] arguments) => Leads(app.Data, input, arguments);

    // Standard input is that of this process, which other tests use too: the program is started by itself.
    private static async Task<(int Code, string Error)> Leads(string data, string input, params string[] arguments)
    {
        using var leads = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "leads.dll"), "secrets", .. arguments, "--data", data])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        await leads.StandardInput.WriteAsync(input);
        leads.StandardInput.Close();
        var (output, error) = (leads.StandardOutput.ReadToEndAsync(), leads.StandardError.ReadToEndAsync());
        await leads.WaitForExitAsync();
        Assert.DoesNotContain("secret-of-this-connection", await output, StringComparison.Ordinal);
        return (leads.ExitCode, await error);
    }
}
