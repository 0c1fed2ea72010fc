using LeadScoring.Domain.Leads;
using LeadScoring.Functions.Messaging;

namespace LeadScoring.Tests.Messages;

/// <summary>The AsyncAPI document says what the schemas and the topic say.</summary>
public sealed class AsyncApiTests
{
    public static TheoryData<string> Types() => [.. MessageFiles.Types];

    [Fact]
    public void It_is_AsyncAPI_3_and_names_the_topic()
    {
        Assert.Equal("3.0.0", AsyncApi.Text("asyncapi"));
        Assert.Equal(ServiceBusTopic.Name, AsyncApi.Text("channels/leadEvents/address"));
        Assert.Equal(ServiceBusTopic.ContentType, AsyncApi.Text("defaultContentType"));
        Assert.Equal(ServiceBusTopic.ContentType, AsyncApi.Text("components/messageTraits/cloudEvent/contentType"));
    }

    [Fact]
    public void The_channel_carries_every_type()
    {
        Assert.Equal(MessageFiles.Types, AsyncApi.Keys("components/messages").Order(StringComparer.Ordinal));
        Assert.All(AsyncApi.Keys("channels/leadEvents/messages"), static type =>
            Assert.Equal("#/components/messages/" + type, AsyncApi.Text($"channels/leadEvents/messages/{type}/$ref")));
        Assert.Equal(MessageFiles.Types, AsyncApi.Keys("channels/leadEvents/messages").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void An_operation_receives_what_its_subscription_takes()
    {
        Assert.Equal(LocalTopic.Subscriptions.Select(static subscription => subscription.Name), AsyncApi.Keys("operations"));
        Assert.All(LocalTopic.Subscriptions, static subscription =>
        {
            var operation = "operations/" + subscription.Name;
            Assert.Equal("receive", AsyncApi.Text(operation + "/action"));
            Assert.Equal("#/channels/leadEvents", AsyncApi.Text(operation + "/channel/$ref"));
            Assert.Equal(
                MessageFiles.Types.Where(subscription.Takes),
                AsyncApi.References(operation + "/messages").Select(static reference => reference.Split('/')[^1]).Order(StringComparer.Ordinal));
        });
    }

    [Fact]
    public void The_filter_of_a_subscription_takes_what_the_local_one_takes()
    {
        Assert.All(LocalTopic.Subscriptions, static subscription => Assert.Equal(subscription.Name, AsyncApi.Text($"operations/{subscription.Name}/x-service-bus-subscription/name")));
        // What is sent again to another subscription is left out.
        Assert.Equal("(NOT EXISTS(redriveTo) OR redriveTo = 'crm-sync') AND (NOT EXISTS(type) OR type NOT LIKE 'system.%')", AsyncApi.Text("operations/crm-sync/x-service-bus-subscription/filter"));
        Assert.Equal("(NOT EXISTS(redriveTo) OR redriveTo = 'operations') AND type LIKE 'system.%'", AsyncApi.Text("operations/operations/x-service-bus-subscription/filter"));
        Assert.All(["crm-sync", "operations"], static name => Assert.Contains(MessageFiles.Page(), line => line.Contains(AsyncApi.Text($"operations/{name}/x-service-bus-subscription/filter"), StringComparison.Ordinal)));

        var filter = AsyncApi.Text("operations/marketing/x-service-bus-subscription/filter");
        var named = filter.Split('\'').Where(static (_, index) => index % 2 == 1).Skip(1).ToList();
        Assert.Equal($"(NOT EXISTS(redriveTo) OR redriveTo = 'marketing') AND type IN ('{string.Join("', '", named)}')", filter);
        Assert.Equal(MessageFiles.Types.Where(LocalTopic.Subscriptions[1].Takes), named.Order(StringComparer.Ordinal));
        Assert.Contains(MessageFiles.Page(), line => line.Contains(filter, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void A_message_has_the_schema_and_the_example_of_its_type(string type)
    {
        var message = "components/messages/" + type;

        Assert.Equal(type, AsyncApi.Text(message + "/name"));
        Assert.Equal("#/components/messageTraits/cloudEvent", Assert.Single(AsyncApi.References(message + "/traits")));
        Assert.Equal("application/schema+json;version=draft-2020-12", AsyncApi.Text(message + "/payload/schemaFormat"));
        Assert.Equal($"./messages/{type}.schema.json", AsyncApi.Text(message + "/payload/schema/$ref"));
        Assert.Equal($"./messages/examples/{type}.json", AsyncApi.At(message + "/examples")[0]["payload"]["$ref"].ToString());
    }

    [Fact]
    public void Every_reference_leads_somewhere()
    {
        Assert.All(AsyncApi.References(), static reference =>
        {
            if (reference.StartsWith("#/", StringComparison.Ordinal))
                AsyncApi.At(reference[2..]);
            else
                Assert.True(File.Exists(Path.Combine(MessageFiles.Reference, reference.Split('#')[0])), reference);
        });
    }

    [Fact]
    public void The_application_properties_of_the_examples_are_those_that_the_page_lists()
    {
        var listed = MessageFiles.Page().SkipWhile(static line => line != "## Application properties").Skip(1).TakeWhile(static line => !line.StartsWith("## ", StringComparison.Ordinal))
            .Where(static line => line.StartsWith("| `", StringComparison.Ordinal)).Select(static line => line.Split('`')[1]);

        Assert.Equal(AsyncApi.ExampleHeaders("lead.qualified").Keys.Order(StringComparer.Ordinal), listed.Order(StringComparer.Ordinal));
    }
}
