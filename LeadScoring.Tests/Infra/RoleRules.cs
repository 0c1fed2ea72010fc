using System.Text.Json;
using System.Text.RegularExpressions;

namespace LeadScoring.Tests.Infra;

/// <summary>Roles that are needed, each at the narrowest scope that has it, and no others.</summary>
internal static partial class RoleRules
{
    private const string Assignment = "Microsoft.Authorization/roleAssignments";

    // Name in Azure, id, and at what it may be given. Neither Owner nor Contributor, and nothing at a group or a subscription.
    private static readonly (string Key, string Name, string Id, string Scope)[] Roles =
    [
        ("storageBlobDataOwner", "Storage Blob Data Owner", "b7e6dc6d-f1e8-4753-8033-0f276bb0955b", "Microsoft.Storage/storageAccounts"),
        ("storageQueueDataContributor", "Storage Queue Data Contributor", "974c5e8b-45b9-4653-ba55-5f855dd0fb88", "Microsoft.Storage/storageAccounts"),
        ("storageTableDataContributor", "Storage Table Data Contributor", "0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3", "Microsoft.Storage/storageAccounts"),
        ("serviceBusDataSender", "Azure Service Bus Data Sender", "69a216fc-b8fb-44d8-bc22-1f3c2cd27a39", "Microsoft.ServiceBus/namespaces/topics"),
        ("serviceBusDataReceiver", "Azure Service Bus Data Receiver", "4f6d3b9b-027b-4f4c-9142-0e5a2a2247e0", "Microsoft.ServiceBus/namespaces/topics/subscriptions"),
        ("keyVaultSecretsUser", "Key Vault Secrets User", "4633458b-17de-408a-b874-0445c86b69e6", "Microsoft.KeyVault/vaults"),
        ("monitoringMetricsPublisher", "Monitoring Metrics Publisher", "3913510d-42f4-4e42-8a64-420c390055eb", "Microsoft.Insights/components"),
    ];

    // Who has what, where: the whole of it.
    private static readonly (string Principal, string Role, string Scope)[] Granted =
    [
        ("appPrincipalId", "storageBlobDataOwner", "hostAccount"),
        ("appPrincipalId", "storageQueueDataContributor", "hostAccount"),
        ("appPrincipalId", "storageTableDataContributor", "hostAccount"),
        ("appPrincipalId", "storageTableDataContributor", "dataAccount"),
        ("appPrincipalId", "serviceBusDataSender", "topic"),
        ("connectorPrincipalId", "serviceBusDataReceiver", "crmSync"),
        ("appPrincipalId", "keyVaultSecretsUser", "vault"),
        ("appPrincipalId", "monitoringMetricsPublisher", "insights"),
    ];

    public static IEnumerable<string> Broken(Template template)
    {
        foreach (var (file, source) in template.Sources)
        {
            foreach (Match id in Guid().Matches(source))
            {
                if (Roles.All(role => role.Id != id.Value))
                    yield return $"{file}: {id.Value} is no role that is allowed.";
            }
        }

        var granted = new List<(string, string, string)>();
        foreach (var (file, resource) in template.Made().Where(static made => made.Resource.Type == Assignment))
        {
            var content = template.Files[file];
            var definition = Definition().Match(resource.Body.At("properties/roleDefinitionId").Shown());
            var key = definition.Groups["key"].Value;
            var scope = resource.Body.At("scope").Shown();
            var role = Roles.FirstOrDefault(role => role.Key == key);
            granted.Add((resource.Body.At("properties/principalId").Shown(), key, scope));

            if (role.Id is null || content.Var("roles").At(key).Shown() != $"\"{role.Id}\"")
                yield return $"{file}: {resource} gives a role that is not allowed: {resource.Body.At("properties/roleDefinitionId").Shown()}.";
            else if (content.Resources.FirstOrDefault(other => other.Symbol == scope)?.Type != role.Scope)
                yield return $"{file}: {resource} gives {role.Name} at {scope}, not at a {role.Scope}.";
            if (resource.Body.At("name").Shown() != $"guid({scope}.id, {resource.Body.At("properties/principalId").Shown()}, roles.{key})")
                yield return $"{file}: {resource} has a name that is not made from scope, principal and role.";
            if (resource.Body.At("properties/principalType").Shown() != "\"ServicePrincipal\"")
                yield return $"{file}: {resource} does not say that its principal is a ServicePrincipal.";
        }

        foreach (var (principal, role, scope) in granted.Except(Granted))
            yield return $"{principal} gets {role} at {scope}, which nobody needs.";
        foreach (var (principal, role, scope) in Granted.Except(granted))
            yield return $"{principal} lacks {role} at {scope}.";
    }

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", RegexOptions.NonBacktracking)]
    private static partial Regex Guid();

    [GeneratedRegex("\\Asubscription[A-Za-z]+\\('Microsoft\\.Authorization/roleDefinitions', roles\\.(?<key>[A-Za-z]+)\\)\\z", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Definition();
}
