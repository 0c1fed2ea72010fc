using LeadScoring.Tests.Kit.Drivers;

namespace LeadScoring.Tests.EndToEnd;

/// <summary>The storage that <c>leads up</c> starts itself keeps everything that was acknowledged, however the app ends.</summary>
[Needs(Need.Processes)]
public sealed class OwnStorageTests
{
    // Longer than the ten seconds for which the app once waited.
    private const int LongSave = 11_000;

    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    [InlineData("KILL")]
    public async Task An_app_that_ends_while_its_storage_saves_loses_nothing(string signal)
    {
        await using var app = await OwnStorageApp.Start();
        await app.Send("first");
        await app.SendIntoASave("second", LongSave);

        await app.Signal(signal);
        var code = await app.End();
        app.Saves(null);
        await app.Launch();

        Assert.Equal(["second", "first"], await app.Events());
        Assert.Equal(signal == "KILL" ? 128 + 9 : 0, code);
    }

    [Fact]
    public async Task A_save_that_fails_ends_the_app_with_an_error()
    {
        await using var app = await OwnStorageApp.Start();
        await app.SendIntoASave("saved", 500);
        await app.Saved();

        app.Saves("fail");
        await app.Acknowledge("lost");
        var code = await app.End();
        app.Saves(null);
        await app.Launch();

        Assert.Equal(1, code);
        Assert.Contains("LS-LOCAL-020 The storage in " + app.Storage + " cannot be saved: ", app.Output, StringComparison.Ordinal);
        Assert.Contains("ENOSPC: no space left on device, write. What was acknowledged after ", app.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", app.Output, StringComparison.Ordinal);
        Assert.Equal(["saved"], await app.Events());
    }

    [Fact]
    public async Task A_disk_that_is_given_room_in_time_loses_nothing()
    {
        await using var app = await OwnStorageApp.Start();
        app.Saves("fail");
        await app.Acknowledge("kept");
        await Eventually.True(() => app.Output.Contains("LS-LOCAL-020", StringComparison.Ordinal), TimeSpan.FromSeconds(30));

        app.Saves(null);
        var code = await app.End();
        await app.Launch();

        Assert.Equal(1, code);
        Assert.DoesNotContain("is lost", app.Output, StringComparison.Ordinal);
        Assert.Equal(["kept"], await app.Events());
    }
}
