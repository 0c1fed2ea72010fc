// A virtual network from which alone storage and vault are reached: the app's outgoing traffic enters it by a subnet of its own, and private endpoints
// stand in the other. Service Bus stays public (private endpoints need Premium), as do the app itself and the intake of telemetry.
// AVM: avm/res/network/virtual-network, avm/res/network/private-endpoint, avm/res/network/private-dns-zone.

@description('Region.')
param location string

@description('Tags of every resource.')
param tags object

@description('Name of the network.')
param name string

@description('The storage account of the host.')
param hostAccountId string

@description('The storage account with the tables.')
param dataAccountId string

@description('The vault.')
param vaultId string

var blobZone = 'privatelink.blob.${environment().suffixes.storage}'
var queueZone = 'privatelink.queue.${environment().suffixes.storage}'
var tableZone = 'privatelink.table.${environment().suffixes.storage}'
var vaultZone = 'privatelink${replace(environment().suffixes.keyvaultDns, '.vault.', '.vaultcore.')}'
var zoneNames = [
  blobZone
  queueZone
  tableZone
  vaultZone
]

var endpoints = [
  {
    name: 'host-blob'
    resource: hostAccountId
    service: 'blob'
    zone: blobZone
  }
  {
    name: 'host-queue'
    resource: hostAccountId
    service: 'queue'
    zone: queueZone
  }
  {
    name: 'host-table'
    resource: hostAccountId
    service: 'table'
    zone: tableZone
  }
  {
    name: 'data-table'
    resource: dataAccountId
    service: 'table'
    zone: tableZone
  }
  {
    name: 'vault'
    resource: vaultId
    service: 'vault'
    zone: vaultZone
  }
]

// An instance of the app takes an address: /25 has enough for a hundred. The name of a delegated subnet may have no low line.
resource network 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    addressSpace: {
      addressPrefixes: [
        '10.20.0.0/16'
      ]
    }
    subnets: [
      {
        name: 'functions'
        properties: {
          addressPrefix: '10.20.0.0/25'
          delegations: [
            {
              name: 'flex-consumption'
              properties: {
                serviceName: 'Microsoft.App/environments'
              }
            }
          ]
        }
      }
      {
        name: 'endpoints'
        properties: {
          addressPrefix: '10.20.1.0/27'
          privateEndpointNetworkPolicies: 'Disabled'
        }
      }
    ]
  }
}

resource zones 'Microsoft.Network/privateDnsZones@2020-06-01' = [
  for zoneName in zoneNames: {
    name: zoneName
    location: 'global'
    tags: tags
  }
]

resource links 'Microsoft.Network/privateDnsZones/virtualNetworkLinks@2020-06-01' = [
  for (zoneName, index) in zoneNames: {
    parent: zones[index]
    name: name
    location: 'global'
    tags: tags
    properties: {
      registrationEnabled: false
      virtualNetwork: {
        id: network.id
      }
    }
  }
]

// One after the other: an account refuses a second one while it works on the first.
@batchSize(1)
resource privateEndpoints 'Microsoft.Network/privateEndpoints@2024-05-01' = [
  for endpoint in endpoints: {
    name: 'pe-${endpoint.name}-${name}'
    location: location
    tags: tags
    properties: {
      subnet: {
        id: '${network.id}/subnets/endpoints'
      }
      privateLinkServiceConnections: [
        {
          name: endpoint.name
          properties: {
            privateLinkServiceId: endpoint.resource
            groupIds: [
              endpoint.service
            ]
          }
        }
      ]
    }
  }
]

resource zoneGroups 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups@2024-05-01' = [
  for (endpoint, index) in endpoints: {
    parent: privateEndpoints[index]
    name: 'default'
    properties: {
      privateDnsZoneConfigs: [
        {
          name: endpoint.service
          properties: {
            privateDnsZoneId: resourceId('Microsoft.Network/privateDnsZones', endpoint.zone)
          }
        }
      ]
    }
    dependsOn: [
      zones
    ]
  }
]

@description('The subnet of the app.')
output functionsSubnetId string = '${network.id}/subnets/functions'
