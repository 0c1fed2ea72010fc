// What somebody has to know, and no more: each alert names the section of the runbook that says what to do.
// AVM: avm/res/insights/action-group, avm/res/insights/scheduled-query-rule, avm/res/insights/metric-alert.
//
// Severity: 1 = leads or hand-offs wait now, 2 = something is put aside and waits for a person, 3 = look at it this week.
// Windows: what senders and the app repair by repeating is left alone; a gauge is measured every 15 minutes, so its window has two values.
// A rule counts the rows of its query: thresholds are in the queries, where they can be tried.

@description('Region.')
param location string

@description('Tags of every resource.')
param tags object

@description('What makes names unique.')
param token string

@description('The workspace with the app\'s logs and metrics.')
param workspaceId string

@description('The Service Bus namespace.')
param namespaceId string

@description('Who is told; empty: nobody, alerts are in the portal only.')
param alertEmail string

var receivers = empty(alertEmail)
  ? []
  : [
      {
        name: 'operator'
        emailAddress: alertEmail
        useCommonAlertSchema: true
      }
    ]

// The newest depth of each queue of failed messages.
var poisonMessages = '''
AppMetrics
| where Name == 'leadscoring.queue.depth'
| extend Queue = tostring(Properties.queue)
| where Queue endswith '-poison'
| extend Depth = coalesce(Max, Sum)
| summarize arg_max(TimeGenerated, Depth) by Queue
| where Depth > 0
| project Queue, Depth
'''

// A message is sent within a second of its decision; the outbox repeats for up to ten minutes by itself.
var outboxAge = '''
AppMetrics
| where Name == 'leadscoring.outbox.age'
| summarize Age = max(coalesce(Max, Sum / ItemCount))
| where Age > 15 * 60
'''

// A sender repeats what was answered 5xx, so that single ones do no harm: five of them that are 2 % do. Asked of the traces, which are sampled (ItemCount
// says of how many), and of ASP.NET Core's own metric, which is not; each alone is enough. A trace is named by its function or by its route.
var captureFailures = '''
union
    (AppRequests
    | extend Way = 'traces', Path = trim('/', tostring(parse_url(Url).Path)), Code = toint(ResultCode)),
    (AppMetrics
    | where Name == 'http.server.request.duration'
    | extend Way = 'metric', Path = trim('/', tostring(Properties['http.route'])), Code = toint(Properties['http.response.status_code']))
| extend Door = case(
    Name == 'CaptureEvents' or OperationName == 'CaptureEvents' or Path == 'api/v1/events', 'CaptureEvents',
    Name == 'CaptureWebhook' or OperationName == 'CaptureWebhook' or Path startswith 'hooks/', 'CaptureWebhook',
    Name == 'TrackVisit' or OperationName == 'TrackVisit' or Path == 'track', 'TrackVisit',
    '')
| where Door != ''
| summarize Failed = sumif(ItemCount, Code >= 500), Asked = sum(ItemCount) by Door, Way
| where Failed >= 5 and Failed * 50 >= Asked
| summarize Failed = max(Failed) by Door
'''

// Scanners are always refused. Twenty in a quarter of an hour that are a tenth of all mean a secret or a key that no longer fits.
var unauthorizedRate = '''
union
    (AppRequests
    | where isnotempty(Url)
    | extend Way = 'traces', Code = toint(ResultCode)),
    (AppMetrics
    | where Name == 'http.server.request.duration'
    | extend Way = 'metric', Code = toint(Properties['http.response.status_code']))
| summarize Refused = sumif(ItemCount, Code == 401), Asked = sum(ItemCount) by Way
| where Refused >= 20 and Refused * 10 >= Asked
| summarize Refused = max(Refused)
| where isnotnull(Refused)
'''

// A night begins at 01:00 UTC; two hours late is missed. A timer measures it and the queues every 15 minutes: when nothing at all was measured for an
// hour, the timers are dead. So until the first deployment this alert is right, too. Without a model there is no night to wait for, and no age.
var nightMissed = '''
AppMetrics
| where Name in ('leadscoring.night.age', 'leadscoring.queue.depth')
| summarize
    Measured = count(),
    Age = maxif(coalesce(Max, Sum), Name == 'leadscoring.night.age')
| extend Reason = case(
    Measured == 0, 'nothing was measured for an hour: the timers do not run',
    Age > 26 * 3600, 'the last night began more than 26 hours ago',
    '')
| where Reason != ''
'''

// The newest number of each kind.
var parkedLeads = '''
AppMetrics
| where Name == 'leadscoring.parked'
| extend Kind = tostring(Properties.kind)
| extend Parked = coalesce(Max, Sum)
| summarize arg_max(TimeGenerated, Parked) by Kind
| where Parked > 0
| project Kind, Parked
'''

