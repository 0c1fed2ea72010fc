using LeadScoring.Functions.Access;
using LeadScoring.Functions.Access.Callers;
using LeadScoring.Local.Files;
using LeadScoring.Local.Host;
using LeadScoring.Tests.Kit.Drivers;

using Microsoft.Extensions.Configuration;

namespace LeadScoring.Tests.Host;

/// <summary>The keys of a data folder as the app has them.</summary>
public sealed class LocalKeysTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("local-keys-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Keys_of_an_older_data_folder_administer_after_an_update()
    {
        var file = Path.Combine(_folder, "keys.json");
        File.WriteAllText(file, """{ "functionKey": "0123456789abcdef0123456789abcdef01234567", "masterKey": "76543210fedcba9876543210fedcba9876543210", "installationKey": "eA==" }""");
        var settings = new ConfigurationManager();
        var stored = FunctionKeys.ReadOrCreate(file);
        settings.AddInMemoryCollection(LocalKeys.SettingsOf(stored).Select(static setting => KeyValuePair.Create(setting.Name, (string?)setting.Value)));
        using var keys = new AccessKeys(settings);

        Assert.Empty(keys.Faults);
        Assert.Equal(Role.Admin, Assert.Single(keys.Find("0123456789abcdef0123456789abcdef01234567")!.Roles));
        Assert.Equal(Role.Admin, Assert.Single(keys.Find("76543210fedcba9876543210fedcba9876543210")!.Roles));
        Assert.Equal(Role.Connector, Assert.Single(keys.Find(stored.Connector!)!.Roles));
    }

    [Fact]
    public async Task A_file_that_breaks_while_the_app_runs_closes_its_keys_until_it_is_whole()
    {
        var key = AccessKeyText.NewKey();
        var whole = $$$"""{ "LeadScoring": { "Access": { "Keys": { "crm": { "current": "connector sha256={{{Convert.ToHexStringLower(AccessKeyText.HashOf(key))}}}" } } } } }""";
        using var data = DataFolder.Take(_folder);
        File.WriteAllText(data.AccessFile, whole);
        using var settings = new ConfigurationManager();
        LocalKeys.AddFile(settings, data);
        using var keys = new AccessKeys(settings);
        Assert.NotNull(keys.Find(key));

        File.WriteAllText(data.AccessFile, "{ broken");
        await Eventually.True(() => Task.FromResult(keys.Find(key) is null), TimeSpan.FromSeconds(30), static () => "The key still counts.");

        File.WriteAllText(data.AccessFile, whole);
        await Eventually.True(() => Task.FromResult(keys.Find(key) is not null), TimeSpan.FromSeconds(30), static () => "The key does not count again.");
    }

    [Fact]
    public void A_file_that_is_broken_at_the_start_ends_it_with_its_name()
    {
        using var data = DataFolder.Take(_folder);
        File.WriteAllText(data.AccessFile, "{ broken");

        var broken = Assert.Throws<StartException>(() => LocalKeys.AddFile(new ConfigurationManager(), data));

        Assert.Equal("LS-LOCAL-016", broken.Code);
        Assert.Contains(data.AccessFile, broken.Message, StringComparison.Ordinal);
    }
}
