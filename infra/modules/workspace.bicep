// Where logs and metrics are kept. AVM: avm/res/operational-insights/workspace.
// Made twice: the rule that masks addresses needs the workspace, and the workspace has to name the rule.

@description('Region.')
param location string

@description('Tags of every resource.')
param tags object

@description('What makes names unique.')
param token string

@description('Days for which logs and metrics are kept.')
param retentionDays int

@description('Most GB a day.')
param dailyCapGb int

@description('Resource id of the rule by which entries are changed before they are stored; empty while there is none.')
param ruleId string = ''

resource workspace 'Microsoft.OperationalInsights/workspaces@2025-07-01' = {
  name: 'log-leadscoring-${token}'
  location: location
  tags: tags
  properties: {
    sku: {
      name: 'PerGB2018'
    }
    retentionInDays: retentionDays
    workspaceCapping: {
      dailyQuotaGb: dailyCapGb
    }
    features: {
      disableLocalAuth: true
      enableLogAccessUsingOnlyResourcePermissions: true
    }
    defaultDataCollectionRuleResourceId: empty(ruleId) ? null : ruleId
  }
}

@description('Resource id of the workspace.')
output id string = workspace.id
