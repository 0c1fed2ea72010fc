using System.Text.RegularExpressions;
using LeadScoring.Domain.Leads;

namespace LeadScoring.Tests.Infra;

/// <summary>The template is what an operator may trust; the rules are tested by breaking it.</summary>
[Needs(Need.Processes)]
public sealed partial class TemplateTests
{
    private const string Shape = "properties: {\n    principalId: appPrincipalId\n    principalType: 'ServicePrincipal'";

    /// <summary>File, text, what stands there instead, and what the rules then say.</summary>
    public static TheoryData<string, string, string, string> Faults() => new()
    {
        { "main.bicep", "targetScope = 'subscription'", "targetScope = 'subscription", "main.bicep(" },
        { "main.bicep", "  'azd-env-name': environmentName\n", "  'azd-env-name': environmentName, x: 1 y: 2\n", "without a comma" },
        { "main.bicep", "'modules/alerts.bicep'", "'br/public:avm/res/insights/metric-alert:0.4.1'", "is no file here" },
        { "main.bicep", "    alertEmail: alertEmail\n", "", "is not given alertEmail" },
        { "main.bicep", "    alertEmail: alertEmail\n", "    alertEmail: installationKey\n", "gets a secret and is not secure" },
        { "main.bicep", "    alertEmail: alertEmail\n", "    alertEmail: alertEmail\n    sms: ''\n", "has no parameter sms" },
        { "main.bicep", "= app.outputs.url", "= app.outputs.address", "there is no app.outputs.address" },
        { "main.bicep", "= app.outputs.url", "= installationKey", "LEADSCORING_URL tells a secret" },
        { "main.bicep", "@secure()\n", "", "installationKey is not secure" },
        { "main.bicep", "@description('Memory of an instance in MB.')\n", "", "instanceMemoryMB is not described" },
        { "main.bicep", "var token =", "var group = ''\nvar token =", "group is declared twice" },
        { "modules/host-storage.bicep", "    allowSharedKeyAccess: false\n", "", "allowSharedKeyAccess = (absent)" },
        { "modules/host-storage.bicep", "allowBlobPublicAccess: false", "allowBlobPublicAccess: true", "allowBlobPublicAccess = true" },
        { "modules/data-storage.bicep", "minimumTlsVersion: 'TLS1_2'", "minimumTlsVersion: 'TLS1_0'", "minimumTlsVersion = \"TLS1_0\"" },
        { "modules/data-storage.bicep", "privateNetworking ? 'Disabled' : 'Enabled'", "'Enabled'", "publicNetworkAccess = \"Enabled\"" },
        { "modules/data-storage.bicep", "= if (lockData) {", "= {", "is made if (always)" },
        { "modules/data-storage.bicep", "storageAccounts@2025-06-01'", "storageAccounts@2021-01-01'", "2021-01-01" },
        { "modules/data-storage.bicep", "output id string = account.id", "output id string = account.listKeys().keys[0].value", "reads or holds a key" },
        { "modules/messaging.bicep", "disableLocalAuth: true", "disableLocalAuth: false", "disableLocalAuth = false" },
        { "modules/messaging.bicep", "'P7D'", "'PT10M'", "duplicateDetectionHistoryTimeWindow" },
        { "modules/messaging.bicep", "enablePartitioning: false", "enablePartitioning: true", "enablePartitioning = true" },
        { "modules/messaging.bicep", "  name: 'marketing'\n  properties: {\n    requiresSession: true\n", "  name: 'marketing'\n  properties: {\n", "requiresSession = (absent)" },
        { "modules/messaging.bicep", "  name: 'marketing'\n  properties: {\n", "  name: 'marketing'\n  properties: {\n    autoDeleteOnIdle: 'PT1H'\n", "autoDeleteOnIdle = \"PT1H\"" },
        { "modules/vault.bicep", "    enablePurgeProtection: true\n", "", "enablePurgeProtection = (absent)" },
        { "modules/vault.bicep", "= if (!empty(installationKey)) {", "= {", "is made if (always)" },
        { "modules/vault.bicep", "output name string = vault.name", "output name string = secret.properties.value", "the output name tells a secret" },
        { "modules/vault.bicep", "notes: 'The installation key, from", "notes: '${installationKey}, from", "is given a secret" },
        { "modules/monitoring.bicep", "    DisableLocalAuth: true\n", "", "DisableLocalAuth = (absent)" },
        { "modules/monitoring.bicep", "output insightsName string = insights.name", "output insightsName string = insights.properties.ConnectionString", "tells a secret" },
        { "modules/masking.bicep", "  kind: 'WorkspaceTransforms'\n", "", "has kind = (absent)" },
        { "main.bicep", "    ruleId: masking.outputs.id\n", "", "no workspace is given the rule of masking" },
        { "modules/app.bicep", "    httpsOnly: true\n", "", "httpsOnly = (absent)" },
        { "modules/app.bicep", "      minTlsVersion: '1.2'\n", "", "siteConfig/minTlsVersion = (absent)" },
        { "modules/app.bicep", "  name: 'plan-${name}'\n  location: location\n  tags: tags\n", "  name: 'plan-${name}'\n  location: location\n", "plan (Microsoft.Web/serverfarms) has no tags" },
        { "modules/app.bicep", "value: trackingOrigins", "value: 'DefaultEndpointsProtocol=https;AccountName=x;AccountKey=y'", "reads or holds a key" },
        { "modules/roles.bicep", "4633458b-17de-408a-b874-0445c86b69e6", "8e3af657-a8ff-443c-a75c-2fe8c4bcb635", "no role that is allowed" },
        { "modules/roles.bicep", "  scope: topic\n", "  scope: namespace\n", "not at a Microsoft.ServiceBus/namespaces/topics" },
        { "modules/roles.bicep", "  scope: crmSync\n", "", "which nobody needs" },
        { "modules/roles.bicep", "guid(vault.id, appPrincipalId, roles.keyVaultSecretsUser)", "guid(vault.id, appPrincipalId)", "not made from scope, principal and role" },
        { "modules/roles.bicep", "resource appReadsSecrets ", "resource more 'Microsoft.Authorization/roleAssignments@2022-04-01' = {\n  name: guid('x')\n  " + Shape + "\n    roleDefinitionId: 'x'\n  }\n}\n\nresource appReadsSecrets ", "more (Microsoft.Authorization/roleAssignments) gives a role that is not allowed" },
        { "modules/workbook.bicep", "Microsoft.Insights/workbooks@", "Microsoft.Compute/virtualMachines@", "of a type that nobody looked up" },
    };

