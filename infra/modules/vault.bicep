// The installation key and the secrets of webhooks. AVM: avm/res/key-vault/vault.
//
// Lead ids are made from the key: with another one no lead is found again. So the template writes it only when it is given one, which the preprovision
// hook does once; and nobody can delete the vault for good before 90 days have passed.
//
// If somebody deletes the group, the vault waits with the key. Bring it back before anything else, under the same names:
//   az group create --name <group> --location <region> --tags azd-env-name=<environment>
//   az keyvault recover --name <vault> --resource-group <group>
// and then `azd provision`. The hook makes no second key while a deleted vault of the environment waits.
// A key that was overwritten by hand is an older version of the secret: az keyvault secret list-versions.

@description('Region.')
param location string

@description('Tags of every resource.')
param tags object

@description('Name of the vault.')
param name string

@description('The key when it is written for the first time; otherwise empty.')
@secure()
param installationKey string

@description('The workspace that notes who read what.')
param workspaceId string

@description('Reachable from the virtual network only.')
param privateNetworking bool

@description('Refuse to delete the vault.')
param lockData bool

resource vault 'Microsoft.KeyVault/vaults@2024-11-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    tenantId: subscription().tenantId
    sku: {
      family: 'A'
      name: 'standard'
    }
    enableRbacAuthorization: true
    enableSoftDelete: true
    softDeleteRetentionInDays: 90
    enablePurgeProtection: true
    enabledForDeployment: false
    enabledForDiskEncryption: false
    enabledForTemplateDeployment: false
    publicNetworkAccess: privateNetworking ? 'Disabled' : 'Enabled'
    networkAcls: {
      bypass: 'AzureServices'
      defaultAction: privateNetworking ? 'Deny' : 'Allow'
    }
  }
}

resource secret 'Microsoft.KeyVault/vaults/secrets@2024-11-01' = if (!empty(installationKey)) {
  parent: vault
  name: 'InstallationKey'
  properties: {
    value: installationKey
    contentType: 'LeadScoring installation key: never change it'
  }
}

resource audit 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'audit'
  scope: vault
  properties: {
    workspaceId: workspaceId
    logs: [
      {
        category: 'AuditEvent'
        enabled: true
      }
    ]
  }
}

resource lock 'Microsoft.Authorization/locks@2020-05-01' = if (lockData) {
  name: 'keep-the-key'
  scope: vault
  properties: {
    level: 'CanNotDelete'
    notes: 'The installation key, from which lead ids are made. Remove this lock only to give up the installation.'
  }
}

@description('Resource id of the vault.')
output id string = vault.id

@description('Name of the vault.')
output name string = vault.name
