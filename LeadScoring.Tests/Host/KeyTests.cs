using System.Net;
using LeadScoring.Domain.Leads;
using LeadScoring.Local.Files;
using LeadScoring.Tests.Kit.Drivers;

namespace LeadScoring.Tests.Host;

[Collection(nameof(OnAzurite))]
[Needs(Need.Processes)]
public sealed class KeyTests(Azurite azurite)
{
    [Fact]
    public async Task The_key_opens_a_route_from_the_header_and_from_the_query()
    {
        await using var app = await Hosted.Start(azurite, [typeof(Pages)]);

        using var header = await app.Http.GetAsync("/things/ann");
        using var query = await app.Anonymous.GetAsync("/things/ann?code=" + app.App.Data.Keys.Function);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (header.StatusCode, query.StatusCode));
    }

    [Theory]
    [InlineData("/local/idle?code=wrong", "a wrong key")]
    [InlineData("/local/idle", "no key")]
    [InlineData("/local/clock?code=", "no key")]
    [InlineData("/admin/functions", "no key")]
    public async Task Without_the_key_the_answer_is_empty_and_the_log_names_the_header_and_the_file(string path, string fault)
    {
        await using var app = await Hosted.Start(azurite, [typeof(Pages)]);

        using var answer = await app.Anonymous.GetAsync(path);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync());
        Assert.Contains($"LS-LOCAL-001 A request was refused: it came with {fault}. Send the masterKey of {app.App.Data.KeysFile} in the header x-functions-key", app.Log.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/things/ann", "no key")]
    [InlineData("/things/ann?code=wrong", "an unknown key")]
    public async Task A_function_is_refused_with_a_problem_that_names_no_file(string path, string fault)
    {
        await using var app = await Hosted.Start(azurite, [typeof(Pages)]);

        using var answer = await app.Anonymous.GetAsync(path);
        var text = await answer.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Contains("LS-ACCESS-001", text, StringComparison.Ordinal);
        Assert.DoesNotContain("keys.json", text, StringComparison.Ordinal);
        Assert.Contains($"A call of Lead was refused: it came with {fault}", app.Log.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/admin/functions", false, HttpStatusCode.Forbidden)]
    [InlineData("/admin/functions", true, HttpStatusCode.OK)]
    [InlineData("/local/idle", false, HttpStatusCode.Forbidden)]
    [InlineData("/local/idle", true, HttpStatusCode.OK)]
    [InlineData("/things/ann", false, HttpStatusCode.OK)]
    [InlineData("/things/ann", true, HttpStatusCode.OK)]
    public async Task The_master_key_opens_everything_and_the_function_key_only_functions(string path, bool isMaster, HttpStatusCode status)
    {
        await using var app = await Hosted.Start(azurite, [typeof(Pages)]);
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("x-functions-key", isMaster ? app.App.Data.Keys.Master : app.App.Data.Keys.Function);

        using var answer = await app.Anonymous.SendAsync(request);

        Assert.Equal(status, answer.StatusCode);
        if (status == HttpStatusCode.Forbidden)
            Assert.Empty(await answer.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public void A_key_file_of_an_older_version_is_given_what_it_lacks_and_keeps_its_keys()
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, """{ "functionKey": "0123456789abcdef", "installationKey": "eA==" }""");

        var keys = FunctionKeys.ReadOrCreate(file);

        Assert.Equal(("0123456789abcdef", "eA=="), (keys.Function, keys.Installation));
        Assert.True(keys.Master.Length >= 16);
        Assert.True(keys.Connector!.Length >= 16);
        Assert.NotEqual(keys.Function, keys.Master);
        Assert.Equal(keys, FunctionKeys.ReadOrCreate(file));
        // One to a line, since a line of the README takes the function key out with sed.
        Assert.Contains($"\n  \"functionKey\": \"{keys.Function}\",", File.ReadAllText(file).ReplaceLineEndings("\n"), StringComparison.Ordinal);
        File.Delete(file);
    }

    [Fact]
    public async Task An_anonymous_route_asks_for_no_key()
    {
        await using var app = await Hosted.Start(azurite, [typeof(Pages)]);

        using var answer = await app.Anonymous.GetAsync("/open/x");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public void Keys_are_made_once_and_only_their_owner_can_read_them()
    {
        var folder = Directory.CreateTempSubdirectory("keys-").FullName;
        var file = Path.Combine(folder, "keys.json");

        var made = FunctionKeys.ReadOrCreate(file);

        Assert.Equal(made, FunctionKeys.ReadOrCreate(file));
        Assert.Equal(32, Convert.FromBase64String(made.Installation).Length);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("""{ "functionKey": "short", "installationKey": "x" }""")]
    [InlineData("""{ "functionKey": "0123456789abcdef", "masterKey": "short", "installationKey": "x" }""")]
    public void A_damaged_key_file_is_named_and_never_replaced(string text)
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, text);

        var problem = Assert.Throws<StartException>(() => FunctionKeys.ReadOrCreate(file));

        Assert.Contains(file, problem.Message, StringComparison.Ordinal);
        Assert.Equal(text, File.ReadAllText(file));
        File.Delete(file);
    }

    [Fact]
    public void A_data_folder_belongs_to_one_app_at_a_time()
    {
        var folder = Directory.CreateTempSubdirectory("keys-").FullName;
        using (DataFolder.Take(folder))
        {
            var problem = Assert.Throws<StartException>(() => DataFolder.Take(folder));
            Assert.Equal("LS-LOCAL-013", problem.Code);
        }
        DataFolder.Take(folder).Dispose();
        Directory.Delete(folder, recursive: true);
    }
}
