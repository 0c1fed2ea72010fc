using LeadScoring.Functions.Access;
using LeadScoring.Functions.Access.Callers;
using LeadScoring.Local.Files;
using LeadScoring.Local.Keys;
using LeadScoring.Tests.Kit.Fakes;

namespace LeadScoring.Tests.Keys;

/// <summary>Named keys of a data folder.</summary>
public sealed class KeyRingTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly string _folder = Directory.CreateTempSubdirectory("keys-").FullName;
    private readonly ManualClock _clock = new(Now);

    private string File => DataFolder.AccessFileOf(_folder);

    private KeyRing Ring => new(File, _clock);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_key_is_stored_as_its_hash_and_read_back()
    {
        var made = Ring.Create("crm", [Role.Connector], TimeSpan.FromDays(30));

        var text = System.IO.File.ReadAllText(File);
        Assert.DoesNotContain(made.Key, text, StringComparison.Ordinal);
        Assert.Contains(Convert.ToHexStringLower(AccessKeyText.HashOf(made.Key)), text, StringComparison.Ordinal);
        var key = Assert.Single(Ring.List());
        Assert.Equal(("crm", "current", Now.AddDays(30)), (key.Name, key.Slot, key.NotAfter));
        Assert.Equal(Role.Connector, Assert.Single(key.Roles));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(File));
    }

    [Fact]
    public void The_file_is_what_the_app_reads_as_settings()
    {
        var made = Ring.Create("crm", [Role.Read, Role.Sales], null);

        var settings = new Microsoft.Extensions.Configuration.ConfigurationManager();
        Microsoft.Extensions.Configuration.JsonConfigurationExtensions.AddJsonFile(settings, File);
        using var keys = new AccessKeys(settings);

        Assert.Empty(keys.Faults);
        Assert.Equal("Read, Sales", string.Join(", ", keys.Find(made.Key)!.Roles));
        Assert.Null(keys.Find(AccessKeyText.NewKey()));
        Assert.Equal(made.Value, settings[made.Setting.Replace("__", ":", StringComparison.Ordinal)]);
    }

    [Fact]
    public void A_rotation_leaves_the_old_key_for_some_days_and_then_its_slot_is_free()
    {
        Ring.Create("crm", [Role.Connector], null);

        var second = Ring.Rotate("crm", TimeSpan.FromDays(7), null);
        Assert.Equal("next", second.Stored.Slot);
        Assert.Equal(Role.Connector, Assert.Single(second.Stored.Roles));
        Assert.Equal(Now.AddDays(7), Ring.List().Single(static key => key.Slot == "current").NotAfter);
        Assert.Equal("LS-KEYS-003", Assert.Throws<StartException>(() => Ring.Rotate("crm", TimeSpan.FromDays(7), null)).Code);

        _clock.Advance(TimeSpan.FromDays(7));
        var third = Ring.Rotate("crm", TimeSpan.Zero, TimeSpan.FromDays(365));

        Assert.Equal("current", third.Stored.Slot);
        Assert.Equal([third.Key], new[] { second, third }.Where(made => Ring.List().Any(key => key.IsActive(_clock.GetUtcNow()) && key.Hash.AsSpan().SequenceEqual(AccessKeyText.HashOf(made.Key)))).Select(static made => made.Key));
    }

    [Fact]
    public void A_caller_has_one_first_key_and_a_caller_who_is_not_there_has_none()
    {
        Ring.Create("crm", [Role.Connector], null);

        Assert.Equal("LS-KEYS-001", Assert.Throws<StartException>(() => Ring.Create("crm", [Role.Admin], null)).Code);
        Assert.Equal("LS-KEYS-002", Assert.Throws<StartException>(() => Ring.Rotate("erp", TimeSpan.Zero, null)).Code);
        Assert.Equal("LS-KEYS-002", Assert.Throws<StartException>(() => Ring.Revoke("erp", null)).Code);
        Assert.Equal("LS-KEYS-002", Assert.Throws<StartException>(() => Ring.Revoke("crm", "next")).Code);
    }

    [Fact]
    public void A_revoked_caller_is_gone_whole_or_by_slot()
    {
        Ring.Create("crm", [Role.Connector], null);
        Ring.Rotate("crm", TimeSpan.FromDays(7), null);
        Ring.Create("site", [Role.Ingest], null);

        Assert.Equal(1, Ring.Revoke("crm", "current"));
        Assert.Equal(["crm next", "site current"], Ring.List().Select(static key => $"{key.Name} {key.Slot}"));
        Assert.Equal(1, Ring.Revoke("crm", null));
        Assert.Equal(["site current"], Ring.List().Select(static key => $"{key.Name} {key.Slot}"));
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("{}")]
    [InlineData("""{ "LeadScoring": { "Access": { "Keys": { "crm": { "current": "connector" } } } } }""")]
    public void A_broken_file_is_named_and_not_replaced(string text)
    {
        System.IO.File.WriteAllText(File, text);

        var broken = Assert.Throws<StartException>(() => Ring.Create("site", [Role.Ingest], null));

        Assert.Equal("LS-LOCAL-016", broken.Code);
        Assert.Equal(text, System.IO.File.ReadAllText(File));
    }
}
