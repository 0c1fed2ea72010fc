using LeadScoring.Local.Files;
using LeadScoring.Tests.Kit.Drivers;

namespace LeadScoring.Tests.Files;

public sealed class DataFolderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("leads-folder-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_folder_that_is_taken_is_in_use()
    {
        using var taken = DataFolder.Take(_folder);

        var refused = Assert.Throws<StartException>(() => DataFolder.Take(_folder));

        Assert.Equal("LS-LOCAL-013", refused.Code);
        Assert.Contains(_folder, refused.Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("lock")]
    [InlineData("keys.json")]
    [InlineData("keys.json.new")]
    public void A_folder_that_cannot_be_written_is_not_called_in_use(string name)
    {
        // As root tests may write everywhere, a folder that has the name of the file stands for missing rights.
        Directory.CreateDirectory(Path.Combine(_folder, name));

        var refused = Assert.Throws<StartException>(() => DataFolder.Take(_folder));

        Assert.Equal("LS-LOCAL-022", refused.Code);
        Assert.Contains(_folder, refused.Problem, StringComparison.Ordinal);
        Assert.Contains("--data", refused.Fix, StringComparison.Ordinal);
    }

    [Fact]
    public void A_lock_that_the_system_cannot_open_is_not_called_in_use()
    {
        var path = Path.Combine(_folder, "lock");
        File.CreateSymbolicLink(path, path);

        Assert.Equal("LS-LOCAL-022", Assert.Throws<StartException>(() => DataFolder.Take(_folder)).Code);
    }

    [Fact]
    public void A_file_in_the_place_of_the_folder_is_named()
    {
        var file = Path.Combine(_folder, "file");
        File.WriteAllText(file, "");

        Assert.Equal("LS-LOCAL-022", Assert.Throws<StartException>(() => DataFolder.Take(file)).Code);
        Assert.Equal("LS-LOCAL-022", Assert.Throws<StartException>(() => DataFolder.Take(Path.Combine(file, "below"))).Code);
    }

    [Fact]
    public void Secrets_that_cannot_be_written_are_said_with_the_fix()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "send-secrets.json.new"));

        Assert.Equal("LS-LOCAL-022", Assert.Throws<StartException>(() => TestSecrets.ReadOrCreate(_folder)).Code);
    }
}
