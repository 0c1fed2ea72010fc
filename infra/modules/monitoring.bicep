// Takes in logs and metrics for the workspace. AVM: avm/res/insights/component.

@description('Region.')
param location string

@description('Tags of every resource.')
param tags object

@description('What makes names unique.')
param token string

@description('Resource id of the workspace.')
param workspaceId string

// Without local authentication its connection string opens nothing: the app writes with its identity.
resource insights 'Microsoft.Insights/components@2020-02-02' = {
  name: 'appi-leadscoring-${token}'
  location: location
  tags: tags
  kind: 'web'
  properties: {
    Application_Type: 'web'
    WorkspaceResourceId: workspaceId
    DisableLocalAuth: true
  }
}

@description('Name of the Application Insights component.')
output insightsName string = insights.name
