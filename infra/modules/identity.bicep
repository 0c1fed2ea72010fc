// Who the app is, and who a CRM connector is. Identities of their own outlive the things that carry them, and their roles can be given before those exist.
// AVM: avm/res/managed-identity/user-assigned-identity.

@description('Region.')
param location string

@description('Tags of every resource.')
param tags object

@description('What makes names unique.')
param token string

resource app 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: 'id-leadscoring-${token}'
  location: location
  tags: tags
}

resource connector 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: 'id-crm-connector-${token}'
  location: location
  tags: tags
}

@description('Resource id of the app\'s identity.')
output appIdentityId string = app.id

@description('Client id of the app\'s identity.')
output appClientId string = app.properties.clientId

@description('Principal of the app\'s identity, for roles.')
output appPrincipalId string = app.properties.principalId

@description('Resource id of the connectors\' identity.')
output connectorIdentityId string = connector.id

@description('Client id of the connectors\' identity.')
output connectorClientId string = connector.properties.clientId

@description('Principal of the connectors\' identity, for roles.')
output connectorPrincipalId string = connector.properties.principalId
