using LeadScoring.Domain.Leads;
using LeadScoring.Functions.Messaging;
using LeadScoring.Functions.Storage;
using LeadScoring.Tests.Kit.Drivers;

namespace LeadScoring.Tests.EndToEnd;

/// <summary>The app as in Azure: no key and no connection string anywhere, only the app's identity, and the tables in an account of their own.</summary>
[Needs(Need.Processes)]
public sealed class IdentityTests
{
    [Fact]
    public async Task An_event_becomes_a_score_with_an_identity_instead_of_a_key()
    {
        await using var identity = await FakeManagedIdentity.Start();
        var storage = new SecureAzurite();
        await storage.InitializeAsync();
        await using var app = await App.StartOn(storage, Settings(storage, identity));
        var running = new RunningApp(app);
        await running.Publish("hand-off");

        var lead = (await running.Send("""{"id":"1","type":"asset.downloaded","lead":{"email":"ann@acme.example"},"properties":{"asset":"tco-guide"}}"""))["1"];
        await running.Rest();

        Assert.Contains("\"score\":", await running.Explanation(lead, "hand-off"), StringComparison.Ordinal);
        Assert.Equal(TableNames.All.Order(StringComparer.Ordinal), (await storage.TablesOf(storage.DataTables)).Order(StringComparer.Ordinal));
        Assert.Empty(await storage.TablesOf(storage.HostTables));
        Assert.Superset(QueueNames.All.ToHashSet(StringComparer.Ordinal), (await storage.QueuesOf(storage.HostQueues)).ToHashSet(StringComparer.Ordinal));
        Assert.Empty(await storage.QueuesOf(storage.DataQueues));
        Assert.NotEmpty(identity.Asked);
        Assert.All(identity.Asked, asked => Assert.Equal((identity.Client, "https://storage.azure.com"), asked));
    }

    [Fact]
    public async Task An_identity_that_the_storage_refuses_is_reported_at_start()
    {
        await using var identity = await FakeManagedIdentity.Start(audience: "https://vault.azure.net");
        var storage = new SecureAzurite();
        await storage.InitializeAsync();

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => App.StartOn(storage, Settings(storage, identity)));

        Assert.Contains("LS-LOCAL-011", refused.Message, StringComparison.Ordinal);
        Assert.Contains("refuses the identity of AzureWebJobsStorage", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_identity_that_the_app_does_not_have_is_reported_at_start()
    {
        await using var identity = await FakeManagedIdentity.Start();
        var storage = new SecureAzurite();
        await storage.InitializeAsync();
        var settings = new Dictionary<string, string>(Settings(storage, identity), StringComparer.Ordinal) { ["DataStorage__clientId"] = "00000000-0000-0000-0000-00000000000f" };

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => App.StartOn(storage, settings));

        Assert.Contains("LS-LOCAL-011", refused.Message, StringComparison.Ordinal);
        Assert.Contains("DataStorage__clientId", refused.Message, StringComparison.Ordinal);
    }

    private static Dictionary<string, string> Settings(SecureAzurite storage, FakeManagedIdentity identity) => new(identity.Variables, StringComparer.Ordinal)
    {
        // Those of infra/, but for the addresses.
        ["AzureWebJobsStorage"] = "",
        ["AzureWebJobsStorage__credential"] = "managedidentity",
        ["AzureWebJobsStorage__clientId"] = identity.Client,
        ["AzureWebJobsStorage__queueServiceUri"] = storage.HostQueues.ToString(),
        ["AzureWebJobsStorage__tableServiceUri"] = storage.HostTables.ToString(),
        ["DataStorage__credential"] = "managedidentity",
        ["DataStorage__clientId"] = identity.Client,
        ["DataStorage__tableServiceUri"] = storage.DataTables.ToString(),
        ["SSL_CERT_FILE"] = storage.Certificate,
    };
}
