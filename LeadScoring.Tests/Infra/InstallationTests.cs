using System.Text.RegularExpressions;

namespace LeadScoring.Tests.Infra;

/// <summary>What parameters come to.</summary>
[Needs(Need.Processes)]
public sealed partial class InstallationTests
{
    private const string Storage = "Microsoft.Storage/storageAccounts";
    private const string Vault = "Microsoft.KeyVault/vaults";
    private const string Site = "Microsoft.Web/sites";

    [CompilerFact]
    public async Task A_plain_installation_has_no_lock_and_no_network()
    {
        var plain = await Installation.Of("environmentName = 'leads'");

        Assert.Equal(["Enabled", "Enabled", "Enabled"], plain.All(Storage, "properties/publicNetworkAccess").Concat(plain.All(Vault, "properties/publicNetworkAccess")));
        Assert.Empty(plain.Of("Microsoft.Authorization/locks"));
        Assert.DoesNotContain(plain.Resources, static resource => resource.At("type").GetString()!.StartsWith("Microsoft.Network/", StringComparison.Ordinal));
        Assert.Equal(8, plain.Of("Microsoft.Authorization/roleAssignments").Count);
        Assert.Equal(["lead-rescore", "lead-sweep", "lead-rebuild", "lead-report"], plain.All("Microsoft.Storage/storageAccounts/queueServices/queues", "name").Select(static name => name.Split('/')[^1]));
        Assert.Empty(Assert.Single(plain.Of("Microsoft.Insights/actionGroups")).At("properties/emailReceivers").EnumerateArray());
    }

    [CompilerFact]
    public async Task A_private_installation_closes_storage_and_vault_and_joins_its_network()
    {
        var closed = await Installation.Of("environmentName = 'leads'", "privateNetworking = true");

        Assert.Equal(["Disabled", "Disabled", "Disabled"], closed.All(Storage, "properties/publicNetworkAccess").Concat(closed.All(Vault, "properties/publicNetworkAccess")));
        Assert.Equal(["Deny", "Deny", "Deny"], closed.All(Storage, "properties/networkAcls/defaultAction").Concat(closed.All(Vault, "properties/networkAcls/defaultAction")));
        Assert.Equal(5, closed.Of("Microsoft.Network/privateEndpoints").Count);
        Assert.Equal(5, closed.Of("Microsoft.Network/privateEndpoints/privateDnsZoneGroups").Count);
        Assert.Equal(4, closed.Of("Microsoft.Network/privateDnsZones/virtualNetworkLinks").Count);
        Assert.Equal(
            Assert.Single(closed.Of("Microsoft.Network/virtualNetworks")).At("id").GetString() + "/subnets/functions",
            Assert.Single(closed.Of(Site)).At("properties/virtualNetworkSubnetId").GetString());
    }

    // The compiler keeps what is secure to itself: it shows the condition and the place, not the value.
    [CompilerFact]
    public async Task The_key_is_written_only_if_it_is_given_and_never_shown()
    {
        var first = await Installation.Of("environmentName = 'leads'", $"installationKey = '{AppSettings.Key}'");
        var secret = Assert.Single(first.Of("Microsoft.KeyVault/vaults/secrets"));

        Assert.EndsWith("/InstallationKey", secret.At("name").GetString(), StringComparison.Ordinal);
        Assert.Equal(("[not(empty(parameters('installationKey')))]", "[parameters('installationKey')]"), (secret.At("condition").GetString(), secret.At("properties/value").GetString()));
        Assert.DoesNotContain(first.Resources, static resource => resource.GetRawText().Contains(AppSettings.Key, StringComparison.Ordinal));
    }

    [CompilerFact]
    public async Task A_locked_installation_keeps_the_leads_and_the_key()
    {
        var locked = await Installation.Of("environmentName = 'leads'", "lockData = true");

        Assert.Equal(["keep-the-key", "keep-the-leads"], locked.All("Microsoft.Authorization/locks", "name").Order(StringComparer.Ordinal));
    }