// Ten new people that the tracker did not take any more are no office with a busy day.
var trackerFlood = '''
AppMetrics
| where Name == 'leadscoring.requests.refused'
| where tostring(Properties.source) == 'tracker' and tostring(Properties.reason) == 'LS-TRACK-011'
| summarize Refused = sum(coalesce(Sum, 0.0))
| where Refused >= 10
'''

var rules = [
  {
    name: 'poison-messages'
    description: 'Work failed five times and was put aside in a -poison queue. What to do: docs/operations/runbook.md#poison-messages'
    severity: 2
    frequency: 'PT15M'
    window: 'PT30M'
    query: poisonMessages
    dimensions: [
      'Queue'
    ]
  }
  {
    name: 'outbox-age'
    description: 'A decision waited more than 15 minutes for the topic: sales and the CRM hear nothing. What to do: docs/operations/runbook.md#outbox-age'
    severity: 1
    frequency: 'PT5M'
    window: 'PT15M'
    query: outboxAge
    dimensions: []
  }
  {
    name: 'capture-failures'
    description: 'Events are answered with 5xx; senders repeat them for a while only. What to do: docs/operations/runbook.md#capture-failures'
    severity: 1
    frequency: 'PT5M'
    window: 'PT15M'
    query: captureFailures
    dimensions: [
      'Door'
    ]
  }
  {
    name: 'unauthorized-rate'
    description: 'A tenth of all requests is answered 401: a secret or a key no longer fits, or somebody tries. What to do: docs/operations/runbook.md#unauthorized-rate'
    severity: 2
    frequency: 'PT15M'
    window: 'PT15M'
    query: unauthorizedRate
    dimensions: []
  }
  {
    name: 'night-missed'
    description: 'Scores do not decay: the last night began more than 26 hours ago, or the timers do not run. What to do: docs/operations/runbook.md#night-missed'
    severity: 2
    frequency: 'PT1H'
    window: 'PT1H'
    query: nightMissed
    dimensions: []
  }
  {
    name: 'parked-leads'
    description: 'Leads or messages fail for another than a passing reason and are parked. What to do: docs/operations/runbook.md#parked-leads'
    severity: 3
    frequency: 'PT1H'
    window: 'PT1H'
    query: parkedLeads
    dimensions: [
      'Kind'
    ]
  }
  {
    name: 'tracker-flood'
    description: 'A site or an address of the network names more new people than are taken on a day: a campaign, or somebody who makes them up. What to do: docs/operations/runbook.md#tracker-flood'
    severity: 3
    frequency: 'PT1H'
    window: 'PT1H'
    query: trackerFlood
    dimensions: []
  }
]

resource operators 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: 'ag-leadscoring-${token}'
  location: 'global'
  tags: tags
  properties: {
    groupShortName: 'leadscoring'
    enabled: true
    emailReceivers: receivers
  }
}

resource queryAlerts 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = [
  for rule in rules: {
    name: rule.name
    location: location
    tags: tags
    kind: 'LogAlert'
    properties: {
      displayName: rule.name
      description: rule.description
      severity: rule.severity
      enabled: true
      evaluationFrequency: rule.frequency
      windowSize: rule.window
      scopes: [
        workspaceId
      ]
      // The tables are made by the first telemetry, after this deployment.
      skipQueryValidation: true
      autoMitigate: true
      criteria: {
        allOf: [
          {
            query: rule.query
            timeAggregation: 'Count'
            operator: 'GreaterThan'
            threshold: 0
            dimensions: [
              for dimension in rule.dimensions: {
                name: dimension
                operator: 'Include'
                values: [
                  '*'
                ]
              }
            ]
            failingPeriods: {
              numberOfEvaluationPeriods: 1
              minFailingPeriodsToAlert: 1
            }
          }
        ]
      }
      actions: {
        actionGroups: [
          operators.id
        ]
      }
    }
  }
]

// Dead letters are counted by the platform, per topic. A connector puts aside what it cannot map; nothing else empties the queue.
resource deadLetters 'Microsoft.Insights/metricAlerts@2018-03-01' = {
  name: 'dead-letters'
  location: 'global'
  tags: tags
  properties: {
    description: 'A reader of the topic put messages aside, or let them fail ten times. What to do: docs/operations/runbook.md#dead-letters'
    severity: 2
    enabled: true
    scopes: [
      namespaceId
    ]
    evaluationFrequency: 'PT5M'
    windowSize: 'PT15M'
    autoMitigate: true
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
      allOf: [
        {
          name: 'dead-lettered'
          criterionType: 'StaticThresholdCriterion'
          metricNamespace: 'Microsoft.ServiceBus/namespaces'
          metricName: 'DeadletteredMessages'
          timeAggregation: 'Maximum'
          operator: 'GreaterThan'
          threshold: 0
          dimensions: [
            {
              name: 'EntityName'
              operator: 'Include'
              values: [
                '*'
              ]
            }
          ]
        }
      ]
    }
    actions: [
      {
        actionGroupId: operators.id
      }
    ]
  }
}
