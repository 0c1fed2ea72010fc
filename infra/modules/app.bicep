// The app on Flex Consumption. AVM: avm/res/web/serverfarm, avm/res/web/site.
//
// Settings that other plans need are wrong here: FUNCTIONS_WORKER_RUNTIME and the version are said in functionAppConfig, and the package is in the
// container that it names, so there is no WEBSITE_RUN_FROM_PACKAGE and no content share.

@description('Region.')
param location string

@description('Tags of every resource.')
param tags object

@description('Name of the app.')
param name string

@description('Resource id of the identity of the app.')
param identityId string

@description('Client id of the identity of the app.')
param identityClientId string

@description('The storage account of the host.')
param hostAccountName string

@description('The storage account with the tables.')
param dataAccountName string

@description('The Service Bus namespace.')
param namespaceName string

@description('The vault.')
param vaultName string

@description('The Application Insights component.')
param insightsName string

@description('Container of the deployed package.')
param packageContainerName string

@description('Subnet for outgoing traffic; empty: none.')
param subnetId string

@description('Address of the app; empty: the one that Azure gives.')
param publicUrl string

@description('Sites from which the tracker takes visits.')
param trackingOrigins string

@description('Names of webhook secrets, separated by commas.')
param webhookSecretNames string

@description('Keys of callers by their hashes, as NAME__SLOT=value;NAME__SLOT=value.')
param accessKeys string

@description('Client id of the app registration with which people sign in; empty: nobody does.')
param signInClientId string

@description('Further settings, as NAME=value;NAME=value.')
param extraSettings string

@description('Memory of an instance in MB.')
param instanceMemoryMB int

@description('Instances that wait for requests.')
param alwaysReadyInstances int

@description('Most instances at a time.')
param maximumInstances int

var url = empty(publicUrl) ? 'https://${name}.azurewebsites.net' : publicUrl
var secretNames = empty(webhookSecretNames) ? [] : split(webhookSecretNames, ',')

// A name in the vault has no low line.
var secretSettings = [
  for secretName in secretNames: {
    name: 'LeadScoring__Secrets__${trim(secretName)}'
    value: '@Microsoft.KeyVault(VaultName=${vaultName};SecretName=${replace(trim(secretName), '_', '-')})'
  }
]

var accessPairs = empty(accessKeys) ? [] : split(accessKeys, ';')

// The hash is behind an equals sign of its own.
var accessSettings = [
  for pair in accessPairs: {
    name: 'LeadScoring__Access__Keys__${trim(first(split(pair, '=')))}'
    value: join(skip(split(pair, '='), 1), '=')
  }
]

var extraPairs = empty(extraSettings) ? [] : split(extraSettings, ';')

// A value may have an equals sign of its own.
var furtherSettings = [
  for pair in extraPairs: {
    name: trim(first(split(pair, '=')))
    value: join(skip(split(pair, '='), 1), '=')
  }
]

var alwaysReady = [
  {
    name: 'http'
    instanceCount: alwaysReadyInstances
  }
]

resource hostAccount 'Microsoft.Storage/storageAccounts@2025-06-01' existing = {
  name: hostAccountName
}

resource dataAccount 'Microsoft.Storage/storageAccounts@2025-06-01' existing = {
  name: dataAccountName
}

resource namespace 'Microsoft.ServiceBus/namespaces@2024-01-01' existing = {
  name: namespaceName
}

resource insights 'Microsoft.Insights/components@2020-02-02' existing = {
  name: insightsName
}

