using System.Net;
using System.Text.Json;

using LeadScoring.Local.Hosting;
using LeadScoring.Tests.Drivers;

namespace LeadScoring.Tests.Local;

[Collection(nameof(OnAzurite))]
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
    [InlineData("/things/ann", "neither was sent")]
    [InlineData("/things/ann?code=wrong", "is not the one of this app")]
    [InlineData("/local/idle", "neither was sent")]
    [InlineData("/local/clock?code=", "is not the one of this app")]
    [InlineData("/admin/functions", "neither was sent")]
    public async Task Without_the_key_the_answer_names_the_header_and_the_file(string path, string detail)
    {
        await using var app = await Hosted.Start(azurite, [typeof(Pages)]);

        using var answer = await app.Anonymous.GetAsync(path);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        Assert.Equal("LS-LOCAL-001", problem.RootElement.GetProperty("code").GetString());
        Assert.Contains("x-functions-key", problem.RootElement.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Contains(detail, problem.RootElement.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Contains(app.App.Data.KeysFile, problem.RootElement.GetProperty("fix").GetString(), StringComparison.Ordinal);
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

        var made = Keys.ReadOrCreate(file);

        Assert.Equal(made, Keys.ReadOrCreate(file));
        Assert.Equal(32, Convert.FromBase64String(made.Installation).Length);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("""{ "functionKey": "short", "installationKey": "x" }""")]
    public void A_damaged_key_file_is_named_and_never_replaced(string text)
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, text);

        var problem = Assert.Throws<StartException>(() => Keys.ReadOrCreate(file));

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
