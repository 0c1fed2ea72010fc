// What the app tells the world. Standard is the cheapest tier with topics and duplicate detection. It is reached over the internet, by Entra ID
// identities only; private endpoints are a feature of Premium, which costs many times as much. AVM: avm/res/service-bus/namespace.

@description('Region.')
param location string

@description('Tags of every resource.')
param tags object

@description('Name of the namespace.')
param name string

resource namespace 'Microsoft.ServiceBus/namespaces@2024-01-01' = {
  name: name
  location: location
  tags: tags
  sku: {
    name: 'Standard'
    tier: 'Standard'
  }
  properties: {
    disableLocalAuth: true
    minimumTlsVersion: '1.2'
    publicNetworkAccess: 'Enabled'
  }
}

// Duplicate detection and partitioning are decided once, when the topic is made. A week covers every repetition of the outbox; with partitions
// detection would ask for a partition key. A topic that is full takes nothing for anybody: read every subscription, or delete it.
resource topic 'Microsoft.ServiceBus/namespaces/topics@2024-01-01' = {
  parent: namespace
  name: 'lead-events'
  properties: {
    requiresDuplicateDetection: true
    duplicateDetectionHistoryTimeWindow: 'P7D'
    supportOrdering: true
    enablePartitioning: false
    maxSizeInMegabytes: 5120
  }
}

// A session is a lead: its messages come in order. Idle subscriptions stay, since autoDeleteOnIdle is left at its default, never.
resource crmSync 'Microsoft.ServiceBus/namespaces/topics/subscriptions@2024-01-01' = {
  parent: topic
  name: 'crm-sync'
  properties: {
    requiresSession: true
    lockDuration: 'PT1M'
    maxDeliveryCount: 10
    deadLetteringOnMessageExpiration: true
    deadLetteringOnFilterEvaluationExceptions: true
  }
}

resource marketing 'Microsoft.ServiceBus/namespaces/topics/subscriptions@2024-01-01' = {
  parent: topic
  name: 'marketing'
  properties: {
    requiresSession: true
    lockDuration: 'PT1M'
    maxDeliveryCount: 10
    deadLetteringOnMessageExpiration: true
    deadLetteringOnFilterEvaluationExceptions: true
  }
}

// What the app says about itself; a session is a model. Nobody has to read it: a few small messages a year do not fill the topic, and lists and health say the
// same.
resource operations 'Microsoft.ServiceBus/namespaces/topics/subscriptions@2024-01-01' = {
  parent: topic
  name: 'operations'
  properties: {
    requiresSession: true
    lockDuration: 'PT1M'
    maxDeliveryCount: 10
    deadLetteringOnMessageExpiration: true
    deadLetteringOnFilterEvaluationExceptions: true
  }
}

// A new subscription has a rule $Default that takes everything; rules are combined with or. So ours have its name and take its place.
// A dead letter that is sent again names the subscription that it is for (docs/operations/runbook.md). LeadScoring.Functions/Messaging/LocalTopic.cs and
// docs/reference/messages.md say the same. Connectors expect leads; what somebody else sends is theirs to put aside, with a reason.
resource crmSyncRule 'Microsoft.ServiceBus/namespaces/topics/subscriptions/rules@2024-01-01' = {
  parent: crmSync
  name: '$Default'
  properties: {
    filterType: 'SqlFilter'
    sqlFilter: {
      sqlExpression: '(NOT EXISTS(redriveTo) OR redriveTo = \'crm-sync\') AND (NOT EXISTS(type) OR type NOT LIKE \'system.%\')'
    }
  }
}

resource marketingRule 'Microsoft.ServiceBus/namespaces/topics/subscriptions/rules@2024-01-01' = {
  parent: marketing
  name: '$Default'
  properties: {
    filterType: 'SqlFilter'
    sqlFilter: {
      sqlExpression: '(NOT EXISTS(redriveTo) OR redriveTo = \'marketing\') AND type IN (\'lead.inquired\', \'lead.respond\', \'lead.routed\', \'lead.followup\', \'lead.followup.overdue\', \'lead.recycled\', \'lead.abandoned\', \'lead.restored\')'
    }
  }
}

resource operationsRule 'Microsoft.ServiceBus/namespaces/topics/subscriptions/rules@2024-01-01' = {
  parent: operations
  name: '$Default'
  properties: {
    filterType: 'SqlFilter'
    sqlFilter: {
      sqlExpression: '(NOT EXISTS(redriveTo) OR redriveTo = \'operations\') AND type LIKE \'system.%\''
    }
  }
}

@description('Resource id of the namespace.')
output namespaceId string = namespace.id

@description('Name of the namespace.')
output namespaceName string = namespace.name

@description('Where clients reach it, as ServiceBus__fullyQualifiedNamespace wants it: the endpoint is https://{name}.servicebus.windows.net:443/.')
output endpoint string = first(split(replace(namespace.properties.serviceBusEndpoint, 'https://', ''), ':'))