    [CompilerFact]
    public async Task A_webhook_secret_is_a_setting_that_refers_to_the_vault()
    {
        var installation = await Installation.Of("environmentName = 'leads'", "webhookSecretNames = 'TypeformSignup, hub_spot'");
        var vault = Assert.Single(installation.All(Vault, "name"));
        var settings = Assert.Single(installation.Of(Site)).At("properties/siteConfig/appSettings").EnumerateArray().ToDictionary(static setting => setting.At("name").GetString()!, static setting => setting.At("value").GetString());

        Assert.Equal($"@Microsoft.KeyVault(VaultName={vault};SecretName=TypeformSignup)", settings["LeadScoring__Secrets__TypeformSignup"]);
        Assert.Equal($"@Microsoft.KeyVault(VaultName={vault};SecretName=hub-spot)", settings["LeadScoring__Secrets__hub_spot"]);
        Assert.Equal($"@Microsoft.KeyVault(VaultName={vault};SecretName=InstallationKey)", settings["LeadScoring__InstallationKey"]);
    }

    [CompilerFact]
    public async Task Further_settings_reach_the_app_and_may_contain_an_equals_sign()
    {
        var installation = await Installation.Of("environmentName = 'leads'", "extraSettings = 'LeadScoring__Tracking__EventTypes=site.*,video.*; OTEL_RESOURCE_ATTRIBUTES=team=growth'");
        var settings = Assert.Single(installation.Of(Site)).At("properties/siteConfig/appSettings").EnumerateArray().ToDictionary(static setting => setting.At("name").GetString()!, static setting => setting.At("value").GetString());

        Assert.Equal("site.*,video.*", settings["LeadScoring__Tracking__EventTypes"]);
        Assert.Equal("team=growth", settings["OTEL_RESOURCE_ATTRIBUTES"]);
    }

    [CompilerFact]
    public async Task The_address_is_that_of_Azure_until_another_is_given()
    {
        var plain = await Installation.Of("environmentName = 'leads'");
        var own = await Installation.Of("environmentName = 'leads'", "publicUrl = 'https://leads.example.com'", "alwaysReadyInstances = 0");

        Assert.Equal($"https://{Assert.Single(plain.All(Site, "name"))}.azurewebsites.net", Url(plain));
        Assert.Equal("https://leads.example.com", Url(own));
        Assert.Equal((1, 0), (AlwaysReady(plain), AlwaysReady(own)));

        static string? Url(Installation of) => of.Of(Site)[0].At("properties/siteConfig/appSettings").EnumerateArray().Single(static setting => setting.At("name").GetString() == "LeadScoring__PublicUrl").At("value").GetString();
        static int AlwaysReady(Installation of) => of.Of(Site)[0].At("properties/functionAppConfig/scaleAndConcurrency/alwaysReady").GetArrayLength();
    }

    [CompilerFact]
    public async Task Resource_names_are_valid_even_with_the_longest_environment()
    {
        var installation = await Installation.Of($"environmentName = '{new string('e', 48)}'", "privateNetworking = true");

        Assert.All(installation.All(Storage, "name"), static name => Assert.Matches(OfStorage(), name));
        Assert.All(installation.All(Vault, "name"), static name => Assert.Matches(OfVault(), name));
        Assert.All(installation.All("Microsoft.ServiceBus/namespaces", "name").Concat(installation.All(Site, "name")), static name => Assert.InRange(name.Length, 6, 50));
        Assert.All(installation.Resources, static resource => Assert.InRange(resource.At("name").GetString()!.Split('/')[^1].Length, 1, resource.At("name").GetString()!.StartsWith('[') ? int.MaxValue : 64));
    }

    [CompilerFact]
    public async Task Another_environment_is_another_installation_and_another_region_is_not()
    {
        var one = await Installation.Of("environmentName = 'one'");
        var other = await Installation.Of("environmentName = 'other'");

        Assert.NotEqual(one.All(Vault, "name"), other.All(Vault, "name"));
        Assert.Equal("uniqueString(subscription().id, environmentName)", Template.Committed.Main.Var("token").Shown());
    }

    [GeneratedRegex("\\A[a-z0-9]{3,24}\\z", RegexOptions.NonBacktracking)]
    private static partial Regex OfStorage();

    [GeneratedRegex("\\A[a-z][a-z0-9-]{1,22}[a-z0-9]\\z", RegexOptions.NonBacktracking)]
    private static partial Regex OfVault();
}
