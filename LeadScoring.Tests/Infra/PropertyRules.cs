namespace LeadScoring.Tests.Infra;

/// <summary>What a resource of a type must say, and what it must not leave to a default.</summary>
internal static class PropertyRules
{
    private const string PrivateOnly = "privateNetworking ? 'Disabled' : 'Enabled'";
    private const string DenyWhenPrivate = "privateNetworking ? 'Deny' : 'Allow'";

    // Type, place, value as BicepValue.Shown writes it.
    private static readonly (string Type, string Place, string Value)[] Required =
    [
        ("Microsoft.Storage/storageAccounts", "properties/allowSharedKeyAccess", "false"),
        ("Microsoft.Storage/storageAccounts", "properties/allowBlobPublicAccess", "false"),
        ("Microsoft.Storage/storageAccounts", "properties/allowCrossTenantReplication", "false"),
        ("Microsoft.Storage/storageAccounts", "properties/defaultToOAuthAuthentication", "true"),
        ("Microsoft.Storage/storageAccounts", "properties/minimumTlsVersion", "\"TLS1_2\""),
        ("Microsoft.Storage/storageAccounts", "properties/supportsHttpsTrafficOnly", "true"),
        ("Microsoft.Storage/storageAccounts", "properties/publicNetworkAccess", PrivateOnly),
        ("Microsoft.Storage/storageAccounts", "properties/networkAcls/defaultAction", DenyWhenPrivate),
        ("Microsoft.Storage/storageAccounts/blobServices", "properties/deleteRetentionPolicy/enabled", "true"),
        ("Microsoft.Storage/storageAccounts/blobServices", "properties/containerDeleteRetentionPolicy/enabled", "true"),
        ("Microsoft.Storage/storageAccounts/blobServices/containers", "properties/publicAccess", "\"None\""),
        ("Microsoft.ServiceBus/namespaces", "sku/name", "\"Standard\""),
        ("Microsoft.ServiceBus/namespaces", "properties/disableLocalAuth", "true"),
        ("Microsoft.ServiceBus/namespaces", "properties/minimumTlsVersion", "\"1.2\""),
        ("Microsoft.ServiceBus/namespaces/topics", "properties/requiresDuplicateDetection", "true"),
        ("Microsoft.ServiceBus/namespaces/topics", "properties/duplicateDetectionHistoryTimeWindow", "\"P7D\""),
        ("Microsoft.ServiceBus/namespaces/topics", "properties/supportOrdering", "true"),
        ("Microsoft.ServiceBus/namespaces/topics", "properties/enablePartitioning", "false"),
        ("Microsoft.ServiceBus/namespaces/topics", "properties/autoDeleteOnIdle", "(absent)"),
        ("Microsoft.ServiceBus/namespaces/topics/subscriptions", "properties/requiresSession", "true"),
        ("Microsoft.ServiceBus/namespaces/topics/subscriptions", "properties/lockDuration", "\"PT1M\""),
        ("Microsoft.ServiceBus/namespaces/topics/subscriptions", "properties/maxDeliveryCount", "10"),
        ("Microsoft.ServiceBus/namespaces/topics/subscriptions", "properties/deadLetteringOnMessageExpiration", "true"),
        ("Microsoft.ServiceBus/namespaces/topics/subscriptions", "properties/deadLetteringOnFilterEvaluationExceptions", "true"),
        ("Microsoft.ServiceBus/namespaces/topics/subscriptions", "properties/autoDeleteOnIdle", "(absent)"),
        ("Microsoft.KeyVault/vaults", "properties/enableRbacAuthorization", "true"),
        ("Microsoft.KeyVault/vaults", "properties/enableSoftDelete", "true"),
        ("Microsoft.KeyVault/vaults", "properties/softDeleteRetentionInDays", "90"),
        ("Microsoft.KeyVault/vaults", "properties/enablePurgeProtection", "true"),
        ("Microsoft.KeyVault/vaults", "properties/accessPolicies", "(absent)"),
        ("Microsoft.KeyVault/vaults", "properties/enabledForTemplateDeployment", "false"),
        ("Microsoft.KeyVault/vaults", "properties/publicNetworkAccess", PrivateOnly),
        ("Microsoft.KeyVault/vaults", "properties/networkAcls/defaultAction", DenyWhenPrivate),
        ("Microsoft.Insights/components", "properties/DisableLocalAuth", "true"),
        ("Microsoft.OperationalInsights/workspaces", "properties/features/disableLocalAuth", "true"),
        ("Microsoft.Insights/dataCollectionRules", "kind", "\"WorkspaceTransforms\""),
        ("Microsoft.Web/serverfarms", "sku/name", "\"FC1\""),
        ("Microsoft.Web/serverfarms", "sku/tier", "\"FlexConsumption\""),
        ("Microsoft.Web/serverfarms", "properties/reserved", "true"),
        ("Microsoft.Web/sites", "identity/type", "\"UserAssigned\""),
        ("Microsoft.Web/sites", "properties/httpsOnly", "true"),
        ("Microsoft.Web/sites", "properties/keyVaultReferenceIdentity", "identityId"),
        ("Microsoft.Web/sites", "properties/siteConfig/minTlsVersion", "\"1.2\""),
        ("Microsoft.Web/sites", "properties/siteConfig/scmMinTlsVersion", "\"1.2\""),
        ("Microsoft.Web/sites", "properties/siteConfig/ftpsState", "\"Disabled\""),
        ("Microsoft.Web/sites", "properties/functionAppConfig/runtime/name", "\"dotnet-isolated\""),
        ("Microsoft.Web/sites", "properties/functionAppConfig/runtime/version", "\"10.0\""),
        ("Microsoft.Web/sites", "properties/functionAppConfig/deployment/storage/authentication/type", "\"UserAssignedIdentity\""),
        ("Microsoft.Web/sites/basicPublishingCredentialsPolicies", "properties/allow", "false"),
        // Programs have keys, so the platform lets everybody through and the app checks.
        ("Microsoft.Web/sites/config", "properties/platform/enabled", "true"),
        ("Microsoft.Web/sites/config", "properties/globalValidation/requireAuthentication", "false"),
        ("Microsoft.Web/sites/config", "properties/globalValidation/unauthenticatedClientAction", "\"AllowAnonymous\""),
        ("Microsoft.Web/sites/config", "properties/httpSettings/requireHttps", "true"),
        ("Microsoft.Web/sites/config", "properties/identityProviders/azureActiveDirectory/registration/clientId", "signInClientId"),
        ("Microsoft.Web/sites/config", "properties/login/tokenStore/enabled", "false"),
        ("Microsoft.Authorization/locks", "properties/level", "\"CanNotDelete\""),
    ];