// The list is complete: a setting that was added by hand is gone after the next deployment.
var settings = [
  {
    name: 'AzureWebJobsStorage__credential'
    value: 'managedidentity'
  }
  {
    name: 'AzureWebJobsStorage__clientId'
    value: identityClientId
  }
  {
    name: 'AzureWebJobsStorage__blobServiceUri'
    value: hostAccount.properties.primaryEndpoints.blob
  }
  {
    name: 'AzureWebJobsStorage__queueServiceUri'
    value: hostAccount.properties.primaryEndpoints.queue
  }
  {
    name: 'AzureWebJobsStorage__tableServiceUri'
    value: hostAccount.properties.primaryEndpoints.table
  }
  {
    name: 'DataStorage__credential'
    value: 'managedidentity'
  }
  {
    name: 'DataStorage__clientId'
    value: identityClientId
  }
  {
    name: 'DataStorage__tableServiceUri'
    value: dataAccount.properties.primaryEndpoints.table
  }
  {
    name: 'ServiceBus__credential'
    value: 'managedidentity'
  }
  {
    name: 'ServiceBus__clientId'
    value: identityClientId
  }
  {
    name: 'ServiceBus__fullyQualifiedNamespace'
    value: first(split(replace(namespace.properties.serviceBusEndpoint, 'https://', ''), ':'))
  }
  {
    name: 'APPLICATIONINSIGHTS_CONNECTION_STRING'
    value: insights.properties.ConnectionString
  }
  {
    name: 'APPLICATIONINSIGHTS_AUTHENTICATION_STRING'
    value: 'ClientId=${identityClientId};Authorization=AAD'
  }
  {
    name: 'LeadScoring__InstallationKey'
    value: '@Microsoft.KeyVault(VaultName=${vaultName};SecretName=InstallationKey)'
  }
  {
    name: 'LeadScoring__PublicUrl'
    value: url
  }
  {
    name: 'LeadScoring__Tracking__Origins'
    value: trackingOrigins
  }
  {
    name: 'LeadScoring__Access__SignIn'
    value: empty(signInClientId) ? 'off' : 'app-service'
  }
]

resource plan 'Microsoft.Web/serverfarms@2025-03-01' = {
  name: 'plan-${name}'
  location: location
  tags: tags
  kind: 'functionapp'
  sku: {
    name: 'FC1'
    tier: 'FlexConsumption'
  }
  properties: {
    reserved: true
  }
}

resource site 'Microsoft.Web/sites@2025-03-01' = {
  name: name
  location: location
  tags: union(tags, {
    'azd-service-name': 'app'
  })
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${identityId}': {}
    }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    publicNetworkAccess: 'Enabled'
    clientAffinityEnabled: false
    keyVaultReferenceIdentity: identityId
    virtualNetworkSubnetId: empty(subnetId) ? null : subnetId
    functionAppConfig: {
      deployment: {
        storage: {
          type: 'blobContainer'
          value: '${hostAccount.properties.primaryEndpoints.blob}${packageContainerName}'
          authentication: {
            type: 'UserAssignedIdentity'
            userAssignedIdentityResourceId: identityId
          }
        }
      }
      scaleAndConcurrency: {
        instanceMemoryMB: instanceMemoryMB
        maximumInstanceCount: maximumInstances
        alwaysReady: alwaysReadyInstances > 0 ? alwaysReady : []
      }
      runtime: {
        name: 'dotnet-isolated'
        version: '10.0'
      }
    }
    siteConfig: {
      minTlsVersion: '1.2'
      scmMinTlsVersion: '1.2'
      ftpsState: 'Disabled'
      appSettings: concat(settings, secretSettings, accessSettings, furtherSettings)
    }
  }
}

// People sign in with Entra ID, and the app reads their app roles. Requests without a session pass to the app, which checks every one by itself: programs have keys,
// and a platform that asked everybody to sign in would refuse them. The excluded paths are open in any case; the app never reads a principal there.
resource signIn 'Microsoft.Web/sites/config@2025-03-01' = if (!empty(signInClientId)) {
  parent: site
  name: 'authsettingsV2'
  properties: {
    platform: {
      enabled: true
    }
    globalValidation: {
      requireAuthentication: false
      unauthenticatedClientAction: 'AllowAnonymous'
      excludedPaths: [
        '/hooks/*'
        '/track'
        '/track.js'
        '/api/v1/health'
      ]
    }
    httpSettings: {
      requireHttps: true
    }
    identityProviders: {
      azureActiveDirectory: {
        enabled: true
        registration: {
          clientId: signInClientId
          openIdIssuer: '${environment().authentication.loginEndpoint}${tenant().tenantId}/v2.0'
        }
        validation: {
          allowedAudiences: [
            signInClientId
            'api://${signInClientId}'
          ]
        }
      }
    }
    login: {
      tokenStore: {
        enabled: false
      }
    }
  }
}

// Nobody publishes by password; azd does by Entra ID.
resource noFtpPassword 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2025-03-01' = {
  parent: site
  name: 'ftp'
  properties: {
    allow: false
  }
}

resource noScmPassword 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2025-03-01' = {
  parent: site
  name: 'scm'
  properties: {
    allow: false
  }
}

@description('Name of the app.')
output name string = site.name

@description('Where the app is reached.')
output url string = url
