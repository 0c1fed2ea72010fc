using LeadScoring.Functions.Sources.Connections;
using LeadScoring.Local.Files;
using LeadScoring.Local.Host;
using LeadScoring.Tests.Kit.Drivers;

using Microsoft.Extensions.Configuration;

namespace LeadScoring.Tests.Files;

/// <summary>The secrets of a data folder as the app has them.</summary>
public sealed class SecretsFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("secrets-").FullName;

    private string Path => DataFolder.SecretsFileOf(_folder);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_running_app_reads_what_is_written()
    {
        using var settings = new ConfigurationManager();
        ReloadedFile.Add(settings, Path, SecretsFile.Broken);
        var secrets = new ConfiguredSecrets(settings);
        Assert.Null(secrets.Find("TypeformMain"));

        SecretsFile.Write(Path, new(StringComparer.OrdinalIgnoreCase) { ["TypeformMain"] = "a \"secret\" ü" });
        await Eventually.True(() => Task.FromResult(secrets.Find("TypeformMain") == "a \"secret\" ü"), TimeSpan.FromSeconds(30), static () => "The secret does not count.");

        File.WriteAllText(Path, "{ broken");
        await Eventually.True(() => Task.FromResult(secrets.Find("TypeformMain") is null), TimeSpan.FromSeconds(30), static () => "The secret still counts.");
    }

    [Theory]
    [InlineData("{ broken")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{ "LeadScoring": { "Secrets": { "a": "1", "A": "2" } } }""")]
    [InlineData("""{ "LeadScoring": { "Secrets": { "a": 1 } } }""")]
    public void A_broken_file_is_named_with_what_to_do(string text)
    {
        File.WriteAllText(Path, text);

        var broken = Assert.Throws<StartException>(() => SecretsFile.Read(Path));

        Assert.Equal("LS-LOCAL-017", broken.Code);
        Assert.Contains(Path, broken.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_file_is_readable_by_its_owner_only()
    {
        SecretsFile.Write(Path, new(StringComparer.OrdinalIgnoreCase) { ["b"] = "2", ["A"] = "1" });

        Assert.Equal(["A", "b"], SecretsFile.Read(Path).Keys);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path));
    }
}