    // Where it is made only then: the key is never written over with nothing, and nothing is locked unasked.
    private static readonly Dictionary<string, string> Conditions = new(StringComparer.Ordinal)
    {
        ["Microsoft.KeyVault/vaults/secrets"] = "(!empty(installationKey))",
        ["Microsoft.Authorization/locks"] = "(lockData)",
        ["Microsoft.Web/sites/config"] = "(!empty(signInClientId))",
    };

    // What has a region has tags: azd finds resources by them.
    private static readonly string[] Untagged = ["Microsoft.Resources/resourceGroups"];

    public static IEnumerable<string> Broken(Template template)
    {
        foreach (var (type, place, value) in Required)
        {
            var all = template.Made().Where(made => made.Resource.Type == type).ToList();
            if (all.Count == 0)
                yield return $"No {type} is made.";
            foreach (var (file, resource) in all)
            {
                var found = resource.Body.At(place).Shown();
                if (found != value)
                    yield return $"{file}: {resource} has {place} = {found}, not {value}.";
            }
        }

        foreach (var (file, resource) in template.Made())
        {
            if (resource.Condition != Conditions.GetValueOrDefault(resource.Type))
                yield return $"{file}: {resource} is made if {resource.Condition ?? "(always)"}.";
            if (resource.Body.TryGetProperty("location", out _) && !Untagged.Contains(resource.Type) && !resource.Body.At("tags").Shown().Contains("tags", StringComparison.Ordinal))
                yield return $"{file}: {resource} has no tags.";
        }
    }
}
