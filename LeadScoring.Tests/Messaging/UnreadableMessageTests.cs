using LeadScoring.Functions.Faults;
using LeadScoring.Functions.Messaging;
using LeadScoring.Tests.Kit.Builders;
using LeadScoring.Tests.Kit.Drivers;

namespace LeadScoring.Tests.Messaging;

/// <summary>What is on a queue and is none of the app's messages fails, so that the host moves it to the poison queue; nothing is taken for a bucket or a lead that was not named.</summary>
public sealed class UnreadableMessageTests
{
    private readonly InMemoryApp _app = new();

    public static TheoryData<string, string> Junk()
    {
        var data = new TheoryData<string, string>();
        foreach (var queue in QueueNames.All)
        {
            foreach (var text in new[] { "", "?", "null", "[]", "1", "\"lead\"", "{}", """{"nonsense":true}""" })
                data.Add(queue, text);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Junk))]
    public async Task Junk_on_a_queue_is_refused_and_the_log_says_what_is_wrong(string queue, string text)
    {
        await _app.Publish(CrmModel.Yaml);

        var refused = await Assert.ThrowsAsync<UnreadableMessageException>(() => _app.Handle(queue, BinaryData.FromString(text)));

        Assert.Contains(queue, refused.Message, StringComparison.Ordinal);
        Assert.Contains(_app.Log, line => line.Contains($"The message on {queue} cannot be used: ", StringComparison.Ordinal));
        Assert.DoesNotContain("nonsense", string.Join('\n', _app.Log), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(QueueNames.Rescore, """{"leads":null}""", "'leads' is missing")]
    [InlineData(QueueNames.Rescore, """{"leads":"ann"}""", "another type")]
    [InlineData(QueueNames.Sweep, """{"bucket":-1}""", "no such bucket")]
    [InlineData(QueueNames.Sweep, """{"bucket":256}""", "no such bucket")]
    [InlineData(QueueNames.Sweep, """{"bucket":"one"}""", "another type")]
    [InlineData(QueueNames.Rebuild, """{"bucket":1}""", "'model' is missing")]
    [InlineData(QueueNames.Rebuild, """{"model":"crm"}""", "neither 'lead' nor 'bucket'")]
    [InlineData(QueueNames.Rebuild, """{"model":"crm","bucket":256}""", "no such bucket")]
    [InlineData(QueueNames.Report, """{"report":"service-level","id":"x","run":1}""", "'bucket' is missing")]
    [InlineData(QueueNames.Report, """{"report":"service-level","run":1,"bucket":0}""", "'id' is missing")]
    [InlineData(QueueNames.Report, """{"report":"service-level","id":"x","run":1,"bucket":256}""", "no such bucket")]
    [InlineData(QueueNames.Report, """{"lead":"x","model":"crm","version":1}""", "'asOf' is missing")]
    public async Task A_message_with_half_of_its_members_is_refused(string queue, string text, string fault)
    {
        var refused = await Assert.ThrowsAsync<UnreadableMessageException>(() => _app.Handle(queue, BinaryData.FromString(text)));

        Assert.Contains(fault, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(QueueNames.Rescore, """{"leads":[],"later":1}""")]
    [InlineData(QueueNames.Sweep, """{"bucket":0,"later":1}""")]
    [InlineData(QueueNames.Sweep, """{"bucket":255}""")]
    [InlineData(QueueNames.Rebuild, """{"model":"never-published","bucket":0,"later":1}""")]
    [InlineData(QueueNames.Report, """{"report":"service-level","id":"x","run":1,"bucket":0,"later":1}""")]
    public async Task Members_that_a_newer_version_wrote_are_left_alone(string queue, string text)
    {
        await _app.Handle(queue, BinaryData.FromString(text));

        Assert.DoesNotContain(_app.Log, static line => line.Contains("cannot be used", StringComparison.Ordinal));
    }
}
