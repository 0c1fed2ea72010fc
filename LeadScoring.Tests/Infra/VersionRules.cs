namespace LeadScoring.Tests.Infra;

/// <summary>Only types that were looked up, in the version in which they were looked up; nothing from a registry.</summary>
internal static class VersionRules
{
    private static readonly Dictionary<string, string> Known = new(StringComparer.Ordinal)
    {
        ["Microsoft.Authorization/locks"] = "2020-05-01",
        ["Microsoft.Authorization/roleAssignments"] = "2022-04-01",
        ["Microsoft.Insights/actionGroups"] = "2023-01-01",
        ["Microsoft.Insights/components"] = "2020-02-02",
        ["Microsoft.Insights/dataCollectionRules"] = "2023-03-11",
        ["Microsoft.Insights/diagnosticSettings"] = "2021-05-01-preview",
        ["Microsoft.Insights/metricAlerts"] = "2018-03-01",
        ["Microsoft.Insights/scheduledQueryRules"] = "2023-12-01",
        ["Microsoft.Insights/workbooks"] = "2023-06-01",
        ["Microsoft.KeyVault/vaults"] = "2024-11-01",
        ["Microsoft.KeyVault/vaults/secrets"] = "2024-11-01",
        ["Microsoft.ManagedIdentity/userAssignedIdentities"] = "2024-11-30",
        ["Microsoft.Network/privateDnsZones"] = "2020-06-01",
        ["Microsoft.Network/privateDnsZones/virtualNetworkLinks"] = "2020-06-01",
        ["Microsoft.Network/privateEndpoints"] = "2024-05-01",
        ["Microsoft.Network/privateEndpoints/privateDnsZoneGroups"] = "2024-05-01",
        ["Microsoft.Network/virtualNetworks"] = "2024-05-01",
        ["Microsoft.OperationalInsights/workspaces"] = "2025-07-01",
        ["Microsoft.Resources/resourceGroups"] = "2024-03-01",
        ["Microsoft.ServiceBus/namespaces"] = "2024-01-01",
        ["Microsoft.ServiceBus/namespaces/topics"] = "2024-01-01",
        ["Microsoft.ServiceBus/namespaces/topics/subscriptions"] = "2024-01-01",
        ["Microsoft.ServiceBus/namespaces/topics/subscriptions/rules"] = "2024-01-01",
        ["Microsoft.Storage/storageAccounts"] = "2025-06-01",
        ["Microsoft.Storage/storageAccounts/blobServices"] = "2025-06-01",
        ["Microsoft.Storage/storageAccounts/blobServices/containers"] = "2025-06-01",
        ["Microsoft.Storage/storageAccounts/queueServices"] = "2025-06-01",
        ["Microsoft.Storage/storageAccounts/queueServices/queues"] = "2025-06-01",
        ["Microsoft.Storage/storageAccounts/tableServices"] = "2025-06-01",
        ["Microsoft.Storage/storageAccounts/tableServices/tables"] = "2025-06-01",
        ["Microsoft.Web/serverfarms"] = "2025-03-01",
        ["Microsoft.Web/sites"] = "2025-03-01",
        ["Microsoft.Web/sites/basicPublishingCredentialsPolicies"] = "2025-03-01",
        ["Microsoft.Web/sites/config"] = "2025-03-01",
    };

    public static IEnumerable<string> Broken(Template template)
    {
        foreach (var (file, content) in template.Files)
        {
            foreach (var resource in content.Resources)
            {
                if (!Known.TryGetValue(resource.Type, out var version))
                    yield return $"{file}: {resource} is of a type that nobody looked up.";
                else if (resource.Version != version)
                    yield return $"{file}: {resource} is of {resource.Version}, not {version}.";
            }

            foreach (var module in content.Modules)
            {
                if (!template.Sources.ContainsKey(module.Path))
                    yield return $"{file}: the module {module.Symbol} is no file here: {module.Path}.";
            }
        }
    }
}
