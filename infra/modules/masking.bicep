// Takes e-mail addresses out of entries before they are stored. The Functions host writes the path of a request, and a caller may have put one there.
// AVM: avm/res/insights/data-collection-rule. The functions and operators are those that transformations allow; replace_regex is none of them.

@description('Region.')
param location string

@description('Tags of every resource.')
param tags object

@description('What makes names unique.')
param token string

@description('Resource id of the workspace.')
param workspaceId string

// Of a path the part before the address is kept, so that failures can still be counted by route. Properties repeat the path under several names.
var requests = '''
source
| extend Private = strcat(Url, ' ', Name, ' ', OperationName, ' ', tostring(Properties)) matches regex '[^ /"](@|%(25)*40)[^ /"]'
| extend Url = iif(Private, strcat(extract('^([^@%]*/)', 1, Url), '{masked}'), Url)
| extend Name = iif(Name matches regex '[^ /"](@|%(25)*40)[^ /"]', '{masked}', Name)
| extend OperationName = iif(OperationName matches regex '[^ /"](@|%(25)*40)[^ /"]', '{masked}', OperationName)
| extend Properties = iif(Private, parse_json('{}'), Properties)
| project-away Private
'''

var dependencies = '''
source
| extend Private = strcat(Data, ' ', Target, ' ', Name, ' ', OperationName, ' ', tostring(Properties)) matches regex '[^ /"](@|%(25)*40)[^ /"]'
| extend Data = iif(Private, '{masked}', Data)
| extend Target = iif(Target matches regex '[^ /"](@|%(25)*40)[^ /"]', '{masked}', Target)
| extend Name = iif(Name matches regex '[^ /"](@|%(25)*40)[^ /"]', '{masked}', Name)
| extend OperationName = iif(OperationName matches regex '[^ /"](@|%(25)*40)[^ /"]', '{masked}', OperationName)
| extend Properties = iif(Private, parse_json('{}'), Properties)
| project-away Private
'''

var traces = '''
source
| extend Private = strcat(Message, ' ', OperationName, ' ', tostring(Properties)) matches regex '[^ /"](@|%(25)*40)[^ /"]'
| extend Message = iif(Message matches regex '[^ /"](@|%(25)*40)[^ /"]', '{masked}', Message)
| extend OperationName = iif(OperationName matches regex '[^ /"](@|%(25)*40)[^ /"]', '{masked}', OperationName)
| extend Properties = iif(Private, parse_json('{}'), Properties)
| project-away Private
'''

resource rule 'Microsoft.Insights/dataCollectionRules@2023-03-11' = {
  name: 'dcr-leadscoring-${token}'
  location: location
  tags: tags
  kind: 'WorkspaceTransforms'
  properties: {
    destinations: {
      logAnalytics: [
        {
          name: 'workspace'
          workspaceResourceId: workspaceId
        }
      ]
    }
    dataFlows: [
      {
        streams: [
          'Microsoft-Table-AppRequests'
        ]
        destinations: [
          'workspace'
        ]
        transformKql: requests
      }
      {
        streams: [
          'Microsoft-Table-AppDependencies'
        ]
        destinations: [
          'workspace'
        ]
        transformKql: dependencies
      }
      {
        streams: [
          'Microsoft-Table-AppTraces'
        ]
        destinations: [
          'workspace'
        ]
        transformKql: traces
      }
    ]
  }
}

@description('Resource id of the rule.')
output id string = rule.id
