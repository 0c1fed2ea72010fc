// What the installation does, on one page of the portal. The page itself is infra/workbook.json. There is no AVM for it.

@description('Region.')
param location string

@description('Tags of every resource.')
param tags object

@description('The workspace that it asks.')
param workspaceId string

resource workbook 'Microsoft.Insights/workbooks@2023-06-01' = {
  name: guid(workspaceId, 'leadscoring-workbook')
  location: location
  tags: tags
  kind: 'shared'
  properties: {
    displayName: 'LeadScoring'
    category: 'workbook'
    version: '1.0'
    sourceId: workspaceId
    serializedData: replace(loadTextContent('../workbook.json'), '__WORKSPACE_ID__', workspaceId)
  }
}

@description('Resource id of the workbook.')
output workbookId string = workbook.id
