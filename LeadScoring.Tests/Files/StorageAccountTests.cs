using LeadScoring.Local.Files;
using LeadScoring.Local.Storage;

namespace LeadScoring.Tests.Files;

public sealed class StorageAccountTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("leads-account-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Every_folder_has_a_name_and_a_key_of_its_own_and_keeps_them()
    {
        var first = StorageAccount.Of(Path.Combine(_folder, "one"));
        var other = StorageAccount.Of(Path.Combine(_folder, "two"));

        Assert.Equal(first, StorageAccount.Of(Path.Combine(_folder, "one")));
        Assert.NotEqual(first.Name, other.Name);
        Assert.NotEqual(first.Key, other.Key);
        Assert.Equal(64, Convert.FromBase64String(first.Key).Length);
    }

    [Fact]
    public void A_folder_of_an_earlier_version_keeps_its_name_and_gets_a_key()
    {
        File.WriteAllText(Path.Combine(_folder, "table.json"), "{}");

        var account = StorageAccount.Of(_folder);

        Assert.Equal("devstoreaccount1", account.Name);
        Assert.Equal(64, Convert.FromBase64String(account.Key).Length);
        Assert.DoesNotContain("Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6", account.Key, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_the_owner_reads_the_file_and_its_folder()
    {
        if (OperatingSystem.IsWindows())
            return;
        File.SetUnixFileMode(_folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);

        StorageAccount.Of(_folder);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(_folder));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(_folder, "account.json")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("""{ "account": "leads", "key": "c2hvcnQ=" }""")]
    [InlineData("""{ "account": "leads;x:y", "key": "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA==" }""")]
    public void A_damaged_file_is_refused_and_not_replaced(string text)
    {
        var file = Path.Combine(_folder, "account.json");
        File.WriteAllText(file, text);

        var refused = Assert.Throws<StartException>(() => StorageAccount.Of(_folder));

        Assert.Equal("LS-LOCAL-012", refused.Code);
        Assert.Contains(file, refused.Problem, StringComparison.Ordinal);
        Assert.Equal(text, File.ReadAllText(file));
    }

    [Fact]
    public void A_folder_that_cannot_be_written_is_named()
    {
        var file = Path.Combine(_folder, "file");
        File.WriteAllText(file, "");

        Assert.Equal("LS-LOCAL-022", Assert.Throws<StartException>(() => StorageAccount.Of(Path.Combine(file, "storage"))).Code);
    }
}
