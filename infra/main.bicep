// The whole installation: one resource group with the app, its storage, the topic, the vault and what watches them.
//
// The scope is the subscription, because azd works best that way: one command makes the group too, finds it again by its tag azd-env-name, and
// `azd down` removes it whole. (azd can take a group that is there already, but only as a preview, and then it deletes nothing.)
//
// Plain resources in plain syntax: the template needs no registry, and tests read it without the compiler (eng/bicep-tree.mjs). Each module names the
// Azure Verified Module (AVM) that would do the same.
targetScope = 'subscription'

@description('Name of the azd environment. The names of all resources are made from it and the subscription: another name is another installation.')
@minLength(1)
@maxLength(48)
param environmentName string

@description('Region of everything. It has to offer Flex Consumption: az functionapp list-flexconsumption-locations.')
@minLength(1)
@metadata({
  azd: {
    type: 'location'
  }
})
param location string

@description('The key from which lead ids are made, only when it is put into the vault for the first time; otherwise empty. The preprovision hook sees to it.')
@secure()
param installationKey string = ''

@description('Address under which vendors and sites reach the app, e.g. https://leads.example.com. Empty: the address that Azure gives.')
param publicUrl string = ''

@description('Sites from which the tracker takes visits, as browsers name them, separated by commas; * for any. Empty: none.')
param trackingOrigins string = ''

@description('Names of webhook secrets, separated by commas, as connections give them. Each becomes a setting that refers to the vault, where the secret has the same name with - for _.')
param webhookSecretNames string = ''

@description('Keys of callers by their hashes, as NAME__SLOT=value;NAME__SLOT=value: what `leads keys new --azure` prints. The preprovision hook makes the first one. A hash is not a secret.')
param accessKeys string = ''

@description('Client id of the app registration in Entra ID with which people sign in. Empty: nobody signs in, and callers have keys.')
param signInClientId string = ''

@description('Further settings of the app that docs/reference/settings.md names, as NAME=value;NAME=value. No value can have a semicolon.')
param extraSettings string = ''

@description('Who is told of alerts. Empty: alerts are in the portal only.')
param alertEmail string = ''

@description('Storage and vault reachable from a virtual network only. The app stays public: vendors call it.')
param privateNetworking bool = false

@description('Copies of what is stored. ZRS survives the loss of a data centre; take LRS in a region without zones, GZRS to survive the loss of the region.')
@allowed([
  'Standard_LRS'
  'Standard_ZRS'
  'Standard_GRS'
  'Standard_GZRS'
])
param storageSku string = 'Standard_ZRS'

@description('Refuse to delete the storage account with the leads and the vault with the key, azd down included. The locks have to be removed first.')
param lockData bool = false

@description('Memory of an instance in MB.')
@allowed([
  512
  2048
  4096
])
param instanceMemoryMB int = 2048

@description('Instances that wait for requests: 1 answers at once, 0 costs nothing at rest and lets the first request after a pause wait some seconds.')
@minValue(0)
@maxValue(20)
param alwaysReadyInstances int = 1

@description('Most instances at a time, a limit of cost too.')
@minValue(40)
@maxValue(1000)
param maximumInstances int = 40

@description('Days for which logs and metrics are kept.')
@minValue(30)
@maxValue(730)
param logRetentionDays int = 30

@description('Most GB of logs and metrics a day. Beyond it nothing is taken until the next day, and alerts are blind.')
@minValue(1)
@maxValue(100)
param logDailyCapGb int = 1

// Without the region: a group cannot move, so another region is refused instead of making a second vault.
var token = uniqueString(subscription().id, environmentName)
var appName = 'func-leadscoring-${token}'
var hostAccountName = 'sthost${token}'
var dataAccountName = 'stdata${token}'
var namespaceName = 'sbns-leadscoring-${token}'
var vaultName = 'kv-${token}'
var networkName = 'vnet-leadscoring-${token}'
var packageContainerName = 'app-package'
var tags = {
  'azd-env-name': environmentName
  application: 'leadscoring'
}

resource group 'Microsoft.Resources/resourceGroups@2024-03-01' = {
  name: 'rg-${environmentName}'
  location: location
  tags: tags
}

module identity 'modules/identity.bicep' = {
  name: 'identity'
  scope: group
  params: {
    location: location
    tags: tags
    token: token
  }
}

module workspace 'modules/workspace.bicep' = {
  name: 'workspace'
  scope: group
  params: {
    location: location
    tags: tags
    token: token
    retentionDays: logRetentionDays
    dailyCapGb: logDailyCapGb
  }
}

module masking 'modules/masking.bicep' = {
  name: 'masking'
  scope: group
  params: {
    location: location
    tags: tags
    token: token
    workspaceId: workspace.outputs.id
  }
}

module maskedWorkspace 'modules/workspace.bicep' = {
  name: 'masked-workspace'
  scope: group
  params: {
    location: location
    tags: tags
    token: token
    retentionDays: logRetentionDays
    dailyCapGb: logDailyCapGb
    ruleId: masking.outputs.id
  }
}