    [Fact]
    public void Who_deploys_may_give_the_roles_of_the_template_and_no_others()
    {
        var roles = Ids().Matches(Template.Committed.Sources["modules/roles.bicep"]).Select(static match => match.Value).Order(StringComparer.Ordinal).ToList();
        var clauses = Checkout.Text("infra/deployer.condition").Split("\nAND\n");

        Assert.Equal(["write", "delete"], clauses.Select(static clause => clause.Contains("roleAssignments/write'", StringComparison.Ordinal) ? "write" : clause.Contains("roleAssignments/delete'", StringComparison.Ordinal) ? "delete" : ""));
        Assert.All(clauses, clause =>
        {
            Assert.Equal(roles, Ids().Matches(clause).Select(static match => match.Value).Order(StringComparer.Ordinal));
            Assert.Contains("PrincipalType] ForAnyOfAnyValues:StringEqualsIgnoreCase {'ServicePrincipal'}", clause, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void The_template_keeps_all_rules() => Assert.Empty(TemplateRules.Broken(Template.Committed));

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_template_that_breaks_a_rule_is_found(string file, string text, string instead, string said) =>
        Assert.Contains(TemplateRules.Broken(Template.Committed.With(file, text, instead)), problem => problem.Contains(said, StringComparison.Ordinal));

    [Fact]
    public void The_template_creates_its_group_and_everything_in_it()
    {
        Assert.Equal("subscription", Template.Committed.Main.TargetScope);
        Assert.Equal("Microsoft.Resources/resourceGroups", Assert.Single(Template.Committed.Main.Resources).Type);
        Assert.All(Template.Committed.Main.Modules, static module => Assert.Equal("group", module.Body.At("scope").Shown()));
    }

    [Fact]
    public void The_app_starts_after_its_roles_and_its_network() =>
        Assert.Equal(["roles", "network"], Template.Committed.Main.Modules.Single(static module => module.Symbol == "app").Body.At("dependsOn").Texts());

    [Fact]
    public void Private_networking_reaches_every_closed_service()
    {
        var network = Template.Committed.Module("network");

        Assert.Equal("(privateNetworking)", Template.Committed.Main.Modules.Single(static module => module.Symbol == "network").Condition);
        Assert.Equal(
            ["hostAccountId blob", "hostAccountId queue", "hostAccountId table", "dataAccountId table", "vaultId vault"],
            network.Var("endpoints").EnumerateArray().Select(static endpoint => $"{endpoint.At("resource").Shown()} {endpoint.At("service").GetString()}"));
        Assert.Equal("Microsoft.App/environments", network.Find("network").Body.At("properties/subnets").EnumerateArray().First().At("properties/delegations")[0].At("properties/serviceName").GetString());
    }

    [GeneratedRegex("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Ids();
}
