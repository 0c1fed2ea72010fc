using LeadScoring.Domain.Leads;
using LeadScoring.Functions.Messaging;
using LeadScoring.Functions.Storage;
using LeadScoring.Tests.Messages;

namespace LeadScoring.Tests.Infra;

/// <summary>What the template makes is what the code names.</summary>
[Needs(Need.Processes)]
public sealed class MessagingAgreementTests
{
    private static readonly BicepFile Messaging = Template.Committed.Module("messaging");

    [Fact]
    public void The_queues_are_those_of_the_app() => Assert.Equal(QueueNames.All, Template.Committed.Module("host-storage").Texts("queueNames"));

    [Fact]
    public void The_tables_are_those_of_the_app() => Assert.Equal(TableNames.All, Template.Committed.Module("data-storage").Texts("tableNames"));

    [Fact]
    public void The_topic_is_that_of_the_app() =>
        Assert.All(
            Template.Committed.Files.Values.SelectMany(static file => file.Resources).Where(static resource => resource.Type == "Microsoft.ServiceBus/namespaces/topics"),
            static topic => Assert.Equal(ServiceBusTopic.Name, topic.Body.At("name").GetString()));

    [Fact]
    public void The_subscriptions_are_those_of_the_app() =>
        Assert.Equal(
            LocalTopic.Subscriptions.Select(static subscription => subscription.Name),
            Of("Microsoft.ServiceBus/namespaces/topics/subscriptions").Select(static subscription => subscription.Body.At("name").GetString()));

    [Fact]
    public void A_subscription_takes_what_the_local_one_takes()
    {
        var rules = Of("Microsoft.ServiceBus/namespaces/topics/subscriptions/rules").ToDictionary(static rule => Messaging.Find(rule.Body.At("parent").Shown()).Body.At("name").GetString()!);

        // A rule of another name would stand beside the one that takes everything.
        Assert.All(rules.Values, static rule => Assert.Equal(("$Default", "SqlFilter"), (rule.Body.At("name").GetString(), rule.Body.At("properties/filterType").GetString())));
        Assert.All(LocalTopic.Subscriptions, subscription =>
            Assert.Equal(
                MessageFiles.Types.Where(subscription.Takes),
                Taken(subscription.Name, rules[subscription.Name].Body.At("properties/sqlFilter/sqlExpression").GetString()!).Order(StringComparer.Ordinal)));
    }

    [Fact]
    public void The_filters_are_those_of_the_AsyncAPI_document() =>
        Assert.All(Of("Microsoft.ServiceBus/namespaces/topics/subscriptions/rules"), static rule =>
            Assert.Equal(
                AsyncApi.Text($"operations/{Messaging.Find(rule.Body.At("parent").Shown()).Body.At("name").GetString()}/x-service-bus-subscription/filter"),
                rule.Body.At("properties/sqlFilter/sqlExpression").GetString()));

    [Fact]
    public void The_sessions_are_those_of_the_AsyncAPI_document() =>
        Assert.All(Of("Microsoft.ServiceBus/namespaces/topics/subscriptions"), static subscription =>
            Assert.Equal(
                AsyncApi.Text($"operations/{subscription.Body.At("name").GetString()}/x-service-bus-subscription/requiresSession"),
                subscription.Body.At("properties/requiresSession").GetRawText()));

    [Fact]
    public void A_connector_receives_from_the_subscription_that_it_reads()
    {
        var roles = Template.Committed.Module("roles");

        Assert.Equal("crm-sync", roles.Find(roles.Find("connectorReceivesCrmSync").Body.At("scope").Shown()).Body.At("name").GetString());
    }

    private static IEnumerable<BicepFile.Resource> Of(string type) => Messaging.Resources.Where(resource => resource.Type == type);

    // The three forms that are used: all about leads, all about the app, and a list of types; of what is sent again only what is for this subscription.
    private static IEnumerable<string> Taken(string subscription, string filter)
    {
        var own = $"NOT EXISTS(redriveTo) OR redriveTo = '{subscription}'";
        if (filter == $"({own}) AND (NOT EXISTS(type) OR type NOT LIKE 'system.%')")
            return MessageFiles.Types.Where(static type => !type.StartsWith("system.", StringComparison.Ordinal));
        if (filter == $"({own}) AND type LIKE 'system.%'")
            return MessageFiles.Types.Where(static type => type.StartsWith("system.", StringComparison.Ordinal));
        var types = $"({own}) AND type IN ('";
        Assert.StartsWith(types, filter, StringComparison.Ordinal);
        var named = filter[(types.Length - 1)..].Split('\'').Where(static (_, index) => index % 2 == 1).ToList();
        Assert.Equal($"{types}{string.Join("', '", named)}')", filter);
        return named;
    }
}