// Nothing is sent before the rule holds.
module monitoring 'modules/monitoring.bicep' = {
  name: 'monitoring'
  scope: group
  params: {
    location: location
    tags: tags
    token: token
    workspaceId: maskedWorkspace.outputs.id
  }
}

module hostStorage 'modules/host-storage.bicep' = {
  name: 'host-storage'
  scope: group
  params: {
    location: location
    tags: tags
    name: hostAccountName
    sku: storageSku
    packageContainerName: packageContainerName
    privateNetworking: privateNetworking
  }
}

module dataStorage 'modules/data-storage.bicep' = {
  name: 'data-storage'
  scope: group
  params: {
    location: location
    tags: tags
    name: dataAccountName
    sku: storageSku
    privateNetworking: privateNetworking
    lockData: lockData
  }
}

module messaging 'modules/messaging.bicep' = {
  name: 'messaging'
  scope: group
  params: {
    location: location
    tags: tags
    name: namespaceName
  }
}

module vault 'modules/vault.bicep' = {
  name: 'vault'
  scope: group
  params: {
    location: location
    tags: tags
    name: vaultName
    installationKey: installationKey
    workspaceId: maskedWorkspace.outputs.id
    privateNetworking: privateNetworking
    lockData: lockData
  }
}

module network 'modules/network.bicep' = if (privateNetworking) {
  name: 'network'
  scope: group
  params: {
    location: location
    tags: tags
    name: networkName
    hostAccountId: hostStorage.outputs.id
    dataAccountId: dataStorage.outputs.id
    vaultId: vault.outputs.id
  }
}

module roles 'modules/roles.bicep' = {
  name: 'roles'
  scope: group
  params: {
    appPrincipalId: identity.outputs.appPrincipalId
    connectorPrincipalId: identity.outputs.connectorPrincipalId
    hostAccountName: hostStorage.outputs.name
    dataAccountName: dataStorage.outputs.name
    namespaceName: messaging.outputs.namespaceName
    vaultName: vault.outputs.name
    insightsName: monitoring.outputs.insightsName
  }
}

module app 'modules/app.bicep' = {
  name: 'app'
  scope: group
  params: {
    location: location
    tags: tags
    name: appName
    identityId: identity.outputs.appIdentityId
    identityClientId: identity.outputs.appClientId
    hostAccountName: hostStorage.outputs.name
    dataAccountName: dataStorage.outputs.name
    namespaceName: messaging.outputs.namespaceName
    vaultName: vault.outputs.name
    insightsName: monitoring.outputs.insightsName
    packageContainerName: packageContainerName
    subnetId: privateNetworking
      ? '${group.id}/providers/Microsoft.Network/virtualNetworks/${networkName}/subnets/functions'
      : ''
    publicUrl: publicUrl
    trackingOrigins: trackingOrigins
    webhookSecretNames: webhookSecretNames
    accessKeys: accessKeys
    signInClientId: signInClientId
    extraSettings: extraSettings
    instanceMemoryMB: instanceMemoryMB
    alwaysReadyInstances: alwaysReadyInstances
    maximumInstances: maximumInstances
  }
  // The app reads its settings and its package with these roles, over this network.
  dependsOn: [
    roles
    network
  ]
}

module alerts 'modules/alerts.bicep' = {
  name: 'alerts'
  scope: group
  params: {
    location: location
    tags: tags
    token: token
    workspaceId: maskedWorkspace.outputs.id
    namespaceId: messaging.outputs.namespaceId
    alertEmail: alertEmail
  }
}

module workbook 'modules/workbook.bicep' = {
  name: 'workbook'
  scope: group
  params: {
    location: location
    tags: tags
    workspaceId: maskedWorkspace.outputs.id
  }
}

@description('Region, as azd expects it.')
output AZURE_LOCATION string = location

@description('Tenant, as azd expects it.')
output AZURE_TENANT_ID string = tenant().tenantId

@description('The resource group.')
output AZURE_RESOURCE_GROUP string = group.name

@description('The function app.')
output LEADSCORING_APP_NAME string = app.outputs.name

@description('Where the app is reached.')
output LEADSCORING_URL string = app.outputs.url

@description('The storage account with the tables: the persons\' data.')
output LEADSCORING_DATA_ACCOUNT string = dataStorage.outputs.name

@description('The storage account with the queues and the package.')
output LEADSCORING_HOST_ACCOUNT string = hostStorage.outputs.name

@description('The vault with the installation key and the secrets of webhooks.')
output LEADSCORING_KEY_VAULT string = vault.outputs.name

@description('For a CRM connector: its setting ServiceBus__fullyQualifiedNamespace.')
output LEADSCORING_SERVICE_BUS string = messaging.outputs.endpoint

@description('For a CRM connector: the identity to run it with.')
output LEADSCORING_CONNECTOR_IDENTITY_ID string = identity.outputs.connectorIdentityId

@description('For a CRM connector: its setting ServiceBus__clientId.')
output LEADSCORING_CONNECTOR_CLIENT_ID string = identity.outputs.connectorClientId

@description('The workspace that alerts and the workbook ask.')
output LEADSCORING_WORKSPACE_ID string = maskedWorkspace.outputs.id
