// The persons' data, in an account of its own: only the app may read it, nothing else happens in it, and a fault of the host cannot reach it.
// Tables have no soft delete; ask for the lock, and see docs for copies. AVM: avm/res/storage/storage-account.

@description('Region.')
param location string

@description('Tags of every resource.')
param tags object

@description('Name of the account.')
param name string

@description('Copies of what is stored.')
param sku string

@description('Reachable from the virtual network only.')
param privateNetworking bool

@description('Refuse to delete the account.')
param lockData bool

// LeadScoring.Functions/Storage/TableNames.cs.
var tableNames = [
  'Leads'
  'Due'
  'Board'
  'Models'
  'Rejected'
  'Parked'
  'Reports'
  'Sources'
  'Audit'
  'Messages'
]

resource account 'Microsoft.Storage/storageAccounts@2025-06-01' = {
  name: name
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: {
    name: sku
  }
  properties: {
    accessTier: 'Hot'
    allowBlobPublicAccess: false
    allowCrossTenantReplication: false
    allowSharedKeyAccess: false
    defaultToOAuthAuthentication: true
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
    publicNetworkAccess: privateNetworking ? 'Disabled' : 'Enabled'
    networkAcls: {
      bypass: 'None'
      defaultAction: privateNetworking ? 'Deny' : 'Allow'
    }
  }
}

resource tableService 'Microsoft.Storage/storageAccounts/tableServices@2025-06-01' = {
  parent: account
  name: 'default'
}

resource tables 'Microsoft.Storage/storageAccounts/tableServices/tables@2025-06-01' = [
  for tableName in tableNames: {
    parent: tableService
    name: tableName
  }
]

resource lock 'Microsoft.Authorization/locks@2020-05-01' = if (lockData) {
  name: 'keep-the-leads'
  scope: account
  properties: {
    level: 'CanNotDelete'
    notes: 'All leads, events and scores. Remove this lock only to give up the installation.'
  }
}

@description('Resource id of the account.')
output id string = account.id

@description('Name of the account.')
output name string = account.name
