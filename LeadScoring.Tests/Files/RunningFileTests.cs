using System.Text.Json;
using LeadScoring.Domain.Leads;
using LeadScoring.Tests.Host;
using LeadScoring.Tests.Kit.Drivers;

namespace LeadScoring.Tests.Files;

[Collection(nameof(OnAzurite))]
[Needs(Need.Processes)]
public sealed class RunningFileTests(Azurite azurite)
{
    [Fact]
    public async Task While_the_app_runs_a_file_that_only_its_owner_reads_says_where()
    {
        string file;
        await using (var app = await Hosted.Start(azurite, [typeof(Pages)]))
        {
            file = Path.Combine(app.App.Data.Path, "running.json");
            using var running = JsonDocument.Parse(await File.ReadAllTextAsync(file));
            Assert.Equal(app.App.Url, running.RootElement.GetProperty("url").GetString());
            Assert.Equal(azurite.ConnectionString, running.RootElement.GetProperty("storage").GetString());
            if (!OperatingSystem.IsWindows())
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        }

        Assert.False(File.Exists(file));
    }
}
